"""Intervals for a share."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ibc_edu.errors import ParameterError
from ibc_edu.intervals import jeffreys, wilson


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_jeffreys_is_the_central_part_of_the_beta_distribution(counts: tuple[int, int]) -> None:
    right, answered = counts
    low, high = jeffreys(right, answered)
    posterior = stats.beta(right + 0.5, answered - right + 0.5)
    assert low == pytest.approx(0 if right == 0 else posterior.ppf(0.05))
    assert high == pytest.approx(1 if right == answered else posterior.ppf(0.95))
    assert low <= right / answered <= high if answered else (low, high) == (0, 1)


def test_jeffreys_contains_the_true_share_about_nine_times_in_ten() -> None:
    dice = random.Random(90)
    shares = [dice.uniform(0.05, 0.95) for _ in range(4000)]
    caught = 0
    for share in shares:
        low, high = jeffreys(sum(dice.random() < share for _ in range(12)), 12)
        caught += low <= share <= high
    assert caught / len(shares) == pytest.approx(0.90, abs=0.02)


@pytest.mark.parametrize(("right", "answered"), [(2, 1), (-1, 3), (0, -1)])
def test_impossible_counts_are_refused(right: int, answered: int) -> None:
    with pytest.raises(ParameterError, match="cannot be right"):
        jeffreys(right, answered)
    with pytest.raises(ParameterError, match="cannot be right"):
        wilson(right, answered)


def test_wilson_matches_published_examples() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 to 0.1611."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)
    assert wilson(0, 0) == (0, 1)
