"""A response rate with its confidence interval: Clopper-Pearson (exact) and Wilson (score).

Sources: Clopper and Pearson, Biometrika 1934;26:404-13; Wilson, J Am Stat Assoc 1927;22:209-12; compared by
Newcombe, Stat Med 1998;17:857-72.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.simulators.binomial import binomial_pmf
from ibc_edu.simulators.parameters import (
    INNER_PROBABILITY,
    PROBABILITY,
    REPLICATES,
    Range,
    check,
    check_choice,
    check_fields,
    generator,
)

LEAVES_OUT = (
    "This model leaves out how the people were chosen, responses that could not be judged, and early stopping: "
    "the intervals are for a trial of fixed size, not for a two-stage design."
)

METHODS = ("clopper_pearson", "wilson")
PEOPLE = Range(1, 100_000, whole=True)

Bounds = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True)
class ResponseTrial:
    """One arm of `n` people, each of whom responds with chance `p_true`; intervals cover `level` (two-sided).

    The default level of 0.95 is the convention of trial reports.

    Raises
    ------
    ParameterError
        Unless p_true is from 0 to 1, n a whole number from 1 to 100,000, and level above 0 and below 1.
    """

    p_true: float
    n: int
    level: float = 0.95

    def __post_init__(self) -> None:
        check_fields(self, p_true=PROBABILITY, n=PEOPLE, level=INNER_PROBABILITY)


def interval(x: int, n: int, level: float = 0.95, *, method: str = "clopper_pearson") -> tuple[float, float]:
    """Lower and upper limit for the response rate when x of n people responded.

    method : "clopper_pearson" (exact tails; never covers less than `level`) or "wilson" (score interval without
    continuity correction). The lower limit is exactly 0 at x = 0, the upper exactly 1 at x = n.

    Raises
    ------
    ParameterError
        Unless n is from 1 to 100,000, x from 0 to n, level above 0 and below 1, and the method known.
    """
    check("n", n, PEOPLE)
    check("x", x, Range(0, n, whole=True))
    check("level", level, INNER_PROBABILITY)
    low, high = _limits(np.array([x]), n, level, method)
    return float(low[0]), float(high[0])


def simulate(
    trial: ResponseTrial,
    *,
    method: str = "clopper_pearson",
    replicates: int = 1000,
    rng: np.random.Generator | int,
) -> pd.DataFrame:
    """Run the same trial many times and see which intervals hold the true rate.

    Returns
    -------
    DataFrame of shape (replicates, 5)
        responses, estimate, low, high (fractions of 1), covers (bool: low <= p_true <= high), one row per trial.

    Raises
    ------
    ParameterError
        If the method, replicates or rng does not fit.
    """
    check("replicates", replicates, REPLICATES)
    responses = generator(rng).binomial(trial.n, trial.p_true, replicates)
    low, high = _limits(np.arange(trial.n + 1), trial.n, trial.level, method)
    frame = pd.DataFrame({"responses": responses, "estimate": responses / trial.n})
    return frame.assign(
        low=low[responses],
        high=high[responses],
        covers=(low[responses] <= trial.p_true) & (trial.p_true <= high[responses]),
    )


def coverage(trial: ResponseTrial, *, method: str = "clopper_pearson") -> float:
    """Exact chance that the interval holds the true rate: what the share of `covers` in `simulate` tends to.

    Raises
    ------
    ParameterError
        If the method is not known.
    """
    counts = np.arange(trial.n + 1)
    low, high = _limits(counts, trial.n, trial.level, method)
    covers = (low <= trial.p_true) & (trial.p_true <= high)
    return float(binomial_pmf(counts, trial.n, trial.p_true) @ covers)


def _limits(x: NDArray[np.int_], n: int, level: float, method: str) -> Bounds:
    check_choice("method", method, METHODS)
    low, high = (_clopper_pearson if method == "clopper_pearson" else _wilson)(x, n, (1 - level) / 2)
    return np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high)


def _clopper_pearson(x: NDArray[np.int_], n: int, tail: float) -> Bounds:
    """Roots of P(X >= x | p) = tail and P(X <= x | p) = tail, which are quantiles of beta distributions."""
    from scipy.special import betaincinv

    return betaincinv(np.maximum(x, 1), n - x + 1, tail), betaincinv(x + 1, np.maximum(n - x, 1), 1 - tail)


def _wilson(x: NDArray[np.int_], n: int, tail: float) -> Bounds:
    from scipy.special import ndtri

    z = -float(ndtri(tail))
    rate = x / n
    center = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return center - half, center + half
