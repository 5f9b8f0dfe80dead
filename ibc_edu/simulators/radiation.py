"""Radiation by the linear-quadratic model: biologically effective dose, and equal doses in 2 Gy.

Doses in Gy. BED = n d (1 + d / (alpha/beta)); EQD2 = BED / (1 + 2 / (alpha/beta)).
Source: Fowler, Br J Radiol 1989;62:679-94.
"""

from __future__ import annotations

from dataclasses import dataclass

from ibc_edu.simulators.parameters import POSITIVE, Range, check_fields

LEAVES_OUT = (
    "This model leaves out how the dose is spread in the body, oxygen, cells that grow again during the course, breaks "
    "in treatment and drugs given with it, and it is doubtful above about 8 to 10 Gy per fraction."
)

FRACTIONS = Range(1, 200, whole=True)


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

    def __post_init__(self) -> None:
        check_fields(self, n=FRACTIONS, d=Range(0, 100, open_low=True), alpha_beta=POSITIVE)

    @property
    def total_dose(self) -> float:
        """Dose of all fractions together, n d, in Gy."""
        return self.n * self.d

    @property
    def bed(self) -> float:
        """Biologically effective dose, Gy."""
        return self.total_dose * (1 + self.d / self.alpha_beta)

    @property
    def eqd2(self) -> float:
        """Total dose in fractions of 2 Gy with the same BED, Gy."""
        return self.bed / (1 + 2 / self.alpha_beta)
