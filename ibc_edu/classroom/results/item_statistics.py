"""Shares, item-rest correlations and reliability of a class, each with its 95% interval.

Each states how many answers it needs; with fewer, the value is missing and the display says "too few".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ibc_edu.intervals import CLASS_LEVEL, wilson

Array = NDArray[np.float64]

ENOUGH_FOR_SHARE = 10
"""People below whom no share or mean of a class is given."""
ENOUGH_FOR_CORRELATION = 30
"""People below whom no item-rest correlation is given: below it the intervals were seen to cover less."""
ENOUGH_FOR_ALPHA = 50
"""People below whom no alpha is given, for the same reason."""
ENOUGH_OF_EACH = 5
"""Points that must have been won, and lost, at an item before its correlation is given."""
ENOUGH_ITEMS = 5
"""Items that alpha needs, and other items that a person must have answered to have a rest score."""
RESAMPLES = 500
LEAST_LACKING = 0.001
"""What an alpha is held to lack of 1 at least, so that its logarithm exists."""
SAME = 1e-6
"""Standard error below which the resamples do not differ."""


@dataclass(frozen=True)
class Estimate:
    """A number with its 95% interval and the number of people behind it; NaN where there are too few."""

    value: float
    low: float
    high: float
    n: int

    @property
    def enough(self) -> bool:
        """Whether there were enough people to give the number."""
        return not np.isnan(self.value)


def too_few(n: int) -> Estimate:
    """No number, because only `n` people stand behind it."""
    return Estimate(np.nan, np.nan, np.nan, n)


def share(total: float, n: int, *, needed: int = ENOUGH_FOR_SHARE) -> Estimate:
    """Mean of `n` scores between 0 and 1 that add up to `total`, with Wilson's interval.

    A bootstrap would have no width where everybody scored alike, which is where a small class needs it most.
    """
    if n < max(1, needed):
        return too_few(n)
    return Estimate(total / n, *wilson(total, n), n)


def item_rest(scores: Array, rng: np.random.Generator) -> list[Estimate]:
    """Corrected discrimination of each item: the correlation of its score with the mean of the person's other scores.

    Parameters
    ----------
    scores : array, people by items
        First scores, 0 to 1; NaN where somebody did not answer.
    rng : numpy.random.Generator

    Notes
    -----
    A person counts at an item if they answered `ENOUGH_ITEMS` others. The interval is normal on Fisher's z scale, with
    the standard error of `RESAMPLES` bootstrap resamples of the people and Student's t with n - 2 degrees of freedom;
    benchmarks/classroom.py measures how often it covers the true value. (Percentile and BCa intervals covered less.)
    """
    answered = np.isfinite(scores)
    filled = np.where(answered, scores, 0.0)
    others = answered.sum(1, keepdims=True) - answered
    counts = answered & (others >= ENOUGH_ITEMS)
    rest = np.where(counts, (filled.sum(1, keepdims=True) - filled) / np.maximum(others, 1), 0.0)
    item = np.where(counts, filled, 0.0)
    n = counts.sum(0)
    won = item.sum(0)
    given = (n >= ENOUGH_FOR_CORRELATION) & (np.minimum(won, n - won) >= ENOUGH_OF_EACH)
    moments = [counts.astype(float), item, rest, item**2, rest**2, item * rest]
    found = _correlations(np.ones((1, len(scores))), moments)[0]
    resampled = _fisher_z(_correlations(_weights(len(scores), rng), moments))
    return [
        _around(found[j], resampled[:, j], int(n[j])) if given[j] and np.isfinite(found[j]) else too_few(int(n[j]))
        for j in range(scores.shape[1])
    ]


def alpha(scores: Array, rng: np.random.Generator) -> Estimate:
    """Cronbach's alpha of the items, which is KR-20 where all scores are 0 or 1; some answers may be missing.

    Parameters
    ----------
    scores : array, people by items
        First scores, 0 to 1; NaN where somebody did not answer. People who answered fewer than half are left out.
    rng : numpy.random.Generator

    Notes
    -----
    Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16, 1951, pages 297 to 334, from
    the covariances of each two items over the people who answered both. That is the pairwise coefficient for incomplete
    data in Enders, "The Impact of Missing Data on Sample Reliability Estimates", Educational and Psychological
    Measurement 64, 2004, pages 419 to 436; it takes answers for missing by chance. With nothing missing it is the usual
    one. The interval is normal for log(1 - alpha), after Bonett, "Sample size requirements for testing and estimating
    coefficient alpha", Journal of Educational and Behavioral Statistics 27, 2002, pages 335 to 340, with the standard
    error of a bootstrap in place of his, which assumes items of equal strength. His own is used where the resamples do
    not differ, as when everybody answers all items alike: an interval is never a point.
    """
    items = scores.shape[1]
    kept = scores[np.isfinite(scores).sum(1) >= max(1, items / 2)]
    n = len(kept)
    if n < ENOUGH_FOR_ALPHA or items < ENOUGH_ITEMS:
        return too_few(n)
    lacking = 1 - _alphas(np.ones((1, n)), kept)[0]
    if not np.isfinite(lacking):  # nobody differs from anybody
        return too_few(n)
    spread = np.log(np.maximum(1 - _alphas(_weights(n, rng), kept), LEAST_LACKING))
    spread = spread[np.isfinite(spread)]
    error = spread.std(ddof=1) * np.sqrt(n / (n - 2)) if len(spread) > 1 else 0.0  # n - 2 as in Bonett
    if error < SAME:
        error = np.sqrt(2 * items / ((items - 1) * (n - 2)))
    half, base = _t(n - 1) * error, max(lacking, LEAST_LACKING)
    return Estimate(1 - lacking, float(1 - base * np.exp(half)), float(max(1 - base * np.exp(-half), 1 - lacking)), n)


def _weights(n: int, rng: np.random.Generator) -> Array:
    """How often each of `n` people is drawn, a row for each resample."""
    return rng.multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(np.float64)


def _correlations(weights: Array, moments: list[Array]) -> Array:
    """Weighted correlations, a row for each set of weights; NaN where something does not vary."""
    with np.errstate(divide="ignore", invalid="ignore"):
        n, x, y, xx, yy, xy = (weights @ moment for moment in moments)
        across = xy / n - (x / n) * (y / n)
        spread_x, spread_y = xx / n - (x / n) ** 2, yy / n - (y / n) ** 2
        found: Array = across / np.sqrt(np.where((spread_x > 1e-12) & (spread_y > 1e-12), spread_x * spread_y, np.nan))
    return found


def _alphas(weights: Array, scores: Array) -> Array:
    """Weighted alphas from pairwise covariances, one for each set of weights; NaN where the total does not vary."""
    answered = np.isfinite(scores)
    filled = np.where(answered, scores, 0.0)
    people, items = scores.shape

    def summed(left: Array, right: Array) -> Array:
        """Weighted sums over the people who answered both items, items by items for each set of weights."""
        products = (left[:, :, None] * right[:, None, :]).reshape(people, -1)
        return (weights @ products).reshape(-1, items, items)

    there = answered.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        n, x = summed(there, there), summed(filled, there)
        covariances = summed(filled, filled) / n - (x / n) * (x.transpose(0, 2, 1) / n)
        of_items, of_total = np.trace(covariances, axis1=1, axis2=2), covariances.sum((1, 2))
        found: Array = items / (items - 1) * (1 - of_items / np.where(of_total > 1e-12, of_total, np.nan))
    return found


def _fisher_z(correlation: Array) -> Array:
    """Fisher's z; a resample of so few that it correlates fully is held at 0.999."""
    z: Array = np.arctanh(np.clip(correlation, -0.999, 0.999))
    return z


def _around(correlation: float, resampled: Array, n: int) -> Estimate:
    error = float(np.nanstd(resampled, ddof=1))
    if error < SAME:
        error = 1 / np.sqrt(n - 3)  # Fisher's own, where the resamples do not differ: an interval is never a point
    half = _t(n - 2) * error
    z = float(np.arctanh(np.clip(correlation, -0.999, 0.999)))
    low, high = min(np.tanh(z - half), correlation), max(np.tanh(z + half), correlation)
    return Estimate(float(correlation), float(low), float(high), n)


def _t(freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + CLASS_LEVEL) / 2))
