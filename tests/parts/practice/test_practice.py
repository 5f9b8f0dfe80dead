"""Practice asks one question with the reason, goes on once it is settled, and ends with a sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from ibc_edu.course.course import Course
from ibc_edu.learner import practice
from ibc_edu.parts import PARTS
from ibc_edu.parts.practice.content import make
from ibc_edu.parts.shared.question_templates.generate import generated
from ibc_edu.views.kit.notice import Notice
from ibc_edu.views.quiz.card import QuizCard

TIDES = Path(__file__).parents[2] / "course" / "fixtures" / "tides"


def send(card: QuizCard, **message: object) -> None:
    card._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})


def test_one_question_after_another_on_one_page_each_with_its_reason(course: Course) -> None:
    course.clock = lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    card = make(course)
    assert isinstance(card, QuizCard)
    asked = []
    for number in range(1, 31):
        (question,) = card.session.questions
        assert card.series is not None
        assert (card.series["number"], card.series["end"]) == (number, "")
        assert card.series["why"].endswith(".")
        asked.append((question.id, question.objective))
        send(card, type="next")  # too early: nothing happens
        assert card.series["number"] == number
        send(card, type="show_answer", item=question.page_id)
        send(card, type="next")
    assert card.problem == ""
    assert len({name for name, _ in asked}) == 30
    assert all(one != two for (_, one), (_, two) in pairwise(asked))


def test_it_ends_on_the_page_with_a_sentence_and_keeps_the_last_feedback(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = make(course)
    assert isinstance(card, QuizCard)
    item = card.session.questions[0].page_id
    send(card, type="show_answer", item=item)
    monkeypatch.setattr(practice, "next_question", lambda *_, **__: None)
    send(card, type="next")
    assert card.series is not None
    assert card.series["end"].startswith("Nothing useful is left to ask now")
    assert card.view["items"][0]["id"] == item


def test_it_says_at_its_end_when_a_question_comes_back(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    course.clock = lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
    card = make(course)
    assert isinstance(card, QuizCard)
    send(card, type="show_answer", item=card.session.questions[0].page_id)
    monkeypatch.setattr(practice, "next_question", lambda *_, **__: None)
    send(card, type="next")
    assert card.series is not None
    assert re.search(
        r" The next one comes back in about \d+ (hour|day|week)s?, if the course keeps your answers\.$",
        card.series["end"],
    )


def test_every_question_has_sources_that_say_how_and_when_they_were_known(course: Course) -> None:
    for question in (*course.bank, *generated(course)):
        found = course.sources(question.evidence, question.facts)
        assert found, question.id
        assert all(source["kind"] == "article" or source["date"] for source in found)
        assert all(source["kind"] == "article" or source["checked"] is not None for source in found)


def test_it_says_so_when_nothing_useful_is_left(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice, "next_question", lambda *_, **__: None)
    notice = make(course)
    assert isinstance(notice, Notice)
    assert notice.text.startswith("Nothing useful is left to ask now")


def test_its_text_form_is_the_same_in_every_course(course: Course) -> None:
    assert repr(make(Course(TIDES, parts=PARTS, record="memory"))) == repr(make(course))
