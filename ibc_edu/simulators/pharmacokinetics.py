"""Drug concentration over time in compartments, in closed form.

Amounts in umol, volumes in L, clearances in L/h, rate constants per h, concentrations in umol/L, times in h.
The central compartment answers a dose by a sum of exponentials: the compartments' rate matrix can be made symmetric,
so its eigenvalues are real and the weights are squares that add up to 1.
Source: Gibaldi and Perrier, Pharmacokinetics, 2nd edition 1982, chapters 1 and 2.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, Range, check, check_fields, checked_list

Floats = NDArray[np.float64]

LONGEST_H = 20_000  # over two years
TOGETHER_H = 1e-6  # jumps that lie closer than this are taken as one


class Pharmacokinetics(ABC):
    """What models of any number of compartments share."""

    @property
    @abstractmethod
    def central(self) -> tuple[float, float]:
        """Volume of the central compartment (L) and rate of elimination from it (per h)."""

    @property
    def peripheral(self) -> tuple[tuple[float, float], ...]:
        """For each further compartment the rates (per h) out to it and back from it."""
        return ()

    def disposition(self) -> tuple[Floats, Floats]:
        """Weights (adding up to 1) and rates (per h) of C(t) = dose / V1 * sum(weight * exp(-rate * t))."""
        _, out = self.central
        away = [out + sum(there for there, _ in self.peripheral), *(back for _, back in self.peripheral)]
        matrix = np.diag(np.array(away, dtype=float))
        for row, (there, back) in enumerate(self.peripheral, start=1):
            matrix[0, row] = matrix[row, 0] = -np.sqrt(there * back)
        rates, vectors = np.linalg.eigh(matrix)
        return vectors[0] ** 2, rates


@dataclass(frozen=True)
class ThreeCompartment(Pharmacokinetics):
    """Rate constants per h and volume v1 (L).

    k10 elimination, k12 out to and k21 back from the second compartment, k13 and k31 the third.

    Raises
    ------
    ParameterError
        Unless all are above 0.
    """

    k10: float
    k12: float
    k21: float
    k13: float
    k31: float
    v1: float

    def __post_init__(self) -> None:
        check_fields(self, **dict.fromkeys(("k10", "k12", "k21", "k13", "k31", "v1"), POSITIVE))

    @property
    def central(self) -> tuple[float, float]:
        """Volume v1 (L) and rate of elimination (per h)."""
        return self.v1, self.k10

    @property
    def peripheral(self) -> tuple[tuple[float, float], ...]:
        """Rates out to and back from each further compartment (per h)."""
        return ((self.k12, self.k21), (self.k13, self.k31))


@dataclass(frozen=True)
class Regimen:
    """A dose (umol) over infusion_h hours (0: a bolus) at each of dose_times_h, watched until horizon_h.

    dose_umol : one number for all doses, or a list with one for each time, as when doses are reduced.

    Raises
    ------
    ParameterError
        Unless there is one dose or one for each time, all at least 0, the infusion 0 or from 0.001 h, the 1 to 200 dose
        times rise from at least 0 and lie before the horizon, and the horizon is at most 20,000 h.
    """

    dose_umol: float | Sequence[float]
    infusion_h: float
    dose_times_h: Sequence[float]
    horizon_h: float

    def __post_init__(self) -> None:
        check_fields(self, infusion_h=Range(0, LONGEST_H - 1))
        if self.infusion_h > 0:
            check("infusion_h", self.infusion_h, Range(0.001, LONGEST_H - 1))
        check("horizon_h", self.horizon_h, Range(0, LONGEST_H, open_low=True))
        before = Range(0, self.horizon_h, open_high=True)
        times = checked_list("dose_times_h", self.dose_times_h, before, Range(1, 200, whole=True))
        if any(first >= second for first, second in pairwise(times)):
            cure = "Give each dose a later time than the one before."
            raise ParameterError("the times do not rise.", where="dose_times_h", cure=cure)
        object.__setattr__(self, "dose_times_h", times)
        if isinstance(self.dose_umol, Sequence) and not isinstance(self.dose_umol, str):
            each = Range(len(times), len(times), whole=True)
            object.__setattr__(self, "dose_umol", checked_list("dose_umol", self.dose_umol, NOT_NEGATIVE, each))
        else:
            check("dose_umol", self.dose_umol, NOT_NEGATIVE)

    @property
    def doses(self) -> Floats:
        """The dose (umol) at each of the times."""
        return np.broadcast_to(np.asarray(self.dose_umol, dtype=float), len(self.dose_times_h))


class Exposure(NamedTuple):
    """The concentration as a sum of exponentials that gets a new term whenever the rate of infusion jumps.

    From jump k on it adds offset[k] + sum(amplitude[k] * exp(-rate * (t - time[k]))): an infusion is switched on and
    off, a bolus only starts.
    """

    time: Floats
    offset: Floats
    amplitude: Floats
    rate: Floats

    def at(self, time_h: Floats) -> Floats:
        """Concentration (umol/L) at each time."""
        total = np.zeros_like(time_h)
        for time, offset, amplitude in zip(self.time, self.offset, self.amplitude, strict=True):
            later = time_h >= time
            total[later] += offset + np.exp(-np.outer(time_h[later] - time, self.rate)) @ amplitude
        return total


def exposure(pk: Pharmacokinetics, regimen: Regimen) -> Exposure:
    """All doses of a regimen, whether or not their infusions end before the horizon."""
    weights, rates = pk.disposition()
    volume, _ = pk.central
    starts = np.array(regimen.dose_times_h, dtype=float)
    if regimen.infusion_h == 0:
        amplitude = np.outer(regimen.doses, weights / volume)
        return Exposure(starts, np.zeros(starts.size), amplitude, rates)
    full = np.outer(regimen.doses, weights / rates / regimen.infusion_h / volume)  # were it never switched off
    times = np.concatenate([starts, starts + regimen.infusion_h])
    return Exposure(times, np.concatenate([full, -full]).sum(axis=1), np.concatenate([-full, full]), rates)


def concentration(pk: Pharmacokinetics, regimen: Regimen, time_h: ArrayLike) -> Floats:
    """Concentration (umol/L) at a list of times; at the time of a bolus, just after it."""
    return exposure(pk, regimen).at(np.atleast_1d(np.asarray(time_h, dtype=float)))
