"""Intervals for a share: how much `right` of `n` tells about the share behind it.

Two are used, for two purposes. Wilson's is a 95% confidence interval for what a class did. Jeffreys' is what one
learner is likely to know, given few answers; it is read as a chance, at 90%. Both are compared by Brown, Cai and
DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16(2), 2001, pages 101 to 133, who
recommend them for small numbers.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from ibc_edu.errors import ParameterError

CLASS_LEVEL = 0.95
"""Level of Wilson's interval, wherever a class is reported."""
LEARNER_LEVEL = 0.90
"""Level of Jeffreys' interval, wherever one learner's mastery is reported."""


def wilson(right: float, n: int, level: float = CLASS_LEVEL) -> tuple[float, float]:
    """Return the ends of Wilson's interval for the share behind `right` of `n`, each 0 to 1; (0, 1) if `n` is 0.

    Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American Statistical
    Association 22, 1927, pages 209 to 212. It holds for scores of 0 and 1; where partly right answers make `right` a
    broken number it is somewhat wide.

    Raises
    ------
    ParameterError
        If more were right than answered, or one of them is negative.
    """
    _check(right, n)
    if n == 0:
        return 0.0, 1.0
    z, p = NormalDist().inv_cdf((1 + level) / 2), right / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(max(0.0, p * (1 - p)) / n + z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def jeffreys(right: int, n: int, level: float = LEARNER_LEVEL) -> tuple[float, float]:
    """Return the ends of Jeffreys' interval for the share behind `right` of `n`, each 0 to 1; (0, 1) if `n` is 0.

    The central part of the distribution Beta(right + 1/2, n - right + 1/2), with the ends 0 and 1 where nothing or
    everything was right: Brown, Cai and DasGupta 2001, section 4.

    Raises
    ------
    ParameterError
        If more were right than answered, or one of them is negative.
    """
    _check(right, n)
    from scipy.special import betaincinv

    a, b, tail = right + 0.5, n - right + 0.5, (1 - level) / 2
    low = 0.0 if right == 0 else float(betaincinv(a, b, tail))
    high = 1.0 if right == n else float(betaincinv(a, b, 1 - tail))
    return low, high


def _check(right: float, n: int) -> None:
    if not 0 <= right <= n + 1e-9:  # a sum of partly right scores may be over by rounding
        raise ParameterError(f"{right} of {n} cannot be right.", where="interval")
