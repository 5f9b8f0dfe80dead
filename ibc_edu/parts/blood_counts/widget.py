"""The view of blood counts: doses, the fall and rise of the count after each, and what a shorter rest does."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.figures.count_curves import count_curves
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, known_choice
from ibc_edu.views.plot.chart import ChartWidget, link_chart


class CountCourse(TypedDict):
    """One course: counts (1e9/L) of a typical person and the limits of 8 of 10 people, at equal distances in time.

    `rows` are the table's; `very_low_of_100` people of 100 fall below the content's `very_low` at some time in
    the model; None where no published rate can stand beside it.
    """

    typical: list[float]
    low: list[float]
    high: list[float]
    rows: list[list[str]]
    very_low_of_100: int | None
    sentence: str


class BloodCountContent(TypedDict):
    """All courses that can be chosen, keyed by strength and days between doses, as in ``75-21``."""

    strengths: list[dict[str, str]]
    every: dict[str, int]
    days: int
    hours_between: int
    very_low: float
    alarm: dict[str, str]
    courses: dict[str, CountCourse]
    leaves_out: str
    sources: list[Source]


class BloodCounts(ChartWidget):
    """Days between doses and their strength to choose, and the count over time as a picture, sentence and table.

    Every course travels to the page once, so that a slider redraws without the kernel; the traits follow the page, and
    setting them here moves the page.

    Parameters
    ----------
    content : BloodCountContent
    every : int
        Days between doses; the usual ones if left out.
    strength : str
        Key of a strength; the first one if left out.
    people : bool
        Whether the band of 8 of 10 people is shown.
    day : int
        The day that is looked at more closely.

    Raises
    ------
    ParameterError
        If the content lacks a course, or a value is no choice.
    """

    _esm, _css = link_chart(__file__, "view.js")

    content = traitlets.Dict(help="The courses that can be chosen.").tag(sync=True)
    figure = traitlets.Dict(help="The chart, whose values the page takes from a course.").tag(sync=True)
    every = traitlets.Int(help="Days between doses.").tag(sync=True)
    strength = traitlets.Unicode(help="Key of the chosen strength.").tag(sync=True)
    people = traitlets.Bool(False, help="Whether it is shown how much people differ.").tag(sync=True)
    day = traitlets.Int(7, help="The day that is looked at.").tag(sync=True)

    def __init__(self, content: BloodCountContent, **values: Any) -> None:
        _check(content)
        usual = {"every": content["every"]["usual"], "strength": content["strengths"][0]["key"]}
        doses = len(content["courses"][f"{usual['strength']}-{usual['every']}"]["rows"])
        figure = count_curves(content["days"], content["very_low"], doses)
        super().__init__(**{"content": content, "figure": figure, **usual, **values})

    @property
    def course(self) -> CountCourse:
        """The course that is shown at present."""
        course: CountCourse = self.content["courses"][f"{self.strength}-{self.every}"]
        return course

    def text_form(self) -> str:
        """What the view offers, and how to start it."""
        every = self.content["every"]
        strengths = " or ".join(strength["label"] for strength in self.content["strengths"])
        return (
            f"Blood counts: choose the days between doses ({every['min']} to {every['max']}) and their strength "
            f"({strengths}); see how far the count of neutrophils falls, when it is back, and how much people differ. "
            f"{START_HINT}"
        )

    @traitlets.validate("every", "day")
    def _in_range(self, proposal: Any) -> int:
        name, value = proposal["trait"].name, proposal["value"]
        every = self.content["every"]
        low, high = (every["min"], every["max"]) if name == "every" else (0, self.content["days"])
        if not low <= value <= high:
            raise ParameterError(f"{value!r} is out of range.", where=name, cure=f"Give a number from {low} to {high}.")
        return int(value)

    @traitlets.validate("strength")
    def _known_strength(self, proposal: Any) -> str:
        return known_choice(proposal["value"], [strength["key"] for strength in self.content["strengths"]], "strength")


def _check(content: BloodCountContent) -> None:
    points = content["days"] * 24 // content["hours_between"] + 1
    for strength in content["strengths"]:
        for every in range(content["every"]["min"], content["every"]["max"] + 1):
            key = f"{strength['key']}-{every}"
            found = content["courses"].get(key)
            if found is None or any(len(line) != points for line in (found["typical"], found["low"], found["high"])):
                raise ParameterError("there is no complete course.", where=f"courses[{key!r}]")
