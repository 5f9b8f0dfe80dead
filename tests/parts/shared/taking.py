"""Answers given to the parts of a course, and kernels that share one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts import PARTS
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.views.kit.notice import Notice
from ibc_edu.views.quiz.card import QuizCard

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def answer(card: QuizCard, question: QuestionBase, *, right: bool, sureness: int = 2) -> None:
    response = question.key()
    if not right:
        item = next(item for item in card.view["items"] if item["id"] == question.page_id)
        response = next(choice["key"] for choice in item["choices"] if choice["key"] != response)
    card.receive({"type": "answer", "item": question.id, "response": response, "sureness": sureness, "seconds": 5})


def notice_of(lesson: Lesson, part: str) -> str:
    """The text that a part shows in place of itself."""
    shown = lesson.show(part)
    assert isinstance(shown, Notice)
    return shown.text


def predict(course: Course) -> QuizCard:
    card = Lesson(course.plan.lesson("staging"), course).show("predict")
    assert isinstance(card, QuizCard)
    return card


def kernels(record: Path) -> Iterator[Callable[[], Course]]:
    """Makes a kernel: a course of its own over one and the same record, to which the learner agreed."""
    courses = []

    def kernel() -> Course:
        course = Course(parts=PARTS, clock=lambda: START, record=str(record))
        courses.append(course)
        return course

    kernel().record.grant()
    yield kernel
    for course in courses:
        course.record.close()
