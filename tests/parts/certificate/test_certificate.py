"""The certificate claims no more than was done."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts.certificate.content import make as certificate
from ibc_edu.parts.exam.content import make as exam_of
from ibc_edu.views.quiz.card import QuizCard


def test_the_certificate_carries_the_local_date(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        course.clock = lambda: datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
        state = certificate(course).state
        assert (state["date"], state["at"]) == ("March 2, 2026", "2026-03-01T23:00:00+00:00")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_certificate_says_what_is_missing_until_the_work_is_done(course: Course) -> None:
    assert any("Hand in the mixed exam" in line for line in certificate(course).state["missing"])
    for name in course.plan.exam_lessons:
        for question in [question for question in course.bank if question.lesson == name]:
            card = Lesson(course.plan.lesson(name), course).show(question.part)
            assert isinstance(card, QuizCard)
            card.receive({"type": "answer", "item": question.id, "response": question.key()})
    exam = exam_of(course)
    question = exam.session.questions[0]
    exam.receive({"type": "draft", "item": question.id, "response": question.key()})
    exam.receive({"type": "submit"})
    state = certificate(course).state
    assert state["missing"] == []
    assert f"best: 1 of {len(exam.session.questions)} right" in state["done"][1]
    assert state["date"] == "March 1, 2026"
    assert "no proof of skill" in state["limits"]
