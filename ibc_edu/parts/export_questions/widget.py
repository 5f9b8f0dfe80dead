"""Two menus and a button that make a file of questions, and what was lost in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import LossRow
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class Made(TypedDict):
    """The file that was made, in the notebook's folder; `count` of `total` questions are in it.

    `at_hand` tells whether that folder lies where the educator can open it, `loaded_by` what to do with the file, in a
    sentence, or nothing.
    """

    file: str
    folder: str
    at_hand: bool
    count: int
    total: int
    losses: list[LossRow]
    loaded_by: str


class ExportQuestions(BaseWidget):
    """Questions as a file for another system.

    Parameters
    ----------
    write : callable
        Makes the file of a format and a lesson ("" for all), and returns `Made`.
    formats, lessons : mapping of name to title
    """

    _esm, _css = link(__file__, "view.js")
    formats = traitlets.Dict(help="Titles of the formats, by name.").tag(sync=True)
    lessons = traitlets.Dict(help="Titles of the lessons that have questions, by name.").tag(sync=True)
    made = traitlets.Dict(allow_none=True, default_value=None, help="The last file that was made.").tag(sync=True)

    def __init__(
        self, write: Callable[[str, str], Made], *, formats: Mapping[str, str], lessons: Mapping[str, str]
    ) -> None:
        self._write = write
        super().__init__(formats=dict(formats), lessons=dict(lessons))

    def receive(self, message: Mapping[str, Any]) -> None:
        """Make the file that the page asks for, or hand it the one that was made.

        Raises
        ------
        ParameterError
            If the page asks for something unknown.
        QuestionError
            If the file cannot be made.
        """
        match message.get("type"):
            case "write":
                self.set_trait("made", None)
                name = known_choice(message.get("format"), self.formats, "format")
                lesson = known_choice(message.get("lesson"), ["", *self.lessons], "lesson")
                self.made = dict(self._write(name, lesson))
            case "download" if self.made is not None:
                self.send({"type": "file", "name": self.made["file"]}, buffers=[_bytes(self.made)])
            case _:
                super().receive(message)

    def text_form(self) -> str:
        """What the panel is for, whoever uses it."""
        return f"Questions for another system: choose one, and a lesson, and make the file. {START_HINT}"


def _bytes(made: Mapping[str, Any]) -> bytes:
    """Return the file that was made.

    Raises
    ------
    QuestionError
        If it is gone.
    """
    path = Path(str(made["folder"]), str(made["file"]))
    try:
        return path.read_bytes()
    except OSError as error:
        raise QuestionError("the file is gone.", where=str(path), cure="Make it once more.") from error
