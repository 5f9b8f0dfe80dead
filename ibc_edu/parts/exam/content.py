"""A mixed exam by blueprint, and the exams that were handed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from ibc_edu.course.course import Course
from ibc_edu.parts.due.content import quiz
from ibc_edu.quiz.attempt import Attempt, Mode

if TYPE_CHECKING:
    from ibc_edu.quiz.blueprint import Cell
    from ibc_edu.quiz.kinds import QuestionBase
    from ibc_edu.views.quiz.card import QuizCard

EXAM_OBJECTIVES = 4
"""Objectives that an exam asks about in each lesson, one question each."""


def make(course: Course) -> QuizCard:
    """A mixed exam by blueprint; once one is handed in, the next kernel draws another."""
    from ibc_edu.quiz.blueprint import draw

    number = len(submitted(course.record.attempts())) + 1
    lessons = course.plan.exam_lessons
    taught = [question for question in course.bank if question.lesson in lessons]
    questions = draw(taught, blueprint(taught, lessons, number), seed=number)
    description = (
        "Mixed exam: one question each for four objectives of every lesson. Feedback comes when you hand it in."
    )
    return quiz(course, "review/exam", "Mixed exam", questions, Mode.EXAM, number, description)


def blueprint(questions: Sequence[QuestionBase], lessons: Sequence[str], number: int) -> list[Cell]:
    """The blueprint of exam `number`: `EXAM_OBJECTIVES` objectives of each lesson, in turn, are asked about once.

    The level asked for is the highest that the bank has for the objective.
    """
    from ibc_edu.quiz.blueprint import Cell
    from ibc_edu.quiz.kinds.base import Bloom

    order = get_args(Bloom)
    levels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for question in questions:
        levels[question.lesson, question.objective].add(question.bloom)
    cells = []
    for lesson in lessons:
        objectives = [objective for name, objective in levels if name == lesson]
        start = (number - 1) * EXAM_OBJECTIVES
        for place in range(min(EXAM_OBJECTIVES, len(objectives))):
            objective = objectives[(start + place) % len(objectives)]
            highest = max(levels[lesson, objective], key=order.index)
            cells.append(Cell(objective, highest, 1))
    return cells


def submitted(attempts: list[Attempt]) -> list[list[Attempt]]:
    """Exams handed in, each as its attempts, in the order of their times."""
    exams: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        if attempt.mode is Mode.EXAM:
            exams[attempt.session_id].append(attempt)
    return list(exams.values())
