"""What can be exported, and the file that is made beside the notebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import QuestionError

if TYPE_CHECKING:
    from ibc_edu.exchange.contract import Loss
    from ibc_edu.parts.export_questions.widget import ExportPanel, LossRow, Made


def make(course: Course) -> ExportPanel:
    """Menus of formats and lessons, and what becomes of a lesson's questions in a format."""
    from ibc_edu.exchange import formats
    from ibc_edu.parts.export_questions.widget import ExportPanel

    choices = {name: each.title for name, each in formats().items() if each.write is not None}
    lessons = {lesson.name: lesson.title for lesson in course.plan.lessons if course.bank.select(lesson=lesson.name)}
    return ExportPanel(lambda name, lesson: write_beside(course, name, lesson), formats=choices, lessons=lessons)


def write_beside(course: Course, name: str, lesson: str) -> Made:
    """Write the questions of a lesson, of all lessons if it is empty, into the folder of the notebook.

    Raises
    ------
    QuestionError
        If nothing can be written.
    """
    from ibc_edu.exchange import about, export, format_named

    chosen = format_named(name, to="write")
    questions = course.bank.select(lesson=lesson or None)
    data, losses = export(chosen, questions, about(course))
    path = Path.cwd() / f"{lesson or 'all-questions'}-{name}{chosen.suffix}"
    try:
        path.write_bytes(data)
    except OSError as error:
        what = f"the file cannot be written ({error.strerror})."
        raise QuestionError(what, where=str(path), cure="Make room, or ask whose folder it is.") from error
    left_out = len({loss.question for loss in losses if loss.effect == "left out"})
    count = len(questions) - left_out
    return {
        "file": path.name,
        "folder": str(path.parent),
        "count": count,
        "total": len(questions),
        "losses": _told(losses),
    }


def _told(losses: Sequence[Loss]) -> list[LossRow]:
    """Return each sentence once, with its questions, those that were left out first."""
    order = ["left out", "degraded", "exact"]
    found: dict[tuple[str, str], list[str]] = {}
    for loss in sorted(losses, key=lambda loss: order.index(loss.effect)):
        found.setdefault((str(loss.effect), loss.what), []).append(loss.question)
    return [
        {"effect": effect, "what": f"{what[:1].upper()}{what[1:]}", "questions": names}
        for (effect, what), names in found.items()
    ]
