"""A file chooser, two menus and a button that make drafts of another system's questions, and what they lack."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.exchange.contract import LossRow
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link

MOST_SENT = 5_000_000
"""Bytes of a file that a page may send: a Jupyter server takes 10 MB at once, and a file grows by a third before."""
_LONGEST_NAME = 200


class Brought(TypedDict):
    """What came in from the file `name`: questions in words, what is lost or missing, what the drafts are called."""

    name: str
    file: str
    questions: list[str]
    losses: list[LossRow]


class ImportQuestions(BaseWidget):
    """Questions of another system as drafts.

    Parameters
    ----------
    read : callable
        Takes a file, its name, a format and a lesson ("" for none yet); returns `Brought`, and the question file.
    formats, suffixes, lessons : mapping of name to title, or to how the files of a format end
    """

    _esm, _css = link(__file__, "view.js")
    formats = traitlets.Dict(help="Titles of the formats, by name.").tag(sync=True)
    suffixes = traitlets.Dict(help="How the files of each format end.").tag(sync=True)
    lessons = traitlets.Dict(help="Titles of the lessons that have questions, by name.").tag(sync=True)
    most = traitlets.Int(MOST_SENT, help="Bytes that a file may have.").tag(sync=True)
    brought = traitlets.Dict(allow_none=True, default_value=None, help="What came in last.").tag(sync=True)

    def __init__(
        self,
        read: Callable[[bytes, str, str, str], tuple[Brought, str]],
        *,
        formats: Mapping[str, str],
        suffixes: Mapping[str, str],
        lessons: Mapping[str, str],
    ) -> None:
        self._read = read
        self._text = ""
        super().__init__(formats=dict(formats), suffixes=dict(suffixes), lessons=dict(lessons))

    def receive(self, message: Mapping[str, Any]) -> None:
        """Read the file that the page sends, or hand it the question file that was made.

        Raises
        ------
        ParameterError
            If the page asks for something unknown, or sends what is no file.
        QuestionError
            If no question of the file can be used.
        """
        match message.get("type"):
            case "read":
                self.set_trait("brought", None)
                system = known_choice(message.get("format"), self.formats, "format")
                lesson = known_choice(message.get("lesson"), ["", *self.lessons], "lesson")
                name = str(message.get("name", ""))[:_LONGEST_NAME]
                told, self._text = self._read(_bytes(message.get("content")), name, system, lesson)
                self.brought = dict(told)
            case "download" if self.brought is not None:
                self.send({"type": "file", "name": self.brought["file"], "text": self._text})
            case _:
                super().receive(message)

    def text_form(self) -> str:
        """What the panel is for, whoever uses it."""
        return f"Questions from another system: choose your file, read what came in, and save the drafts. {START_HINT}"


def _bytes(content: Any) -> bytes:
    """Return the bytes that stand in Base64.

    Raises
    ------
    ParameterError
        If they do not, or are too many.
    """
    try:
        data = base64.b64decode(content, validate=True)
    except (TypeError, ValueError) as error:
        raise ParameterError("this is no file that a page can send.", where="file") from error
    if len(data) > MOST_SENT:
        cure = "Export fewer questions at once, or use ibc-edu import in a terminal."
        raise ParameterError(f"the file is larger than {MOST_SENT:,} bytes.", where="file", cure=cure)
    return data
