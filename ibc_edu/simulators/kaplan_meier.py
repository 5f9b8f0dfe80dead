"""The Kaplan-Meier curve, and how survival data are checked.

Source: Kaplan and Meier, J Am Stat Assoc 1958;53:457-81. A person censored at t still counts as at risk at t.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ibc_edu.errors import ParameterError

LEAVES_OUT = (
    "The curve leaves out why people are censored: it takes those who left as likely to have an event as those who "
    "stayed, and it knows little where few people are left."
)

Floats = NDArray[np.float64]


class Steps(NamedTuple):
    """The curve alone, one value per time, time 0 first: people at risk just before, events, censored, survival."""

    time: Floats
    at_risk: NDArray[np.intp]
    events: NDArray[np.intp]
    censored: NDArray[np.intp]
    survival: Floats


def curve_steps(time: ArrayLike, event: ArrayLike) -> Steps:
    """Estimate the curve from each person's time and whether it ended in an event (1) or was censored (0).

    Raises
    ------
    ParameterError
        If there is nobody, the lists differ in length, a time is negative or not a number, or an event is not 0 or 1.
    """
    times, happened = follow_up_data(time, event)
    known, row = np.unique(np.append(0.0, times), return_inverse=True)
    row = row[1:]
    events = np.bincount(row, happened, known.size).astype(int)
    people = np.bincount(row, minlength=known.size)
    at_risk = np.cumsum(people[::-1])[::-1]
    survival: Floats = np.multiply.accumulate(1 - events / at_risk)
    return Steps(known, at_risk, events, people - events, survival)


def two_sided_quantile(level: float) -> float:
    """How many standard deviations on both sides of the mean hold this share of a normal distribution."""
    return -NormalDist().inv_cdf((1 - level) / 2)


def follow_up_data(time: ArrayLike, event: ArrayLike) -> tuple[Floats, Floats]:
    """Times and events as arrays of float, checked.

    Raises
    ------
    ParameterError
        If there is nobody, the lists differ in length, a time is negative or not a number, or an event is not 0 or 1.
    """
    times, events = number_list("time", time), number_list("event", event)
    if times.size == 0:
        raise ParameterError("nobody is given.", where="time", cure="Give the time of at least one person.")
    if times.shape != events.shape:
        text = f"{events.size} values are given for {times.size} people."
        raise ParameterError(text, where="event", cure="Give one for each time.")
    if times.min() < 0:
        raise ParameterError(f"{times.min():g} is negative.", where="time", cure="Give numbers of at least 0.")
    if not np.isin(events, (0, 1)).all():
        cure = "Give 1 for an event and 0 for a censored time."
        raise ParameterError("a value is neither 0 nor 1.", where="event", cure=cure)
    return times, events


def number_list(name: str, values: ArrayLike) -> Floats:
    """The values as a one-dimensional array of finite floats.

    Raises
    ------
    ParameterError
        If they are not a list of numbers, or one is NaN or infinite.
    """
    try:
        numbers = np.asarray(values)
        numbers = np.asarray(numbers, dtype=float) if numbers.dtype.kind in "biufO" else np.array([[]])
    except (TypeError, ValueError):
        numbers = np.array([[]])
    if numbers.ndim != 1 or not np.isfinite(numbers).all():
        raise ParameterError("not a plain list of numbers.", where=name, cure="Give finite numbers, one per person.")
    return numbers
