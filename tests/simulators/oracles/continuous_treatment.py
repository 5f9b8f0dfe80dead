"""Two clones under continuous treatment: growth-dependent kill after Norton and Simon, integrated over time.

dX/dt = rho_X X ln(K / (S + R)) (1 - E_X(t)) for the clones S and R; windows of treatment are [start, stop), in days.
The companion of `resistance`, whose pulses have a closed form.
Source: Norton and Simon, Cancer Treat Rep 1977;61:1307-17. Rates and effects are illustrative, not fitted to people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import NOT_NEGATIVE, POSITIVE, Range, check, check_fields, checked_list
from ibc_edu.simulators.resistance import check_total, path_frame
from oracles.tumor_growth import refuse_overlap

LEAVES_OUT = (
    "This model leaves out the many clones of a real tumor, mutations during treatment, the body's defenses and side "
    "effects; cells below one are kept as fractions, so a clone is never quite gone."
)

EFFECT = Range(0, 100)
TOLERANCE = 1e-9  # of the logarithms of the clones

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GrowingClones:
    """sensitive, resistant : cells at day 0; capacity : K, cells; rho_sensitive, rho_resistant : growth rates per day.
    All teaching values, with K of the order of size in Norton, Cancer Res 1988;48:7067-71.

    Raises
    ------
    ParameterError
        If a number is negative, a rate 0, both clones are empty, or their sum is not below capacity.
    """

    sensitive: float = 1e10
    resistant: float = 1e6
    capacity: float = 1e12
    rho_sensitive: float = 0.02
    rho_resistant: float = 0.015

    def __post_init__(self) -> None:
        check_fields(self, sensitive=NOT_NEGATIVE, resistant=NOT_NEGATIVE, capacity=POSITIVE)
        check_fields(self, rho_sensitive=POSITIVE, rho_resistant=POSITIVE)
        check_total(self.sensitive, self.resistant, self.capacity)


@dataclass(frozen=True)
class Window:
    """From day `start` until before day `stop` each clone's growth is multiplied by 1 - its effect.

    Raises
    ------
    ParameterError
        Unless 0 <= start < stop and both effects are from 0 to 100.
    """

    start: float
    stop: float
    effect_sensitive: float
    effect_resistant: float

    def __post_init__(self) -> None:
        check_fields(self, start=NOT_NEGATIVE, effect_sensitive=EFFECT, effect_resistant=EFFECT)
        check("stop", self.stop, Range(self.start, open_low=True))


def simulate(clones: GrowingClones, times: Iterable[float], windows: Sequence[Window] = ()) -> pd.DataFrame:
    """Both clones at each time.

    Returns
    -------
    DataFrame, one row per time, in the order given
        day, sensitive, resistant, total (cells), fraction_resistant (of the total).

    Raises
    ------
    ParameterError
        If a time is not from 0 to 100,000, windows overlap, or treatment is so strong that numbers vanish.
    """
    days = np.array(checked_list("times", times, Range(0, 100_000)), dtype=float)
    refuse_overlap("windows", [(window.start, window.stop) for window in windows])
    asked, back = np.unique(days, return_inverse=True)
    start_sizes = np.array([clones.sensitive, clones.resistant], dtype=float)
    present = start_sizes > 0  # the logarithm of an empty clone is not a number; empty clones stay empty
    sizes = np.zeros((2, asked.size))
    sizes[present] = np.exp(_logs(clones, windows, asked, np.log(start_sizes[present]), present))
    return path_frame(days, sizes[0, back], sizes[1, back])


def _logs(
    clones: GrowingClones, windows: Sequence[Window], asked: Floats, state: Floats, present: NDArray[np.bool_]
) -> Floats:
    """Logarithms of the clones that are present at rising times, integrated anew from every change of treatment."""
    from scipy.integrate import solve_ivp

    log_capacity = math.log(clones.capacity)
    rho = np.array([clones.rho_sensitive, clones.rho_resistant])[present]
    changes = [day for window in windows for day in (window.start, window.stop) if day < asked[-1]]
    parts = [state[:, None][:, : int(asked[0] == 0)]]
    for start, end in pairwise(sorted({0.0, float(asked[-1]), *changes})):
        pace = rho * (1 - _effect(windows, start)[present])
        wanted = asked[(asked > start) & (asked <= end)]
        with np.errstate(all="ignore"):
            part = solve_ivp(
                lambda _, logs, pace=pace: pace * (log_capacity - np.logaddexp.reduce(logs)),
                (start, end),
                state,
                "DOP853",
                np.append(wanted[wanted < end], end),
                rtol=TOLERANCE,
                atol=TOLERANCE,
            )
        if not part.success or not np.isfinite(part.y).all():
            cure = "Give smaller effects or shorter windows."
            raise ParameterError("treatment is so strong that numbers vanish.", where="windows", cure=cure)
        state = part.y[:, -1]
        parts.append(part.y[:, : wanted.size])
    return np.hstack(parts)


def _effect(windows: Sequence[Window], day: float) -> Floats:
    """Effect on the sensitive and on the resistant clone at a day."""
    for window in windows:
        if window.start <= day < window.stop:
            return np.array([window.effect_sensitive, window.effect_resistant])
    return np.zeros(2)
