"""Consent, progress by lesson in course order, and what is due today."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import RecordError
from ibc_edu.parts.record.places import consent_words

if TYPE_CHECKING:
    from ibc_edu.parts.record.widget import DueQuestion, LessonProgress, Record, RecordState
    from ibc_edu.quiz.kinds.base import QuestionBase


def make(course: Course) -> Record:
    """Consent, progress at a glance, and what is due today."""
    from ibc_edu.parts.record.widget import Record

    panel = Record(
        lambda: _state(course),
        grant=course.record.grant,
        decline=course.record.decline,
        export=lambda: _as_csv(course),
        erase=lambda: _erase(course),
    )
    course.record.on_change(panel.refresh_soon)
    return panel


def _state(course: Course) -> RecordState:
    record = course.record
    where = record.where()
    begun = record.history().count > 0  # before that there is nothing to sum up, and no question need be read
    return {
        "consent": "impossible" if where == "memory only" else record.consent.value,
        "where": where,
        "words": consent_words(record.separation()),
        "offers_copy": begun,
        "notice": record.notice,
        "progress": _progress(course) if begun else [],
        "due": _due(course) if begun else [],
        "next_due": _next_due(course) if begun else None,
    }


def _as_csv(course: Course) -> str:
    """The record as the text of a file that `ibc-edu record import` reads."""
    with TemporaryDirectory() as folder:
        return course.record.export_csv(Path(folder) / "answers.csv").read_text(encoding="utf-8")


def _erase(course: Course) -> None:
    """Remove the answers; what could not be removed is said on the page."""
    remains = course.record.erase().remains
    if remains:
        raise RecordError("Your answers were removed, but something is left.", cure=" ".join(remains))


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
    from ibc_edu.learner.review import back_in_words, next_due

    now = course.clock()
    date = next_due(course.history(), now, items={question.id for question in course.bank.questions})
    return None if date is None else back_in_words(date, now, kept=course.record.keeps)


def _place(course: Course, question: QuestionBase) -> str:
    """Where a question is asked; an educator's own question may belong to a lesson that the course does not have."""
    place = course.library.places.get((question.lesson, question.part))
    return question.lesson if place is None else place.label
