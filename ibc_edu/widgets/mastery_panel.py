"""How well each objective is known, with its uncertainty, and the mix-ups met and mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import traitlets

from ibc_edu.widgets.base import START_HINT, BaseWidget, css, esm


class ObjectiveMastery(TypedDict):
    """One objective: `low` to `high` is the 90% interval, `estimate` its middle, each 0 to 1."""

    lesson: str
    objective: str
    words: str
    estimate: float
    low: float
    high: float


class MixUp(TypedDict):
    """A misconception that showed in the learner's answers."""

    belief: str
    correction: str
    times: int
    mended: bool


class MasteryState(TypedDict):
    """What the panel shows; both lists are empty before the first answer."""

    objectives: list[ObjectiveMastery]
    mix_ups: list[MixUp]


class MasteryPanel(BaseWidget):
    """Mastery by objective as bars and in words, then the mix-ups.

    Parameters
    ----------
    state : callable
        Returns a fresh `MasteryState`; called whenever the cell is run and whenever the page asks.
    """

    _esm = esm("mastery_panel")
    _css = css("mastery_panel")

    state = traitlets.Dict(help="What the panel shows.").tag(sync=True)

    def __init__(self, state: Callable[[], MasteryState]) -> None:
        self._read_state = state
        super().__init__(state=state())

    def receive(self, message: Mapping[str, Any]) -> None:
        """Read the state anew when the page asks for it.

        Raises
        ------
        ParameterError
            If the page asks for something else.
        """
        if message.get("type") != "refresh":
            super().receive(message)
        self.state = self._read_state()

    def text_form(self) -> str:
        """What the panel shows, whoever uses it."""
        return (
            "What you know: each objective with the share you would probably get right, and how uncertain that is; "
            f"then the mix-ups that showed in your answers. {START_HINT}"
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        self.state = self._read_state()  # running the cell again shows what happened since
        return super()._repr_mimebundle_(**kwargs)
