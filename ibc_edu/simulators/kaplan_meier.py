"""The Kaplan-Meier curve with Greenwood's variance and log(-log) limits.

Sources: Kaplan and Meier, J Am Stat Assoc 1958;53:457-81; Greenwood 1926; log(-log) limits as in Collett, Modelling
Survival Data in Medical Research, chapter 2. A person censored at t still counts as at risk at t.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.parameters import INNER_PROBABILITY, NOT_NEGATIVE, check, checked_list

LEAVES_OUT = (
    "The curve leaves out why people are censored: it takes those who left as likely to have an event as those who "
    "stayed, and it knows little where few people are left."
)

HALF = 0.5 + 1e-12  # a survival of one half up to float noise counts as reached

Floats = NDArray[np.float64]


class Steps(NamedTuple):
    """The curve alone, one value per time, time 0 first: people at risk just before, events, censored, survival."""

    time: Floats
    at_risk: NDArray[np.intp]
    events: NDArray[np.intp]
    censored: NDArray[np.intp]
    survival: Floats


@dataclass(frozen=True)
class KaplanMeier:
    """An estimated curve.

    table : DataFrame, one row per time, time 0 first: time, at_risk (just before), events, censored, survival,
    se (Greenwood), low, high (log(-log) limits). median : first time at which survival is at most 0.5, or None;
    median_ci : first times at which the lower and the upper limit is at most 0.5, or None.
    """

    table: pd.DataFrame
    median: float | None
    median_ci: tuple[float | None, float | None]

    def at(self, times: Iterable[float]) -> pd.DataFrame:
        """The curve at any times: time, at_risk (people with a time of at least this), survival, se, low, high.

        Raises
        ------
        ParameterError
            If a time is negative or not a number.
        """
        wanted = np.array(checked_list("times", times, NOT_NEGATIVE), dtype=float)
        known = self.table["time"].to_numpy()
        rows = self.table.iloc[np.searchsorted(known, wanted, side="right") - 1]
        at_risk = np.append(self.table["at_risk"].to_numpy(), 0)[np.searchsorted(known, wanted)]
        frame = rows[["time", "at_risk", "survival", "se", "low", "high"]].reset_index(drop=True)
        return frame.assign(time=wanted, at_risk=at_risk)


def kaplan_meier(time: ArrayLike, event: ArrayLike, *, level: float = 0.95) -> KaplanMeier:
    """Estimate the curve from each person's time and whether it ended in an event (1) or was censored (0).

    Where survival is 1 or 0 the se is 0 and both limits equal the survival.

    Raises
    ------
    ParameterError
        If there is nobody, the lists differ in length, a time is negative or not a number, an event is not 0 or 1,
        or level is not between 0 and 1.
    """
    check("level", level, INNER_PROBABILITY)
    steps = curve_steps(time, event)
    known, at_risk, events, censored, survival = steps
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.cumsum(events / (at_risk * (at_risk - events)))
        half = two_sided_quantile(level) * np.sqrt(spread) / np.abs(np.log(survival))
        low, high = survival ** np.exp(half), survival ** np.exp(-half)
        se = survival * np.sqrt(spread)
    inside = (survival > 0) & (survival < 1)
    low, high = np.where(inside, low, survival), np.where(inside, high, survival)
    table = pd.DataFrame(
        {
            "time": known,
            "at_risk": at_risk,
            "events": events,
            "censored": censored,
            "survival": survival,
            "se": np.where(inside, se, 0.0),
            "low": low,
            "high": high,
        }
    )
    return KaplanMeier(table, _first_half(steps, survival), (_first_half(steps, low), _first_half(steps, high)))


def curve_steps(time: ArrayLike, event: ArrayLike) -> Steps:
    """The curve of `kaplan_meier` without limits and table, for what is drawn while a slider moves.

    Raises
    ------
    ParameterError
        As `kaplan_meier`.
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


def _first_half(steps: Steps, values: Floats) -> float | None:
    reached = steps.time[(steps.events > 0) & (values <= HALF)]
    return float(reached[0]) if reached.size else None
