"""Why lines of treatment change: the picture of two clones under up to three lines, for lesson 4."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from ibc_edu.course.course import Course
from ibc_edu.errors import ParameterError
from ibc_edu.figures.described import spoken
from ibc_edu.simulators.parameters import Range, check
from ibc_edu.simulators.resistance import LEAVES_OUT, Clones, Line, pulses_of_lines, simulate

if TYPE_CHECKING:
    from ibc_edu.parts.treatment_lines.widget import TreatmentLines

CYCLE = 21  # days; a teaching value, as are all numbers here
CYCLES = 36
STEP = 3  # days between two points of the curves
MONTH = 365.25 / 12  # days
AXIS = (4, 12)  # powers of ten of cells
TABLE_EVERY = 4  # cycles
STEADY = 1.05  # a rise by less than this counts as none

LINES = (
    ("First line", Line(0.15, 0.95, CYCLE)),  # works on the sensitive clone
    ("Second line", Line(0.8, 0.3, CYCLE)),  # works on the clone that resists the first line
    ("Third line", Line(0.45, 0.45, CYCLE)),  # works on both, less well on each
)
RHO = 0.006  # growth rate per day, a teaching value
START_CELLS = 1e10
RESISTANT = {"none": 0.0, "few": 1e5, "more": 1e7}
"""Cells that resist the first line, among `START_CELLS` at the start."""

CONTENT: dict[str, Any] = {
    "cycles": {"min": 1, "max": CYCLES, "step": 1},
    "last_month": CYCLES * CYCLE / MONTH,
    "axis": list(AXIS),
    "start": float(np.log10(START_CELLS)),
    "resistant": [
        {"key": "none", "label": "None"},
        {"key": "few", "label": "1 in 100,000 cells"},
        {"key": "more", "label": "1 in 1,000 cells"},
    ],
    "leaves_out": LEAVES_OUT,
}
START: dict[str, Any] = {"first": CYCLES, "second": CYCLES, "resistant": "few"}


class Phase(NamedTuple):
    """One line while it is given: its name, and the first and last day."""

    name: str
    start: int
    stop: int


def picture(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The curves of both clones, the lines, and what happens in words and numbers.

    settings : first, second (cycles of 3 weeks for which a line is given before the next one), resistant (a key of
    `RESISTANT`).

    Raises
    ------
    ParameterError
        If the settings are not possible.
    """
    _check(settings)
    phases = _phases(settings["first"], settings["second"])
    resistant = RESISTANT[settings["resistant"]]
    course = _course(phases, resistant)
    return {
        "months": [0.0, *(round(day / MONTH, 2) for day in course["day"])],
        **{name: _powers([cells, *course[name]]) for name, cells in _before(resistant).items()},
        "lines": [{"name": each.name, "from": each.start / MONTH, "to": each.stop / MONTH} for each in phases],
        "sentence": _sentence(course, phases),
        "numbers": _numbers(course, phases, _before(resistant)),
    }


def _check(settings: Mapping[str, Any]) -> None:
    for name in ("first", "second"):
        check(name, settings[name], Range(1, CYCLES, whole=True))
    if settings["resistant"] not in RESISTANT:
        raise ParameterError(
            f"{settings['resistant']!r} is no choice.", where="resistant", cure=f"Choices are {', '.join(RESISTANT)}."
        )


def _phases(first: int, second: int) -> list[Phase]:
    """The lines that are reached, one after the other."""
    days = [0, first * CYCLE, (first + second) * CYCLE, CYCLES * CYCLE]
    stops = [min(day, CYCLES * CYCLE) for day in days]
    return [
        Phase(name, start, stop)
        for (name, _), (start, stop) in zip(LINES, pairwise(stops), strict=True)
        if start < stop
    ]


def _course(phases: list[Phase], resistant: float) -> pd.DataFrame:
    before = _before(resistant)
    clones = Clones(before["sensitive"], before["resistant"], rho=RHO)
    lines = [line for (_, line), _ in zip(LINES, phases, strict=False)]
    last = CYCLES * CYCLE
    pulses = pulses_of_lines(lines, [each.start for each in phases], last)
    return simulate(clones, range(0, last + 1, STEP), pulses)


def _before(resistant: float) -> dict[str, float]:
    """Cells before the first dose, which acts on day 0."""
    return {"sensitive": START_CELLS - resistant, "resistant": resistant, "total": START_CELLS}


def _powers(cells: list[float]) -> list[float | None]:
    """Numbers of cells as powers of ten; None below the axis."""
    lowest = 10.0 ** AXIS[0]
    powers = np.log10(np.maximum(cells, lowest / 10)).round(3).tolist()
    return [power if power >= AXIS[0] else None for power in powers]


def _sentence(course: pd.DataFrame, phases: list[Phase]) -> str:
    told = [_phase_sentence(course, each) for each in phases]
    smaller = float((course["total"] < START_CELLS).mean()) * CONTENT["last_month"]
    told.append(f"There are fewer cells than at the start for {smaller:.0f} of {CONTENT['last_month']:.0f} months.")
    return " ".join(told)


def _phase_sentence(course: pd.DataFrame, phase: Phase) -> str:
    """What one line does, measured after each dose, so that the rise between two doses does not count."""
    total, resistant = (course[name].to_numpy() for name in ("total", "fraction_resistant"))
    before = START_CELLS if phase.start == 0 else float(total[phase.start // STEP - 1])
    doses = total[np.arange(phase.start, phase.stop, CYCLE) // STEP]
    lowest = int(doses.argmin())
    steady = doses[-1] <= STEADY * doses[lowest]
    if doses[lowest] >= before or (lowest == 0 and not steady):
        trend = "the number of cells rises"
    elif steady:
        trend = "the number of cells falls"
    else:
        month = (phase.start + lowest * CYCLE) / MONTH
        trend = f"the number of cells falls until month {month:.0f}, then rises although treatment goes on"
    share = _share(float(resistant[phase.stop // STEP]))
    return f"{phase.name}, months {phase.start / MONTH:.0f} to {phase.stop / MONTH:.0f}: {trend}. At its end {share}."


def _share(fraction: float) -> str:
    percent = 100 * fraction
    if percent == 0:
        return "no cell resists the first line"
    if percent < 1:
        return "fewer than 1 in 100 cells resist the first line"
    few = "nearly all" if percent >= 99 else f"{percent:.0f} in 100"
    return f"{few} cells resist the first line"


def _numbers(course: pd.DataFrame, phases: list[Phase], before: dict[str, float]) -> dict[str, Any]:
    """Cells before treatment, and after the dose of every fourth cycle."""
    rows = [["0.0", "before treatment", *map(spoken, before.values())]]
    cells = course[["sensitive", "resistant", "total"]].to_numpy()
    for day in range(TABLE_EVERY * CYCLE, CYCLES * CYCLE + 1, TABLE_EVERY * CYCLE):
        line = next(each.name for each in reversed(phases) if each.start <= day)
        counts = (spoken(_rounded(float(count))) for count in cells[day // STEP])
        rows.append([f"{day / MONTH:.1f}", line, *counts])
    return {"columns": ["Month", "Line", "Sensitive cells", "Resistant cells", "All cells"], "rows": rows}


def _rounded(cells: float) -> float:
    """Below a million cells, two digits that count: the model knows no more."""
    return float(f"{cells:.1e}") if cells < 1e6 else cells


def make(_course: Course) -> TreatmentLines:
    """Two clones under lines of treatment, with switch times to choose."""
    from ibc_edu.parts.treatment_lines.widget import TreatmentLines

    return TreatmentLines(CONTENT, picture, START)
