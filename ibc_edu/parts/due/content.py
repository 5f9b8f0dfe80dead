"""The questions that are due for review over all lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.quiz.attempt import Mode

if TYPE_CHECKING:
    from ibc_edu.learner.review import DueItem
    from ibc_edu.quiz.kinds.base import QuestionBase
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
        return Notice(nothing_due(course), description=description)
    questions = tuple(course.bank[item.item_id] for item in items)
    return quiz(course, "review/due", "Due today", questions, Mode.REVIEW, 0, description, until_done=True)


def due_items(course: Course) -> list[DueItem]:
    """What is due now over all lessons, at most `MOST_DUE`."""
    from ibc_edu.learner.review import due

    questions = {question.id: question for question in course.bank}
    by_misconception = course.bank.items_by_misconception
    found = due(course.history(), course.clock(), items=questions, items_by_misconception=by_misconception)
    return found[:MOST_DUE]


def nothing_due(course: Course) -> str:
    """Say that nothing is due now, and when something will be."""
    from ibc_edu.learner.review import back_in_words, next_due

    now = course.clock()
    date = next_due(course.history(), now, items={question.id for question in course.bank})
    if date is None:
        return (
            "Nothing is due for review. What you answer in a lesson comes back here, if the course keeps your answers."
        )
    back = back_in_words(date, now, kept=course.record.keeps)
    return f"Nothing is due for review now. The next question comes back {back}."


def quiz(
    course: Course,
    quiz_id: str,
    title: str,
    questions: tuple[QuestionBase, ...],
    mode: Mode,
    seed: int,
    description: str,
    *,
    until_done: bool = False,
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
    until_done : bool
        Whether another quiz takes its place once every question is settled.
    """
    from ibc_edu.quiz.sessions.session import QuizSession
    from ibc_edu.views.quiz.card import QuizCard

    session = QuizSession(
        quiz_id, title, questions, mode=mode, seed=seed, library=course.library, learner=course.record.learner
    )
    return QuizCard(
        session, on_attempts=course.keep, clock=course.clock, description=description, until_done=until_done
    )
