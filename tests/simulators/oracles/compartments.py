"""Drug levels in one and in two compartments, and what any model of levels has to give: its area and its peak.

The course shows a drug of three compartments; a bolus in one has a course that can be written down.
Source: Gibaldi and Perrier, Pharmacokinetics, 2nd edition 1982, chapters 1 and 2.
"""

from __future__ import annotations

from dataclasses import dataclass

from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, check, check_fields
from ibc_edu.simulators.pharmacokinetics import Pharmacokinetics, Regimen, concentration


def peak_of_first_dose(pk: Pharmacokinetics, regimen: Regimen) -> float:
    """Highest concentration (umol/L) that the first dose alone would reach: at the end of its infusion."""
    alone = Regimen(float(regimen.doses[0]), regimen.infusion_h, [0], regimen.infusion_h + 1)
    return float(concentration(pk, alone, regimen.infusion_h)[0])


@dataclass(frozen=True)
class TwoCompartment(Pharmacokinetics):
    """clearance and exchange q (L/h), volumes v1 and v2 (L).

    Raises
    ------
    ParameterError
        Unless all are above 0.
    """

    clearance: float
    v1: float
    q: float
    v2: float

    def __post_init__(self) -> None:
        check_fields(self, clearance=POSITIVE, v1=POSITIVE, q=POSITIVE, v2=POSITIVE)

    @property
    def central(self) -> tuple[float, float]:
        """Volume v1 (L) and rate of elimination (per h)."""
        return self.v1, self.clearance / self.v1

    @property
    def peripheral(self) -> tuple[tuple[float, float], ...]:
        """Rates out to and back from each further compartment (per h)."""
        return ((self.q / self.v1, self.q / self.v2),)


@dataclass(frozen=True)
class OneCompartment(Pharmacokinetics):
    """clearance (L/h) and volume v1 (L).

    Raises
    ------
    ParameterError
        Unless both are above 0.
    """

    clearance: float
    v1: float

    def __post_init__(self) -> None:
        check_fields(self, clearance=POSITIVE, v1=POSITIVE)

    @property
    def central(self) -> tuple[float, float]:
        """Volume v1 (L) and rate of elimination (per h)."""
        return self.v1, self.clearance / self.v1


def auc(pk: Pharmacokinetics, dose_umol: float) -> float:
    """Area under the concentration curve of a dose, from start to infinity, in umol/L * h.

    Raises
    ------
    ParameterError
        If the dose is negative or not a number.
    """
    check("dose_umol", dose_umol, NOT_NEGATIVE)
    volume, out = pk.central
    return dose_umol / (volume * out)
