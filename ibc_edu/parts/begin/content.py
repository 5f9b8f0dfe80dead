"""Which lesson comes next for a learner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.course.plan import LessonPlan
    from ibc_edu.parts.begin.widget import Begin, NextLesson

_START_PARTS = {"begin", "record"}  # a lesson with one of these is a start page
_REVIEW_PART = "due"


def make(course: Course) -> Begin:
    """The button, kept up to date with the learner's record."""
    from ibc_edu.parts.begin.widget import Begin

    button = Begin(lambda: next_lesson(course))
    course.record.on_change(button.refresh_soon)
    return button


def next_lesson(course: Course) -> NextLesson:
    """The lesson to begin with or to go on with: the one used last, else the first that is not finished.

    Before anything was answered this asks for no more than the course's plan, so that a first visit waits for nothing.
    """
    lessons = [lesson for lesson in course.plan.lessons if lesson.checks and not _START_PARTS & set(lesson.parts)]
    if not lessons:
        return {"label": "", "title": "", "notebook": ""}
    if course.record.history().count == 0:
        return _named("Begin", lessons[0])
    unfinished, last = _left(course, lessons)
    if last is None:
        return _named("Begin", lessons[0])
    if not unfinished:
        review = next((lesson for lesson in course.plan.lessons if _REVIEW_PART in lesson.parts), lessons[0])
        return _named("Review what you learned", review)
    chosen = last if last in unfinished else unfinished[0]
    return _named(f"Continue with lesson {lessons.index(chosen) + 1}", chosen)


def _left(course: Course, lessons: list[LessonPlan]) -> tuple[list[LessonPlan], LessonPlan | None]:
    """The lessons with questions that were not answered yet, in course order, and the lesson that was used last."""
    from ibc_edu.learner.progress import by_lesson, progress

    rows = {row.lesson: row for row in by_lesson(progress(course.history(), course.bank.questions))}
    used = {lesson.name: row.last_at for lesson in lessons if (row := rows.get(lesson.name)) and row.last_at}
    last = max(used, key=lambda name: used[name], default=None)
    unfinished = [lesson for lesson in lessons if (row := rows.get(lesson.name)) and row.answered < row.questions]
    return unfinished, None if last is None else course.plan.lesson(last)


def _named(label: str, lesson: LessonPlan) -> NextLesson:
    return {"label": label, "title": lesson.title, "notebook": lesson.notebook}
