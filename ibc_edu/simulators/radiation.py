"""Radiation by the linear-quadratic model: biologically effective dose, and equal doses in 2 Gy.

Doses in Gy, times in days. BED = n d (1 + d / (alpha/beta)), less ln2 (T - Tk) / (alpha Tp) once cells regrow after
day Tk; EQD2 = BED / (1 + 2 / (alpha/beta)).
Source: Fowler, Br J Radiol 1989;62:679-94.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, Range, check_fields, check_kind

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
