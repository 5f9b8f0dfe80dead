"""Practice without an end: a few questions at a time, those that are worth asking now, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.parts.due.content import items_by_misconception, quiz
from ibc_edu.quiz.attempt import Mode

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.views.kit.base import BaseWidget

DESCRIPTION = "Practice: one question at a time, the one that is worth asking now, with the reason why."


def make(course: Course) -> BaseWidget:
    """The question that is worth asking now, with the reason above it; a line instead when there is none."""
    from ibc_edu.learner.practice import Candidate, next_question
    from ibc_edu.views.kit.notice import Notice

    bank = list(course.bank)
    made = _generated(course)
    questions = {question.id: question for question in (*bank, *made)}
    candidates = [
        *(Candidate(question.id, question.objective) for question in bank),
        *(Candidate(question.id, question.objective, generated=True) for question in made),
    ]
    choice = next_question(
        course.history(), candidates, course.clock(), items_by_misconception=items_by_misconception(course)
    )
    if choice is None:
        return Notice(
            "Nothing useful is left to ask now: each aim is well known, or all of its questions were asked. "
            "What fades comes back here by its date.",
            description=DESCRIPTION,
        )
    chosen = (questions[choice.item_id],)
    title = f"Practice. {choice.why}"
    return quiz(course, "practice/next", title, chosen, Mode.REVIEW, _seed(course), DESCRIPTION, until_done=True)


def _seed(course: Course) -> int:
    return course.clock().toordinal()


def _generated(course: Course) -> tuple[QuestionBase, ...]:
    """Questions made from the tables, other wrong answers each day; none where the course has no such tables."""
    from ibc_edu.parts.practice.generate import generate

    return generate(course.tables, seed=_seed(course))
