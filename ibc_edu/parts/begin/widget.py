"""One big button that leads to the lesson that comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.kit.state_panel import StatePanel


class NextLesson(TypedDict):
    """The lesson that comes next: the button's words, the title, the file name. All are empty if there is none."""

    label: str
    title: str
    notebook: str


class Begin(StatePanel):
    """A button that says where to begin or to go on, and leads there.

    Parameters
    ----------
    read_state : callable
        Returns a fresh `NextLesson`.
    """

    _esm, _css = link(__file__, "view.js")

    def __init__(self, read_state: Callable[[], NextLesson]) -> None:
        super().__init__(read_state)

    def text_form(self) -> str:
        """What the button is for, whoever uses it."""
        return f"Where to begin, or where to go on. {START_HINT}"
