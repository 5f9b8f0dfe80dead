"""The phase I simulators made to treat given people: what they draw are outcomes that are already known."""

from __future__ import annotations

import numpy as np

COHORT = 3


class SamePeople(np.random.Generator):
    """Draws of BOIN's simulator that are the outcomes of given people, one cohort after another."""

    def __init__(self, tolerance: np.ndarray) -> None:
        super().__init__(np.random.PCG64(0))
        self.tolerance = tolerance

    def binomial(self, n: int, p: np.ndarray) -> np.ndarray:  # type: ignore[override]
        cohort, self.tolerance = self.tolerance[:n], self.tolerance[n:]
        return np.array([(cohort < p).sum()])


class SameCohorts(np.random.Generator):
    """Draws of the 3+3 simulator that are given DLT counts of the first and second cohort at each dose."""

    def __init__(self, p_true: tuple[float, ...], outcomes: list[list[bool]]) -> None:
        super().__init__(np.random.PCG64(0))
        self.waiting = [self._draws(p_true, outcomes, COHORT * part) for part in range(2)]

    def _draws(self, p_true: tuple[float, ...], outcomes: list[list[bool]], start: int) -> np.ndarray:
        found = []
        for p, people in zip(p_true, outcomes, strict=True):
            edges = np.cumsum([0, (1 - p) ** 3, 3 * p * (1 - p) ** 2, 3 * p**2 * (1 - p), p**3])
            dlts = sum(people[start : start + COHORT])  # 0 where nobody was treated: another path would be noticed
            found.append((edges[dlts] + edges[dlts + 1]) / 2)
        return np.array([found])

    def random(self, size: tuple[int, int]) -> np.ndarray:  # type: ignore[override]
        return self.waiting.pop(0)


def counts(outcomes: list[list[bool]]) -> dict[str, int]:
    people = {f"people_{dose}": len(group) for dose, group in enumerate(outcomes, start=1)}
    return people | {f"dlts_{dose}": sum(group) for dose, group in enumerate(outcomes, start=1)}
