"""The phase I simulators made to treat given people: what they draw are outcomes that are already known."""

from __future__ import annotations

import numpy as np

COHORT = 3


class SamePeople(np.random.Generator):
    """Draws of BOIN's simulator that are the outcomes of given people, one cohort of each trial after another.

    tolerance : a row per trial. people : how many each trial treats; a simulator that treats others is noticed.
    """

    def __init__(self, tolerance: np.ndarray, people: list[int]) -> None:
        super().__init__(np.random.PCG64(0))
        self.tolerance, self.people, self.treated = tolerance, np.array(people), 0

    def binomial(self, n: int, p: np.ndarray) -> np.ndarray:  # type: ignore[override]
        cohorts = self.tolerance[self.people > self.treated, self.treated : self.treated + n]
        self.treated += n
        return (cohorts < p[:, None]).sum(axis=1)


class SameCohorts(np.random.Generator):
    """Draws of the 3+3 simulator that are given DLT counts of each trial: the first and second cohort at each dose."""

    def __init__(self, p_true: tuple[float, ...], trials: list[list[list[bool]]]) -> None:
        super().__init__(np.random.PCG64(0))
        self.waiting = [np.array([_draws(p_true, outcomes, COHORT * part) for outcomes in trials]) for part in range(2)]

    def random(self, size: tuple[int, int]) -> np.ndarray:  # type: ignore[override]
        return self.waiting.pop(0)


def _draws(p_true: tuple[float, ...], outcomes: list[list[bool]], start: int) -> list[float]:
    """What leads to the DLTs of the cohorts that begin with the person `start` at each dose."""
    found = []
    for p, people in zip(p_true, outcomes, strict=True):
        edges = np.cumsum([0, (1 - p) ** 3, 3 * p * (1 - p) ** 2, 3 * p**2 * (1 - p), p**3])
        dlts = sum(people[start : start + COHORT])  # 0 where nobody was treated: another path would be noticed
        found.append((edges[dlts] + edges[dlts + 1]) / 2)
    return found


def counts(outcomes: list[list[bool]]) -> dict[str, int]:
    people = {f"people_{dose}": len(group) for dose, group in enumerate(outcomes, start=1)}
    return people | {f"dlts_{dose}": sum(group) for dose, group in enumerate(outcomes, start=1)}
