"""How a class that was never there did, as an example of the tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.classroom.class_state import class_state
from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.quiz.attempt import Attempt
    from ibc_edu.views.class_results.class_results import ClassResultsPanel

SIMULATED_LESSONS = 2  # the first ones of the exam
SIMULATED_PEOPLE = 64
SIMULATED_SEED = 8


def make(course: Course) -> ClassResultsPanel:
    """How a class that was never there did, by way of the files that its students would have exported."""
    from ibc_edu.classroom.merging import merge
    from ibc_edu.classroom.simulated import simulated_class
    from ibc_edu.views.class_results.class_results import ClassResultsPanel

    questions = [
        question
        for lesson in course.plan.exam_lessons[:SIMULATED_LESSONS]
        for question in course.bank.select(lesson=lesson)
    ]
    with tempfile.TemporaryDirectory() as folder:
        _export(simulated_class(questions, SIMULATED_PEOPLE, SIMULATED_SEED), Path(folder))
        record = merge(folder)
    state = class_state(course, record, questions)
    state["badge"] = "Simulated: these students were never there."
    state["lead"] = (
        f"A computer drew the answers of {SIMULATED_PEOPLE} students to two lessons at random. Read here how the "
        "tables look. They say nothing about the questions."
    )
    description = (
        "How a simulated class did: progress by lesson, who may need help, mix-ups, aims, questions and wrong answers."
    )
    return ClassResultsPanel(state, description=description)


def _export(attempts: tuple[Attempt, ...], folder: Path) -> None:
    """One file a student, as `ibc-edu record export` writes it."""
    from ibc_edu.learner.exports import write_csv

    by_person: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        by_person.setdefault(attempt.learner, []).append(attempt)
    for person, answers in by_person.items():
        write_csv(answers, folder / f"{person}.csv")
