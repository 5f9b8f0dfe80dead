"""Ways to write an accepted word that the course takes for the same, for systems that compare letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import ExchangeRow
from ibc_edu.quiz.typed_answers.spelling import ARTICLES
from ibc_edu.quiz.typed_answers.typed_text import same_meaning

MOST = 24
"""Variants of one word at most."""


def variants(question: QuestionBase, row: ExchangeRow) -> list[str]:
    """Return the text of a row, then other ways to write it that earn the same credit with the same feedback."""
    kept = {row.text.casefold(): row.text}
    for text in _written(row.text):
        if len(kept) == MOST:
            break
        if text.casefold() not in kept and same_meaning(text, row.text):
            grade = question.grade(text)
            if grade.score == row.credit and grade.lines[0].text == row.feedback:
                kept[text.casefold()] = text
    return list(kept.values())


def _written(text: str) -> Iterator[str]:
    """Yield a text with and without article, hyphens and full stop, the likeliest first."""
    first, _, rest = text.partition(" ")
    bare = rest if rest and first.casefold() in ARTICLES else text
    joined = [bare, bare.replace("-", " "), bare.replace("-", "")]
    joined += [re.sub(r"(?<=[A-Za-z])(?=\d)", mark, bare) for mark in ("-", " ")]
    joined += [re.sub(r"(?<=[A-Za-z])[- ](?=\d)", "", bare), bare.replace(" ", "-")]
    for stop in ("", "."):
        for article in ("", "the ", "a ", "an "):
            yield from (f"{article}{form}{stop}" for form in joined)
