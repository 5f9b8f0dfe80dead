"""A lesson on the projector: one step after another on the whole screen, with a second view for the speaker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link
from ibc_edu.words import counted


class Step(TypedDict):
    """One step; `label` stands in the list of steps. For blocks see `ibc_edu.classroom.presentation.slide_text`."""

    title: str
    label: str
    kind: Literal["text", "part", "question"]
    blocks: list[dict[str, Any]]
    notes: list[dict[str, Any]]


class Program(Protocol):
    """What is presented."""

    title: str

    def steps(self) -> Sequence[Step]:
        """The steps as they are now."""

    def live(self, index: int) -> BaseWidget | None:
        """The widget to show at a step, if it has one."""

    def renew(self) -> bool:
        """Look whether the steps have changed at their source, and take them over; whether they have."""

    def new_class(self) -> None:
        """Forget what one class has answered."""


class Audience(Protocol):
    """Phones that answer; see `ibc_edu.classroom.live.phone_room`."""

    state: dict[str, Any]
    on_change: Callable[[dict[str, Any]], None]

    def receive(self, message: Mapping[str, Any], step: int) -> None:
        """Do what the page asks with the phones."""

    def at_step(self, step: int) -> None:
        """Put the question of a step to them."""

    def end(self) -> None:
        """Close the room."""


class Presenter(BaseWidget):
    """Steps to show to a class. Every view stays at the same step: one fills the screen, one has the speaker's notes.

    Live parts are made when their step, or the one before it, is reached; they are second views of the same models. The
    page sends `new_class`, `phones` (with what to do), and `catch_up` when somebody begins to present or comes back to
    the page.

    Parameters
    ----------
    program : Program
    audience : Audience, optional
        Phones that answer the questions.

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
    ends = traitlets.Float(0.0, help="When the countdown ends, ms since 1970; 0 if there is none.").tag(sync=True)

    phones = traitlets.Dict(help="What the page may know of the phones; never a key.").tag(sync=True)
    joining = traitlets.Bool(False, help="Whether the address for phones fills the screen.").tag(sync=True)

    def __init__(self, program: Program, audience: Audience | None = None) -> None:
        steps = list(program.steps())
        if not steps:
            raise ParameterError("there is nothing to present.", where=program.title)
        self._program = program
        self._parts: dict[int, BaseWidget | None] = {}
        self._audience = audience
        super().__init__(title=program.title, steps=steps)
        if audience is not None:
            self.phones = audience.state
            audience.on_change = lambda state: setattr(self, "phones", state)
        self._prepare()

    def text_form(self) -> str:
        """Title, number of steps and how to start: the same for everybody."""
        return f"Presentation: {self.title} ({counted(len(self.steps), 'step')}). {START_HINT}"

    def part(self, index: int) -> BaseWidget | None:
        """The live part of a step, if it has one and it was reached."""
        return self._parts.get(index)

    def receive(self, message: Mapping[str, Any]) -> None:
        """Begin anew for another class, do something with the phones, or look whether the notebook has changed."""
        match message.get("type"):
            case "new_class":
                self.new_class()
            case "catch_up":
                self.catch_up()
            case "phones" if self._audience is not None:
                self._audience.receive(message, self.position)
            case _:
                super().receive(message)

    def new_class(self) -> None:
        """Clear counts, rounds, what was tried and revealed, both clocks, and go to the first step."""
        if self._audience is not None:
            self._audience.end()
        self._program.new_class()
        self.joining = False
        self.position, self.dark, self.started, self.ends = 0, False, 0.0, 0.0
        self._make_anew()

    def catch_up(self) -> None:
        """Take over what was changed in the notebook; the step that is shown stays, if it is still there."""
        if not self._program.renew():
            return
        before, old = self.steps[self.position], self.position
        steps = list(self._program.steps())
        again = [
            n for n, step in enumerate(steps) if (step["kind"], step["label"]) == (before["kind"], before["label"])
        ]
        wanted = min(again, key=lambda n: abs(n - old), default=min(old, len(steps) - 1))
        with self.hold_sync():
            self._parts, self.live = {}, {}
            self.position = min(wanted, old)  # which both lists have
            self.steps = steps
            self.position = wanted
            self._make_anew()

    def _make_anew(self) -> None:
        self._parts, self.live = {}, {}
        self._prepare()

    @traitlets.validate("position")
    def _within_the_steps(self, proposal: Mapping[str, Any]) -> int:
        wanted: int = proposal["value"]
        if not 0 <= wanted < len(self.steps):
            raise ParameterError(f"there is no step {wanted + 1}.", where=self.title)
        return wanted

    @traitlets.observe("position")
    def _moved(self, _change: object) -> None:
        self._prepare()
        if self._audience is not None:
            self._audience.at_step(self.position)

    def _prepare(self) -> None:
        """Make the live part of this step and, so that going on is quick, of the next one."""
        for index in (self.position, self.position + 1):
            if index < len(self.steps) and index not in self._parts:
                part = self._parts[index] = self._program.live(index)
                if part is not None:
                    self.live = {**self.live, str(index): f"anywidget:{part.model_id}"}
