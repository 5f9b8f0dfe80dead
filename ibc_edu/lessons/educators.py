"""For educators: how a class did, on a simulated class and on their own, and a preview of their own questions."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.errors import IbcEduError
from ibc_edu.lessons.course import Course
from ibc_edu.lessons.plans import LESSONS, LessonPlan, plan

if TYPE_CHECKING:
    from ibc_edu.classroom.merging import ClassRecord
    from ibc_edu.quiz.attempt import Attempt
    from ibc_edu.quiz.kinds import QuestionBase
    from ibc_edu.widgets.base import BaseWidget
    from ibc_edu.widgets.class_results import ClassResultsPanel, ClassState

CLASS_VARIABLE = "IBC_EDU_CLASS"
"""Names the folder with the students' exports, or the address of the record that a class shares."""
SIMULATED_LESSONS = ("staging", "receptors")
SIMULATED_PEOPLE = 64
SIMULATED_SEED = 8


def simulated_class_panel(course: Course) -> ClassResultsPanel:
    """How a class that was never there did, by way of the files that its students would have exported."""
    from ibc_edu.classroom.merging import merge
    from ibc_edu.classroom.simulated import simulated_class
    from ibc_edu.widgets.class_results import ClassResultsPanel

    questions = [question for lesson in SIMULATED_LESSONS for question in course.bank.select(lesson=lesson)]
    with tempfile.TemporaryDirectory() as folder:
        _export(simulated_class(questions, SIMULATED_PEOPLE, SIMULATED_SEED), Path(folder))
        record = merge(folder)
    state = _state(course, record, questions)
    state["badge"] = "Simulated: these students were never there."
    state["lead"] = (
        f"A computer drew the answers of {SIMULATED_PEOPLE} students to two lessons at random. Read here how the "
        "tables look. They say nothing about the questions."
    )
    description = (
        "How a simulated class did: progress by lesson, who may need help, mix-ups, aims, questions and wrong answers."
    )
    return ClassResultsPanel(state, description=description)


def own_class_panel(course: Course) -> BaseWidget:
    """How the educator's class did; a sentence instead when none is named or it cannot be read."""
    from ibc_edu.classroom.merging import merge
    from ibc_edu.widgets.class_results import ClassResultsPanel
    from ibc_edu.widgets.notice import Notice

    description = "How your own class did, from the folder or the shared record that you name."
    source = os.environ.get(CLASS_VARIABLE, "").strip()
    if not source:
        text = f"No class is named yet: set {CLASS_VARIABLE} to the folder with your students' files, then start again."
        return Notice(text, description=description)
    try:
        record = merge(source)
        state = _state(course, record, course.bank.questions)
    except IbcEduError as error:
        return Notice(str(error), description=description)
    files = f"{record.files} file{'' if record.files == 1 else 's'}" if record.files else "the shared record"
    people = len({attempt.learner for attempt in record.attempts})
    students = f"{people} student{'' if people == 1 else 's'}"
    state["lead"] = f"From {files}: {students}, {len(record.attempts)} answers in all."
    return ClassResultsPanel(state, description=description)


def own_questions(course: Course) -> BaseWidget:
    """The educator's own questions as a quiz that keeps nothing; a sentence instead when there is none."""
    from ibc_edu.quiz.bank import FOLDER_VARIABLE, load_bank
    from ibc_edu.quiz.session import QuizSession
    from ibc_edu.widgets.notice import Notice
    from ibc_edu.widgets.quiz_card import QuizCard

    description = "Your own questions, as students will see them. What you answer here is not kept."
    folder = os.environ.get(FOLDER_VARIABLE, "").strip()
    if not folder:
        text = f"No folder is named yet: set {FOLDER_VARIABLE} to the folder with your questions, then start again."
        return Notice(text, description=description)
    own = Path(folder).expanduser()
    try:
        found = tuple(place.question for place in load_bank().located if Path(place.file).parent == own)
        if not found:
            return Notice(f"There is no question file (.toml) in {own} yet.", description=description)
        session = QuizSession("educators/own-questions", "Your own questions", found, library=course.library)
    except IbcEduError as error:
        return Notice(str(error), description=description)
    return QuizCard(session, clock=course.clock, description=description)


def _export(attempts: tuple[Attempt, ...], folder: Path) -> None:
    """One file a student, as `ibc-edu record export` writes it."""
    from ibc_edu.learner.exports import write_csv

    by_person: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        by_person.setdefault(attempt.learner, []).append(attempt)
    for person, answers in by_person.items():
        write_csv(answers, folder / f"{person}.csv")


def _state(course: Course, record: ClassRecord, questions: list[QuestionBase] | tuple[QuestionBase, ...]) -> ClassState:
    from ibc_edu.classroom.results import class_results
    from ibc_edu.classroom.results_tables import result_tables

    beliefs = {row["misconception_id"]: row["statement"] for row in course.rows("misconceptions")}
    statements = {row["objective_id"]: row["statement"] for row in course.rows("objectives")}
    results = class_results(record, questions, objectives=statements, misconceptions=beliefs)
    titles = {name: plan(name).title for name in LESSONS}
    return {"badge": "", "lead": "", "notes": list(results.notes), "tables": result_tables(results, titles, beliefs)}


PLAN = LessonPlan(
    name="educators",
    title="For educators",
    notebook="08_for_educators.ipynb",
    parts={"own-questions": own_questions, "class": simulated_class_panel, "own-class": own_class_panel},
    fresh=("own-questions", "own-class"),
)
