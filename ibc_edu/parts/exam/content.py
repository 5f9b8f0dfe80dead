"""A mixed exam by blueprint, which goes on where it was left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from ibc_edu.course.course import Course
from ibc_edu.quiz.attempt import Mode

if TYPE_CHECKING:
    from ibc_edu.quiz.blueprint import Cell
    from ibc_edu.quiz.kinds.base import QuestionBase
    from ibc_edu.quiz.sessions.session import QuizSession
    from ibc_edu.views.quiz.card import QuizCard

EXAM_OBJECTIVES = 4
"""Objectives that an exam asks about in each lesson, one question each."""


QUIZ_ID = "review/exam"


def make(course: Course) -> QuizCard:
    """A mixed exam by blueprint, or the one that was begun; once one is handed in, another can be taken."""
    from ibc_edu.views.quiz.card import QuizCard

    return QuizCard(
        _session(course),
        on_attempts=course.keep,
        on_draft=partial(course.keep_draft, QUIZ_ID),
        clock=course.clock,
        another=lambda: _session(course),
        description=("Mixed exam: one question each on four aims of every lesson. Feedback comes when you hand it in."),
    )


def _session(course: Course) -> QuizSession:
    """The exam that was begun and not handed in, else a new one."""
    from ibc_edu.quiz.sessions.session import QuizSession

    record = course.record
    drafts = _begun(course)
    if drafts is None:
        seed = len(record.history().exams) + 1
        names: dict[str, Any] = {}
        questions = _drawn(course, seed)
    else:
        seed, names = drafts["seed"], {"session_id": drafts["session_id"]}
        questions = tuple(course.bank[item] for item in drafts["answers"])
    session = QuizSession(
        QUIZ_ID,
        "Mixed exam",
        questions,
        mode=Mode.EXAM,
        seed=seed,
        library=course.library,
        learner=record.learner,
        **names,
    )
    return session if drafts is None else session.with_drafts(drafts)


def _begun(course: Course) -> dict[str, Any] | None:
    """The exam that was begun and not handed in, if all its questions still exist."""
    found = course.record.draft(QUIZ_ID)
    try:
        known = {question.id for question in course.bank}
        asked, session_id, seed = set(found["answers"]), str(found["session_id"]), int(found["seed"])
    except (TypeError, KeyError, ValueError):  # there is none, or somebody edited it
        return None
    if not asked or not asked <= known or session_id in course.history().exams:
        return None
    return {"answers": found["answers"], "session_id": session_id, "seed": seed}


def _drawn(course: Course, number: int) -> tuple[QuestionBase, ...]:
    """The questions of exam `number`."""
    from ibc_edu.quiz.blueprint import draw

    lessons = course.plan.exam_lessons
    taught = [question for question in course.bank if question.lesson in lessons]
    return tuple(draw(taught, blueprint(taught, lessons, number), seed=number))


def blueprint(questions: Sequence[QuestionBase], lessons: Sequence[str], number: int) -> list[Cell]:
    """The blueprint of exam `number`: `EXAM_OBJECTIVES` objectives of each lesson, in turn, are asked about once.

    The level asked for is the highest that the bank has for the objective.
    """
    from ibc_edu.quiz.blueprint import Cell
    from ibc_edu.quiz.kinds.fields import Bloom

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
