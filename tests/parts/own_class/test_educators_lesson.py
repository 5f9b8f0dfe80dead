"""For educators: a class that is said to be simulated, one's own class from files, one's own questions as a quiz."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.classroom.answers.simulated import simulated_class
from ibc_edu.classroom.skeletons import skeleton
from ibc_edu.course.course import Course, Lesson
from ibc_edu.learner.exports import write_csv
from ibc_edu.parts.own_class.content import CLASS_VARIABLE
from ibc_edu.parts.simulated_class.content import SIMULATED_PEOPLE
from ibc_edu.quiz.bank import FOLDER_VARIABLE
from ibc_edu.views.class_results.class_results import ClassResultsPanel
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


def test_the_simulated_class_says_that_it_is_and_has_every_table(lesson: Lesson) -> None:
    panel = lesson.show("simulated-class")
    assert isinstance(panel, ClassResultsPanel)
    assert "Simulated" in panel.state["badge"]
    assert panel.state["notes"] == []
    progress, people, *others = panel.state["sheets"]
    assert [row[0]["text"].split(":")[0] for row in progress["rows"]] == ["Staging", "Receptors"]
    assert len(people["rows"]) == SIMULATED_PEOPLE
    assert people["rows"][0][0]["text"].startswith("simulated-")
    assert all(table["rows"] for table in others)


def test_without_a_class_or_questions_one_sentence_says_what_to_do(lesson: Lesson) -> None:
    assert CLASS_VARIABLE in told(lesson, "own-class")
    assert FOLDER_VARIABLE in told(lesson, "own-questions")


def test_new_files_of_a_class_are_seen_when_the_cell_runs_again(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = repr(lesson.show("own-class"))
    monkeypatch.setenv(CLASS_VARIABLE, str(tmp_path))
    assert "no exported record" in told(lesson, "own-class")
    attempts = simulated_class(lesson.course.bank.select(lesson="staging"), 2, seed=1)
    for learner in sorted({attempt.learner for attempt in attempts}):
        write_csv([attempt for attempt in attempts if attempt.learner == learner], tmp_path / f"{learner}.csv")
    (tmp_path / "stranger.csv").write_text("a,b\n1,2\n")
    panel = lesson.show("own-class")
    assert isinstance(panel, ClassResultsPanel)
    assert panel.state["lead"] == f"From 2 files: 2 students, {len(attempts)} answers in all."
    assert panel.state["badge"] == ""
    assert [note.split(":")[0] for note in panel.state["notes"]] == ["stranger.csv"]
    assert repr(panel) == nothing


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
