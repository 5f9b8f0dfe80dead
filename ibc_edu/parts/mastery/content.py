"""Mastery by objective, and the mix-ups met and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.views.kit.words import sentence_case

if TYPE_CHECKING:
    from ibc_edu.learner.history import History
    from ibc_edu.parts.mastery.widget import Mastery, MasteryState


def make(course: Course) -> Mastery:
    """Mastery by objective, and the mix-ups met and mended."""
    from ibc_edu.parts.mastery.widget import Mastery

    panel = Mastery(lambda: _mastery(course))
    course.record.on_change(panel.refresh_soon)
    return panel


def _mastery(course: Course) -> MasteryState:
    from ibc_edu.learner.mastery import mastery
    from ibc_edu.learner.review import misconceptions_met

    history = course.history()
    waiting = _waiting(course, history)
    objectives = {row["objective_id"]: row for row in course.rows_if_any("objectives") if row["lesson"] in course.plan}
    beliefs = {row["misconception_id"]: row for row in course.rows_if_any("misconceptions")}
    return {
        "objectives": [
            {
                "lesson": course.plan.lesson(objectives[one.objective]["lesson"]).title,
                "objective": sentence_case(objectives[one.objective]["statement"]),
                "words": one.words + _again(waiting.count(one.objective)),
                "estimate": one.estimate,
                "low": one.interval[0],
                "high": one.interval[1],
            }
            for one in mastery(history, _in_course_order(course, objectives, history))
        ],
        "mix_ups": [
            {
                "belief": belief["statement"],
                "correction": belief["correction"],
                "times": met.times,
                "mended": met.mended,
                "sources": course.sources(belief["evidence"], belief.get("facts", ())),
            }
            for met in misconceptions_met(history, course.bank.items_by_misconception)
            if (belief := beliefs.get(met.misconception)) is not None
        ],
    }


def _waiting(course: Course, history: History) -> list[str]:
    """The objective of each question that is due now, so that no aim looks settled while it is.

    By date or for a mix-up; those made from the tables are among them, for practice brings them.
    """
    from ibc_edu.learner.review import due
    from ibc_edu.parts.shared.question_templates.generate import generated
    from ibc_edu.parts.shared.question_templates.template import GENERATED

    made = generated(course) if any(GENERATED in item for item in history.standings) else ()
    objectives = {question.id: question.objective for question in (*course.bank, *made)}
    waiting = due(history, course.clock(), items=objectives, items_by_misconception=course.bank.items_by_misconception)
    return [objectives[item.item_id] for item in waiting]


def _again(count: int) -> str:
    return "" if not count else f" {count} question{'s are' if count > 1 else ' is'} due now."


def _in_course_order(course: Course, objectives: dict[str, dict[str, Any]], history: History) -> list[str]:
    """The objectives that were met, as the lessons teach them."""
    met = {standing.objective for standing in history.standings.values()}.intersection(objectives)
    lessons = course.plan.lesson_names
    return sorted(met, key=lambda name: (lessons.index(objectives[name]["lesson"]), objectives[name]["position"]))
