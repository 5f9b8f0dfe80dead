"""The learner's own corner: whether answers are kept, how far they are, and what is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.widgets.base import START_HINT, BaseWidget, css, esm


class LessonProgress(TypedDict):
    """How far the learner is in one lesson; `link` is its notebook's file name."""

    title: str
    link: str
    answered: int
    right: int
    total: int


class DueQuestion(TypedDict):
    """A question that is due, and why now."""

    stem: str
    place: str
    why: str


class RecordState(TypedDict):
    """What the panel shows. `consent` is unknown, granted, declined, or impossible where nothing can be kept."""

    consent: str
    where: str
    notice: str | None
    progress: list[LessonProgress]
    due: list[DueQuestion]


class RecordPanel(BaseWidget):
    """Consent, progress and what is due today.

    Parameters
    ----------
    state : callable
        Returns a fresh `RecordState`; called whenever the panel is displayed or used.
    grant, decline : callable
        Called when the learner agrees to a record, or does not.
    """

    _esm = esm("record_panel")
    _css = css("record_panel")

    state = traitlets.Dict(help="What the panel shows.").tag(sync=True)

    def __init__(
        self, state: Callable[[], RecordState], *, grant: Callable[[], None], decline: Callable[[], None]
    ) -> None:
        self._read_state = state
        self._actions: dict[str, Callable[[], None]] = {"grant": grant, "decline": decline, "refresh": lambda: None}
        super().__init__(state=state())

    def receive(self, message: Mapping[str, Any]) -> None:
        """Agree, decline or refresh, as the page asks.

        Raises
        ------
        ParameterError
            If the page asks for something else.
        """
        action = self._actions.get(str(message.get("type")))
        if action is None:
            raise ParameterError(f"unknown message {message.get('type')!r}.", where="RecordPanel")
        action()
        self.state = self._read_state()

    def text_form(self) -> str:
        """What the panel is for, whoever uses it."""
        return (
            "Your answers: whether this computer may keep them, your progress by lesson, and what is due today. "
            f"{START_HINT}"
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        self.state = self._read_state()  # running the cell again shows what happened since
        return super()._repr_mimebundle_(**kwargs)
