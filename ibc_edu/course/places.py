"""Where in the notebooks each check stands and each objective is taught: what "to read again" links to."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.course.plan import PREDICT, CoursePlan
from ibc_edu.quiz.sources import Place
from ibc_edu.resources import notebooks_folder

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds.base import QuestionBase


def places(course: CoursePlan) -> dict[tuple[str, str], Place]:
    """Every check of every lesson, in course order: what it is called, and where the section around it begins."""
    found = {}
    notebooks = notebooks_folder(course.folder)
    for lesson in course.lessons:
        beginnings = section_beginnings(notebooks / lesson.notebook)
        for part, title in lesson.checks.items():
            label = f"{lesson.title}, “{title}”"
            found[lesson.name, part] = Place(label, lesson.notebook, beginnings.get(part, part))
    return found


def section_beginnings(notebook: Path) -> dict[str, str]:
    """The id of the cell with the last heading (`#` or `##`) above each code cell, by that cell's id.

    A cell that shows a part has the part's name as its id. Empty if there is no such notebook.
    """
    if not notebook.is_file():
        return {}
    found: dict[str, str] = {}
    beginning = None
    for cell in json.loads(notebook.read_bytes())["cells"]:
        if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith(("# ", "## ")):
            beginning = cell["id"]
        elif cell["cell_type"] == "code" and beginning is not None:
            found[cell["id"]] = beginning
    return found


def homes(questions: Iterable[QuestionBase], known: Collection[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The check that asks most about each objective, the first where several do: its idea is taught just before.

    Parameters
    ----------
    questions : iterable of questions
    known : collection of (lesson, part)
        The checks in course order. What is asked elsewhere, or as a guess before the reading, does not count.
    """
    asked: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for question in questions:
        if question.part != PREDICT:
            asked[question.objective][question.lesson, question.part] += 1
    found = {objective: max(known, key=lambda place: counts[place]) for objective, counts in asked.items()}
    return {objective: place for objective, place in found.items() if asked[objective][place]}
