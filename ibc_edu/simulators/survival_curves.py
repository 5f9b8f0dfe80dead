"""How long people live without an event: the exponential curve, and what others share with it.

Time is in one unit throughout (months in the lessons); rates are per that unit.
Source: Collett, Modelling Survival Data in Medical Research, chapter 5; Weibull as S(t) = exp(-(t / scale) ** shape).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import POSITIVE, check, check_fields

Floats = NDArray[np.float64]


class SurvivalCurve(ABC):
    """What all curves share; an exponential one is a Weibull curve of shape 1."""

    @property
    @abstractmethod
    def shape_and_scale(self) -> tuple[float, float]:
        """The curve's two numbers when written as a Weibull curve."""

    def survival(self, time: ArrayLike) -> Floats:
        """Share of people without an event at each time.

        Raises
        ------
        ParameterError
            If a time is negative or not a number.
        """
        shape, scale = self.shape_and_scale
        return np.exp(-((_times(time) / scale) ** shape))

    def hazard(self, time: ArrayLike) -> Floats:
        """Event rate at each time among those still without an event.

        Raises
        ------
        ParameterError
            If a time is negative or not a number.
        """
        shape, scale = self.shape_and_scale
        with np.errstate(divide="ignore"):  # at time 0 the hazard is infinite when shape < 1
            return shape / scale * (_times(time) / scale) ** (shape - 1)

    def time_at(self, cumulative_hazard: ArrayLike) -> Floats:
        """The time at which -ln S reaches each value; of standard exponential draws it makes random event times."""
        shape, scale = self.shape_and_scale
        hazard = np.asarray(cumulative_hazard, dtype=float)
        return scale * (hazard if shape == 1 else hazard ** (1 / shape))

    @property
    def median(self) -> float:
        """Time at which half of the people have had the event."""
        return float(self.time_at(math.log(2)))

    @property
    def mean(self) -> float:
        """Average time to the event."""
        shape, scale = self.shape_and_scale
        return scale * math.gamma(1 + 1 / shape)


@dataclass(frozen=True)
class Exponential(SurvivalCurve):
    """S(t) = exp(-rate t): the same hazard, `rate` per unit of time, at all times.

    Raises
    ------
    ParameterError
        Unless the rate is above 0.
    """

    rate: float

    def __post_init__(self) -> None:
        check_fields(self, rate=POSITIVE)

    @classmethod
    def with_median(cls, median: float) -> Exponential:
        """The curve that half of the people leave by `median`.

        Raises
        ------
        ParameterError
            Unless the median is above 0.
        """
        check("median", median, POSITIVE)
        return cls(math.log(2) / median)

    @property
    def shape_and_scale(self) -> tuple[float, float]:
        """Shape 1, and the mean time as scale."""
        return 1.0, 1 / self.rate


def _times(time: ArrayLike) -> Floats:
    times = np.asarray(time, dtype=float)
    if not np.all(np.isfinite(times)) or np.any(times < 0):
        raise ParameterError("a time is negative or not a number.", where="time", cure="Give times of at least 0.")
    return times
