"""A trial played step by step by a rule ends where the simulator of that rule ends, with the same people."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phase_one_players import COHORT, SameCohorts, SamePeople, counts
from simulator_checks import refused, within_four_standard_errors

from ibc_edu.simulators import boin, dose_escalation
from ibc_edu.simulators.phase_one_rules import NextStep, bayesian_interval, three_plus_three

TRIALS = 600
ROOM = 30
RULE = boin.BoinRule(0.30)
DRUGS = [(0.03, 0.08, 0.16, 0.30, 0.50), (0.10, 0.30, 0.50, 0.65, 0.80), (0.01, 0.03, 0.06, 0.10, 0.16)]
STEPS = {"up": 1, "stay": 0, "down": -1}

Rule = Callable[..., NextStep]


def seen(*counts: tuple[int, int]) -> list[list[bool]]:
    """Outcomes at each dose from people and DLTs, the DLTs first."""
    return [[True] * dlts + [False] * (people - dlts) for people, dlts in counts]


def played(rule: Rule, p_true: tuple[float, ...], tolerance: np.ndarray) -> tuple[list[list[bool]], int]:
    """The outcomes at each dose and the dose named when every step is the rule's."""
    outcomes: list[list[bool]] = [[] for _ in p_true]
    dose, treated = 1, 0
    for _ in range(ROOM):
        group = tolerance[treated : treated + COHORT] < p_true[dose - 1]
        outcomes[dose - 1] += group.tolist()
        treated += COHORT
        step = rule(outcomes, dose, room=treated < ROOM)
        if step.move == "stop":
            assert step.mtd is not None
            return outcomes, step.mtd
        assert step.move is not None
        assert step.mtd is None
        dose += STEPS[step.move]
    raise AssertionError("the trial has no end")


def assert_same_ends(trials: list[tuple[list[list[bool]], int]], simulated: pd.DataFrame) -> None:
    """Each trial's dose named, people and DLTs are those of the simulator's trial of the same people."""
    rows = [counts(outcomes) | {"mtd": mtd} for outcomes, mtd in trials]
    assert rows == simulated[list(rows[0])].to_dict("records")


@pytest.mark.parametrize("variant", dose_escalation.VARIANTS)
@pytest.mark.parametrize("p_true", DRUGS)
def test_600_trials_played_by_3_plus_3_end_where_the_simulator_ends(p_true: tuple[float, ...], variant: str) -> None:
    trial, draw = dose_escalation.ThreePlusThree(p_true, variant), np.random.default_rng(33)
    rule = partial(three_plus_three, variant=variant)
    trials = [played(rule, p_true, tolerance) for tolerance in draw.random((TRIALS, ROOM))]
    same = SameCohorts(p_true, [outcomes for outcomes, _ in trials])
    assert_same_ends(trials, dose_escalation.simulate(trial, replicates=TRIALS, rng=same))
    exact = dose_escalation.exact(trial)
    named = np.bincount([mtd for _, mtd in trials], minlength=len(p_true) + 1)
    for share, chance in zip(named / TRIALS, [exact.p_none, *exact.p_select], strict=True):
        assert within_four_standard_errors(share, chance, TRIALS)


@pytest.mark.parametrize("p_true", DRUGS)
def test_600_trials_played_by_boin_end_where_the_simulator_ends(p_true: tuple[float, ...]) -> None:
    trial, draw = boin.BoinTrial(p_true, n_cohorts=ROOM // COHORT, rule=RULE), np.random.default_rng(34)
    tolerance = draw.random((TRIALS, ROOM))
    trials = [played(partial(bayesian_interval, RULE), p_true, people) for people in tolerance]
    same = SamePeople(tolerance, [sum(map(len, outcomes)) for outcomes, _ in trials])
    assert_same_ends(trials, boin.simulate(trial, replicates=TRIALS, rng=same))


def test_nobody_is_sent_to_a_dose_that_is_out() -> None:
    all_bad_above = seen((3, 0), (3, 0), (3, 0), (6, 0), (3, 3))
    assert three_plus_three(all_bad_above, 4) == NextStep("stop", 4)
    assert bayesian_interval(RULE, all_bad_above, 4) == NextStep("stay")
    two_of_three_above = seen((3, 0), (6, 0), (3, 2), (0, 0), (0, 0))
    assert three_plus_three(two_of_three_above, 2) == NextStep("stop", 2)
    assert bayesian_interval(RULE, two_of_three_above, 2) == NextStep("up")  # 2 of 3 do not put a dose out for BOIN


def test_3_plus_3_looks_at_all_doses_and_not_only_at_the_present_one() -> None:
    assert three_plus_three(seen((3, 2), (3, 0), (0, 0)), 2) == NextStep("stop", 0)
    assert three_plus_three(seen((3, 0), (3, 2), (3, 0)), 3) == NextStep("stop", 1)
    assert three_plus_three(seen((3, 0), (3, 1), (0, 0)), 2) == NextStep("stay")
    assert three_plus_three(seen((3, 0), (6, 1), (0, 0)), 2) == NextStep("up")
    assert three_plus_three(seen((3, 0), (3, 0), (6, 1)), 3) == NextStep("stop", 3)
    assert three_plus_three([[False] * 6, [False] * 3 + [True, False, True]], 2) == NextStep("stop", 1)


def test_confirm6_goes_back_for_six_people_at_the_dose_below() -> None:
    def next_step(*doses: tuple[int, int], dose: int) -> NextStep:
        return three_plus_three(seen(*doses), dose, variant="confirm6")

    assert next_step((3, 0), (3, 0), (3, 2), dose=3) == NextStep("down")
    assert next_step((3, 0), (6, 1), (3, 2), dose=2) == NextStep("stop", 2)
    assert next_step((3, 0), (6, 2), (3, 2), dose=2) == NextStep("down")
    assert next_step((6, 2), (6, 2), (3, 2), dose=1) == NextStep("stop", 0)
    assert next_step((3, 0), (3, 0), (3, 0), dose=3) == NextStep("stay")
    assert next_step((3, 0), (3, 0), (3, 2), dose=1) == NextStep("up")


def test_where_3_plus_3_has_no_rule_it_says_nothing() -> None:
    assert three_plus_three(seen((9, 1), (0, 0)), 1) == NextStep(None)
    assert three_plus_three(seen((3, 0), (0, 0)), 1, room=False) == NextStep(None)
    assert three_plus_three(seen((9, 0), (3, 2)), 2) == NextStep("stop", 1)


def test_boin_drops_doses_for_good_and_ends_when_all_people_are_treated() -> None:
    assert bayesian_interval(RULE, seen((3, 3), (0, 0)), 1) == NextStep("stop", 0)
    assert bayesian_interval(RULE, seen((3, 0), (3, 3), (3, 0)), 3) == NextStep("down")
    assert bayesian_interval(RULE, seen((3, 0), (3, 0)), 2) == NextStep("stay")  # the highest dose
    assert bayesian_interval(RULE, seen((3, 2), (3, 0)), 1) == NextStep("stay")  # the lowest dose
    assert bayesian_interval(RULE, seen((6, 0), (6, 2)), 2, room=False) == NextStep("stop", 2)
    assert bayesian_interval(RULE, seen((6, 0), (6, 5)), 2, room=False) == NextStep("stop", 1)


any_history = st.lists(st.lists(st.booleans(), max_size=12), min_size=1, max_size=5)


@given(any_history, st.data())
def test_no_history_is_answered_by_a_dose_that_is_out(outcomes: list[list[bool]], data: st.DataObject) -> None:
    tried = [dose for dose, group in enumerate(outcomes, start=1) if group]
    if not tried:
        return
    dose = data.draw(st.sampled_from(tried))
    out = [number for number, group in enumerate(outcomes, start=1) if sum(group[:6]) >= 2]
    step = three_plus_three(outcomes, dose)
    if out:
        assert step == NextStep("stop", min(out) - 1)
    elif step.move == "up":
        assert dose < len(outcomes)
    boins = bayesian_interval(RULE, outcomes, dose)
    assert 1 <= dose + STEPS.get(str(boins.move), 0) <= len(outcomes)


def test_a_history_without_people_at_the_dose_is_refused() -> None:
    with refused("dose"):
        three_plus_three(seen((3, 0)), 2)
    with refused("people at the dose"):
        bayesian_interval(RULE, seen((3, 0), (0, 0)), 2)
    with refused("variant"):
        three_plus_three(seen((3, 0)), 1, variant="double")
