"""Radiation by the linear-quadratic model: biologically effective dose, equal doses in 2 Gy, tumor control.

Doses in Gy, times in days. BED = n d (1 + d / (alpha/beta)), less ln2 (T - Tk) / (alpha Tp) once cells regrow after
day Tk; EQD2 = BED / (1 + 2 / (alpha/beta)); surviving fraction exp(-alpha BED); control probability (Poisson)
exp(-clonogens * surviving fraction).
Source: Fowler, Br J Radiol 1989;62:679-94.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, Range, check, check_fields, check_kind

LEAVES_OUT = (
    "This model leaves out how the dose is spread in the body, oxygen, breaks in treatment and drugs given with it, "
    "and it is doubtful above about 8 to 10 Gy per fraction."
)

FRACTIONS = Range(1, 200, whole=True)


@dataclass(frozen=True)
class Repopulation:
    """Regrowth during treatment.

    total_days : T, first to last fraction; kickoff_days : Tk, when it starts; alpha : radiosensitivity per Gy;
    doubling_days : Tp, doubling time of the surviving cells.

    Raises
    ------
    ParameterError
        Unless the first two are at least 0 and the last two above 0.
    """

    total_days: float
    kickoff_days: float
    alpha: float
    doubling_days: float

    def __post_init__(self) -> None:
        check_fields(self, total_days=NOT_NEGATIVE, kickoff_days=NOT_NEGATIVE, alpha=POSITIVE, doubling_days=POSITIVE)

    @property
    def lost_bed(self) -> float:
        """Gy of BED that regrowth takes back."""
        late = max(0.0, self.total_days - self.kickoff_days)
        return math.log(2) * late / (self.alpha * self.doubling_days)


@dataclass(frozen=True)
class Fractionation:
    """n fractions of d Gy; alpha_beta in Gy (10: tumor and early effects, the default; 3: late effects; Fowler 1989).

    Raises
    ------
    ParameterError
        Unless n is from 1 to 200, d above 0 and at most 100 Gy, and alpha_beta above 0.
    """

    n: int
    d: float
    alpha_beta: float = 10.0
    repopulation: Repopulation | None = None

    def __post_init__(self) -> None:
        check_fields(self, n=FRACTIONS, d=Range(0, 100, open_low=True), alpha_beta=POSITIVE)
        if self.repopulation is not None:
            check_kind("repopulation", self.repopulation, Repopulation)

    @property
    def total_dose(self) -> float:
        """Dose of all fractions together, n d, in Gy."""
        return self.n * self.d

    @property
    def bed(self) -> float:
        """Biologically effective dose, Gy; below 0 if regrowth outruns treatment."""
        lost = self.repopulation.lost_bed if self.repopulation else 0.0
        return self.total_dose * (1 + self.d / self.alpha_beta) - lost

    @property
    def eqd2(self) -> float:
        """Total dose in fractions of 2 Gy with the same BED, Gy."""
        return self.bed / (1 + 2 / self.alpha_beta)


def surviving_fraction(course: Fractionation, alpha: float) -> float:
    """Share of cells that survive; alpha : radiosensitivity per Gy (of the same cells as in repopulation, if given).

    Raises
    ------
    ParameterError
        Unless alpha is above 0.
    """
    check("alpha", alpha, POSITIVE)
    return math.exp(min(-alpha * course.bed, 700.0))


def tumor_control_probability(course: Fractionation, alpha: float, clonogens: float) -> float:
    """Chance that not one of `clonogens` cells survives.

    Raises
    ------
    ParameterError
        As `surviving_fraction`, or if clonogens is negative.
    """
    check("clonogens", clonogens, NOT_NEGATIVE)
    return math.exp(-clonogens * surviving_fraction(course, alpha))


def dose_per_fraction(bed: float, n: int, alpha_beta: float = 10.0) -> float:
    """The d (Gy) with which n fractions give the wanted BED (without regrowth).

    Raises
    ------
    ParameterError
        Unless bed is above 0, n from 1 to 200 and alpha_beta above 0.
    """
    check("bed", bed, POSITIVE)
    check("n", n, FRACTIONS)
    check("alpha_beta", alpha_beta, POSITIVE)
    share = bed / n
    return 2 * share / (1 + math.sqrt(1 + 4 * share / alpha_beta))


def simulate(course: Fractionation, *, alpha: float = 0.3, clonogens: float = 1e9) -> pd.DataFrame:
    """How a course adds up, fraction by fraction, at an even pace over its days.

    alpha (0.3 per Gy) and clonogens (1e9) are teaching values; where repopulation is given, its alpha is used.

    Returns
    -------
    DataFrame of shape (n + 1, 6)
        fraction (0 to n), total_dose, bed, eqd2 (Gy), surviving_fraction, control_probability.

    Raises
    ------
    ParameterError
        As `tumor_control_probability`.
    """
    check("clonogens", clonogens, NOT_NEGATIVE)
    if course.repopulation:
        alpha = course.repopulation.alpha
    rows = [{"fraction": 0, "total_dose": 0.0, "bed": 0.0, "eqd2": 0.0, "surviving_fraction": 1.0}]
    for fraction in range(1, course.n + 1):
        so_far = replace(course, n=fraction, repopulation=_until(course, fraction))
        row = {"fraction": fraction, "total_dose": so_far.total_dose, "bed": so_far.bed, "eqd2": so_far.eqd2}
        rows.append({**row, "surviving_fraction": surviving_fraction(so_far, alpha)})
    frame = pd.DataFrame(rows)
    return frame.assign(control_probability=np.exp(-clonogens * frame["surviving_fraction"]))


def _until(course: Fractionation, fraction: int) -> Repopulation | None:
    regrowth = course.repopulation
    return regrowth and replace(regrowth, total_days=regrowth.total_days * fraction / course.n)
