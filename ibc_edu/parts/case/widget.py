"""Cases: choose one, take it scene by scene, and see the path taken beside the reasoned one."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class Belief(TypedDict):
    """A belief behind a choice, and what corrects it."""

    statement: str
    correction: str


class ShownChoice(TypedDict):
    """One thing to do; `to` is a scene or an ending, `sources` are keys of the content's sources."""

    text: str
    to: str
    consequence: str
    feedback: str
    reasoned: bool
    belief: Belief | None
    adds: dict[str, int]
    sources: list[str]


class ShownScene(TypedDict):
    """One moment; what is seen or heard may be empty."""

    title: str
    seen: str
    heard: str
    asked: str
    choices: list[ShownChoice]


class ShownEnding(TypedDict):
    """How it ends."""

    title: str
    text: str
    sources: list[str]


class ShownCase(TypedDict):
    """A case; `reasoned` are the numbers of the choices of the reasoned path, from the start on."""

    key: str
    title: str
    person: str
    lesson: str
    start: str
    ask: list[str]
    counters: list[dict[str, Any]]
    scenes: dict[str, ShownScene]
    endings: dict[str, ShownEnding]
    reasoned: list[int]


class CaseContent(TypedDict):
    """All cases, and their sources once each."""

    cases: list[ShownCase]
    sources: dict[str, Source]


class Case(BaseWidget):
    """Cases to choose from, and the one that is open.

    Nothing that is chosen is kept in the learner's record: in a case one may try what one would never do.

    Parameters
    ----------
    content : CaseContent
    case : str
        Key of the open case; empty while none is.
    path : list of int
        Numbers of the choices made, counted from 0, from the start of the open case on.
    read : int
        After how many of them the learner went on.

    Raises
    ------
    ParameterError
        If there is no such case, or a choice is none of its scene's.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="All cases.").tag(sync=True)
    case = traitlets.Unicode("", help="Key of the open case.").tag(sync=True)
    path = traitlets.List(traitlets.Int(min=0), help="Numbers of the choices made.").tag(sync=True)
    read = traitlets.Int(0, min=0, help="After how many choices the learner went on.").tag(sync=True)

    def __init__(self, content: CaseContent, **values: Any) -> None:
        super().__init__(content=content, **values)

    @property
    def places(self) -> list[str]:
        """Keys of the scenes, and of the ending if it came to one, on the path so far.

        Raises
        ------
        ParameterError
            If a choice is none of its scene's.
        """
        case = self._cases().get(self.case)
        return _places(case, self.path) if case else []

    def text_form(self) -> str:
        """Which cases there are, and how to start."""
        titles = "; ".join(f"{case['title']} ({case['person']})" for case in self.content["cases"])
        return f"Cases to decide in, scene by scene: {titles} {START_HINT}"

    def _cases(self) -> dict[str, ShownCase]:
        return {case["key"]: case for case in self.content["cases"]}

    @traitlets.validate("case")
    def _known_case(self, proposal: Any) -> str:
        return known_choice(proposal["value"], ["", *self._cases()], "case")

    @traitlets.validate("path")
    def _possible_path(self, proposal: Any) -> list[int]:
        case = self._cases().get(self.case)
        if case:
            _places(case, proposal["value"])
        return list(proposal["value"])


def _places(case: ShownCase, path: list[int]) -> list[str]:
    place = case["start"]
    places = [place]
    for number in path:
        choices = case["scenes"][place]["choices"] if place in case["scenes"] else []
        if not 0 <= number < len(choices):
            raise ParameterError(f"there is no choice {number}.", where=f"path of {case['key']}", cure="Start again.")
        place = choices[number]["to"]
        places.append(place)
    return places
