"""Intervals of a response rate: roots, edges, and how often they hold the truth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.response_rate import METHODS, ResponseTrial, coverage, interval, simulate
from scipy.stats import binom
from simulator_checks import refuse_all, refused, within_four_standard_errors

REPLICATES = 20_000

counts = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, st.floats(0.5, 0.999))
def test_clopper_pearson_limits_are_the_roots_of_the_exact_tails(count: tuple[int, int], level: float) -> None:
    x, n = count
    low, high = interval(x, n, level)
    if x > 0:
        assert binom.sf(x - 1, n, low) == pytest.approx((1 - level) / 2, rel=1e-6)
    if x < n:
        assert binom.cdf(x, n, high) == pytest.approx((1 - level) / 2, rel=1e-6)


@given(counts, st.sampled_from(METHODS))
def test_an_interval_holds_its_estimate_and_mirrors(count: tuple[int, int], method: str) -> None:
    x, n = count
    low, high = interval(x, n, method=method)
    assert 0 <= low <= x / n <= high <= 1
    other_low, other_high = interval(n - x, n, method=method)
    assert (other_low, other_high) == pytest.approx((1 - high, 1 - low), abs=1e-9)
    wider = interval(x, n, 0.99, method=method)
    assert wider[0] <= low
    assert high <= wider[1]


@pytest.mark.parametrize("method", METHODS)
def test_nobody_and_everybody_end_exactly_at_0_and_1(method: str) -> None:
    for n in (1, 20, 1000):
        assert interval(0, n, method=method)[0] == 0
        assert interval(n, n, method=method)[1] == 1


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("p_true", [0.0, 0.07, 0.5, 1.0])
def test_simulated_intervals_cover_as_often_as_they_exactly_do(p_true: float, method: str) -> None:
    trial = ResponseTrial(p_true, 30)
    trials = simulate(trial, method=method, replicates=REPLICATES, rng=4)
    assert within_four_standard_errors(trials["covers"].mean(), coverage(trial, method=method), REPLICATES)


@given(st.floats(0, 1), st.integers(1, 60))
def test_clopper_pearson_never_covers_less_than_it_says(p_true: float, n: int) -> None:
    assert coverage(ResponseTrial(p_true, n)) >= 0.95 - 1e-9


def test_impossible_input_is_refused() -> None:
    refuse_all(lambda n: interval(0, n), "n", [0, -3, 2.5])
    refuse_all(lambda x: interval(x, 10), "x", [-1, 11, 0.5])
    refuse_all(lambda level: interval(1, 10, level), "level", [0, 1, 95])
    refuse_all(lambda p: ResponseTrial(p, 10), "p_true", [-0.1, 1.1])
    with refused("method"):
        interval(1, 10, method="wald")
