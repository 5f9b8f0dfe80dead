"""Practice asks one question with the reason, goes on once it is settled, and ends with a sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ibc_edu.course.course import Course
from ibc_edu.learner import practice
from ibc_edu.parts import PARTS
from ibc_edu.parts.practice.content import make
from ibc_edu.views.kit.notice import Notice
from ibc_edu.views.quiz.card import QuizCard

TIDES = Path(__file__).parents[2] / "course" / "fixtures" / "tides"


def test_one_question_with_its_reason_and_another_once_it_is_settled(course: Course) -> None:
    course.clock = lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    card = make(course)
    assert isinstance(card, QuizCard)
    (question,) = card.session.questions
    assert card.session.title == "Practice. You have not answered a question on this aim yet."
    assert not card.is_outdated
    card.receive({"type": "show_answer", "item": question.page_id})
    assert card.is_outdated
    following = make(course)
    assert isinstance(following, QuizCard)
    assert following.session.questions[0].objective != question.objective


def test_it_says_so_when_nothing_useful_is_left(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice, "next_question", lambda *_, **__: None)
    notice = make(course)
    assert isinstance(notice, Notice)
    assert notice.text.startswith("Nothing useful is left to ask now")


def test_its_text_form_is_the_same_in_every_course(course: Course) -> None:
    assert repr(make(Course(TIDES, parts=PARTS, record="memory"))) == repr(make(course))
