"""How a class did, as tables to read: what matters first stands open, the rest is folded."""

from __future__ import annotations

from typing import TypedDict

import traitlets

from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link


class Cell(TypedDict):
    """What a cell says, and in small print how sure that is."""

    text: str
    small: str


class ResultTable(TypedDict):
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
    tables: list[ResultTable]


class ClassResultsPanel(BaseWidget):
    """Tables of how a class did.

    Parameters
    ----------
    state : ClassState
    description : str
        What the panel is for; it stands in the text form, which is the same for everybody.
    """

    _esm, _css = link(__file__, "class_results.js")

    state = traitlets.Dict(help="What the panel shows.").tag(sync=True)

    def __init__(self, state: ClassState, *, description: str) -> None:
        self._description = description
        super().__init__(state=dict(state))

    def text_form(self) -> str:
        """What the panel is for, whoever's class it is."""
        return f"{self._description} {START_HINT}"
