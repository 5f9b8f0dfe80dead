"""Lesson 6: what is due, what was mixed up, a mixed exam, and a certificate of completion."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

from ibc_edu.lessons.course import Course
from ibc_edu.lessons.plans import LESSONS, LessonPlan, plan
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome

if TYPE_CHECKING:
    from ibc_edu.learner.review import DueItem
    from ibc_edu.quiz.blueprint import Cell
    from ibc_edu.quiz.kinds import QuestionBase
    from ibc_edu.widgets.base import BaseWidget
    from ibc_edu.widgets.certificate import Certificate, CertificateState
    from ibc_edu.widgets.mastery_panel import MasteryPanel, MasteryState
    from ibc_edu.widgets.quiz_card import QuizCard

MOST_DUE = 12
"""Most questions of one review: about ten minutes."""
EXAM_OBJECTIVES = 4
"""Objectives that an exam asks about in each lesson, one question each."""
ENOUGH_ANSWERED = 0.8
"""Share of the lessons' questions that a certificate wants answered."""
TAUGHT = tuple(name for name in LESSONS if name in ("staging", "receptors", "therapies", "monitoring", "trials"))
"""The lessons that teach the article, as far as the course has them."""
LIMITS = (
    "This page tells what was done, as kept on the learner's own computer. Nobody supervised it or checked the name. "
    "It gives no credit, no license and no proof of skill with patients."
)


def due_items(course: Course) -> list[DueItem]:
    """What is due now over all lessons, at most `MOST_DUE`."""
    from ibc_edu.learner.review import due

    questions = {question.id: question for question in course.bank}
    by_misconception = items_by_misconception(course)
    found = due(course.record.attempts(), course.clock(), items=questions, items_by_misconception=by_misconception)
    return found[:MOST_DUE]


def items_by_misconception(course: Course) -> dict[str, list[str]]:
    """The questions that can reveal each misconception."""
    from ibc_edu.quiz.lint import misconceptions_of

    found: dict[str, list[str]] = defaultdict(list)
    for question in course.bank:
        for misconception in misconceptions_of(question):
            found[misconception].append(question.id)
    return dict(found)


def review(course: Course) -> BaseWidget:
    """The questions that are due, as one quiz; a line instead when nothing is."""
    from ibc_edu.widgets.notice import Notice

    items = due_items(course)
    description = "Review: the questions that are due today, those first where you were sure and wrong."
    if not items:
        return Notice("Nothing is due for review today. Come back another day.", description=description)
    questions = tuple(course.bank[item.item_id] for item in items)
    return _card(course, "review/due", "Due today", questions, Mode.REVIEW, 0, description)


def mastery_panel(course: Course) -> MasteryPanel:
    """Mastery by objective, and the mix-ups met and mended."""
    from ibc_edu.widgets.mastery_panel import MasteryPanel

    return MasteryPanel(lambda: _mastery(course))


def exam(course: Course) -> QuizCard:
    """A mixed exam by blueprint; once one is handed in, the next kernel draws another."""
    from ibc_edu.quiz.blueprint import draw

    number = len(_submitted(course.record.attempts())) + 1
    taught = [question for question in course.bank if question.lesson in TAUGHT]
    questions = draw(taught, blueprint(taught, number), seed=number)
    description = (
        "Mixed exam: one question each for four objectives of every lesson. Feedback comes when you hand it in."
    )
    return _card(course, "review/exam", "Mixed exam", questions, Mode.EXAM, number, description)


def blueprint(questions: list[QuestionBase], number: int) -> list[Cell]:
    """The blueprint of exam `number`: each lesson gives one question to `EXAM_OBJECTIVES` of its objectives in turn.

    The level asked for is the highest that the bank has for the objective.
    """
    from ibc_edu.quiz.blueprint import Cell
    from ibc_edu.quiz.kinds.base import Bloom

    order = get_args(Bloom)
    levels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for question in questions:
        levels[question.lesson, question.objective].add(question.bloom)
    cells = []
    for lesson in TAUGHT:
        objectives = [objective for name, objective in levels if name == lesson]
        start = (number - 1) * EXAM_OBJECTIVES
        for place in range(min(EXAM_OBJECTIVES, len(objectives))):
            objective = objectives[(start + place) % len(objectives)]
            highest = max(levels[lesson, objective], key=order.index)
            cells.append(Cell(objective, highest, 1))
    return cells


def certificate(course: Course) -> Certificate:
    """What was done, to print or to save."""
    from ibc_edu.widgets.certificate import Certificate

    return Certificate(lambda: _certificate(course))


def _card(
    course: Course,
    quiz_id: str,
    title: str,
    questions: tuple[QuestionBase, ...],
    mode: Mode,
    seed: int,
    description: str,
) -> QuizCard:
    from ibc_edu.quiz.session import QuizSession
    from ibc_edu.widgets.quiz_card import QuizCard

    session = QuizSession(
        quiz_id, title, questions, mode=mode, seed=seed, library=course.library, learner=course.record.learner
    )
    return QuizCard(session, on_attempt=course.keep, clock=course.clock, description=description)


def _mastery(course: Course) -> MasteryState:
    from ibc_edu.learner.mastery import mastery
    from ibc_edu.learner.review import misconceptions_met

    attempts = course.record.attempts()
    objectives = {row["objective_id"]: row for row in course.rows("objectives") if row["lesson"] in LESSONS}
    beliefs = {row["misconception_id"]: row for row in course.rows("misconceptions")}
    return {
        "objectives": [
            {
                "lesson": plan(objectives[row["objective"]]["lesson"]).title,
                "objective": _sentence_case(objectives[row["objective"]]["statement"]),
                "words": row["words"],
                "estimate": row["estimate"],
                "low": row["low"],
                "high": row["high"],
            }
            for row in mastery(attempts, _in_course_order(objectives, attempts)).to_dict("records")
        ],
        "mix_ups": [
            {
                "belief": beliefs[met.misconception]["statement"],
                "correction": beliefs[met.misconception]["correction"],
                "times": met.times,
                "mended": met.mended_at is not None,
            }
            for met in misconceptions_met(attempts, items_by_misconception(course))
            if met.misconception in beliefs
        ],
    }


def _in_course_order(objectives: dict[str, dict[str, Any]], attempts: list[Attempt]) -> list[str]:
    """The objectives that were met, as the lessons teach them."""
    met = {attempt.objective for attempt in attempts}.intersection(objectives)
    return sorted(met, key=lambda name: (LESSONS.index(objectives[name]["lesson"]), objectives[name]["position"]))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _submitted(attempts: list[Attempt]) -> list[list[Attempt]]:
    """Exams handed in, each as its attempts, in the order of their times."""
    exams: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        if attempt.mode is Mode.EXAM:
            exams[attempt.session_id].append(attempt)
    return list(exams.values())


def _certificate(course: Course) -> CertificateState:
    from ibc_edu.learner.progress import by_lesson, progress

    attempts = course.record.attempts()
    table = by_lesson(progress(attempts, [question for question in course.bank if question.lesson in TAUGHT]))
    exams = _submitted(attempts)
    missing = [
        f"{plan(row['lesson']).title}: answer at least {ENOUGH_ANSWERED:.0%} of its {row['questions']} questions "
        f"({row['answered']} so far)"
        for row in table.to_dict("records")
        if row["answered"] < ENOUGH_ANSWERED * row["questions"]
    ]
    if not exams:
        missing.append("Hand in the mixed exam on this page")
    done = [f"answered {table['answered'].sum()} of {table['questions'].sum()} questions in {len(table)} lessons"]
    if exams:
        best = max(sum(attempt.outcome is Outcome.CORRECT for attempt in one) for one in exams)
        size = len(exams[-1])
        done.append(f"handed in {len(exams)} mixed exam{'s' if len(exams) > 1 else ''}; best: {best} of {size} right")
    return {
        "course": "Stage IV inflammatory breast cancer: an open course",
        "date": f"{course.clock():%B} {course.clock().day}, {course.clock().year}",
        "done": done,
        "limits": LIMITS,
        "missing": missing,
    }


PLAN = LessonPlan(
    name="review",
    title="Review",
    notebook="06_review.ipynb",
    parts={"due": review, "mastery": mastery_panel, "exam": exam, "certificate": certificate},
)
