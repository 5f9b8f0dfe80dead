"""Phase III: two arms of people enter over time, are followed, and are compared by the log-rank test.

Time is in months, rates are per month. `simulate` gives the people of one trial, `replicate` thousands of trials at
once, `replicate_with_looks` the same with looks before the end, `expectation` the exact number of events.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.simulators.group_sequential import Looks
from ibc_edu.simulators.parameters import (
    INNER_PROBABILITY,
    NOT_NEGATIVE,
    REPLICATES,
    Range,
    check,
    check_fields,
    check_flag,
    check_kind,
    generator,
)
from ibc_edu.simulators.replicated_tests import hazard_ratios, risk_sets, z_scores
from ibc_edu.simulators.sample_size import event_probability, expected_power
from ibc_edu.simulators.survival_curves import Exponential, SurvivalCurve

LEAVES_OUT = (
    "This model leaves out people who change arms, treatments that take months to work, centers that recruit at "
    "different speeds, and everything about quality of life: it follows one event per person."
)

MAX_PEOPLE = 100_000_000  # people over all trials of one call; about ten seconds
CHUNK = 50_000  # people drawn at once, so that they stay in the processor's cache

CONTROL = Exponential(math.log(2) / 12)
TREATMENT = Exponential(0.7 * math.log(2) / 12)

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class SurvivalTrial:
    """Two arms and how they are followed; the defaults are teaching values, not those of any trial.

    control, treatment : time to the event (default medians 12 and 17.1 months, a hazard ratio of 0.70);
    n_control, n_treatment : people in each arm, 1 to 20,000; accrual_time : months over which they enter evenly (24);
    follow_up : months from the last entry to the analysis (12); dropout_rate : exponential, per month (none).

    Raises
    ------
    ParameterError
        If a value is out of range or both times are 0.
    """

    control: SurvivalCurve = CONTROL
    treatment: SurvivalCurve = TREATMENT
    n_control: int = 200
    n_treatment: int = 200
    accrual_time: float = 24.0
    follow_up: float = 12.0
    dropout_rate: float = 0.0

    def __post_init__(self) -> None:
        check_kind("control", self.control, SurvivalCurve)
        check_kind("treatment", self.treatment, SurvivalCurve)
        people, months = Range(1, 20_000, whole=True), Range(0, 10_000)
        check_fields(self, n_control=people, n_treatment=people, accrual_time=months, follow_up=months)
        check_fields(self, dropout_rate=NOT_NEGATIVE)
        if self.end == 0:
            raise ParameterError("0 leaves no time to see an event.", where="follow_up", cure="Give a number above 0.")

    @property
    def people(self) -> int:
        """People in both arms."""
        return self.n_control + self.n_treatment

    @property
    def end(self) -> float:
        """Month of the analysis, counted from the first possible entry."""
        return self.accrual_time + self.follow_up


@dataclass(frozen=True)
class TrialExpectation:
    """Exact chance of seeing a person's event by the end, and the number of events with its standard deviation.

    Then the power that Schoenfeld's formula expects from those events (an approximation; missing for curves whose
    hazard ratio changes over time).
    """

    p_event_control: float
    p_event_treatment: float
    events: float
    events_sd: float
    power: float | None


def expectation(trial: SurvivalTrial, *, alpha: float = 0.05) -> TrialExpectation:
    """What `simulate` and `replicate` give on average.

    Raises
    ------
    ParameterError
        If alpha is not above 0 and below 1.
    """
    check("alpha", alpha, INNER_PROBABILITY)
    control, treatment = (
        event_probability(
            curve, accrual_time=trial.accrual_time, follow_up=trial.follow_up, dropout_rate=trial.dropout_rate
        )
        for curve in (trial.control, trial.treatment)
    )
    events = trial.n_control * control + trial.n_treatment * treatment
    variance = trial.n_control * control * (1 - control) + trial.n_treatment * treatment * (1 - treatment)
    share = trial.n_treatment / trial.people
    ratio = hazard_ratio(trial)
    power = None if ratio is None else expected_power(events, ratio, alpha=alpha, allocation_fraction=share)
    return TrialExpectation(control, treatment, events, math.sqrt(variance), power)


def hazard_ratio(trial: SurvivalTrial) -> float | None:
    """The true hazard ratio, treatment to control; None if it changes over time (curves of different shape)."""
    (shape_c, scale_c), (shape_t, scale_t) = trial.control.shape_and_scale, trial.treatment.shape_and_scale
    return float((scale_c / scale_t) ** shape_t) if shape_c == shape_t else None


def simulate(trial: SurvivalTrial, *, rng: np.random.Generator | int) -> pd.DataFrame:
    """Run one trial to its end.

    Returns
    -------
    DataFrame of shape (people, 4)
        arm (0 control, 1 treatment), entry (month of the trial), time (months from entry to event or end of
        observation), event (1 seen, 0 censored); one row per person.

    Raises
    ------
    ParameterError
        If rng does not fit.
    """
    course = next(_courses(trial, 1, generator(rng)))
    time, event = course.seen_by(trial.end)
    arm = (np.arange(trial.people) >= trial.n_control).astype(int)
    return pd.DataFrame({"arm": arm, "entry": course.entry[0], "time": time[0], "event": event[0].astype(int)})


def as_of(people: pd.DataFrame, month: float) -> pd.DataFrame:
    """What was known of the people of `simulate` in an earlier month of the trial: those entered by then.

    Raises
    ------
    ParameterError
        If month is negative or not a number.
    """
    entry, time, event = (people[name].to_numpy() for name in ("entry", "time", "event"))
    joined, time, event = known_by(entry, time, event, month)
    return people[joined].assign(time=time, event=event)


def known_by(
    entry: Floats, time: Floats, event: NDArray[np.int_], month: float
) -> tuple[NDArray[np.bool_], Floats, NDArray[np.int_]]:
    """The same from the columns of `simulate`: who has joined, and the time and event so far of those who have.

    Raises
    ------
    ParameterError
        If month is negative or not a number.
    """
    check("month", month, NOT_NEGATIVE)
    joined = entry <= month
    followed, length = month - entry[joined], time[joined]
    return joined, np.minimum(length, followed), np.where(length <= followed, event[joined], 0)


def replicate(
    trial: SurvivalTrial,
    *,
    replicates: int = 1000,
    rng: np.random.Generator | int,
    alpha: float = 0.05,
    with_hazard_ratio: bool = False,
) -> pd.DataFrame:
    """Run the trial many times and test each with the log-rank test (two-sided).

    Returns
    -------
    DataFrame of shape (replicates, 5 or 6)
        events_control, events_treatment, z (below 0: fewer events under treatment than expected), p_value, significant
        (bool, p_value <= alpha) and, if asked for, hazard_ratio (Cox; 0 or infinite if one arm has no event).

    Raises
    ------
    ParameterError
        If replicates, rng or alpha does not fit, or people times replicates exceeds 100 million.
    """
    check("alpha", alpha, INNER_PROBABILITY)
    check_flag("with_hazard_ratio", with_hazard_ratio)
    _check_size(trial, replicates)
    rows = []
    for course in _courses(trial, replicates, generator(rng)):
        time, event = course.seen_by(trial.end)
        sets = risk_sets(time, event, trial.n_control)
        control, treatment = event[:, : trial.n_control].sum(axis=1), event[:, trial.n_control :].sum(axis=1)
        columns = [control, treatment, z_scores(treatment, *sets)]
        rows.append([*columns, hazard_ratios(control, treatment, *sets)] if with_hazard_ratio else columns)
    events_control, events_treatment, z, *ratio = (np.concatenate(column) for column in zip(*rows, strict=True))
    frame = pd.DataFrame({"events_control": events_control, "events_treatment": events_treatment, "z": z})
    frame = frame.assign(p_value=_two_sided_p(z))
    frame = frame.assign(significant=frame["p_value"] <= alpha)
    return frame.assign(hazard_ratio=ratio[0]) if with_hazard_ratio else frame


def replicate_with_looks(
    trial: SurvivalTrial,
    looks: Looks,
    *,
    planned_events: int,
    replicates: int = 1000,
    rng: np.random.Generator | int,
) -> pd.DataFrame:
    """Run the trial many times, looking at it as soon as each fraction of the planned events has been seen.

    The trial stops at the first look whose z crosses its bound: below -bound for a benefit of treatment, above +bound
    for harm (two-sided looks only). If the events planned for a look never come, it is taken at the trial's end.

    Returns
    -------
    DataFrame of shape (replicates, 5)
        look (at which it ended, from 1), month (of that look), events, z, crossed ("benefit", "harm" or "none").

    Raises
    ------
    ParameterError
        If planned_events is not from 1 to the number of people, or another value does not fit.
    """
    check_kind("looks", looks, Looks)
    check("planned_events", planned_events, Range(1, trial.people, whole=True))
    _check_size(trial, replicates)
    bounds = np.array(looks.z_bounds)
    frames = []
    for course in _courses(trial, replicates, generator(rng)):
        z, month, events = _at_looks(trial, course, looks, planned_events)
        benefit, harm = z <= -bounds, (z >= bounds) & looks.two_sided
        ends = benefit | harm
        ends[:, -1] = True
        look, row = np.argmax(ends, axis=1), np.arange(len(z))
        crossed = np.where(benefit[row, look], "benefit", np.where(harm[row, look], "harm", "none"))
        columns = {"look": look + 1, "month": month[row, look], "events": events[row, look], "z": z[row, look]}
        frames.append(pd.DataFrame({**columns, "crossed": crossed}))
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class _Course:
    """What will happen to people of several trials (rows), were they followed for ever: months, controls first."""

    entry: Floats
    until_event: Floats
    until_dropout: Floats | None

    def seen_by(self, month: float | Floats) -> tuple[Floats, Bools]:
        """Observed time and event of each person by a month of the trial (one for all, or one per trial)."""
        watched = np.maximum(month - self.entry, 0)
        if self.until_dropout is not None:
            watched = np.minimum(watched, self.until_dropout)
        event = self.until_event <= watched
        return np.minimum(self.until_event, watched), event


def _courses(trial: SurvivalTrial, replicates: int, draw: np.random.Generator) -> Iterator[_Course]:
    rows = max(1, CHUNK // trial.people)
    for start in range(0, replicates, rows):
        shape = (min(rows, replicates - start), trial.people)
        entry = draw.random(shape) * trial.accrual_time
        until_event = draw.standard_exponential(shape)
        until_event[:, : trial.n_control] = trial.control.time_at(until_event[:, : trial.n_control])
        until_event[:, trial.n_control :] = trial.treatment.time_at(until_event[:, trial.n_control :])
        dropout = draw.standard_exponential(shape) / trial.dropout_rate if trial.dropout_rate else None
        yield _Course(entry, until_event, dropout)


def _at_looks(trial: SurvivalTrial, course: _Course, looks: Looks, planned: int) -> tuple[Floats, Floats, Floats]:
    """z, month and events of each trial (row) at each look (column)."""
    _, event = course.seen_by(trial.end)
    event_month = np.sort(np.where(event, course.entry + course.until_event, np.inf), axis=1)
    columns = []
    for fraction in looks.information_fractions:
        needed = math.ceil(fraction * planned - 1e-9)
        # a hair later, so that float rounding does not lose the event that brings the look about
        month = np.minimum(event_month[:, needed - 1] * (1 + 1e-12), trial.end)
        time, seen = course.seen_by(month[:, None])
        z = z_scores(seen[:, trial.n_control :].sum(axis=1), *risk_sets(time, seen, trial.n_control))
        columns.append((z, month, seen.sum(axis=1)))
    z, months, events = (np.column_stack(column) for column in zip(*columns, strict=True))
    return z, months, events


def _two_sided_p(z: Floats) -> Floats:
    from scipy.special import ndtr

    return np.asarray(2 * ndtr(-np.abs(z)))


def _check_size(trial: SurvivalTrial, replicates: int) -> None:
    check("replicates", replicates, REPLICATES)
    if replicates * trial.people > MAX_PEOPLE:
        most = MAX_PEOPLE // trial.people
        raise ParameterError(
            f"{replicates} trials of {trial.people} people are too many at once.",
            where="replicates",
            cure=f"Give a whole number of at least 1 and at most {most}.",
        )
