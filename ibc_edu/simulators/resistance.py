"""Why lines of treatment change: two clones of cells, one that a drug kills and one that resists it.

Sizes are numbers of cells, times days, rates per day. The clones S (sensitive to the first drug) and R (resistant to
it) share one capacity K:

- between pulses dX/dt = rho X ln(K / (S + R)), a share mu of S's growth turns into R; each pulse leaves a surviving
  fraction of each clone. Closed form: the total follows Gompertz, S grows as the total to the power 1 - mu.

Source: Norton, Cancer Res 1988;48:7067-71.
Rates and surviving fractions are illustrative, not fitted to people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, PROBABILITY, Range, check, check_fields, checked_list

LEAVES_OUT = (
    "This model leaves out the many clones of a real tumor, new mutations of other kinds, the body's defenses and side "
    "effects; it shows why a line of treatment may stop working, not when that happens to anybody."
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Clones:
    """Two clones and how they grow.

    sensitive, resistant : cells of each clone at day 0 (teaching values); capacity : K, cells (order of size of
    Norton 1988); rho : growth rate per day (teaching value); mu : share of the sensitive clone's growth that turns
    resistant.

    Raises
    ------
    ParameterError
        If a number is negative, both clones are empty, their sum is not below capacity, or mu is not from 0 to 1.
    """

    sensitive: float = 1e10
    resistant: float = 1e5
    capacity: float = 1e12
    rho: float = 0.015
    mu: float = 0.0

    def __post_init__(self) -> None:
        check_fields(self, sensitive=NOT_NEGATIVE, resistant=NOT_NEGATIVE, capacity=POSITIVE)
        check_fields(self, rho=POSITIVE, mu=PROBABILITY)
        check_total(self.sensitive, self.resistant, self.capacity)


@dataclass(frozen=True)
class Pulse:
    """On `day` a share of each clone survives, at once.

    Raises
    ------
    ParameterError
        If day is negative or a share is not from 0 to 1.
    """

    day: float
    surviving_sensitive: float
    surviving_resistant: float

    def __post_init__(self) -> None:
        check_fields(self, day=NOT_NEGATIVE, surviving_sensitive=PROBABILITY, surviving_resistant=PROBABILITY)


@dataclass(frozen=True)
class Line:
    """A line of treatment: a pulse every `every_days` days.

    Defaults are teaching values: a drug that works well against the sensitive clone only.

    Raises
    ------
    ParameterError
        If every_days is not from 1 to 365 or a share not from 0 to 1.
    """

    surviving_sensitive: float = 0.02
    surviving_resistant: float = 0.9
    every_days: float = 21.0

    def __post_init__(self) -> None:
        check_fields(self, surviving_sensitive=PROBABILITY, surviving_resistant=PROBABILITY, every_days=Range(1, 365))


def pulses_of_lines(lines: Sequence[Line], start_days: Iterable[float], last_day: float) -> list[Pulse]:
    """The pulses of one line after another: line i from start_days[i] until the next line starts or last_day.

    Raises
    ------
    ParameterError
        Unless there is one start per line, in rising order from at least 0, and last_day is from 0 to 10,000.
    """
    check("last_day", last_day, Range(0, 10_000))
    starts = checked_list("start_days", start_days, NOT_NEGATIVE, Range(len(lines), len(lines), whole=True))
    if list(starts) != sorted(set(starts)):
        raise ParameterError("the days do not rise.", where="start_days", cure="Start each line after the one before.")
    ends = [*(min(start, last_day) for start in starts[1:]), math.nextafter(last_day, math.inf)]
    return [
        Pulse(float(day), line.surviving_sensitive, line.surviving_resistant)
        for line, start, end in zip(lines, starts, ends, strict=True)
        for day in np.arange(start, end, line.every_days)
    ]


def simulate(clones: Clones, times: Iterable[float], pulses: Sequence[Pulse] = ()) -> pd.DataFrame:
    """Both clones at each time; a pulse on the day asked for has already acted.

    Returns
    -------
    DataFrame, one row per time, in the order given
        day, sensitive, resistant, total (cells), fraction_resistant (of the total; missing if no cell is left).

    Raises
    ------
    ParameterError
        If a time is negative or not a number.
    """
    days = np.array(checked_list("times", times, NOT_NEGATIVE), dtype=float)
    ordered = sorted(pulses, key=lambda pulse: pulse.day)
    sensitive, resistant = np.empty_like(days), np.empty_like(days)
    state, now = (float(clones.sensitive), float(clones.resistant)), 0.0
    edges = [*(pulse.day for pulse in ordered), math.inf]
    for index, edge in enumerate(edges):
        here = (days >= now) & (days < edge)
        sensitive[here], resistant[here] = _grown(clones, *state, days[here] - now)
        if math.isfinite(edge):
            s, r = _grown(clones, *state, np.array([edge - now]))
            pulse, now = ordered[index], edge
            state = float(s[0]) * pulse.surviving_sensitive, float(r[0]) * pulse.surviving_resistant
    return path_frame(days, sensitive, resistant)


def path_frame(days: Floats, sensitive: Floats, resistant: Floats) -> pd.DataFrame:
    """The table that both models give, see `simulate`."""
    total = sensitive + resistant
    fraction = np.divide(resistant, total, out=np.full_like(total, np.nan), where=total > 0)
    columns = {"day": days, "sensitive": sensitive, "resistant": resistant, "total": total}
    return pd.DataFrame(columns).assign(fraction_resistant=fraction)


def check_total(sensitive: float, resistant: float, capacity: float) -> None:
    """Refuse clones that are both empty or fill the capacity.

    Raises
    ------
    ParameterError
        Unless their sum is above 0 and below capacity.
    """
    total = sensitive + resistant
    if not 0 < total < capacity:
        cure = f"Give clones whose sum is above 0 and below capacity ({capacity:g})."
        raise ParameterError(f"both clones together have {total:g} cells.", where="sensitive", cure=cure)


def _grown(clones: Clones, sensitive: float, resistant: float, days: Floats) -> tuple[Floats, Floats]:
    """Both clones after undisturbed growth."""
    total = sensitive + resistant
    if total == 0:
        return np.zeros_like(days), np.zeros_like(days)
    # ln(N later / N now), from ln(K / N) shrinking by exp(-rho t)
    growth = (math.log(total) - math.log(clones.capacity)) * np.expm1(-clones.rho * days)
    stays = np.exp((1 - clones.mu) * growth)
    # R = N - S, written so that a few resistant cells among many are not lost to rounding
    return sensitive * stays, resistant * np.exp(growth) + sensitive * stays * np.expm1(clones.mu * growth)
