"""Labels side by side: moved apart as little as possible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places moved as little as possible so that they keep their order, lie `gap` apart and between `low` and `high`.

    Least squares: with `gap` taken off for each place before it, this is isotonic regression, solved by pooling
    adjacent violators (Ayer et al., Ann Math Stat 1955;26:641-7). If there is not enough room, they begin at `low`.
    """
    if not len(places):
        return []
    order = np.argsort(places, kind="stable")
    steps = gap * np.arange(len(order))
    pools: list[tuple[float, int]] = []  # mean of a pool and how many are in it
    for value in np.asarray(places, dtype=float)[order] - steps:
        pool = (float(value), 1)
        while pools and pools[-1][0] > pool[0]:
            (mean, size), (last_mean, last_size) = pool, pools.pop()
            pool = ((mean * size + last_mean * last_size) / (size + last_size), size + last_size)
        pools.append(pool)
    level = np.repeat([mean for mean, _ in pools], [size for _, size in pools])
    moved = np.empty(len(order))
    moved[order] = np.clip(level, low, max(low, high - steps[-1])) + steps
    return [float(place) for place in moved]
