"""Scores worked out again from what was answered, so that no file can claim a score of its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.attempt import Attempt
from ibc_edu.quiz.grading import Grade
from ibc_edu.words import counted

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds.base import QuestionBase

PEOPLE_NAMED = 5
SAME_SCORE = 0.005
"""A spreadsheet may have rounded it."""


def regraded(attempts: Iterable[Attempt], bank: Mapping[str, QuestionBase]) -> Iterator[Attempt]:
    """Yield the attempts with score, outcome and misconceptions by the rules of the bank.

    What the bank does not hold, what was shown or left blank, and what is no response to its question stay as they are
    written; of the last the score is 0.

    Parameters
    ----------
    attempts : iterable of Attempt
    bank : mapping of id and hash of a question to the question
    """
    grades: dict[tuple[str, str], Grade | None] = {}
    for attempt in attempts:
        item = f"{attempt.item_id} {attempt.item_hash}"
        if attempt.response is None or item not in bank:
            yield attempt
            continue
        known = item, json.dumps(attempt.response, sort_keys=True)
        if known not in grades:
            grades[known] = _grade(bank[item], attempt)
        grade = grades[known]
        if grade is None:
            yield replace(attempt, score=0.0, misconceptions=())
        else:
            yield replace(attempt, score=grade.score, outcome=grade.outcome, misconceptions=grade.misconceptions)


def rescored(claimed: Iterable[Attempt], earned: Iterable[Attempt]) -> list[str]:
    """A line that says whose answers came with another score than they earn, if any did."""
    whose = Counter(
        one.learner
        for one, other in zip(claimed, earned, strict=True)
        if one.score is not None and other.score is not None and abs(one.score - other.score) > SAME_SCORE
    )
    if not whose:
        return []
    named = [f"{person} ({count})" for person, count in whose.most_common(PEOPLE_NAMED)]
    rest = len(whose) - PEOPLE_NAMED
    more = f" and {counted(rest, 'more person', 'more people')}" if rest > 0 else ""
    return [
        f"Answers came with another score than they earn, and were scored anew: of {', '.join(named)}{more}. "
        "If a file was changed by hand, ask for a new export."
    ]


def _grade(question: QuestionBase, attempt: Attempt) -> Grade | None:
    try:
        return question.grade(attempt.response)
    except ResponseError:
        return None
