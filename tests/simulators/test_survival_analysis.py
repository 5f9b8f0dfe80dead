"""Kaplan-Meier, log-rank and Cox: by their definitions, against lifelines, and at their edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.kaplan_meier import kaplan_meier
from simulator_checks import refused

from ibc_edu.simulators.cox import cox
from ibc_edu.simulators.log_rank import log_rank

people = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=30)


def two_arms(seed: int, size: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Times full of ties, events and arms."""
    rng = np.random.default_rng(seed)
    arm = rng.integers(0, 2, size)
    time = np.ceil(rng.exponential(8 + 4 * arm))
    return time, rng.integers(0, 3, size) > 0, arm


@given(people)
def test_the_curve_is_the_product_of_staying(rows: list[tuple[int, bool]]) -> None:
    time, event = zip(*rows, strict=True)
    estimate = kaplan_meier(time, event)
    table = estimate.table
    survival = 1.0
    for row in table.itertuples():
        at_risk = sum(t >= row.time for t in time)
        events = sum(t == row.time and happened for t, happened in rows)
        survival *= 1 - events / at_risk if at_risk else 1
        assert (row.at_risk, row.events) == (at_risk, events)
        assert row.survival == pytest.approx(survival)
        assert row.low - 1e-12 <= row.survival <= row.high + 1e-12
    assert table["survival"].is_monotonic_decreasing
    assert (table["events"] + table["censored"]).sum() == len(rows)
    below = [row.time for row in table.itertuples() if row.events and row.survival <= 0.5 + 1e-12]
    assert estimate.median == (below[0] if below else None)


def test_a_curve_without_events_stays_at_1() -> None:
    estimate = kaplan_meier([3, 5, 5], [0, 0, 0])
    assert (estimate.table[["survival", "low", "high"]] == 1).all(axis=None)
    assert estimate.median is None
    assert estimate.median_ci == (None, None)


def test_a_curve_that_ends_at_0_has_no_error_there() -> None:
    last = kaplan_meier([1, 2], [1, 1]).table.iloc[-1]
    assert last[["survival", "se", "low", "high"]].tolist() == [0, 0, 0, 0]


def test_asking_between_and_beyond_the_times() -> None:
    at = kaplan_meier([2, 4, 4], [1, 1, 0]).at([0, 1, 2, 3, 4, 9])
    assert at["at_risk"].tolist() == [3, 3, 3, 2, 2, 0]
    assert at["survival"].tolist() == pytest.approx([1, 1, 2 / 3, 2 / 3, 1 / 3, 1 / 3])


def test_an_event_at_time_0_counts() -> None:
    assert kaplan_meier([0, 1], [1, 0]).at([0])["survival"].tolist() == [0.5]


def by_definition(time: np.ndarray, event: np.ndarray, arm: np.ndarray) -> tuple[float, float]:
    """Observed minus expected events of arm 1, and the hypergeometric variance."""
    difference = variance = 0.0
    for t in np.unique(time[event]):
        at_risk, died = time >= t, (time == t) & event
        n, n1, d = at_risk.sum(), (at_risk & (arm == 1)).sum(), died.sum()
        difference += (died & (arm == 1)).sum() - d * n1 / n
        if n > 1:
            variance += d * n1 / n * (1 - n1 / n) * (n - d) / (n - 1)
    return difference, variance


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # lifelines still sums the old way
@pytest.mark.parametrize("seed", range(5))
def test_the_log_rank_test_is_that_of_its_definition_and_of_lifelines(seed: int) -> None:
    from lifelines.statistics import logrank_test

    time, event, arm = two_arms(seed)
    got = log_rank(time, event, arm)
    difference, variance = by_definition(time, event, arm)
    assert got.observed[1] - got.expected[1] == pytest.approx(difference)
    assert got.variance == pytest.approx(variance)
    theirs = logrank_test(time[arm == 0], time[arm == 1], event[arm == 0], event[arm == 1])
    assert (got.chi2, got.p_value) == pytest.approx((theirs.test_statistic, theirs.p_value))


def test_swapping_the_arms_turns_z_round() -> None:
    time, event, arm = two_arms(1)
    assert log_rank(time, event, arm).z == pytest.approx(-log_rank(time, event, 1 - arm).z)


def test_no_events_are_no_evidence() -> None:
    got = log_rank([1, 2, 3], [0, 0, 0], [0, 1, 1])
    assert (got.z, got.p_value) == (0, 1)
    alone = log_rank([1, 5], [0, 1], [0, 1])
    assert (alone.variance, alone.p_value) == (0, 1)


def partial_likelihood(beta: float, time: np.ndarray, event: np.ndarray, x: np.ndarray, ties: str) -> float:
    """The log partial likelihood of one covariate, written out."""
    total = 0.0
    for t in np.unique(time[event]):
        risk, died = np.exp(beta * x[time >= t]).sum(), x[(time == t) & event]
        tied = np.exp(beta * died).sum()
        for order in range(died.size):
            total -= math.log(risk - (order / died.size if ties == "efron" else 0) * tied)
        total += beta * died.sum()
    return total


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("seed", range(5))
def test_cox_is_at_the_top_of_the_partial_likelihood(seed: int, ties: str) -> None:
    time, event, arm = two_arms(seed)
    fit = cox(time, event, {"arm": arm}, ties=ties)
    top = partial_likelihood(fit.coef[0], time, event, arm, ties)
    assert fit.loglik == pytest.approx(top)
    assert fit.loglik_null == pytest.approx(partial_likelihood(0, time, event, arm, ties))
    assert all(partial_likelihood(fit.coef[0] + step, time, event, arm, ties) < top for step in (-1e-3, 1e-3))
    h = 1e-3
    curvature = 2 * top - sum(partial_likelihood(fit.coef[0] + step, time, event, arm, ties) for step in (-h, h))
    assert fit.se[0] == pytest.approx(h / math.sqrt(curvature), rel=1e-4)
    assert fit.hr_ci[0][0] < fit.hr[0] < fit.hr_ci[0][1]


def test_covariates_of_any_size_and_place_give_the_same_fit() -> None:
    time, event, arm = two_arms(2)
    age = np.random.default_rng(0).normal(60, 10, arm.size)
    fit = cox(time, event, {"arm": arm, "age": age})
    moved = cox(time, event, {"arm": arm, "age": 1000 * age - 5e5})
    assert moved.coef == pytest.approx((fit.coef[0], fit.coef[1] / 1000))
    assert moved.lr_chi2 == pytest.approx(fit.lr_chi2)


def test_without_ties_efron_and_breslow_agree_and_the_score_test_is_the_log_rank_test() -> None:
    time, event, arm = two_arms(3)
    time = time + np.linspace(0, 0.5, time.size)
    efron, breslow = (cox(time, event, {"arm": arm}, ties=ties) for ties in ("efron", "breslow"))
    assert efron.coef == pytest.approx(breslow.coef)
    assert efron.score_chi2 == pytest.approx(log_rank(time, event, arm).chi2)


@pytest.mark.parametrize(
    ("event", "covariates", "name"),
    [
        ([0, 0, 0, 0], {"arm": [0, 1, 0, 1]}, "event"),
        ([1, 0, 1, 0], {"arm": [0, 1, 0, 1]}, "arm"),
        ([1, 1, 1, 1], {"arm": [1, 1, 1, 1]}, "arm"),
        ([1, 1, 1, 1], {"arm": [0, 1, 0, 1], "twin": [1, 0, 1, 0]}, "twin"),
        ([1, 1, 1, 1], {"arm": [0, 0, 0, 1]}, "arm"),
        ([1, 1, 1, 1], {"arm": [0, 1, 0]}, "arm"),
        ([1, 1, 1, 1], {}, "covariates"),
    ],
)
def test_a_ratio_that_the_events_leave_open_is_refused(event: list[int], covariates: dict, name: str) -> None:
    with refused(name) if name != "twin" else pytest.raises(Exception, match="leave its hazard ratio open"):
        cox([1, 2, 3, 4], event, covariates)


@pytest.mark.parametrize(
    ("time", "event", "name"),
    [
        ([], [], "time"),
        ([1, math.nan], [1, 1], "time"),
        ([1, math.inf], [1, 1], "time"),
        ([1, -1], [1, 1], "time"),
        ([1, "x"], [1, 1], "time"),
        (None, [1], "time"),
        ([[1, 2]], [1, 1], "time"),
        ([1, 2], [1], "event"),
        ([1, 2], [1, 2], "event"),
        ([1, 2], [1, math.nan], "event"),
    ],
)
def test_impossible_data_are_refused(time: list, event: list, name: str) -> None:
    with refused(name):
        kaplan_meier(time, event)
    with refused(name):
        log_rank(time, event, [0, 1])


def test_impossible_arms_and_levels_are_refused() -> None:
    for arm in ([0, 0], [0, 2], [1], ["a", "b"]):
        with refused("arm"):
            log_rank([1, 2], [1, 1], arm)
    with refused("level"):
        kaplan_meier([1], [1], level=95)
    with refused("ties"):
        cox([1, 2], [1, 1], {"arm": [0, 1]}, ties="exact")
