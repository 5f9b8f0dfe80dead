"""How well each objective is known, with its uncertainty, and the mix-ups met and mended."""

from __future__ import annotations

from typing import TypedDict

from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.kit.state_panel import StatePanel


class ObjectiveMastery(TypedDict):
    """One objective: `low` to `high` is the 90% interval, `estimate` its middle, each 0 to 1."""

    lesson: str
    objective: str
    words: str
    estimate: float
    low: float
    high: float


class MixUp(TypedDict):
    """A misconception that showed in the learner's answers; `sources` are what its correction rests on."""

    belief: str
    correction: str
    times: int
    mended: bool
    sources: list[Source]


class MasteryState(TypedDict):
    """What the panel shows; both lists are empty before the first answer."""

    objectives: list[ObjectiveMastery]
    mix_ups: list[MixUp]


class Mastery(StatePanel):
    """Mastery by objective as bars and in words, then the mix-ups. Its state is a `MasteryState`."""

    _esm, _css = link(__file__, "view.js")

    def text_form(self) -> str:
        """What the panel shows, whoever uses it."""
        return (
            "What you know: each aim with the share you would probably get right, and how uncertain that is; "
            f"then the mix-ups that showed in your answers. {START_HINT}"
        )
