"""How far someone has come, by lesson and objective."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from ibc_edu.learner.history import History
from ibc_edu.quiz.attempt import Outcome


class Question(Protocol):
    """What progress needs to know of a question of the bank."""

    @property
    def id(self) -> str:
        """Id of the question."""

    @property
    def lesson(self) -> str:
        """The lesson that asks it."""

    @property
    def objective(self) -> str:
        """The aim that it asks about."""


@dataclass(frozen=True)
class Progress:
    """How far someone has come with some questions.

    Parameters
    ----------
    lesson, objective : str
        `objective` is empty for a whole lesson.
    questions : int
        In the bank.
    answered : int
        Of them answered at least once, or shown.
    right : int
        Of them right at the latest answer, after feedback or not.
    last_at : datetime or None
        Of the latest answer.
    """

    lesson: str
    objective: str
    questions: int = 0
    answered: int = 0
    right: int = 0
    last_at: datetime | None = None

    def __add__(self, other: Progress) -> Progress:
        dates = [date for date in (self.last_at, other.last_at) if date is not None]
        return Progress(
            self.lesson,
            self.objective if self.objective == other.objective else "",
            self.questions + other.questions,
            self.answered + other.answered,
            self.right + other.right,
            max(dates, default=None),
        )


def progress(history: History, questions: Iterable[Question]) -> list[Progress]:
    """Return progress by lesson and objective, in the order of the questions.

    Parameters
    ----------
    history : History
        Of one learner. What was answered at questions that no longer exist is passed over.
    questions : iterable
        The bank: anything with `id`, `lesson` and `objective`.
    """
    found: dict[tuple[str, str], Progress] = {}
    for question in questions:
        standing = history.standings.get(question.id)
        outcome = None if standing is None else standing.answered
        date = None if standing is None else standing.answered_at
        one = Progress(
            question.lesson, question.objective, 1, int(outcome is not None), int(outcome is Outcome.CORRECT), date
        )
        place = (question.lesson, question.objective)
        found[place] = found[place] + one if place in found else one
    return list(found.values())


def by_lesson(rows: Iterable[Progress]) -> list[Progress]:
    """Return what `progress` returned, added up to one entry a lesson."""
    found: dict[str, Progress] = {}
    for row in rows:
        whole = replace(row, objective="")
        found[row.lesson] = found[row.lesson] + whole if row.lesson in found else whole
    return list(found.values())
