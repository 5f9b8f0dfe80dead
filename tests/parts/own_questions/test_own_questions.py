"""An educator's own questions as a quiz."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.classroom.skeletons import skeleton
from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts.own_class.content import CLASS_VARIABLE
from ibc_edu.quiz.bank import FOLDER_VARIABLE
from ibc_edu.views.kit.notice import Notice
from ibc_edu.views.quiz.card import QuizCard


@pytest.fixture
def lesson(course: Course, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    monkeypatch.delenv(CLASS_VARIABLE, raising=False)
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    return Lesson(course.plan.lesson("educators"), course)


def told(lesson: Lesson, part: str) -> str:
    shown = lesson.show(part)
    assert isinstance(shown, Notice)
    return shown.text


def test_without_a_folder_one_sentence_says_what_to_do(lesson: Lesson) -> None:
    assert FOLDER_VARIABLE in told(lesson, "own-questions")


def test_own_questions_are_asked_as_they_stand_in_the_folder_now(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = repr(lesson.show("own-questions"))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert "no question file" in told(lesson, "own-questions")
    text = skeleton(Lesson(lesson.course.plan.lesson("staging"), lesson.course)).replace("section/p1/s1", "faq/a1/s1")
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    card = lesson.show("own-questions")
    assert isinstance(card, QuizCard)
    [question] = card.session.questions
    assert question.id == "staging-my-question"
    card.receive({"type": "answer", "item": question.id, "response": question.key()})
    assert card.view["items"][0]["status"] == "correct"
    assert lesson.course.record.attempts() == []
    assert repr(card) == nothing
    (tmp_path / "mine.toml").write_text(text.replace('kind = "single"', 'kind = "singel"'), encoding="utf-8")
    assert "mine.toml" in told(lesson, "own-questions")
    other = text.replace("staging-my-question", "staging-my-other-question")
    (tmp_path / "more.toml").write_text(other, encoding="utf-8")
    shown = lesson.show("own-questions")
    assert isinstance(shown, QuizCard)
    assert [question.id for question in shown.session.questions] == ["staging-my-other-question"]
    assert shown.problem.startswith("Left out, as ibc-edu check tells in full: ")
    assert "mine.toml, line 8, question staging-my-question: there is no kind 'singel'." in shown.problem
    assert repr(shown) == nothing
