"""The phase III part's trial: its length, its choices, its people, and its one planned look."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ibc_edu.simulators.group_sequential import ConstantPlan, Looks, constant_boundary
from ibc_edu.simulators.parameters import Range, check, check_flag
from ibc_edu.simulators.survival_curves import Exponential
from ibc_edu.simulators.survival_trial import SurvivalTrial, expectation

SEED = 20_260_305
CONTROL_MEDIAN = 12  # months; made up for teaching, as all of this trial
ACCRUAL, FOLLOW_UP = 24, 12  # months
END = ACCRUAL + FOLLOW_UP
RATIO = {"min": 50, "max": 130, "step": 5}  # true hazard ratio, in hundredths; above 100 the new treatment harms
ALIKE = 100
PEOPLE = {"min": 100, "max": 600, "step": 50}
SINGLE_BOUND = 1.96  # Z of a two-sided 5% test with a single look


def trial(ratio: int, people: int) -> SurvivalTrial:
    """The trial with a true hazard ratio in hundredths and so many people in both groups together."""
    control = Exponential.with_median(CONTROL_MEDIAN)
    treatment = Exponential(control.rate * ratio / 100)
    return SurvivalTrial(control, treatment, people // 2, people // 2, ACCRUAL, FOLLOW_UP)


def planned_events(ratio: int, people: int) -> int:
    """Events that the trial can expect to see; looks are planned by them."""
    return math.floor(expectation(trial(ratio, people)).events)


@lru_cache(maxsize=1)
def looks() -> Looks:
    """One early look at half of the events and the last one, after O'Brien and Fleming, two-sided 0.05."""
    return constant_boundary(ConstantPlan("obrien_fleming", 2))[1]


def check_settings(settings: Mapping[str, Any]) -> None:
    """Refuse settings (see `model.picture`) that no trial can have.

    Raises
    ------
    ParameterError
        If one is out of range.
    """
    for name, ends in (("ratio", RATIO), ("people", PEOPLE)):
        check(name, settings[name], Range(ends["min"], ends["max"], whole=True))
    check("people", settings["people"] / 2, Range(1, PEOPLE["max"]))
    check("month", settings["month"], Range(0, END, whole=True))
    check("run", settings["run"], Range(1, 10_000, whole=True))
    check_flag("look", settings["look"])
