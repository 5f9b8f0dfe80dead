"""Simon's designs: the search against a plain one, exact chances against simulated trials."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom
from simulator_checks import refuse_all, refused, within_four_standard_errors

from ibc_edu.simulators.two_stage import TwoStageDesign, TwoStageGoal, operating_characteristics, search, simulate

REPLICATES = 20_000


def plain_chances(r1: int, n1: int, r: int, n: int, p: float) -> tuple[float, float]:
    """PET and chance of calling the drug promising, summed over all outcomes of both stages."""
    first, second = binom.pmf(range(n1 + 1), n1, p), binom.pmf(range(n - n1 + 1), n - n1, p)
    promising = sum(
        first[x1] * second[x2] for x1, x2 in itertools.product(range(r1 + 1, n1 + 1), range(n - n1 + 1)) if x1 + x2 > r
    )
    return float(first[: r1 + 1].sum()), float(promising)


def plain_search(goal: TwoStageGoal, largest_n: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Optimal and minimax design by trying every r1, n1, r and n, with nothing left out."""
    best_optimal = best_minimax = (math.inf, math.inf, ())
    for n in range(2, largest_n + 1):
        for n1 in range(1, n):
            for r1, r in itertools.product(range(n1), range(n)):
                pet, alpha = plain_chances(r1, n1, r, n, goal.p0)
                if r < r1 or alpha > goal.alpha or plain_chances(r1, n1, r, n, goal.p1)[1] < 1 - goal.beta:
                    continue
                en = n1 + (1 - pet) * (n - n1)
                best_optimal = min(best_optimal, (en, n, (r1, n1, r, n)))
                best_minimax = min(best_minimax, (n, en, (r1, n1, r, n)))
    return best_optimal[2], best_minimax[2]


def numbers(design: TwoStageDesign) -> tuple[int, int, int, int]:
    return design.r1, design.n1, design.r, design.n


@pytest.mark.parametrize(
    ("goal", "largest_n"), [(TwoStageGoal(0.1, 0.6, 0.1, 0.2), 10), (TwoStageGoal(0.3, 0.8, 0.1, 0.2), 9)]
)
def test_the_search_finds_what_trying_everything_finds(goal: TwoStageGoal, largest_n: int) -> None:
    found = search(goal)
    assert found.searched_to_n <= largest_n
    assert (numbers(found.optimal), numbers(found.minimax)) == plain_search(goal, largest_n)


rates = st.tuples(st.floats(0.02, 0.6), st.floats(0.2, 0.35)).map(lambda rate: (rate[0], rate[0] + rate[1]))


@given(rates, st.sampled_from([0.01, 0.05, 0.1]), st.sampled_from([0.1, 0.2]))
def test_both_designs_meet_the_goal_and_neither_beats_the_other(rate: tuple[float, float], a: float, b: float) -> None:
    goal = TwoStageGoal(*rate, a, b)
    found = search(goal)
    expected = {}
    for name, design in (("optimal", found.optimal), ("minimax", found.minimax)):
        null, alternative = (operating_characteristics(design, p) for p in rate)
        assert null.prob_declare_promising <= a + 1e-9
        assert alternative.prob_declare_promising >= 1 - b - 1e-9
        expected[name] = null.en
    assert expected["optimal"] <= expected["minimax"] + 1e-9
    assert found.minimax.n <= found.optimal.n <= found.searched_to_n


def test_a_stricter_goal_needs_more_people() -> None:
    sizes = [search(TwoStageGoal(0.2, 0.4, alpha, 0.2)).minimax.n for alpha in (0.1, 0.05, 0.01)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


@given(st.floats(0, 1), st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 1))), st.data())
def test_exact_chances_are_sums_over_all_outcomes(p: float, sizes: tuple[int, int], data: st.DataObject) -> None:
    n, n1 = sizes
    r1 = data.draw(st.integers(0, n1 - 1))
    r = data.draw(st.integers(r1, n - 1))
    got = operating_characteristics(TwoStageDesign(r1, n1, r, n), p)
    pet, promising = plain_chances(r1, n1, r, n, p)
    assert (got.pet, got.prob_declare_promising) == pytest.approx((pet, promising), abs=1e-10)
    assert n1 - 1e-9 <= got.en <= n + 1e-9


@pytest.mark.parametrize("p", [0.0, 0.2, 0.4, 1.0])
def test_simulated_trials_agree_with_the_exact_chances(p: float) -> None:
    design = TwoStageDesign(4, 19, 15, 54)
    trials, exact = simulate(design, p, replicates=REPLICATES, rng=2), operating_characteristics(design, p)
    assert within_four_standard_errors(trials["stopped_early"].mean(), exact.pet, REPLICATES)
    assert within_four_standard_errors(trials["promising"].mean(), exact.prob_declare_promising, REPLICATES)
    assert abs(trials["people"].mean() - exact.en) <= 4 * trials["people"].std() / math.sqrt(REPLICATES) + 1e-9


def test_impossible_goals_are_refused() -> None:
    refuse_all(lambda p0: TwoStageGoal(p0, 0.9), "p0", [0, 1, -0.1, 0.9, 0.95])
    refuse_all(lambda p1: TwoStageGoal(0.1, p1), "p1", [0, 1, 1.5])
    refuse_all(lambda alpha: TwoStageGoal(0.1, 0.3, alpha), "alpha", [0, 1, -0.05, 0.8])
    refuse_all(lambda beta: TwoStageGoal(0.1, 0.3, 0.05, beta), "beta", [0, 1])


def test_rates_too_close_are_refused_instead_of_searched_for_hours() -> None:
    with refused("p1"):
        search(TwoStageGoal(0.3, 0.31))


def test_impossible_designs_are_refused() -> None:
    for design, name in [
        ((0, 0, 0, 5), "n1"),
        ((0, 5, 0, 5), "n1"),
        ((3, 3, 3, 5), "r1"),
        ((-1, 3, 3, 5), "r1"),
        ((1, 3, 0, 5), "r"),
        ((1, 3, 5, 5), "r"),
        ((0, 1, 0, 0), "n"),
        ((0, 1, 0, 2.5), "n"),
    ]:
        with refused(name):
            TwoStageDesign(*design)
    refuse_all(lambda p: operating_characteristics(TwoStageDesign(0, 1, 0, 2), p), "p", [-0.1, 1.1])
