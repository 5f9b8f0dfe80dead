"""A field to find what a question names, and its id."""

from __future__ import annotations

from collections.abc import Mapping

import traitlets

from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link
from ibc_edu.words import counted


class FindIds(BaseWidget):
    """Sources and mix-ups to find by a word, each with the id that a question names it by.

    Parameters
    ----------
    sources : mapping of id to Source
        What a question may rest on, in the order in which it is shown.
    mix_ups : mapping of id to str
        What somebody believes who makes it.
    """

    _esm, _css = link(__file__, "view.js")
    sources = traitlets.Dict(help="What a question may rest on, by id.").tag(sync=True)
    mix_ups = traitlets.Dict(help="Statements of mix-ups, by id.").tag(sync=True)

    def __init__(self, sources: Mapping[str, Source], mix_ups: Mapping[str, str]) -> None:
        super().__init__(sources=dict(sources), mix_ups=dict(mix_ups))

    def text_form(self) -> str:
        """How many sentences, facts and mix-ups there are, and how to start it."""
        article = sum(source["kind"] == "article" for source in self.sources.values())
        facts, mix_ups = counted(len(self.sources) - article, "fact"), counted(len(self.mix_ups), "mix-up")
        return f"Find an id by a word: {counted(article, 'sentence')}, {facts} and {mix_ups}. {START_HINT}"
