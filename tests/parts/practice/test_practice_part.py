"""The practice of the day: the same within a day, another the next, and none where there are no tables for it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.parts.practice.content import QUESTIONS, make
from ibc_edu.views.kit.notice import Notice
from ibc_edu.views.quiz.card import QuizCard

TIDES = Path(__file__).parents[2] / "course" / "fixtures" / "tides"


def asked(course: Course, day: int) -> list[str]:
    course.clock = lambda: datetime(2026, 3, day, 9, 0, tzinfo=UTC)
    card = make(course)
    assert isinstance(card, QuizCard)
    return [question.id for question in card.session.questions]


def test_each_day_has_its_own_questions(course: Course) -> None:
    assert asked(course, 1) == asked(course, 1)
    assert asked(course, 1) != asked(course, 2)
    assert len(set(asked(course, 1))) == QUESTIONS


def test_its_text_form_is_the_same_every_day_and_in_every_course(course: Course) -> None:
    tides = make(Course(TIDES, parts=PARTS, record="memory"))
    assert isinstance(tides, Notice)
    assert "no tables" in tides.text
    assert repr(tides) == repr(make(course))
