"""How a class did, as tables to read: what matters first stands open, the rest is folded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import traitlets

from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link


class Cell(TypedDict):
    """What a cell says, and in small print how sure that is."""

    text: str
    small: str


class ResultSheet(TypedDict):
    """One table; the first cell of each row names the row. Rows after the first `at_once` are behind a fold."""

    title: str
    caption: str
    columns: list[str]
    rows: list[list[Cell]]
    at_once: int


class ClassState(TypedDict):
    """What the panel shows; `badge` is a word of warning, such as that the class is simulated, or empty."""

    badge: str
    lead: str
    notes: list[str]
    sheets: list[ResultSheet]


class ClassResultsPanel(BaseWidget):
    """Tables of how a class did.

    Parameters
    ----------
    state : ClassState
    description : str
        What the panel is for; it stands in the text form, which is the same for everybody.
    save : callable, optional
        Given an ending such as `.csv`, returns the contents of a file with the tables; without it no buttons are shown.
    """

    _esm, _css = link(__file__, "class_results.js")

    state = traitlets.Dict(help="What the panel shows.").tag(sync=True)

    saves = traitlets.Bool(False, help="Whether the tables can be saved as a file.").tag(sync=True)

    def __init__(self, state: ClassState, *, description: str, save: Callable[[str], bytes] | None = None) -> None:
        self._description, self._save = description, save
        super().__init__(state=dict(state), saves=save is not None)

    def receive(self, message: Mapping[str, Any]) -> None:
        """Send a file that the page asked for.

        Raises
        ------
        ParameterError
            If the page asks for anything else.
        """
        if message.get("type") != "save" or self._save is None:
            super().receive(message)
            return
        ending = str(message.get("ending"))
        self.send({"type": "file", "ending": ending}, buffers=[self._save(ending)])

    def text_form(self) -> str:
        """What the panel is for, whoever's class it is."""
        return f"{self._description} {START_HINT}"
