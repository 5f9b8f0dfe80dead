"""Everything a lesson rests on, with dates and caveats."""

from __future__ import annotations

import traitlets

from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link
from ibc_edu.words import counted


class SourcePanel(BaseWidget):
    """The article's sentences and the facts beyond it, folded, one list each.

    Parameters
    ----------
    sources : list of Source
        Each shown once, in this order.
    overdue : int
        How many of the facts are past the date by which they were to be read again.
    """

    _esm, _css = link(__file__, "source_panel.js")

    sources = traitlets.List(traitlets.Dict(), help="What the lesson rests on.").tag(sync=True)

    overdue = traitlets.Int(0, help="How many facts are past the date of their next check.").tag(sync=True)

    def __init__(self, sources: list[Source], overdue: int = 0) -> None:
        super().__init__(sources=sources, overdue=overdue)

    def text_form(self) -> str:
        """How many sources there are, and how to see them."""
        article = sum(source["kind"] == "article" for source in self.sources)
        beyond = len(self.sources) - article
        dated = f" and {counted(beyond, 'fact')} beyond it, each with its date" if beyond else ""
        return f"Sources of this lesson: {counted(article, 'sentence')} of the article{dated}. {START_HINT}"
