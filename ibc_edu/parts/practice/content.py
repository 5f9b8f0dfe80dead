"""A handful of questions made from the tables, other ones each day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.parts.due.content import quiz
from ibc_edu.quiz.attempt import Mode

if TYPE_CHECKING:
    from ibc_edu.views.kit.base import BaseWidget

QUESTIONS = 8
"""Questions of one day: some five minutes."""


def make(course: Course) -> BaseWidget:
    """The questions of the day as a quiz; a line instead where the course has no tables to make any from."""
    from random import Random

    from ibc_edu.parts.practice.generate import generate
    from ibc_edu.views.kit.notice import Notice

    description = "More questions, made from the tables of the course; other ones each day."
    day = course.clock().toordinal()
    made = generate(course.tables, seed=day)
    if not made:
        return Notice("This course has no tables that questions can be made from.", description=description)
    chosen = Random(day).sample(made, min(QUESTIONS, len(made)))
    return quiz(course, "practice/generated", "More questions", tuple(chosen), Mode.PRACTICE, day, description)
