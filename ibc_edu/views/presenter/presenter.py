"""A lesson on the projector: one step after another on the whole screen, with a second view for the speaker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link


class Step(TypedDict):
    """One step; `label` stands in the list of steps, blocks are those of `ibc_edu.classroom.slide_text`."""

    title: str
    label: str
    kind: Literal["text", "part", "question"]
    blocks: list[dict[str, Any]]
    notes: list[dict[str, Any]]


class Presenter(BaseWidget):
    """Steps to show to a class. Every view stays at the same step: one fills the screen, one has the speaker's notes.

    Live parts are made when their step, or the one before it, is reached; they are second views of the same models.

    Parameters
    ----------
    title : str
    steps : sequence of Step
    live : callable
        Takes the number of a step and returns the widget to show there, or None.

    Raises
    ------
    ParameterError
        If there are no steps.
    """

    _esm, _css = link(__file__, "presenter.js")

    title = traitlets.Unicode().tag(sync=True)
    steps: traitlets.List[Any] = traitlets.List(help="What each step shows.").tag(sync=True)
    position = traitlets.Int(0, help="The step that is shown, from 0.").tag(sync=True)
    live = traitlets.Dict(help="References to the live parts made so far, by the number of the step.").tag(sync=True)
    dark = traitlets.Bool(False, help="Whether the screen is blacked out.").tag(sync=True)
    started = traitlets.Float(0.0, help="When the timer was started, ms since 1970; 0 before.").tag(sync=True)

    def __init__(self, title: str, steps: Sequence[Step], live: Callable[[int], BaseWidget | None]) -> None:
        if not steps:
            raise ParameterError("there is nothing to present.", where=title)
        self._make = live
        self._parts: dict[int, BaseWidget | None] = {}
        super().__init__(title=title, steps=list(steps))
        self._prepare()

    def text_form(self) -> str:
        """Title, number of steps and how to start: the same for everybody."""
        return f"Presentation: {self.title} ({len(self.steps)} steps). {START_HINT}"

    def part(self, index: int) -> BaseWidget | None:
        """The live part of a step, if it has one and it was reached."""
        return self._parts.get(index)

    @traitlets.validate("position")
    def _within_the_steps(self, proposal: Mapping[str, Any]) -> int:
        wanted: int = proposal["value"]
        if not 0 <= wanted < len(self.steps):
            raise ParameterError(f"there is no step {wanted + 1}.", where=self.title)
        return wanted

    @traitlets.observe("position")
    def _moved(self, _change: object) -> None:
        self._prepare()

    def _prepare(self) -> None:
        """Make the live part of this step and, so that going on is quick, of the next one."""
        for index in (self.position, self.position + 1):
            if index < len(self.steps) and index not in self._parts:
                part = self._parts[index] = self._make(index)
                if part is not None:
                    self.live = {**self.live, str(index): f"anywidget:{part.model_id}"}
