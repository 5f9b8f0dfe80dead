"""How a tumor grows and what treatment does to its growth: Gompertz and Norton-Simon.

Sizes are numbers of cells, times days, rates per day. dN/dt = rho N ln(K / N) (1 - E(t)): growth slows as the tumor
nears its capacity K, and treatment of effect E acts in proportion to the growth that there would be without it.
Sources: Norton, Cancer Res 1988;48:7067-71; Norton and Simon, Cancer Treat Rep 1977;61:1307-17.
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

LEAVES_OUT = (
    "This model leaves out where the tumor sits, its blood supply, the body's defenses and cells that differ from each "
    "other; its rates are chosen to show a shape, not measured in people."
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TumorGrowth:
    """n0 : cells at day 0; capacity : K, cells (3.1e12 for breast cancer in Norton 1988); rho : per day (0.006 is a
    teaching value).

    Raises
    ------
    ParameterError
        Unless 0 < n0 < capacity and rho is above 0.
    """

    n0: float = 1e9
    capacity: float = 3.1e12
    rho: float = 0.006

    def __post_init__(self) -> None:
        check_fields(self, capacity=POSITIVE, rho=POSITIVE)
        check("n0", self.n0, Range(0, self.capacity, open_low=True, open_high=True))

    @property
    def inflection_size(self) -> float:
        """The size at which it grows by most cells a day, K / e."""
        return self.capacity / math.e

    @property
    def inflection_time(self) -> float:
        """The day on which an untreated tumor reaches that size; below 0 if it was larger at day 0."""
        return math.log(math.log(self.capacity / self.n0)) / self.rho


@dataclass(frozen=True)
class Treatment:
    """From day `start` to day `stop` growth is multiplied by 1 - effect: 1 freezes the tumor, above 1 it shrinks.

    Raises
    ------
    ParameterError
        Unless 0 <= start < stop and effect is from 0 to 1,000.
    """

    start: float
    stop: float
    effect: float

    def __post_init__(self) -> None:
        check_fields(self, start=NOT_NEGATIVE, effect=Range(0, 1000))
        check("stop", self.stop, Range(self.start, open_low=True))


def simulate(growth: TumorGrowth, times: Iterable[float], treatments: Sequence[Treatment] = ()) -> pd.DataFrame:
    """The tumor's size at each time, in closed form: treatment only changes the pace of time.

    Returns
    -------
    DataFrame, one row per time
        day, cells, doubling_days (how long doubling would take at this moment's growth without treatment).

    Raises
    ------
    ParameterError
        If a time is negative or not a number, or treatments overlap.
    """
    days = np.array(checked_list("times", times, NOT_NEGATIVE), dtype=float)
    refuse_overlap("treatments", [(part.start, part.stop) for part in treatments])
    pace = days.copy()
    for part in treatments:
        pace -= part.effect * np.clip(days - part.start, 0, part.stop - part.start)
    with np.errstate(over="ignore", divide="ignore"):
        shrinkage = np.log(growth.capacity / growth.n0) * np.exp(-growth.rho * pace)  # ln(K / N)
        cells = growth.capacity * np.exp(-shrinkage)
        doubling = math.log(2) / (growth.rho * shrinkage)
    return pd.DataFrame({"day": days, "cells": cells, "doubling_days": doubling})


def refuse_overlap(name: str, windows: Sequence[tuple[float, float]]) -> None:
    """Refuse windows (start, stop) that share more than an end.

    Raises
    ------
    ParameterError
        If one starts before another has stopped.
    """
    ordered = sorted(windows)
    for (_, stop), (start, _) in pairwise(ordered):
        if start < stop:
            cure = "Let each start when or after the one before has stopped."
            raise ParameterError(f"one starts on day {start:g}, before day {stop:g}.", where=name, cure=cure)
