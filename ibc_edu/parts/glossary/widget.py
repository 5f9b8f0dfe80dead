"""The glossary: a field to look words up, and the same words opened where they stand in the text of the page."""

from __future__ import annotations

from typing import TypedDict

import traitlets

from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link


class Word(TypedDict):
    """A word: its meaning in plain words, its other names, and keys of the page's sources.

    `in_text` says whether the text marks it: not where the word also stands for something else.
    """

    term: str
    plain: str
    also: list[str]
    in_text: bool
    sources: list[str]


class GlossaryContent(TypedDict):
    """All words, in the order of the alphabet, and their sources by key."""

    words: list[Word]
    sources: dict[str, Source]


class Glossary(BaseWidget):
    """Words to look up. Where it is shown, the page's text opens the meaning of a word at its first use in a section.

    Parameters
    ----------
    content : GlossaryContent
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="Words and their sources.").tag(sync=True)

    def text_form(self) -> str:
        """What it offers, and how to start it."""
        return (
            f"Look up a word: {len(self.content['words'])} words with their meaning and its source. Words with a "
            f"dotted line in the text open theirs. {START_HINT}"
        )
