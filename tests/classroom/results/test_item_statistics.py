"""The class's statistics: worked examples, refusals below the stated numbers, and coverage of the intervals."""

from __future__ import annotations

import numpy as np
import pytest

from ibc_edu.classroom.answers.simulated import response_probabilities
from ibc_edu.classroom.results.item_statistics import (
    ENOUGH_FOR_ALPHA,
    ENOUGH_FOR_CORRELATION,
    Array,
    Estimate,
    alpha,
    item_rest,
    share,
)
from ibc_edu.intervals import wilson


def drawn(rng: np.random.Generator, people: int, items: int = 12) -> Array:
    chance = response_probabilities(rng.normal(size=people), np.ones(items), np.linspace(-1.5, 1, items))
    return (rng.random(chance.shape) < chance).astype(float)


def test_a_share_has_wilsons_interval() -> None:
    assert share(81, 263) == Estimate(81 / 263, *wilson(81, 263), 263)


def test_a_share_of_too_few_is_not_given() -> None:
    assert not share(9, 9).enough
    assert share(9, 9).n == 9
    assert share(10, 10).enough
    assert not share(0, 0, needed=0).enough


def test_item_rest_is_the_plain_correlation_with_the_others_mean() -> None:
    scores = drawn(np.random.default_rng(1), 60)
    found = item_rest(scores, np.random.default_rng(2))
    for item, estimate in enumerate(found):
        rest = np.delete(scores, item, axis=1).mean(1)
        assert estimate.value == pytest.approx(np.corrcoef(scores[:, item], rest)[0, 1])
        assert estimate.low < estimate.value < estimate.high
        assert estimate.n == 60


def test_item_rest_passes_over_what_was_not_answered() -> None:
    scores = drawn(np.random.default_rng(1), 80)
    scores[:40, 0] = np.nan
    scores[40, 3:] = np.nan  # this person has too few other answers to have a rest score
    found = item_rest(scores, np.random.default_rng(2))
    rest = np.nanmean(scores[41:, 1:], axis=1)
    assert found[0].n == 39
    assert found[0].value == pytest.approx(np.corrcoef(scores[41:, 0], rest)[0, 1])


def test_correlation_and_alpha_are_withheld_where_they_would_mislead() -> None:
    scores = drawn(np.random.default_rng(1), ENOUGH_FOR_ALPHA)
    rng = np.random.default_rng(2)
    assert not any(estimate.enough for estimate in item_rest(scores[: ENOUGH_FOR_CORRELATION - 1], rng))
    assert all(estimate.enough for estimate in item_rest(scores[:, 2:10], rng))
    assert not alpha(scores[1:], rng).enough
    assert alpha(scores, rng).enough
    assert not alpha(scores[:, :4], rng).enough
    scores[:, 0] = 1
    scores[:4, 0] = 0
    assert not item_rest(scores, rng)[0].enough
    assert not alpha(np.ones((50, 8)), rng).enough
    assert not any(estimate.enough for estimate in item_rest(np.ones((50, 8)), rng))


def test_kr_20_matches_its_own_formula() -> None:
    scores = drawn(np.random.default_rng(3), 50)
    p = scores.mean(0)
    items = scores.shape[1]
    kr_20 = items / (items - 1) * (1 - (p * (1 - p)).sum() / scores.sum(1).var())
    found = alpha(scores, np.random.default_rng(4))
    assert found.value == pytest.approx(kr_20)
    assert found.low < kr_20 < found.high
    assert found == alpha(scores, np.random.default_rng(4))


def test_a_few_skipped_answers_leave_reliability_where_it_was() -> None:
    rng = np.random.default_rng(6)
    scores = drawn(rng, 64, items=20)
    whole = alpha(scores, np.random.default_rng(7))
    scores[rng.random(scores.shape) < 0.03] = np.nan  # hardly anybody answered everything
    assert np.isfinite(scores).all(1).sum() < ENOUGH_FOR_ALPHA
    found = alpha(scores, np.random.default_rng(7))
    assert found.n == 64
    assert found.value == pytest.approx(whole.value, abs=0.05)
    assert found.low < found.value < found.high


def test_pairwise_covariances_are_those_of_a_table_with_gaps() -> None:
    rng = np.random.default_rng(8)
    scores = drawn(rng, 60, items=6)
    scores[rng.random(scores.shape) < 0.1] = np.nan
    kept = scores[np.isfinite(scores).sum(1) >= 3]
    covariances = np.empty((6, 6))
    for one in range(6):
        for other in range(6):
            both = np.isfinite(kept[:, one]) & np.isfinite(kept[:, other])
            covariances[one, other] = np.cov(kept[both, one], kept[both, other], ddof=0)[0, 1]
    assert alpha(scores, rng).value == pytest.approx(6 / 5 * (1 - np.trace(covariances) / covariances.sum()))


def test_no_interval_is_a_point_where_everybody_answers_all_alike() -> None:
    scores = np.repeat((np.arange(60) < 30).astype(float)[:, None], 8, axis=1)
    rng = np.random.default_rng(9)
    for estimate in (alpha(scores, rng), *item_rest(scores, rng)):
        assert estimate.value == pytest.approx(1)
        assert 0.9 < estimate.low < 0.9988 < estimate.high <= 1.0 + 1e-9


@pytest.mark.slow
def test_intervals_cover_what_was_put_in() -> None:
    rng = np.random.default_rng(5)
    crowd = drawn(rng, 100_000)
    rest = (crowd.sum(1, keepdims=True) - crowd) / (crowd.shape[1] - 1)
    truth = [np.corrcoef(crowd[:, item], rest[:, item])[0, 1] for item in range(crowd.shape[1])]
    score_hits, hits = [], []
    for _ in range(150):
        scores = drawn(rng, 60)
        for estimate, true in zip(item_rest(scores, rng), truth, strict=True):
            if estimate.enough:
                hits.append(estimate.low <= true <= estimate.high)
        for item, true in enumerate(crowd.mean(0)):
            found = share(scores[:, item].sum(), 60)
            score_hits.append(found.low <= true <= found.high)
    assert 0.93 <= np.mean(hits) <= 0.97
    assert 0.93 <= np.mean(score_hits) <= 0.97
