"""Mastery by objective, and the mix-ups met and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.parts.due.content import items_by_misconception

if TYPE_CHECKING:
    from ibc_edu.parts.mastery.widget import MasteryPanel, MasteryState
    from ibc_edu.quiz.attempt import Attempt


def make(course: Course) -> MasteryPanel:
    """Mastery by objective, and the mix-ups met and mended."""
    from ibc_edu.parts.mastery.widget import MasteryPanel

    return MasteryPanel(lambda: _mastery(course))


def _mastery(course: Course) -> MasteryState:
    from ibc_edu.learner.mastery import mastery
    from ibc_edu.learner.review import misconceptions_met

    attempts = course.record.attempts()
    objectives = {row["objective_id"]: row for row in course.rows_if_any("objectives") if row["lesson"] in course.plan}
    beliefs = {row["misconception_id"]: row for row in course.rows_if_any("misconceptions")}
    return {
        "objectives": [
            {
                "lesson": course.plan.lesson(objectives[row["objective"]]["lesson"]).title,
                "objective": _sentence_case(objectives[row["objective"]]["statement"]),
                "words": row["words"],
                "estimate": row["estimate"],
                "low": row["low"],
                "high": row["high"],
            }
            for row in mastery(attempts, _in_course_order(course, objectives, attempts)).to_dict("records")
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


def _in_course_order(course: Course, objectives: dict[str, dict[str, Any]], attempts: list[Attempt]) -> list[str]:
    """The objectives that were met, as the lessons teach them."""
    met = {attempt.objective for attempt in attempts}.intersection(objectives)
    lessons = course.plan.lesson_names
    return sorted(met, key=lambda name: (lessons.index(objectives[name]["lesson"]), objectives[name]["position"]))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
