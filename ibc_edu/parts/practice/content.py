"""Practice on one page: one question after another, the one that is worth asking now, and why."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.quiz.attempt import Mode

if TYPE_CHECKING:
    from ibc_edu.views.kit.base import BaseWidget
    from ibc_edu.views.quiz.card import Following

DESCRIPTION = "Practice: one question at a time, the one that is worth asking now, with the reason why."


NOTHING_LEFT = (
    "Nothing useful is left to ask now: each aim is well known, or all of its questions were asked. "
    "If the course keeps your answers, what fades comes back here by its date."
)
"""Said when practice ends; when the next question comes back is said after it."""


def make(course: Course) -> BaseWidget:
    """One question after another on one page, each with its reason; a line instead when there is none."""
    from ibc_edu.views.kit.notice import Notice
    from ibc_edu.views.quiz.card import QuizCard

    first = following(course)
    if first.session is None:
        return Notice(first.why, description=DESCRIPTION)
    return QuizCard(
        first.session,
        on_attempts=course.keep,
        clock=course.clock,
        why=first.why,
        following=lambda: following(course),
        description=DESCRIPTION,
        until_done=True,
    )


def following(course: Course) -> Following:
    """The question that is worth asking now and why, or why there is none."""
    from ibc_edu.learner.practice import Candidate, next_question
    from ibc_edu.parts.shared.question_templates.generate import generated
    from ibc_edu.quiz.sessions.session import QuizSession
    from ibc_edu.views.quiz.card import Following

    bank, seed = list(course.bank), course.clock().toordinal()
    made = generated(course)
    questions = {question.id: question for question in (*bank, *made)}
    candidates = [
        *(Candidate(question.id, question.objective) for question in bank),
        *(Candidate(question.id, question.objective, generated=True) for question in made),
    ]
    choice = next_question(
        course.history(), candidates, course.clock(), items_by_misconception=course.bank.items_by_misconception
    )
    if choice is None:
        return Following(None, _nothing_left(course, questions))
    session = QuizSession(
        "practice/next",
        "Practice",
        (questions[choice.item_id],),
        mode=Mode.REVIEW,
        seed=seed,
        library=course.library,
        learner=course.record.learner,
    )
    return Following(session, choice.why)


def _nothing_left(course: Course, questions: Collection[str]) -> str:
    from ibc_edu.learner.review import back_in_words, next_due

    now = course.clock()
    date = next_due(course.history(), now, items=questions)
    if date is None:
        return NOTHING_LEFT
    return f"{NOTHING_LEFT} The next one comes back {back_in_words(date, now, kept=course.record.keeps)}."
