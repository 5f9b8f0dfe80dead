"""What can be brought in, and the drafts that are made of a file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.parts.import_questions.widget import Brought, ImportQuestions


def make(course: Course) -> ImportQuestions:
    """A file chooser, menus of formats and lessons, and what comes in from a file."""
    from ibc_edu.exchange.formats import formats
    from ibc_edu.parts.import_questions.widget import ImportQuestions

    readable = {name: each for name, each in formats().items() if each.read is not None}
    return ImportQuestions(
        lambda data, name, system, lesson: drafts_of(course, data, name, system, lesson),
        formats={name: each.title for name, each in readable.items()},
        suffixes={name: each.suffix for name, each in readable.items()},
        lessons={lesson.name: lesson.title for lesson in course.plan.lessons if course.bank.select(lesson=lesson.name)},
    )


def drafts_of(course: Course, data: bytes, name: str, system: str, lesson: str) -> tuple[Brought, str]:
    """Return what came in from a file for the page, and the text of the question file.

    Parameters
    ----------
    course : Course
    data : bytes
    name : str
        That of the file.
    system : str
        Name of the format.
    lesson : str
        Where the questions are to be asked; empty leaves a gap.

    Raises
    ------
    QuestionError
        If the file is none of this format, or no question of it can be used.
    """
    from ibc_edu.exchange import brought, question_file
    from ibc_edu.exchange.contract import told_once
    from ibc_edu.exchange.drafts import Place
    from ibc_edu.exchange.formats import format_named

    taken = [used for question in course.bank for used in (question.id, *question.was)]
    questions, losses = brought(format_named(system, to="read"), data, name, Place(lesson or None), taken)
    told: Brought = {
        "name": name,
        "file": f"{PurePath(name).name.partition('.')[0] or 'questions'}.toml",
        "questions": [f"{question.instruction} {question.stem}" for question in questions],
        "losses": told_once(losses),
    }
    return told, question_file(questions, name)
