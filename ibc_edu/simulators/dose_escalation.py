"""Phase I by the 3+3 rule: exact operating characteristics and simulated trials.

Going up from dose 1 in cohorts of three: nobody with a dose-limiting toxicity (DLT) of 3, next dose; 1 of 3, three more
at the same dose, and the next dose only if nobody of them has one (1 of 6); anything else stops the escalation.
What happens then has no single standard, so there are two variants:

- ``simple``: the maximum tolerated dose (MTD) is the dose below the one that stopped; past the top dose it is the top.
- ``confirm6``: the MTD needs six people with at most one DLT. The dose below, if it has only three people, gets three
  more; with two or more DLTs among its six the next lower dose is tried so, down to none. The top dose needs six too.

Source: Storer, Biometrics 1989;45:925-37; exact formulas after Lin and Shih, Biostatistics 2001;2:203-15.
BOIN, which uses all data of a dose, is in `boin`; what either rule does next, from any history, in `phase_one_rules`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.simulators.parameters import PROBABILITY, REPLICATES, Range, check, check_choice, checked_list, generator

LEAVES_OUT = (
    "This model leaves out side effects that come late, toxicity that builds up over cycles, differences between "
    "people, and whether the drug works: each person has a dose-limiting toxicity or not, by the dose alone."
)

VARIANTS = ("simple", "confirm6")
DOSES = Range(1, 20, whole=True)
COHORT = 3


@dataclass(frozen=True)
class ThreePlusThree:
    """A 3+3 trial. p_true : chance of a DLT at each dose, dose 1 first (1 to 20 doses); variant : see the module.

    Raises
    ------
    ParameterError
        If a chance is not from 0 to 1, there is no dose or more than 20, or the variant is not known.
    """

    p_true: Sequence[float]
    variant: str = "simple"

    def __post_init__(self) -> None:
        object.__setattr__(self, "p_true", checked_list("p_true", self.p_true, PROBABILITY, DOSES))
        check_choice("variant", self.variant, VARIANTS)


@dataclass(frozen=True)
class EscalationSummary:
    """What a design does on average, dose 1 first.

    p_none : chance that no dose is declared; p_select[j] : chance that dose j + 1 is declared the MTD;
    expected_n_per_dose, expected_dlt_per_dose : people treated and people with a DLT.
    """

    p_none: float
    p_select: tuple[float, ...]
    expected_n_per_dose: tuple[float, ...]
    expected_dlt_per_dose: tuple[float, ...]

    @property
    def expected_n(self) -> float:
        """People in the whole trial."""
        return sum(self.expected_n_per_dose)


def advice(n: int, dlt: int) -> str:
    """What the rule says on the way up after `dlt` of `n` people at a dose: "escalate", "stay" (3 more) or "stop".

    Raises
    ------
    ParameterError
        Unless n is 3 or 6 and dlt from 0 to n.
    """
    check_choice("n", str(n), ("3", "6"))
    check("dlt", dlt, Range(0, n, whole=True))
    if dlt == 1:
        return "stay" if n == COHORT else "escalate"
    return "escalate" if dlt == 0 else "stop"


def exact(trial: ThreePlusThree) -> EscalationSummary:
    """Exact operating characteristics, from the chances of 0 and 1 DLT in each cohort of three."""
    p = np.array(trial.p_true, dtype=float)
    none, one = (1 - p) ** 3, 3 * p * (1 - p) ** 2
    passed = none + one * none
    reached = np.concatenate([[1.0], np.cumprod(passed)])  # reached[j]: the way up comes to dose j + 1, or past the top
    stopped = np.append(reached[:-1] * (1 - passed), reached[-1])
    people = COHORT * reached[:-1] * (1 + one)
    if trial.variant == "simple":
        return summarize(p, stopped[0], stopped[1:], people)
    with np.errstate(invalid="ignore"):  # a dose that nobody passes is never come back to
        topped_up = np.where(passed > 0, none / passed, 0.0)
    rejected = topped_up * (1 - none - one)
    select = np.zeros(p.size)
    down = 0.0  # chance of coming to this dose from above
    for dose in range(p.size - 1, -1, -1):
        down += stopped[dose + 1]
        select[dose] = down * (1 - rejected[dose])
        people[dose] += COHORT * down * topped_up[dose]
        down *= rejected[dose]
    return summarize(p, down + stopped[0], select, people)


def simulate(trial: ThreePlusThree, *, replicates: int = 1000, rng: np.random.Generator | int) -> pd.DataFrame:
    """Run many 3+3 trials at once.

    Returns
    -------
    DataFrame of shape (replicates, 3 + 2 * doses)
        mtd (dose number, 0 = none), people, dlts, then people_1, people_2, ... and dlts_1, dlts_2, ... per dose;
        one row per trial.

    Raises
    ------
    ParameterError
        If replicates or rng does not fit.
    """
    check("replicates", replicates, REPLICATES)
    draw = generator(rng)
    shape = (replicates, len(trial.p_true))
    # A dose is treated at most twice, so two cohorts per dose hold all that can happen.
    first, second = _cohorts(draw, trial, shape), _cohorts(draw, trial, shape)
    at_once, again = _says("escalate", COHORT)[first], _says("stay", COHORT)[first]
    passed = at_once | (again & _says("escalate", 2 * COHORT)[first + second])
    visited = np.ones(shape, dtype=bool)
    visited[:, 1:] = np.logical_and.accumulate(passed, axis=1)[:, :-1]
    expanded = visited & again
    mtd = (visited & passed).sum(axis=1)
    if trial.variant == "confirm6":
        mtd = _confirm(mtd, first, second, expanded)
    people = COHORT * (visited.astype(np.int8) + expanded)
    return trial_frame(mtd, people, np.where(visited, first, 0) + np.where(expanded, second, 0))


def _says(what: str, people: int) -> NDArray[np.bool_]:
    """For each number of DLTs among so many people whether the rule says this."""
    return np.array([advice(people, dlt) == what for dlt in range(people + 1)])


def _cohorts(draw: np.random.Generator, trial: ThreePlusThree, shape: tuple[int, int]) -> NDArray[np.int8]:
    """DLTs among three people, by inverting the binomial distribution: several times faster than drawing from it."""
    p = np.array(trial.p_true, dtype=float)
    uniform = draw.random(shape)
    above_0, above_1, above_2 = (uniform >= at_most for at_most in ((1 - p) ** 3, (1 - p) ** 2 * (1 + 2 * p), 1 - p**3))
    return above_0.astype(np.int8) + above_1 + above_2


def _confirm(
    mtd: NDArray[np.int_], first: NDArray[np.int8], second: NDArray[np.int8], expanded: NDArray[np.bool_]
) -> NDArray[np.int_]:
    """The MTD after topping up to six people from `mtd` downward; marks the doses topped up in `expanded`."""
    confirmed = mtd.copy()
    for dose in range(first.shape[1], 0, -1):
        tried = confirmed == dose
        expanded[:, dose - 1] |= tried
        failed = tried & _says("stop", 2 * COHORT)[first[:, dose - 1] + second[:, dose - 1]]
        confirmed[failed] = dose - 1
    return confirmed


def trial_frame(mtd: NDArray[np.int_], people: NDArray[np.integer], dlts: NDArray[np.integer]) -> pd.DataFrame:
    """One row per trial from the MTD and the counts per dose; columns as in `simulate`."""
    columns = {"mtd": mtd, "people": people.sum(axis=1), "dlts": dlts.sum(axis=1)}
    for name, counts in (("people", people), ("dlts", dlts)):
        columns |= {f"{name}_{dose + 1}": counts[:, dose] for dose in range(counts.shape[1])}
    return pd.DataFrame(columns)


def summarize(
    p: NDArray[np.float64], p_none: float, select: NDArray[np.float64], people: NDArray[np.float64]
) -> EscalationSummary:
    """The summary of a design; p are the DLT chances, people the expected numbers treated per dose."""
    # Whether a further cohort comes never depends on people not yet treated, so DLTs are people times p.
    return EscalationSummary(float(p_none), _floats(select), _floats(people), _floats(people * p))


def _floats(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
