"""Thousands of simulated trials against plain loops, side by side in one run, with the memory each needs.

    python benchmarks/simulators.py [--all]

The loops are slow, so a slice of each is timed and scaled to the whole; with --all the lifelines loop runs to its end
(some minutes). A scaled time is marked with ~. Both sides get the same trials and must come to the same answer.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
import tracemalloc
import warnings
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

import numpy as np
import pandas as pd
from lifelines.statistics import logrank_test
from scipy.stats import binom

from ibc_edu.simulators import dose_escalation, survival_trial, two_stage

TRIALS, REPEATS, SLICE = 10_000, 5, 200
TRIAL = survival_trial.SurvivalTrial()  # 200 people in each arm
GOAL = two_stage.TwoStageGoal(0.2, 0.4, 0.05, 0.10)
SLICE_N = 14  # of the designs, those of this many people are timed in the plain search
P_TRUE = (0.05, 0.1, 0.2, 0.3, 0.45)


class Row(NamedTuple):
    what: str
    ours: float
    loop: float
    scaled: bool
    ours_mb: float
    loop_mb: float


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak_mb(run: Callable[[], object]) -> float:
    """Highest memory in use during a call, above what was in use before it."""
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def lifelines_loop(trials: int) -> list[float]:
    """The same trials, one at a time: draw the people, then lifelines' log-rank test."""
    rng = np.random.default_rng(1)
    statistics = []
    for _ in range(trials):
        people = survival_trial.simulate(TRIAL, rng=rng)
        time_, event, arm = (people[name].to_numpy() for name in ("time", "event", "arm"))
        result = logrank_test(time_[arm == 0], time_[arm == 1], event[arm == 0], event[arm == 1])
        statistics.append(float(result.test_statistic))
    return statistics


def phase_three(every_trial: bool) -> Row:
    def ours(trials: int = TRIALS) -> pd.DataFrame:
        return survival_trial.replicate(TRIAL, replicates=trials, rng=1)

    one = float(ours(1)["z"].iloc[0] ** 2)
    if abs(one - lifelines_loop(1)[0]) > 1e-9:
        raise SystemExit("The two sides disagree on the first trial.")
    trials = TRIALS if every_trial else SLICE
    loop = seconds(lambda: lifelines_loop(trials)) * TRIALS / trials
    times = [seconds(ours) for _ in range(REPEATS)]
    memory = peak_mb(ours), peak_mb(lambda: lifelines_loop(20))
    return Row(f"{TRIALS:,} phase III trials of {TRIAL.people} people", median(times), loop, not every_trial, *memory)


def plain_search(sizes: range) -> tuple[int, tuple[float, tuple[int, ...]]]:
    """Try every design of the given sizes with scipy; the number tried, and the one with fewest expected people."""
    tried, best = 0, (np.inf, (0,))
    for n in sizes:
        for n1, r1, r in itertools.product(range(1, n), range(n), range(n)):
            if r1 >= n1 or r < r1:
                continue
            tried += 1
            first, n2 = np.arange(r1 + 1, n1 + 1), n - n1
            alpha, power = (binom.pmf(first, n1, p) @ binom.sf(r - first, n2, p) for p in (GOAL.p0, GOAL.p1))
            if alpha <= GOAL.alpha and power >= 1 - GOAL.beta:
                pet = binom.cdf(r1, n1, GOAL.p0)
                best = min(best, (n1 + (1 - pet) * n2, (r1, n1, r, n)))
    return tried, best


def number_of_designs(n: int) -> int:
    """Designs with 1 <= n1 < n, 0 <= r1 < n1 and r1 <= r < n."""
    return sum((n - r1) * (n - 1 - r1) for r1 in range(n - 1))


def simon() -> Row:
    found = two_stage.search(GOAL)
    times = [seconds(lambda: two_stage.search(GOAL)) for _ in range(REPEATS)]
    slice_ = range(SLICE_N, SLICE_N + 1)
    tried, _ = plain_search(slice_)
    if tried != number_of_designs(SLICE_N):
        raise SystemExit("The plain search did not try every design.")
    whole = sum(number_of_designs(n) for n in range(2, found.searched_to_n + 1))
    loop = seconds(lambda: plain_search(slice_)) * whole / tried
    memory = peak_mb(lambda: two_stage.search(GOAL)), peak_mb(lambda: plain_search(range(2, 6)))
    return Row(f"Simon search, {whole:,} designs up to n = {found.searched_to_n}", median(times), loop, True, *memory)


def plain_three_plus_three(trials: int) -> list[int]:
    """3+3 one person at a time."""
    dice = random.Random(1)
    chosen = []
    for _ in range(trials):
        dose = 0
        while dose < len(P_TRUE):
            dlts = sum(dice.random() < P_TRUE[dose] for _ in range(3))
            if dlts == 1:
                dlts += sum(dice.random() < P_TRUE[dose] for _ in range(3))
                if dlts > 1:
                    break
            elif dlts > 1:
                break
            dose += 1
        chosen.append(dose)
    return chosen


def three_plus_three() -> Row:
    trial = dose_escalation.ThreePlusThree(P_TRUE)

    def ours() -> pd.DataFrame:
        return dose_escalation.simulate(trial, replicates=TRIALS, rng=1)

    exact = dose_escalation.exact(trial).p_select[2]
    for share in (float((ours()["mtd"] == 3).mean()), plain_three_plus_three(TRIALS).count(3) / TRIALS):
        if abs(share - exact) > 4 * (exact * (1 - exact) / TRIALS) ** 0.5:
            raise SystemExit("One side does not choose dose 3 as often as it should.")
    times, loops = zip(
        *((seconds(ours), seconds(lambda: plain_three_plus_three(TRIALS))) for _ in range(REPEATS)), strict=True
    )
    memory = peak_mb(ours), peak_mb(lambda: plain_three_plus_three(TRIALS))
    return Row(f"{TRIALS:,} 3+3 trials of {len(P_TRUE)} doses", median(times), median(loops), False, *memory)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="run the lifelines loop to its end")
    every_trial = parser.parse_args().all
    warnings.simplefilter("ignore")  # lifelines sums in a way that pandas will drop
    print(f"{'':46} {'ours':>10} {'loop':>12} {'faster':>9} {'ours, peak':>11} {'loop, peak':>11}")
    for row in (phase_three(every_trial), simon(), three_plus_three()):
        loop = f"{'~' if row.scaled else ''}{row.loop:,.2f} s"
        line = f"{row.what:46} {row.ours * 1000:>7,.1f} ms {loop:>12} {row.loop / row.ours:>7,.0f} x"
        print(f"{line} {row.ours_mb:>8,.1f} MB {row.loop_mb:>8,.1f} MB")
    sliced = "" if every_trial else f"{SLICE} of {TRIALS:,} trials with lifelines, and "
    print(f"~ scaled from {sliced}the designs of {SLICE_N} people with scipy; its peak from a smaller slice.")


if __name__ == "__main__":
    main()
