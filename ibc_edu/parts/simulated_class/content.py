"""How a class that was never there did, as an example of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.classroom.class_state import class_state
from ibc_edu.course.course import Course

if TYPE_CHECKING:
    from ibc_edu.views.class_results.class_results import ClassResultsPanel

SIMULATED_LESSONS = 2  # the first ones of the exam
SIMULATED_PEOPLE = 64
SIMULATED_SEED = 8


def make(course: Course) -> ClassResultsPanel:
    """How a class that was never there did."""
    from ibc_edu.classroom.answers.merging import ClassRecord
    from ibc_edu.classroom.answers.simulated import simulated_class
    from ibc_edu.views.class_results.class_results import ClassResultsPanel

    questions = [
        question
        for lesson in course.plan.exam_lessons[:SIMULATED_LESSONS]
        for question in course.bank.select(lesson=lesson)
    ]
    attempts = simulated_class(questions, SIMULATED_PEOPLE, SIMULATED_SEED)
    state = class_state(course, ClassRecord(attempts, files=SIMULATED_PEOPLE), questions)
    state["badge"] = "Simulated: these students were never there."
    state["lead"] = (
        f"A computer drew the answers of {SIMULATED_PEOPLE} students to two lessons at random. Read here how the "
        "tables look. They say nothing about the questions."
    )
    description = (
        "How a simulated class did: progress by lesson, who may need help, mix-ups, aims, questions and wrong answers."
    )
    return ClassResultsPanel(state, description=description)
