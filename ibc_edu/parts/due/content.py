"""The questions that are due for review over all lessons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.quiz.attempt import Mode

if TYPE_CHECKING:
    from ibc_edu.learner.review import DueItem
    from ibc_edu.quiz.kinds import QuestionBase
    from ibc_edu.views.kit.base import BaseWidget
    from ibc_edu.views.quiz.card import QuizCard

MOST_DUE = 12
"""Most questions of one review: about ten minutes."""


def make(course: Course) -> BaseWidget:
    """The questions that are due, as one quiz; a line instead when nothing is."""
    from ibc_edu.views.kit.notice import Notice

    items = due_items(course)
    description = "Review: the questions that are due today, those first where you were sure and wrong."
    if not items:
        return Notice("Nothing is due for review today. Come back another day.", description=description)
    questions = tuple(course.bank[item.item_id] for item in items)
    return quiz(course, "review/due", "Due today", questions, Mode.REVIEW, 0, description)


def due_items(course: Course) -> list[DueItem]:
    """What is due now over all lessons, at most `MOST_DUE`."""
    from ibc_edu.learner.review import due

    questions = {question.id: question for question in course.bank}
    by_misconception = items_by_misconception(course)
    found = due(course.record.attempts(), course.clock(), items=questions, items_by_misconception=by_misconception)
    return found[:MOST_DUE]


def items_by_misconception(course: Course) -> dict[str, list[str]]:
    """The questions that can reveal each misconception."""
    from ibc_edu.quiz.lint import misconceptions_of

    found: dict[str, list[str]] = defaultdict(list)
    for question in course.bank:
        for misconception in misconceptions_of(question):
            found[misconception].append(question.id)
    return dict(found)


def quiz(
    course: Course,
    quiz_id: str,
    title: str,
    questions: tuple[QuestionBase, ...],
    mode: Mode,
    seed: int,
    description: str,
) -> QuizCard:
    """A quiz over questions of several lessons.

    Parameters
    ----------
    course : Course
    quiz_id, title : str
        Its place in the record, and what stands above it.
    questions : tuple of questions
    mode : Mode
    seed : int
        Sets the order of answers.
    description : str
        What it is for; it stands in its text form, which is the same for everybody.
    """
    from ibc_edu.quiz.session import QuizSession
    from ibc_edu.views.quiz.card import QuizCard

    session = QuizSession(
        quiz_id, title, questions, mode=mode, seed=seed, library=course.library, learner=course.record.learner
    )
    return QuizCard(session, on_attempt=course.keep, clock=course.clock, description=description)
