"""What `ibc-edu check` finds in the lessons: whether all that course.toml and the notebooks name can be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ibc_edu.errors import IbcEduError, did_you_mean
from ibc_edu.resources import COURSE_FILE, notebooks_folder

PRESENTATION = "present"
"""What an objective names that is exercised by presenting a lesson."""

if TYPE_CHECKING:
    from ibc_edu.course import Course, Lesson
    from ibc_edu.knowledge.findings import Finding


def lesson_findings(course: Course) -> Iterator[Finding]:
    """Show every part of every lesson of a course with parts, see what its notebooks ask for, solve exercises."""
    from ibc_edu.course.cards import card_findings

    for name in course.plan.lesson_names:
        lesson = course.lesson(name)
        yield from _plan_findings(course, lesson)
        yield from _shown_findings(course, lesson)
    yield from _order_findings(course)
    yield from _exercise_findings(course)
    yield from _activity_findings(course)
    yield from card_findings(course)


def _plan_findings(course: Course, lesson: Lesson) -> Iterator[Finding]:
    for table in lesson.plan.tables:
        if table not in course.tables:
            cure = did_you_mean(table, course.tables.names)
            yield _finding(course, lesson, f"there is no table {table!r}.", cure)
    asked = {question.part for question in lesson.questions()}
    for check in lesson.plan.checks:
        if check not in asked:
            what = f"the check {check!r} asks nothing."
            yield _finding(course, lesson, what, "Write a question for it, or take it out.")
    for part in (*lesson.plan.parts, *(check for check in lesson.plan.checks if check in asked)):
        try:
            lesson.show(part)
        except IbcEduError as error:
            yield _finding(course, lesson, f"the part {part!r} cannot be shown: {error.what}", error.cure or "")
        except Exception as error:  # whatever a part stumbles over, above all a table that has other columns
            what = f"the part {part!r} cannot be shown ({type(error).__name__}: {error})."
            yield _finding(course, lesson, what, "Give it the tables that it needs, or take it out.")


def _shown_findings(course: Course, lesson: Lesson) -> Iterator[Finding]:
    from ibc_edu.classroom.presentation.lesson_cells import named_lessons, shown_parts
    from ibc_edu.knowledge.findings import Finding

    path = notebooks_folder(course.folder) / lesson.plan.notebook
    if not path.is_file():
        yield _finding(course, lesson, f"there is no notebook {path.name}.", f"Put it into {path.parent.name}/.")
        return
    file, lessons = f"notebooks/{path.name}", course.plan.lesson_names
    sources = [
        "".join(cell["source"]) for cell in json.loads(path.read_bytes())["cells"] if cell["cell_type"] == "code"
    ]
    named = dict.fromkeys(name for source in sources for name in named_lessons(source))
    for name in named:
        if name not in lessons:
            yield Finding(file, f"there is no lesson {name!r}.", did_you_mean(name, lessons))
    for part in (part for source in sources for part in shown_parts(source)):
        if part not in lesson.parts:
            yield Finding(file, f"the lesson has no part {part!r}.", did_you_mean(part, lesson.parts))


def _order_findings(course: Course) -> Iterator[Finding]:
    """Lessons whose files stand in another order than the lessons: JupyterLab lists them by name, menu and all."""
    for earlier, lesson in pairwise(course.plan.lessons):
        if earlier.notebook.casefold() > lesson.notebook.casefold():
            what = f"the file names put {lesson.notebook} before {earlier.notebook}, which is shown earlier."
            cure = "Name the notebooks so that they sort like the lessons: 01_..., 02_..., 10_..."
            yield _finding(course, course.lesson(lesson.name), what, cure)


def _exercise_findings(course: Course) -> Iterator[Finding]:
    from ibc_edu.knowledge.findings import Finding
    from ibc_edu.parts.exercises import exercises

    file = f"{course.folder.name}/exercises.toml"
    try:
        known = exercises(course)
    except IbcEduError as error:
        yield Finding(file, error.what, error.cure or "")
        return
    for name, each in known.items():
        try:
            each.expected()
        except Exception as error:
            what = f"the solution of {name!r} cannot be worked out ({type(error).__name__}: {error})."
            yield Finding(file, what, "Correct it.")


def _activity_findings(course: Course) -> Iterator[Finding]:
    """What an objective names as its activity, and its lesson does not have."""
    from ibc_edu.knowledge.coverage import EXERCISED_BY
    from ibc_edu.parts.exercises import exercises

    try:
        shared = (PRESENTATION, *exercises(course))
    except IbcEduError:  # a broken file has a finding of its own
        return
    for row in course.rows_if_any("objectives"):
        for activity in row.get(EXERCISED_BY) or ():
            lesson = course.lesson(row["lesson"])
            there = (*lesson.parts, *shared)
            if activity not in there:
                what = f"the objective {row['objective_id']} names {activity!r}, which is no part and no exercise."
                yield _finding(course, lesson, what, did_you_mean(activity, there))


def _finding(course: Course, lesson: Lesson, what: str, cure: str) -> Finding:
    from ibc_edu.knowledge.findings import Finding

    return Finding(f"{course.folder.name}/{COURSE_FILE}", f"lesson {lesson.name}: {what}", cure)
