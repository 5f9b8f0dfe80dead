"""What an answer rests on as a list in HTML, which stands after the explanation and is known again on the way in."""

from __future__ import annotations

import html
import re

from ibc_edu.exchange.contract import About
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.sources import sources

SOURCES = "course-sources"
"""Class of the list."""

_LIST = re.compile(rf'<ul class="{SOURCES}">(?:(?!<ul).)*?</ul>', re.DOTALL)


def source_list(question: QuestionBase, about: About) -> str:
    """Return the list; what stands behind a gate is named and not told. Empty where there is nothing to name."""
    told = []
    for source in sources(question.evidence, question.facts, about.library):
        words = [source["label"], *([source["text"]] if source["gate"] is None else [])]
        words += [part for part in (source["date"], source["caveat"]) if part]
        told.append(f"<li>{html.escape(' · '.join(words), quote=False)}</li>")
    return f'<ul class="{SOURCES}">{"".join(told)}</ul>' if told else ""


def without_sources(markup: str) -> str:
    """Return HTML without such a list."""
    return _LIST.sub("", markup)
