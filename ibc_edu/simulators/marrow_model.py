"""Marrow and drugs of the model of blood counts: one row of Friberg and colleagues each, and how a drug is given.

The drug's effect is E = slope C, or Emax C / (EC50 + C). Times in h, counts in 1e9/L, concentrations in umol/L.
Source: Friberg et al., J Clin Oncol 2002;20:4713-21.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, Range, check, check_fields
from ibc_edu.simulators.pharmacokinetics import Pharmacokinetics, Regimen, ThreeCompartment

LEAVES_OUT = (
    "This model leaves out growth factors, infections, other drugs, and marrow that tires over many cycles; it says "
    "how a typical count moves, not what anybody's own count will do."
)


@dataclass(frozen=True)
class Marrow:
    """One row of Friberg 2002.

    circ0 : count without drug, 1e9/L; mtt_h : mean transit time through the marrow;
    gamma : strength of the feedback; drug effect either slope (L/umol) or emax with ec50 (umol/L).

    Raises
    ------
    ParameterError
        If a value is out of range, or not exactly one of slope and (emax, ec50) is given.
    """

    circ0: float
    mtt_h: float
    gamma: float
    slope: float | None = None
    emax: float | None = None
    ec50: float | None = None

    def __post_init__(self) -> None:
        check_fields(self, circ0=Range(0, 1000, open_low=True), mtt_h=Range(1, 10_000), gamma=Range(0, 1))
        linear = self.slope is not None
        if linear == (self.emax is not None) or linear == (self.ec50 is not None):
            cure = "Give either slope, or emax and ec50."
            raise ParameterError("the drug's effect is not given in one way.", where="slope", cure=cure)
        if linear:
            check_fields(self, slope=NOT_NEGATIVE)
        else:
            check_fields(self, emax=NOT_NEGATIVE, ec50=POSITIVE)

    @property
    def ktr(self) -> float:
        """Rate of passing from one stage to the next, per h."""
        return 4 / self.mtt_h

    def effect(self, concentration_umol_l: float) -> float:
        """E at a concentration."""
        if self.slope is not None:
            return self.slope * concentration_umol_l
        return float(self.emax or 0) * concentration_umol_l / (float(self.ec50 or 0) + concentration_umol_l)


@dataclass(frozen=True)
class Drug:
    """A drug as modeled: marrow, pharmacokinetics, molar mass (g/mol) and length of the infusion (h)."""

    marrow: Marrow
    pk: Pharmacokinetics
    molar_mass: float
    infusion_h: float

    def umol(self, mg_per_m2: float, surface_m2: float = 1.8) -> float:
        """A dose per square meter of body surface as umol, for a body surface of 1.8 m2 unless told otherwise.

        Raises
        ------
        ParameterError
            If the dose is negative or the surface not above 0.
        """
        check("mg_per_m2", mg_per_m2, NOT_NEGATIVE)
        check("surface_m2", surface_m2, POSITIVE)
        return mg_per_m2 * surface_m2 * 1000 / self.molar_mass

    def cycles(
        self, mg_per_m2: float | Sequence[float], *, every_days: float = 21, count: int | None = None
    ) -> Regimen:
        """Infusions at equal distances, watched until the next one would be due.

        mg_per_m2 : one dose for all cycles, or a list with the dose of each (as when it is reduced after a low count).
        count : number of cycles, 4 unless told otherwise; a list has as many as it has doses.

        Raises
        ------
        ParameterError
            If a dose, the distance (1 to 200 days) or the number (1 to 20, that of a list's doses) does not fit.
        """
        check("every_days", every_days, Range(1, 200))
        if isinstance(mg_per_m2, Sequence) and not isinstance(mg_per_m2, str):
            doses: float | list[float] = [self.umol(dose) for dose in mg_per_m2]
            check("mg_per_m2 (number of doses)", len(mg_per_m2), Range(1, 20, whole=True))
            cycles = len(mg_per_m2)
            check("count", cycles if count is None else count, Range(cycles, cycles, whole=True))
        else:
            doses = self.umol(mg_per_m2)
            cycles = 4 if count is None else count
            check("count", cycles, Range(1, 20, whole=True))
        times = [24 * every_days * cycle for cycle in range(cycles)]
        return Regimen(doses, self.infusion_h, times, 24 * every_days * cycles)


# Neutrophils, linear effect: Friberg 2002. Pharmacokinetics: Bruno et al., J Pharmacokinet Biopharm 1996;24:153-72.
DOCETAXEL = Drug(
    Marrow(circ0=5.05, mtt_h=88.7, gamma=0.161, slope=8.58),
    ThreeCompartment(k10=5.2, k12=1.06, k21=1.51, k13=1.26, k31=0.084, v1=7.4),
    molar_mass=808.0,
    infusion_h=1.0,
)
