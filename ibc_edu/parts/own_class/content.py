"""How the educator's own class did, from its exports or its shared record."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.errors import IbcEduError

if TYPE_CHECKING:
    from ibc_edu.classroom.merging import ClassRecord
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.views.class_results.class_results import ClassState
    from ibc_edu.views.kit.base import BaseWidget

CLASS_VARIABLE = "IBC_EDU_CLASS"
"""Names the folder with the students' exports, or the address of the record that a class shares."""


def make(course: Course) -> BaseWidget:
    """How the educator's class did; a sentence instead when none is named or it cannot be read."""
    from ibc_edu.classroom.class_report import report
    from ibc_edu.classroom.merging import merge
    from ibc_edu.views.class_results.class_results import ClassResultsPanel
    from ibc_edu.views.kit.notice import Notice

    description = "How your own class did, from the folder or the shared record that you name."
    source = os.environ.get(CLASS_VARIABLE, "").strip()
    if not source:
        text = f"No class is named yet: set {CLASS_VARIABLE} to the folder with your students' files, then start again."
        return Notice(text, description=description)
    try:
        record = merge(source)
        state = class_state(course, record, course.bank.questions)
    except IbcEduError as error:
        return Notice(str(error), description=description)
    state["lead"] = lead_of(record)

    def save(ending: str) -> bytes:
        return report(ending, state["lead"], state["notes"], state["tables"])

    return ClassResultsPanel(state, description=description, save=save)


def lead_of(record: ClassRecord) -> str:
    """Whose answers these are: files, students and answers."""
    files = f"{record.files} file{'' if record.files == 1 else 's'}" if record.files else "the shared record"
    people = len({attempt.learner for attempt in record.attempts})
    students = f"{people} student{'' if people == 1 else 's'}"
    return f"From {files}: {students}, {len(record.attempts)} answers in all."


def class_state(
    course: Course, record: ClassRecord, questions: list[QuestionBase] | tuple[QuestionBase, ...]
) -> ClassState:
    """The tables of a class, with the course's titles, aims and mix-ups."""
    from ibc_edu.classroom.results import class_results
    from ibc_edu.classroom.results_tables import result_tables

    beliefs = {row["misconception_id"]: row["statement"] for row in course.rows_if_any("misconceptions")}
    statements = {row["objective_id"]: row["statement"] for row in course.rows_if_any("objectives")}
    results = class_results(record, questions, objectives=statements, misconceptions=beliefs)
    titles = {lesson.name: lesson.title for lesson in course.plan.lessons}
    return {"badge": "", "lead": "", "notes": list(results.notes), "tables": result_tables(results, titles, beliefs)}
