"""Start here: how the course works, what is kept, how far the learner is, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.lessons.course import Course
from ibc_edu.lessons.plans import LESSONS, LessonPlan, plan

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds import QuestionBase
    from ibc_edu.widgets.record_panel import DueQuestion, LessonProgress, RecordPanel, RecordState


def record_panel(course: Course) -> RecordPanel:
    """Consent, progress at a glance, and what is due today."""
    from ibc_edu.widgets.record_panel import RecordPanel

    return RecordPanel(lambda: _state(course), grant=course.record.grant, decline=course.record.decline)


def _state(course: Course) -> RecordState:
    record = course.record
    where = record.where()
    return {
        "consent": "impossible" if where == "memory only" else record.consent.value,
        "where": where,
        "notice": record.notice,
        "progress": _progress(course),
        "due": _due(course),
    }


def _progress(course: Course) -> list[LessonProgress]:
    from ibc_edu.learner.progress import by_lesson, progress

    table = by_lesson(progress(course.record.attempts(), course.bank.questions))
    return [
        {
            "title": plan(row["lesson"]).title,
            "notebook": plan(row["lesson"]).notebook,
            "answered": row["answered"],
            "right": row["right"],
            "total": row["questions"],
        }
        for row in table.to_dict("records")
        if row["lesson"] in LESSONS
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
        for item in due(course.record.attempts(), course.clock(), items=questions)
    ]


def _place(course: Course, question: QuestionBase) -> str:
    """Where a question is asked; an educator's own question may belong to a lesson that the course does not have."""
    place = course.library.places.get((question.lesson, question.part))
    return question.lesson if place is None else place.label


PLAN = LessonPlan(
    name="start",
    title="Start here",
    notebook="00_start_here.ipynb",
    checks={"warm-up": "How a question works"},
    parts={"record": record_panel},
)
