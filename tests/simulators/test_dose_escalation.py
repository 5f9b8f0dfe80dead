"""3+3: the exact answer against every possible trial, the simulated one against the exact one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulator_checks import refuse_all, refused, within_four_standard_errors

from ibc_edu.simulators.dose_escalation import VARIANTS, ThreePlusThree, advice, exact, simulate

REPLICATES = 20_000
CURVES = [(0.05, 0.1, 0.2, 0.3, 0.45), (0.3, 0.45, 0.6), (0.25,), (0.0, 1.0), (0.02, 0.04, 0.06)]

chances = st.lists(st.floats(0, 1), min_size=1, max_size=4)


def every_trial(p_true: Sequence[float], variant: str) -> tuple[list[float], list[float]]:
    """Chance of each MTD (none first) and expected people per dose, by walking every path person by person's cohort."""
    select, people = [0.0] * (len(p_true) + 1), [0.0] * len(p_true)

    def cohort(dose: int, chance: float) -> list[tuple[int, float]]:
        people[dose] += 3 * chance
        p = p_true[dose]
        return [(k, chance * math.comb(3, k) * p**k * (1 - p) ** (3 - k)) for k in range(4)]

    def down(dose: int, chance: float, treated: dict[int, tuple[int, int]]) -> None:
        if dose < 0 or variant == "simple":
            select[dose + 1] += chance
            return
        n, dlt = treated[dose]
        outcomes = [(0, chance)] if n == 6 else cohort(dose, chance)
        for more, weight in outcomes:
            if dlt + more <= 1:
                select[dose + 1] += weight
            else:
                down(dose - 1, weight, treated)

    def up(dose: int, chance: float, treated: dict[int, tuple[int, int]]) -> None:
        if dose == len(p_true):
            down(dose - 1, chance, treated)
            return
        for first, weight in cohort(dose, chance):
            if first == 0:
                up(dose + 1, weight, {**treated, dose: (3, 0)})
            elif first == 1:
                for second, heavier in cohort(dose, weight):
                    if second == 0:
                        up(dose + 1, heavier, {**treated, dose: (6, 1)})
                    else:
                        down(dose - 1, heavier, treated)
            else:
                down(dose - 1, weight, treated)

    up(0, 1.0, {})
    return select, people


@given(chances, st.sampled_from(VARIANTS))
def test_the_exact_answer_is_that_of_every_possible_trial(p_true: list[float], variant: str) -> None:
    summary = exact(ThreePlusThree(p_true, variant))
    select, people = every_trial(p_true, variant)
    np.testing.assert_allclose([summary.p_none, *summary.p_select], select, atol=1e-12)
    np.testing.assert_allclose(summary.expected_n_per_dose, people, atol=1e-12)
    assert summary.p_none + sum(summary.p_select) == pytest.approx(1)


@given(chances)
def test_a_dose_is_chosen_by_the_chance_of_passing_all_up_to_it(p_true: list[float]) -> None:
    passing = [(1 - p) ** 3 + 3 * p * (1 - p) ** 5 for p in p_true]
    summary = exact(ThreePlusThree(p_true, "simple"))
    for dose, chance in enumerate(summary.p_select):
        stays = 1 - passing[dose + 1] if dose + 1 < len(p_true) else 1
        assert chance == pytest.approx(math.prod(passing[: dose + 1]) * stays, abs=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("p_true", CURVES)
def test_simulated_trials_agree_with_the_exact_answer(p_true: Sequence[float], variant: str) -> None:
    trial = ThreePlusThree(p_true, variant)
    trials, summary = simulate(trial, replicates=REPLICATES, rng=7), exact(trial)
    for mtd, chance in enumerate([summary.p_none, *summary.p_select]):
        assert within_four_standard_errors((trials["mtd"] == mtd).mean(), chance, REPLICATES)
    for column, expected in [("people", summary.expected_n), ("dlts", sum(summary.expected_dlt_per_dose))]:
        assert abs(trials[column].mean() - expected) <= 4 * trials[column].std() / math.sqrt(REPLICATES) + 1e-9


def test_each_simulated_trial_follows_the_rule() -> None:
    trials = simulate(ThreePlusThree((0.1, 0.3, 0.5), "confirm6"), replicates=2000, rng=3)
    doses = range(1, 4)
    assert (trials["people"] == sum(trials[f"people_{dose}"] for dose in doses)).all()
    for dose in doses:
        assert set(trials[f"people_{dose}"]) <= {0, 3, 6}
        declared = trials[trials["mtd"] == dose]
        assert (declared[f"people_{dose}"] == 6).all()
        assert (declared[f"dlts_{dose}"] <= 1).all()


def test_the_same_seed_gives_the_same_trials_and_a_generator_goes_on() -> None:
    trial = ThreePlusThree((0.1, 0.3))
    assert simulate(trial, rng=5).equals(simulate(trial, rng=np.random.default_rng(5)))
    rng = np.random.default_rng(5)
    assert not simulate(trial, rng=rng).equals(simulate(trial, rng=rng))


def test_the_advice_is_that_of_the_rule() -> None:
    assert [advice(3, dlt) for dlt in range(4)] == ["escalate", "stay", "stop", "stop"]
    assert [advice(6, dlt) for dlt in (1, 2)] == ["escalate", "stop"]


def test_impossible_trials_are_refused() -> None:
    refuse_all(lambda p: ThreePlusThree([0.1, p]), "p_true", [-0.1, 1.1])
    for p_true in ([], [0.1] * 21, "0.1", 0.1):
        with refused("p_true"):
            ThreePlusThree(p_true)
    with refused("variant"):
        ThreePlusThree([0.1], "confirm")
    refuse_all(lambda n: simulate(ThreePlusThree([0.1]), replicates=n, rng=1), "replicates", [0, -1, 2.0, 2_000_000])
    for rng in (-1, 0.5, None, True, "1"):  # None would be a trial that nobody can repeat
        with refused("rng"):
            simulate(ThreePlusThree([0.1]), rng=rng)
    with refused("n"):
        advice(4, 0)
    with refused("dlt"):
        advice(3, 4)


def test_a_near_name_is_suggested() -> None:
    with pytest.raises(Exception, match="Did you mean 'confirm6'"):
        ThreePlusThree([0.1], "confirm_6")
