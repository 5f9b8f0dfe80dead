"""Survival trials: curves, sizes, people, and thousands of trials against the exact and the single analysis."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.trial_size import ComparisonGoal, required_events, required_people, whole_number
from oracles.weibull import Weibull
from scipy.integrate import dblquad
from simulator_checks import refuse_all, refused, within_four_standard_errors

from ibc_edu.simulators.cox import cox
from ibc_edu.simulators.group_sequential import ConstantPlan, Looks, constant_boundary, crossing
from ibc_edu.simulators.log_rank import log_rank
from ibc_edu.simulators.sample_size import event_probability, expected_power
from ibc_edu.simulators.survival_curves import Exponential, SurvivalCurve
from ibc_edu.simulators.survival_trial import (
    SurvivalTrial,
    as_of,
    expectation,
    hazard_ratio,
    replicate,
    replicate_with_looks,
    simulate,
)

REPLICATES = 4000
SMALL = SurvivalTrial(n_control=30, n_treatment=50, dropout_rate=0.02)
CURVES = [Exponential(0.06), Weibull(0.6, 20), Weibull(2.0, 20)]


@given(st.floats(0.2, 5), st.floats(0.5, 100), st.floats(1, 3))
def test_a_weibull_curve_is_whole(shape: float, scale: float, scales: float) -> None:
    """Up to three times the scale somebody is left: exp(-3 ** 5) is a number above 0."""
    curve, time = Weibull(shape, scale), scales * scale
    assert curve.survival(curve.median) == pytest.approx(0.5)
    assert curve.survival(0) == 1
    assert curve.time_at(-np.log(curve.survival(curve.median))) == pytest.approx(curve.median)
    h = 1e-5 * scale
    slope = (np.log(curve.survival(time)) - np.log(curve.survival(time + h))) / h
    assert slope == pytest.approx(float(curve.hazard(time)), rel=1e-3)


def test_an_exponential_curve_is_a_weibull_curve_of_shape_1() -> None:
    exponential, weibull = Exponential.with_median(12), Weibull(1, 12 / math.log(2))
    times = [0, 1, 50]
    assert exponential.survival(times) == pytest.approx(weibull.survival(times))
    assert exponential.hazard(times) == pytest.approx(weibull.hazard(times))
    assert (exponential.median, exponential.mean) == pytest.approx((weibull.median, weibull.mean))
    assert Weibull(0.5, 1).hazard(0) == math.inf


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize(("accrual", "follow", "dropout"), [(24, 12, 0.0), (24, 0, 0.03), (0, 12, 0.03), (10, 1e4, 0)])
def test_the_chance_of_an_event_is_the_double_integral(
    curve: SurvivalCurve, accrual: float, follow: float, dropout: float
) -> None:
    got = event_probability(curve, accrual_time=accrual, follow_up=follow, dropout_rate=dropout)
    if follow > 1000:
        assert got == pytest.approx(1)
        return

    def seen(u: float, share: float) -> float:
        """The event time at quantile u counts if it lies within the follow-up of a person entering at `share`."""
        time = float(curve.time_at(-math.log1p(-u)))
        return math.exp(-dropout * time)

    def longest(share: float) -> float:
        return 1 - float(curve.survival(follow + accrual * share))

    expected, _ = dblquad(seen, 0, 1, 0, longest, epsabs=1e-7, epsrel=1e-7)
    assert got == pytest.approx(expected, abs=1e-5)


def test_events_and_power_are_each_others_inverse() -> None:
    for goal in (ComparisonGoal(0.7), ComparisonGoal(1.5, 0.1, 1, 0.9, 0.3)):
        events = required_events(goal)
        power = expected_power(
            events, goal.hr, alpha=goal.alpha, sides=goal.sides, allocation_fraction=goal.allocation_fraction
        )
        assert power == pytest.approx(goal.power, abs=1e-4)
    assert required_events(ComparisonGoal(0.5)) == pytest.approx(required_events(ComparisonGoal(2.0)))
    assert expected_power(300, 1.0) == pytest.approx(0.05)
    assert whole_number(65.0000000000001) == 65
    assert required_people(ComparisonGoal(0.7), 1, 1) == pytest.approx(required_events(ComparisonGoal(0.7)))


@pytest.mark.parametrize(
    "trial",
    [SurvivalTrial(), SMALL, SurvivalTrial(control=Weibull(1.4, 15), treatment=Weibull(0.7, 21), accrual_time=0)],
)
def test_simulated_events_agree_with_the_exact_expectation(trial: SurvivalTrial) -> None:
    trials, exact = replicate(trial, replicates=REPLICATES, rng=1), expectation(trial)
    events = trials["events_control"] + trials["events_treatment"]
    assert abs(events.mean() - exact.events) <= 4 * exact.events_sd / math.sqrt(REPLICATES)
    assert abs(events.std() - exact.events_sd) <= 4 * exact.events_sd / math.sqrt(2 * REPLICATES)
    for arm, chance in (("control", exact.p_event_control), ("treatment", exact.p_event_treatment)):
        total = getattr(trial, f"n_{arm}") * REPLICATES
        assert within_four_standard_errors(trials[f"events_{arm}"].sum() / total, chance, total)


def test_without_a_difference_one_trial_in_twenty_is_significant() -> None:
    trial = SurvivalTrial(treatment=SurvivalTrial().control)
    trials = replicate(trial, replicates=REPLICATES, rng=6)
    assert within_four_standard_errors(trials["significant"].mean(), 0.05, REPLICATES)
    assert hazard_ratio(trial) == 1
    assert expectation(trial).power == pytest.approx(0.05)


def test_power_agrees_with_schoenfelds_formula() -> None:
    trials = replicate(SurvivalTrial(), replicates=REPLICATES, rng=6)
    power = expectation(SurvivalTrial()).power
    assert power is not None
    assert trials["significant"].mean() == pytest.approx(power, abs=0.03)  # the formula is an approximation
    assert expectation(SurvivalTrial(treatment=Weibull(2, 20))).power is None


@pytest.mark.parametrize("seed", range(10))
def test_many_trials_at_once_are_each_the_single_analysis(seed: int) -> None:
    people = simulate(SMALL, rng=seed)
    at_once = replicate(SMALL, replicates=1, rng=seed, with_hazard_ratio=True).iloc[0]
    single = log_rank(people["time"], people["event"], people["arm"])
    assert at_once["z"] == pytest.approx(single.z)
    assert at_once["p_value"] == pytest.approx(single.p_value)
    assert at_once["events_treatment"] == single.observed[1]
    fit = cox(people["time"], people["event"], {"arm": people["arm"]})
    assert at_once["hazard_ratio"] == pytest.approx(fit.hr[0], rel=1e-8)


def test_tiny_trials_without_events_or_with_one_sided_ones_have_an_answer() -> None:
    tiny = SurvivalTrial(n_control=1, n_treatment=1, accrual_time=0, follow_up=8)
    trials = replicate(tiny, replicates=500, rng=1, with_hazard_ratio=True)
    none = trials[(trials["events_control"] == 0) & (trials["events_treatment"] == 0)]
    assert len(none) > 0
    assert (none["z"] == 0).all()
    assert (none["p_value"] == 1).all()
    assert none["hazard_ratio"].isna().all()
    assert (trials[trials["events_control"] == 0]["hazard_ratio"].dropna() == math.inf).all()


def test_people_enter_leave_and_are_seen_in_time() -> None:
    people = simulate(SMALL, rng=1)
    assert len(people) == 80
    assert people["entry"].between(0, 24).all()
    assert (people["entry"] + people["time"] <= 36 + 1e-9).all()
    assert as_of(people, 36).equals(people)
    early = as_of(people, 10)
    assert (early["entry"] <= 10).all()
    assert (early["entry"] + early["time"] <= 10 + 1e-9).all()
    happened = people[(people["event"] == 1) & (people["entry"] + people["time"] <= 10)]
    assert early["event"].sum() == len(happened)
    assert len(as_of(people, 0)) == 0


def test_the_same_seed_gives_the_same_trial() -> None:
    assert simulate(SMALL, rng=3).equals(simulate(SMALL, rng=np.random.default_rng(3)))
    assert not simulate(SMALL, rng=3).equals(simulate(SMALL, rng=4))


def test_looks_stop_as_often_as_the_exact_crossing_chances_say() -> None:
    """Without a difference, where Z is as good as normal; the log-rank test leaves a little room."""
    _, looks = constant_boundary(ConstantPlan("pocock", 3))
    null = SurvivalTrial(treatment=SurvivalTrial().control)
    trials = replicate_with_looks(null, looks, planned_events=280, replicates=REPLICATES, rng=8)
    exits = crossing(looks)
    for crossed, chances in (("benefit", exits.lower_exit), ("harm", exits.upper_exit)):
        share = (trials["crossed"] == crossed).mean()
        assert within_four_standard_errors(share, sum(chances), REPLICATES)
    stopped_first = (trials["look"] == 1).mean()
    assert within_four_standard_errors(stopped_first, exits.upper_exit[0] + exits.lower_exit[0], REPLICATES)


def test_a_look_comes_with_its_events_or_at_the_end() -> None:
    looks = Looks((8.0, 8.0), (0.5, 1.0))
    few = replicate_with_looks(SMALL, looks, planned_events=10, replicates=50, rng=1)
    assert (few["events"] == 10).all()
    assert (few["month"] < 36).all()
    never = replicate_with_looks(SMALL, looks, planned_events=80, replicates=50, rng=1)
    assert (never["month"] == 36).all()
    assert (never["events"] < 80).all()
    whole = replicate(SMALL, replicates=50, rng=1)
    assert never["z"].to_numpy() == pytest.approx(whole["z"].to_numpy())
    first = replicate_with_looks(SMALL, Looks((0.001,), (1.0,)), planned_events=5, replicates=50, rng=1)
    assert set(first["crossed"]) <= {"benefit", "harm"}


def test_impossible_trials_are_refused() -> None:
    refuse_all(lambda rate: Exponential(rate), "rate", [0, -1])
    refuse_all(lambda median: Exponential.with_median(median), "median", [0, -1])
    refuse_all(lambda shape: Weibull(shape, 1), "shape", [0, -1])
    refuse_all(lambda n: SurvivalTrial(n_control=n), "n_control", [0, -1, 1.5, 30_000])
    refuse_all(lambda rate: SurvivalTrial(dropout_rate=rate), "dropout_rate", [-0.1])
    refuse_all(lambda time: SurvivalTrial(accrual_time=time), "accrual_time", [-1])
    with refused("follow_up"):
        SurvivalTrial(accrual_time=0, follow_up=0)
    with refused("control"):
        SurvivalTrial(control=0.05)
    with refused("replicates"):
        replicate(SurvivalTrial(n_control=20_000), replicates=100_000, rng=1)
    with refused("planned_events"):
        replicate_with_looks(SMALL, Looks((2.0,), (1.0,)), planned_events=81, rng=1)
    with refused("time"):
        Exponential(1).survival([-1])


def test_impossible_goals_are_refused() -> None:
    refuse_all(lambda hr: ComparisonGoal(hr), "hr", [0, -0.5, 1])
    refuse_all(lambda power: ComparisonGoal(0.7, power=power), "power", [0, 1, 0.02])
    refuse_all(lambda sides: ComparisonGoal(0.7, sides=sides), "sides", [0, 3, 1.0])
    with refused("follow_up"):
        event_probability(Exponential(1), accrual_time=0, follow_up=0)
