"""Consent, progress by lesson in course order, and what is due today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.parts.record.places import consent_words

if TYPE_CHECKING:
    from ibc_edu.parts.record.widget import DueQuestion, LessonProgress, RecordPanel, RecordState
    from ibc_edu.quiz.kinds.base import QuestionBase


def make(course: Course) -> RecordPanel:
    """Consent, progress at a glance, and what is due today."""
    from ibc_edu.parts.record.widget import RecordPanel

    panel = RecordPanel(lambda: _state(course), grant=course.record.grant, decline=course.record.decline)
    course.record.on_change(panel.refresh_soon)
    return panel


def _state(course: Course) -> RecordState:
    record = course.record
    where = record.where()
    return {
        "consent": "impossible" if where == "memory only" else record.consent.value,
        "where": where,
        "words": consent_words(record.separation()),
        "notice": record.notice,
        "progress": _progress(course),
        "due": _due(course),
        "next_due": _next_due(course),
    }


def _progress(course: Course) -> list[LessonProgress]:
    from ibc_edu.learner.progress import by_lesson, progress

    rows = by_lesson(progress(course.history(), course.bank.questions))
    return [
        {
            "title": course.plan.lesson(row.lesson).title,
            "notebook": course.plan.lesson(row.lesson).notebook,
            "answered": row.answered,
            "right": row.right,
            "total": row.questions,
        }
        for row in rows
        if row.lesson in course.plan
    ]


def _due(course: Course) -> list[DueQuestion]:
    from ibc_edu.learner.review import due

    questions = {question.id: question for question in course.bank.questions}
    return [
        {
            "stem": questions[item.item_id].stem,
            "place": _place(course, questions[item.item_id]),
            "why": item.why,
        }
        for item in due(course.history(), course.clock(), items=questions)
    ]


def _next_due(course: Course) -> str | None:
    from ibc_edu.learner.review import in_words, next_due

    now = course.clock()
    date = next_due(course.history(), now, items={question.id for question in course.bank.questions})
    return None if date is None else in_words(date, now)


def _place(course: Course, question: QuestionBase) -> str:
    """Where a question is asked; an educator's own question may belong to a lesson that the course does not have."""
    place = course.library.places.get((question.lesson, question.part))
    return question.lesson if place is None else place.label
