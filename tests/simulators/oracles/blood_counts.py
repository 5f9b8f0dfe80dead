"""Blood counts under chemotherapy: the semi-mechanistic model of myelosuppression by Friberg and colleagues.

Dividing cells in the marrow (Prol) mature through three stages (T1, T2, T3) into circulating cells (Circ). The drug
slows or reverses their division (effect E, not limited to 1: above 1 cells are lost), and a low count speeds it up:

    dProl/dt = ktr Prol (1 - E) (Circ0 / Circ)^gamma - ktr Prol,  dCirc/dt = ktr T3 - ktr Circ,  ktr = 4 / MTT

with E as `marrow_model` has it. The page follows the same equations in steps of two hours; here they are integrated as
exactly as one likes. Times in h, counts in 1e9/L, concentrations in umol/L.
Source: Friberg et al., J Clin Oncol 2002;20:4713-21.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.marrow_model import Marrow
from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, Range, check, checked_list
from ibc_edu.simulators.pharmacokinetics import (
    TOGETHER_H,
    Exposure,
    Pharmacokinetics,
    Regimen,
    concentration,
    exposure,
)

if TYPE_CHECKING:
    from scipy.interpolate import CubicHermiteSpline

MAX_EVALUATIONS = 200_000
TOLERANCE = 1e-7  # of the logarithms of counts
STEP_H = 1.0  # between points of the course; curves between them are cubic

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CycleSummary:
    """One cycle, from its dose to the next (or the horizon), both ends included.

    nadir : lowest count (1e9/L); nadir_time_after_dose_h : when; pre_dose, end_of_cycle : counts at the two ends;
    hours_below : hours under each threshold asked for.
    """

    nadir: float
    nadir_time_after_dose_h: float
    pre_dose: float
    end_of_cycle: float
    hours_below: tuple[float, ...]


def simulate(
    marrow: Marrow, pk: Pharmacokinetics, regimen: Regimen, *, times_h: Iterable[float] | None = None
) -> pd.DataFrame:
    """The course of a typical person.

    times_h : hours to report, default every 6 hours from 0 to the horizon.

    Returns
    -------
    DataFrame, one row per time
        time_h, day, concentration (umol/L), circ (1e9/L).

    Raises
    ------
    ParameterError
        If a time is not from 0 to the horizon, or the parameters are too extreme to follow.
    """
    if times_h is None:
        times_h = np.unique(np.append(np.arange(0, regimen.horizon_h, 6.0), regimen.horizon_h)).tolist()
    times = np.array(checked_list("times_h", times_h, Range(0, regimen.horizon_h), Range(0, 100_000, whole=True)))
    curve = _curve(marrow, pk, regimen)
    return pd.DataFrame(
        {"time_h": times, "day": times / 24, "concentration": concentration(pk, regimen, times), "circ": curve(times)}
    )


def cycle_summaries(
    marrow: Marrow, pk: Pharmacokinetics, regimen: Regimen, *, thresholds: Iterable[float] = (0.5, 1.0)
) -> list[CycleSummary]:
    """Nadir, recovery and time below thresholds (1e9/L) in each cycle of a typical person.

    Raises
    ------
    ParameterError
        If a threshold is not above 0, or the parameters are too extreme to follow.
    """
    levels = checked_list("thresholds", thresholds, POSITIVE, Range(0, 20, whole=True))
    curve = _curve(marrow, pk, regimen)
    turns = curve.derivative().roots(extrapolate=False)
    crossings = [(level, curve.solve(level, extrapolate=False)) for level in levels]
    starts, ends = regimen.dose_times_h, [*regimen.dose_times_h[1:], regimen.horizon_h]
    return [_summary(curve, start, end, turns, crossings) for start, end in zip(starts, ends, strict=True)]


def plateau_without_feedback(marrow: Marrow, total_auc: float) -> float:
    """Where every pool ends when gamma is 0 and the effect linear: circ0 exp(-ktr slope AUC); AUC of all doses.

    Raises
    ------
    ParameterError
        If gamma is not 0, the effect is not linear, or the AUC is negative.
    """
    check("gamma", marrow.gamma, Range(0, 0))
    check("slope", marrow.slope, NOT_NEGATIVE)
    check("total_auc", total_auc, NOT_NEGATIVE)
    return marrow.circ0 * math.exp(-marrow.ktr * float(marrow.slope or 0) * total_auc)


def relative_course(
    marrow: Marrow, pk: Pharmacokinetics, regimen: Regimen, multipliers: Floats
) -> tuple[Floats, Floats, Floats]:
    """Counts relative to circ0, for several people at once whose drug effect is multiplied by `multipliers`.

    The integration starts anew wherever the infusion rate jumps: a step that grows over a quiet week would otherwise
    leap over an infusion of one hour.

    Returns
    -------
    times (h), shape (points,); relative counts and their slopes per h, shape (points, people).

    Raises
    ------
    ParameterError
        If the parameters are too extreme to follow.
    """
    from scipy.integrate import solve_ivp

    drug = exposure(pk, regimen)
    rates = _Rates(marrow, drug, multipliers)
    joints = _jumps(drug, regimen.horizon_h)
    state = np.zeros(5 * multipliers.size)  # all pools at circ0
    times, logs = [], []
    for start, end in pairwise(joints):
        rates.start_at(start)
        points = np.linspace(start, end, max(2, math.ceil((end - start) / STEP_H) + 1))
        with np.errstate(all="ignore"):
            part = solve_ivp(rates, (start, end), state, "DOP853", points, rtol=TOLERANCE, atol=TOLERANCE)
        if not part.success or not np.isfinite(part.y).all():
            raise _too_extreme()
        state = part.y[:, -1]
        times.append(part.t[:-1])
        logs.append(part.y[:, :-1])
    pools = np.hstack([*logs, state[:, None]]).reshape(5, multipliers.size, -1)
    counts = np.exp(pools[4]).T
    return np.append(np.concatenate(times), joints[-1]), counts, marrow.ktr * np.expm1(pools[3] - pools[4]).T * counts


class _Rates:
    """How the five pools of several people change.

    The state is the logarithm of each pool relative to circ0, so that no count can fall below zero; in these terms
    d ln X / dt = ktr (X_before / X - 1) for every maturing stage X.
    """

    def __init__(self, marrow: Marrow, drug: Exposure, multipliers: Floats) -> None:
        self.marrow, self.drug, self.multipliers = marrow, drug, multipliers
        self.evaluations = 0
        self.start_at(0.0)

    def start_at(self, start: float) -> None:
        """From here on, until the infusion rate jumps again."""
        self.start = start
        self.offset, self.amplitude = _from_time(self.drug, start)

    def __call__(self, time: float, state: Floats) -> Floats:
        self.evaluations += 1
        if self.evaluations > MAX_EVALUATIONS:
            raise _too_extreme()
        concentration = self.offset + float(self.amplitude @ np.exp(self.drug.rate * (self.start - time)))
        effect = self.multipliers * self.marrow.effect(max(concentration, 0.0))
        logs = state.reshape(5, -1)
        rate = np.empty_like(logs)
        rate[0] = (1 - effect) * np.exp(-self.marrow.gamma * logs[4]) - 1
        rate[1:] = np.expm1(logs[:-1] - logs[1:])
        return (self.marrow.ktr * rate).ravel()


def _jumps(drug: Exposure, end: float) -> Floats:
    """Start, the jumps before `end`, and `end` itdrug."""
    times = np.unique(np.concatenate([[0.0], drug.time[drug.time < end - TOGETHER_H]]))
    return np.append(times[np.diff(times, append=np.inf) > TOGETHER_H], end)


def _from_time(drug: Exposure, start: float) -> tuple[float, Floats]:
    """Offset and amplitudes of all jumps up to `start`, as seen from there; valid until the next jump."""
    past = drug.time <= start + TOGETHER_H
    fading = np.exp(-np.outer(start - drug.time[past], drug.rate))
    return float(drug.offset[past].sum()), (drug.amplitude[past] * fading).sum(axis=0)


def _too_extreme() -> ParameterError:
    cure = "Give a dose, slope or gamma nearer to the published ones."
    return ParameterError("the counts of this model cannot be followed.", where="marrow", cure=cure)


@lru_cache(maxsize=32)
def _curve(marrow: Marrow, pk: Pharmacokinetics, regimen: Regimen) -> CubicHermiteSpline:
    """The typical count as a smooth function of time; kept, since a view asks for the course and for its nadirs."""
    from scipy.interpolate import CubicHermiteSpline

    times, counts, slopes = relative_course(marrow, pk, regimen, np.ones(1))
    return CubicHermiteSpline(times, marrow.circ0 * counts[:, 0], marrow.circ0 * slopes[:, 0])


def _with_ends(start: float, times: Floats, end: float) -> Floats:
    """Both ends, and the given times between them, in order."""
    return np.unique(np.concatenate([[start, end], times[(times > start) & (times < end)]]))


def _summary(
    curve: CubicHermiteSpline, start: float, end: float, turns: Floats, crossings: list[tuple[float, Floats]]
) -> CycleSummary:
    """One cycle; turns : where the count is lowest or highest, crossings : where it passes each threshold."""
    times = _with_ends(start, turns, end)
    counts = curve(times)
    lowest = int(np.argmax(counts <= counts.min() * (1 + 1e-9)))  # the first, where the count never moves
    below = []
    for level, passed in crossings:
        edges = _with_ends(start, passed, end)
        below.append(float(np.diff(edges)[curve((edges[1:] + edges[:-1]) / 2) < level].sum()))
    return CycleSummary(
        nadir=float(counts[lowest]),
        nadir_time_after_dose_h=float(times[lowest] - start),
        pre_dose=float(counts[0]),
        end_of_cycle=float(counts[-1]),
        hours_below=tuple(below),
    )
