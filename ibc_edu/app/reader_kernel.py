"""What runs in a reader's Python: made ready before the reader is known, then theirs.

The browser app keeps one Python for each reader, whatever lessons they open, and one that waits for the next reader.
What is loaded ahead knows nobody: learner and record are chosen by `begin`, before anything asks for them.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Mapping
from typing import Any

from ibc_edu.course.course import Course


def warm(course: Course) -> None:
    """Load what every lesson needs, and nothing that belongs to a learner."""
    import ibc_edu.learner.record
    import ibc_edu.learner.review
    import ibc_edu.learner.storage.store
    import ibc_edu.views.quiz.card  # noqa: F401

    _ = course.bank, course.tables
    for lesson in course.plan.lessons:
        for part in lesson.checks:
            course.questions(lesson.name, part)
    gc.collect()
    gc.freeze()


def begin(settings: Mapping[str, str | None]) -> None:
    """Make this the Python of one reader: `settings` are environment variables, None takes one away."""
    for name, value in settings.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def standing(course: Course) -> dict[str, Any]:
    """How far the reader is: questions and answers by lesson, how many are due, where to go on; plain JSON values."""
    from ibc_edu.learner.progress import by_lesson, progress
    from ibc_edu.learner.review import due

    history, questions = course.history(), course.bank.questions
    rows = {row.lesson: row for row in by_lesson(progress(history, questions)) if row.lesson in course.plan}
    lessons = {
        name: {"questions": row.questions, "answered": row.answered, "right": row.right} for name, row in rows.items()
    }
    items = {question.id: question.lesson for question in questions}
    waiting = [items[item.item_id] for item in due(history, course.clock(), items=items)]
    asking = {lesson.name for lesson in course.plan.lessons if "record" in lesson.parts and course.record.asks_consent}
    for name, row in lessons.items():
        row["due"] = waiting.count(name)
        row["asks"] = name in asking
    return {
        "lessons": lessons,
        "due": len(waiting),
        "begun": any(row.answered for row in rows.values()),
        "next": _next([name for name in course.plan.lesson_names if name in rows], rows, asking),
    }


def _next(names: list[str], rows: Mapping[str, Any], asking: Collection[str] = ()) -> str | None:
    """The lesson to go on with: the one answered last if something is open in it, else the first that is open.

    In a lesson of `asking` something is open: whether answers are kept was not decided yet.
    """
    answered = [name for name in names if rows[name].last_at is not None]
    latest = max(answered, key=lambda name: rows[name].last_at, default=None)
    still_open = [name for name in names if rows[name].answered < rows[name].questions]
    if latest in asking:
        return latest
    if latest in still_open:
        return latest
    later = names[names.index(latest) + 1 :] if latest else names
    return next((name for name in [*later, *names] if name in still_open), None)
