"""Phase I by BOIN, the Bayesian optimal interval design: decision table, exact operating characteristics, simulation.

After each cohort the DLT rate of all people at the current dose is compared with two fixed bounds: at or below the
lower one the dose goes up, at or above the upper one it goes down, between them it stays. A dose whose DLT rate is
above the target with probability over 0.95 is dropped with all higher ones; if that is dose 1 the trial stops.

Source: Liu and Yuan, J R Stat Soc C 2015;64:507-23. Bounds keep full precision: the paper's printed 0.236 and 0.358
for a target of 0.30 would change some decisions from n = 53 on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.dose_escalation import DOSES, EscalationSummary, summarize, trial_frame
from ibc_edu.simulators.parameters import (
    INNER_PROBABILITY,
    PROBABILITY,
    REPLICATES,
    Range,
    check,
    check_fields,
    checked_list,
    generator,
)

LEAVES_OUT = (
    "This model leaves out side effects that come late, cohorts that overlap, clinical judgment that overrules the "
    "table, and whether the drug works."
)

MAX_STATES = 2_000_000
NEVER = 32_767  # a DLT count that no trial reaches
PEOPLE = Range(0, 10_000, whole=True)

Ints = NDArray[np.int_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class BoinRule:
    """The rule without the drug.

    target : DLT rate aimed at. phi1 : highest rate that would be too low, default 0.6 target; phi2 : lowest rate that
    would be too high, default 1.4 target (Liu and Yuan 2015, section 3). cutoff_eli : probability of being too toxic
    from which a dose is dropped (0.95, same source).

    Raises
    ------
    ParameterError
        Unless 0 < phi1 < target < phi2 < 1 and 0 < cutoff_eli < 1; with the default phi2 the target must be < 0.714.
    """

    target: float = 0.30
    phi1: float | None = None
    phi2: float | None = None
    cutoff_eli: float = 0.95

    def __post_init__(self) -> None:
        check_fields(self, target=INNER_PROBABILITY, cutoff_eli=INNER_PROBABILITY)
        object.__setattr__(self, "phi1", 0.6 * self.target if self.phi1 is None else self.phi1)
        object.__setattr__(self, "phi2", 1.4 * self.target if self.phi2 is None else self.phi2)
        check("phi1", self.phi1, Range(0, self.target, open_low=True, open_high=True))
        check("phi2", self.phi2, Range(self.target, 1, open_low=True, open_high=True))

    @property
    def boundaries(self) -> tuple[float, float]:
        """lambda_e and lambda_d: escalate at a rate up to the first, de-escalate at a rate from the second."""
        phi, phi1, phi2 = self.target, float(self.phi1 or 0), float(self.phi2 or 0)
        up = math.log((1 - phi1) / (1 - phi)) / math.log(phi * (1 - phi1) / (phi1 * (1 - phi)))
        down = math.log((1 - phi) / (1 - phi2)) / math.log(phi2 * (1 - phi) / (phi * (1 - phi2)))
        return up, down


@dataclass(frozen=True)
class BoinTrial:
    """A BOIN trial: true DLT chances (dose 1 first), number and size of cohorts, and the rule.

    Raises
    ------
    ParameterError
        Unless p_true has 1 to 20 chances from 0 to 1, n_cohorts is 1 to 100 and cohort_size 1 to 20.
    """

    p_true: Sequence[float]
    n_cohorts: int = 10
    cohort_size: int = 3
    rule: BoinRule = BoinRule()

    def __post_init__(self) -> None:
        object.__setattr__(self, "p_true", checked_list("p_true", self.p_true, PROBABILITY, DOSES))
        check_fields(self, n_cohorts=Range(1, 100, whole=True), cohort_size=Range(1, 20, whole=True))


class Selection(NamedTuple):
    """mtd (0 = none), the doses that could be chosen, and their isotonic DLT rates."""

    mtd: int
    admissible_doses: tuple[int, ...]
    isotonic_estimates: tuple[float, ...]


def select_mtd(rule: BoinRule, n: Iterable[int], y: Iterable[int]) -> Selection:
    """The MTD at the end of a trial with n people and y DLTs at each dose (dose 1 first).

    Doses dropped as too toxic and doses never tried are left aside; among the others the one whose isotonic estimate
    is closest to the target is chosen (on a tie below the target the higher dose, above it the lower).

    Raises
    ------
    ParameterError
        If the lists differ in length, are empty, or a y is not from 0 to its n.
    """
    people = checked_list("n", n, PEOPLE, DOSES)
    dlts = checked_list("y", y, PEOPLE, Range(len(people), len(people), whole=True))
    for dose, (treated, toxic) in enumerate(zip(people, dlts, strict=True), start=1):
        check(f"y[{dose}]", toxic, Range(0, treated, whole=True))
    mtd, admissible, isotonic = _select(rule, np.array([people]), np.array([dlts]))
    doses = np.flatnonzero(admissible[0])
    return Selection(int(mtd[0]), tuple(int(d) + 1 for d in doses), tuple(float(isotonic[0, d]) for d in doses))


def exact(trial: BoinTrial) -> EscalationSummary:
    """Exact operating characteristics, by a forward pass over all data that a trial can come to.

    Raises
    ------
    ParameterError
        If more than two million different data sets are possible: fewer doses or cohorts, or `simulate`.
    """
    size, doses = trial.cohort_size, len(trial.p_true)
    chances = np.array([[_pmf(k, size, p) for k in range(size + 1)] for p in trial.p_true])
    dose = np.zeros(1, dtype=int)
    people = np.zeros((1, doses), dtype=np.int16)
    dlts = people.copy()
    weight = np.ones(1)
    expected, select = np.zeros(doses), np.zeros(doses + 1)
    for _ in range(trial.n_cohorts):
        expected += size * np.bincount(dose, weight, doses)
        weight = (weight[:, None] * chances[dose]).ravel()
        dose, people, dlts = (np.repeat(state, size + 1, axis=0) for state in (dose, people, dlts))
        row = np.arange(dose.size)
        people[row, dose] += size
        dlts[row, dose] += np.tile(np.arange(size + 1), dose.size // (size + 1)).astype(np.int16)
        dose = next_doses(trial.rule, dose, people, dlts)
        select[0] += weight[dose < 0].sum()
        dose, people, dlts, weight = _merged(dose, people, dlts, weight)
    mtd, _, _ = _select(trial.rule, people, dlts)
    select += np.bincount(mtd, weight, doses + 1)
    return summarize(np.array(trial.p_true), float(select[0]), select[1:], expected)


def simulate(trial: BoinTrial, *, replicates: int = 1000, rng: np.random.Generator | int) -> pd.DataFrame:
    """Run many BOIN trials at once.

    Returns
    -------
    DataFrame of shape (replicates, 3 + 2 * doses)
        mtd (dose number, 0 = none), people, dlts, then people_1, ... and dlts_1, ... per dose; one row per trial.

    Raises
    ------
    ParameterError
        If replicates or rng does not fit.
    """
    check("replicates", replicates, REPLICATES)
    draw = generator(rng)
    p_true = np.array(trial.p_true, dtype=float)
    people = np.zeros((replicates, p_true.size), dtype=np.int16)
    dlts = people.copy()
    dose = np.zeros(replicates, dtype=int)
    for _ in range(trial.n_cohorts):
        going = np.flatnonzero(dose >= 0)
        current = dose[going]
        people[going, current] += trial.cohort_size
        dlts[going, current] += draw.binomial(trial.cohort_size, p_true[current]).astype(np.int16)
        dose[going] = next_doses(trial.rule, current, people[going], dlts[going])
    mtd, _, _ = _select(trial.rule, people, dlts)
    return trial_frame(np.where(dose < 0, 0, mtd), people, dlts)


def _counts(rule: BoinRule, n: NDArray[np.integer]) -> tuple[Ints, Ints, Ints]:
    """For each n: escalate at most, de-escalate from, eliminate from (NEVER if no count does)."""
    lambda_e, lambda_d = rule.boundaries
    largest = int(n.max(initial=0))
    drop = np.full(largest + 1, NEVER)
    for people in np.unique(n[n >= 3]):
        drop[people] = _eliminates_from(rule.target, rule.cutoff_eli, int(people))
    return np.floor(lambda_e * n).astype(int), np.minimum(np.ceil(lambda_d * n).astype(int), drop[n]), drop[n]


@lru_cache(maxsize=10_000)
def _eliminates_from(target: float, cutoff: float, people: int) -> int:
    """Fewest DLTs among so many people after which the dose is too toxic with a probability over the cutoff."""
    from scipy.special import betainc

    y = np.arange(people + 1)
    too_toxic = 1 - betainc(1 + y, 1 + people - y, target) > cutoff
    return int(np.argmax(too_toxic)) if too_toxic.any() else NEVER


def next_doses(rule: BoinRule, dose: Ints, people: NDArray[np.integer], dlts: NDArray[np.integer]) -> Ints:
    """The next dose of each of many trials (rows), or -1 where the trial stops because dose 1 is eliminated.

    dose : of the last cohort, from 0; people, dlts : counts per dose. A dose that was eliminated stays out for good,
    and all higher ones with it, whatever is seen below.
    """
    row = np.arange(dose.size)
    highest = _allowed(rule, people, dlts).sum(axis=1) - 1
    up, down, _ = _counts(rule, people[row, dose])
    toxic = dlts[row, dose]
    step = np.where(toxic >= down, -1, np.where(toxic <= up, 1, 0))
    following: Ints = np.minimum(np.maximum(dose + step, 0), highest)
    return following


def _allowed(rule: BoinRule, people: NDArray[np.integer], dlts: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Doses below the lowest one that is eliminated."""
    kept = dlts < _counts(rule, people)[2]
    return np.logical_and.accumulate(kept, axis=1)


def _select(
    rule: BoinRule, people: NDArray[np.integer], dlts: NDArray[np.integer]
) -> tuple[Ints, NDArray[np.bool_], Floats]:
    """MTD, admissible doses and isotonic estimates for each row of counts per dose."""
    admissible = _allowed(rule, people, dlts) & (people > 0)
    rate = (dlts + 0.05) / (people + 0.1)
    variance = (dlts + 0.05) * (people - dlts + 0.05) / ((people + 0.1) ** 2 * (people + 1.1))
    isotonic = _isotonic(rate, np.where(admissible, 1 / variance, 0.0))
    nudged = isotonic + np.cumsum(admissible, axis=1) * 1e-10  # settles ties
    distance = np.where(admissible, np.abs(nudged - rule.target), np.inf)
    mtd = np.where(admissible.any(axis=1), np.argmin(distance, axis=1) + 1, 0)
    return mtd, admissible, isotonic


def _isotonic(rate: Floats, weight: Floats) -> Floats:
    """Weighted non-decreasing fit of each row: the largest over starts of the smallest mean over ends.

    Equal to pool-adjacent-violators (Robertson, Wright and Dykstra 1988, theorem 1.4.4); weight 0 leaves a dose out.
    """
    doses = rate.shape[1]
    fit = np.full_like(rate, -np.inf)
    for start in range(doses):
        total = np.cumsum(weight[:, start:], axis=1)
        with np.errstate(invalid="ignore"):  # nothing but left-out doses: no mean
            mean = np.cumsum(weight[:, start:] * rate[:, start:], axis=1) / total
        smallest = np.fmin.accumulate(mean[:, ::-1], axis=1)[:, ::-1]
        fit[:, start:] = np.fmax(fit[:, start:], smallest)
    return fit


def _merged(
    dose: Ints, people: NDArray[np.int16], dlts: NDArray[np.int16], weight: Floats
) -> tuple[Ints, NDArray[np.int16], NDArray[np.int16], Floats]:
    """Running trials only, with equal data sets made one."""
    going = (dose >= 0) & (weight > 0)
    rows = np.ascontiguousarray(np.column_stack([dose[going].astype(np.int16), people[going], dlts[going]]))
    keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()  # sorts faster than rows
    _, first, same_as = np.unique(keys, return_index=True, return_inverse=True)
    if first.size > MAX_STATES:
        cure = "Give fewer doses or cohorts, or simulate the trial."
        raise ParameterError("so many cohorts are too many for an exact answer.", where="n_cohorts", cure=cure)
    total = np.asarray(np.bincount(same_as, weight[going], first.size), dtype=float)
    dose, people, dlts = dose[going][first], people[going][first], dlts[going][first]
    return dose, people, dlts, total


def _pmf(k: int, n: int, p: float) -> float:
    return math.comb(n, k) * p**k * (1 - p) ** (n - k)
