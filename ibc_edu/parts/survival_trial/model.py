"""The phase III simulator: one trial month by month with its early look, and a thousand of them in batches."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.course.course import Course
from ibc_edu.parts.survival_trial.design import (
    ACCRUAL,
    ALIKE,
    END,
    PEOPLE,
    RATIO,
    SEED,
    SINGLE_BOUND,
    check_settings,
    looks,
    planned_events,
    trial,
)
from ibc_edu.parts.survival_trial.many import TRIALS, batch
from ibc_edu.simulators.cox import cox
from ibc_edu.simulators.kaplan_meier import Steps, curve_steps
from ibc_edu.simulators.log_rank import log_rank
from ibc_edu.simulators.survival_trial import (
    LEAVES_OUT,
    as_of,
    known_by,
    simulate,
)

if TYPE_CHECKING:
    from ibc_edu.parts.survival_trial.widget import SurvivalTrial

FEW_EVENTS = 3  # with fewer in an arm a hazard ratio says nothing yet
ARMS = ("Standard treatment", "New treatment")

Floats = NDArray[np.float64]

CONTENT: dict[str, Any] = {
    "ratio": RATIO,
    "people": PEOPLE,
    "months": END,
    "accrual": ACCRUAL,
    "arms": list(ARMS),
    "trials": TRIALS,
    "leaves_out": LEAVES_OUT,
}
START: dict[str, Any] = {"ratio": 70, "people": 300, "look": False, "run": 1, "month": 0}


class EarlyLook(NamedTuple):
    """The planned look at half of the planned events: when it came, what it saw, and whether the trial stopped."""

    month: float
    events: int
    z: float
    bound: float
    stops: bool


class Estimate(NamedTuple):
    """A hazard ratio with its 95% interval, and the log-rank Z (below 0: fewer events under the new treatment)."""

    ratio: float
    low: float
    high: float
    z: float


class Everybody(NamedTuple):
    """One group's people as they join: entry (month of the trial), time (months from entry), event."""

    entry: Floats
    time: Floats
    event: NDArray[np.int_]


class Group(NamedTuple):
    """What is known of one group in one month.

    time : months since joining, event : 1 or 0, for each person who has joined; steps : their Kaplan-Meier curve;
    states : one letter a person, in the order in which they join (w waits to join, f is followed, e had an event).
    """

    time: Floats
    event: NDArray[np.int_]
    steps: Steps
    states: str

    @property
    def events(self) -> int:
        """People who had an event."""
        return int(self.event.sum())


def picture(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of one trial in one month.

    settings : ratio (true hazard ratio in hundredths), people (both groups), look (whether there is an early look), run
    (from 1: which people), month (0 to `END`).

    Raises
    ------
    ParameterError
        If the settings are not possible.
    """
    check_settings(settings)
    ratio, people, run = (settings[name] for name in ("ratio", "people", "run"))
    look = early_look(ratio, people, run) if settings["look"] else None
    stopped = look is not None and look.stops and look.month <= settings["month"]
    month = look.month if look and stopped else settings["month"]
    over = stopped or month >= END
    groups = [_group(everybody, month) for everybody in _everybody(ratio, people, run)]
    estimate = _estimate(groups)
    return {
        "settings": dict(settings),
        "month": round(month, 1),
        "over": over,
        "arms": [_arm(group) for group in groups],
        "estimate": estimate and {"ratio": estimate.ratio, "low": estimate.low, "high": estimate.high},
        "verdict": _verdict(settings, estimate, look) if over else None,
        "look": _look_words(look, settings["month"]) if look else None,
        "sentence": _sentence(groups, people, month, estimate),
        "numbers": _numbers(groups),
    }


@lru_cache(maxsize=32)
def early_look(ratio: int, people: int, run: int) -> EarlyLook:
    """What the planned early look at a trial saw."""
    course = _course(ratio, people, run)
    needed = math.ceil(looks().information_fractions[0] * planned_events(ratio, people))
    months = np.sort((course["entry"] + course["time"])[course["event"] == 1].to_numpy())
    month = float(months[needed - 1]) * (1 + 1e-12) if len(months) >= needed else float(END)
    known = as_of(course, month)
    z = log_rank(known["time"], known["event"], known["arm"]).z
    bound = looks().z_bounds[0]
    return EarlyLook(month, int(known["event"].sum()), z, bound, abs(z) >= bound)


@lru_cache(maxsize=32)
def _course(ratio: int, people: int, run: int) -> pd.DataFrame:
    return simulate(trial(ratio, people), rng=np.random.default_rng([SEED, run]))


@lru_cache(maxsize=32)
def _everybody(ratio: int, people: int, run: int) -> tuple[Everybody, Everybody]:
    """Both groups."""
    course = _course(ratio, people, run).sort_values("entry", kind="stable")
    arms = [course[course["arm"] == arm] for arm in (0, 1)]
    standard, new = (Everybody(*(arm[name].to_numpy() for name in Everybody._fields)) for arm in arms)
    return standard, new


NOBODY = Steps(np.zeros(1), np.zeros(1, int), np.zeros(1, int), np.zeros(1, int), np.ones(1))


def _group(everybody: Everybody, month: float) -> Group:
    joined, time, event = known_by(*everybody, month)
    states = np.where(joined, "f", "w")
    states[np.flatnonzero(joined)[event == 1]] = "e"
    return Group(time, event, curve_steps(time, event) if time.size else NOBODY, "".join(states))


def _arm(group: Group) -> dict[str, Any]:
    """Counts, states and curve of a group: steps and marks of people not followed longer yet, as (months, percent)."""
    drops = group.steps.events > 0
    drops[[0, -1]] = True
    return {
        "joined": len(group.time),
        "events": group.events,
        "states": group.states,
        "curve": _points(group.steps, drops),
        "censored": _points(group.steps, group.steps.censored > 0),
    }


def _points(steps: Steps, chosen: NDArray[np.bool_]) -> list[list[float]]:
    percent = 100 * steps.survival[chosen]
    points: list[list[float]] = np.column_stack([steps.time[chosen], percent]).round(2).tolist()
    return points


def _estimate(groups: list[Group]) -> Estimate | None:
    """The hazard ratio so far with its 95% interval and the log-rank Z; None while there are too few events."""
    if min(group.events for group in groups) < FEW_EVENTS:
        return None
    time, event = (np.concatenate(parts) for parts in zip(*(group[:2] for group in groups), strict=True))
    arm = np.repeat([0.0, 1.0], [len(group.time) for group in groups])
    fit = cox(time, event, {"arm": arm})
    [(low, high)] = fit.hr_ci
    return Estimate(fit.hr[0], low, high, log_rank(time, event, arm).z)


def _estimate_words(estimate: Estimate | None) -> str:
    if estimate is None:
        return "Too few events so far for a hazard ratio."
    return f"Hazard ratio {estimate.ratio:.2f} (95% interval {estimate.low:.2f} to {estimate.high:.2f})."


def _sentence(groups: list[Group], people: int, month: float, estimate: Estimate | None) -> str:
    joined = sum(len(group.time) for group in groups)
    told = [f"Month {month:.0f}: {joined} of {people} people have joined."]
    told += [
        f"{name}: {group.events} events in {len(group.time)} people." for name, group in zip(ARMS, groups, strict=True)
    ]
    return " ".join([*told, _estimate_words(estimate)])


def _verdict(settings: Mapping[str, Any], estimate: Estimate | None, look: EarlyLook | None) -> str:
    if look and look.stops and look.month <= settings["month"]:
        side = "benefit" if look.z < 0 else "harm"
        told = f"The early look crossed the line, so the trial stopped for {side} in month {look.month:.0f}."
        return told + _truth(settings["ratio"], look.z)
    bound = looks().z_bounds[1] if look else SINGLE_BOUND
    if estimate is None or abs(estimate.z) < bound:
        return "The trial is over and shows no clear difference. That does not prove that there is none."
    better = "the new treatment did better" if estimate.z < 0 else "the standard treatment did better"
    told = f"The trial is over and shows a difference that chance alone would rarely make: {better}."
    return told + _truth(settings["ratio"], estimate.z)


def _truth(ratio: int, z: float) -> str:
    """What to add where a trial shows what is not there (z below 0: it shows a benefit)."""
    if ratio == ALIKE:
        return " Here both treatments are alike, so this is a false alarm."
    if (ratio < ALIKE) != (z < 0):
        return " Here the truth is the other way round: chance has misled this trial."
    return ""


def _look_words(look: EarlyLook, month: int) -> str:
    plan = f"One early look is planned, at half of the expected events; it needs a Z beyond {look.bound:.2f} to stop."
    if month < look.month:
        return plan
    came = f"The early look came in month {look.month:.0f}, after {look.events} events: Z was {abs(look.z):.2f}"
    if look.stops:
        return f"{came}, beyond {look.bound:.2f}. The trial stopped."
    return f"{came}, short of {look.bound:.2f}. The trial went on."


def _numbers(groups: list[Group]) -> dict[str, Any]:
    months = np.arange(0, END + 1, 6)
    columns, cells = ["Months since joining"], [[str(month)] for month in months]
    for name, group in zip(ARMS, groups, strict=True):
        columns += [f"{name}: still followed", f"{name}: without an event"]
        percent = 100 * group.steps.survival[np.searchsorted(group.steps.time, months, side="right") - 1]
        followed = (group.time[:, None] >= months).sum(axis=0)
        for row, people, share in zip(cells, followed, percent, strict=True):
            row += [str(people), f"{share:.0f}%" if people else ""]
    return {"columns": columns, "rows": cells}


def make(_course: Course) -> SurvivalTrial:
    """Phase III: two groups, month by month, and a thousand such trials."""
    from ibc_edu.parts.survival_trial.widget import SurvivalTrial

    return SurvivalTrial(CONTENT, picture, START, batch=batch)
