"""An educator's own class, from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.classroom.answers.simulated import simulated_class
from ibc_edu.course.course import Course, Lesson
from ibc_edu.learner.exports import write_csv
from ibc_edu.parts.own_class.content import CLASS_VARIABLE
from ibc_edu.quiz.bank import FOLDER_VARIABLE
from ibc_edu.views.class_results.class_results import ClassResultsPanel
from ibc_edu.views.kit.notice import Notice


@pytest.fixture
def lesson(course: Course, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    monkeypatch.delenv(CLASS_VARIABLE, raising=False)
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    return Lesson(course.plan.lesson("educators"), course)


def told(lesson: Lesson, part: str) -> str:
    shown = lesson.show(part)
    assert isinstance(shown, Notice)
    return shown.text


def test_without_a_class_one_sentence_says_what_to_do(lesson: Lesson) -> None:
    assert CLASS_VARIABLE in told(lesson, "own-class")


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
