"""An educator's own questions as a quiz."""

from __future__ import annotations

from pathlib import Path

import pytest
from taking import notice_of

from ibc_edu.classroom.skeletons import skeleton
from ibc_edu.course.course import Lesson
from ibc_edu.quiz.bank import FOLDER_VARIABLE
from ibc_edu.views.quiz.card import QuizCard


def test_without_a_folder_one_sentence_says_what_to_do(educators_lesson: Lesson) -> None:
    assert FOLDER_VARIABLE in notice_of(educators_lesson, "own-questions")


def test_own_questions_are_asked_as_they_stand_in_the_folder_now(
    educators_lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = repr(educators_lesson.show("own-questions"))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert "no question file" in notice_of(educators_lesson, "own-questions")
    course = educators_lesson.course
    text = skeleton(Lesson(course.plan.lesson("staging"), course)).replace("section/p1/s1", "faq/a1/s1")
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    card = educators_lesson.show("own-questions")
    assert isinstance(card, QuizCard)
    [question] = card.session.questions
    assert question.id == "staging-my-question"
    card.receive({"type": "answer", "item": question.id, "response": question.key()})
    assert card.view["items"][0]["status"] == "correct"
    assert educators_lesson.course.record.attempts() == []
    assert repr(card) == nothing
    (tmp_path / "mine.toml").write_text(text.replace('kind = "single"', 'kind = "singel"'), encoding="utf-8")
    assert "mine.toml" in notice_of(educators_lesson, "own-questions")
    other = text.replace("staging-my-question", "staging-my-other-question")
    (tmp_path / "more.toml").write_text(other, encoding="utf-8")
    shown = educators_lesson.show("own-questions")
    assert isinstance(shown, QuizCard)
    assert [question.id for question in shown.session.questions] == ["staging-my-other-question"]
    assert shown.problem.startswith("Left out, as ibc-edu check tells in full: ")
    assert "mine.toml, line 8, question staging-my-question: there is no kind 'singel'." in shown.problem
    assert repr(shown) == nothing
