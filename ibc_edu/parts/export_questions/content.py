"""What can be exported, and the file that is made beside the notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import QuestionError
from ibc_edu.file_errors import write_file
from ibc_edu.resources import place

if TYPE_CHECKING:
    from ibc_edu.parts.export_questions.widget import ExportQuestions, Made


def make(course: Course) -> ExportQuestions:
    """Menus of formats and lessons, and what becomes of a lesson's questions in a format."""
    from ibc_edu.exchange.formats import formats
    from ibc_edu.parts.export_questions.widget import ExportQuestions

    choices = {name: each.title for name, each in formats().items() if each.write is not None}
    lessons = {lesson.name: lesson.title for lesson in course.plan.lessons if course.bank.select(lesson=lesson.name)}
    return ExportQuestions(lambda name, lesson: write_beside(course, name, lesson), formats=choices, lessons=lessons)


def write_beside(course: Course, name: str, lesson: str) -> Made:
    """Write the questions of a lesson, of all lessons if it is empty, into the folder of the notebook.

    Raises
    ------
    QuestionError
        If nothing can be written.
    """
    from ibc_edu.exchange import about, export
    from ibc_edu.exchange.contract import told_once
    from ibc_edu.exchange.formats import format_named

    chosen = format_named(name, to="write")
    questions = course.bank.select(lesson=lesson or None)
    data, losses = export(chosen, questions, about(course))
    path = Path.cwd() / f"{lesson or 'all-questions'}-{name}{chosen.suffix}"
    try:
        write_file(path, data, QuestionError)
    except QuestionError as error:  # nobody chose the folder here
        raise QuestionError(error.what, where=error.where, cure="Make room, or ask whose folder it is.") from error
    left_out = len({loss.question for loss in losses if loss.effect == "left out"})
    count = len(questions) - left_out
    return {
        "file": path.name,
        "folder": str(path.parent),
        "at_hand": not place(),
        "count": count,
        "total": len(questions),
        "losses": told_once(losses),
        "loaded_by": chosen.loaded_by,
    }
