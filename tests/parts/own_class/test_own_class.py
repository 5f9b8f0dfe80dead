"""An educator's own class, from files."""

from __future__ import annotations

from pathlib import Path

import pytest
from taking import notice_of

from ibc_edu.classroom.answers.simulated import simulated_class
from ibc_edu.course.course import Lesson
from ibc_edu.learner.exports import write_csv
from ibc_edu.parts.own_class.content import CLASS_VARIABLE
from ibc_edu.views.class_results.class_results import ClassResultsPanel


def test_without_a_class_one_sentence_says_what_to_do(educators_lesson: Lesson) -> None:
    assert CLASS_VARIABLE in notice_of(educators_lesson, "own-class")


def test_new_files_of_a_class_are_seen_when_the_cell_runs_again(
    educators_lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = repr(educators_lesson.show("own-class"))
    monkeypatch.setenv(CLASS_VARIABLE, str(tmp_path))
    assert "no exported record" in notice_of(educators_lesson, "own-class")
    attempts = simulated_class(educators_lesson.course.bank.select(lesson="staging"), 2, seed=1)
    for learner in sorted({attempt.learner for attempt in attempts}):
        write_csv([attempt for attempt in attempts if attempt.learner == learner], tmp_path / f"{learner}.csv")
    (tmp_path / "stranger.csv").write_text("a,b\n1,2\n")
    panel = educators_lesson.show("own-class")
    assert isinstance(panel, ClassResultsPanel)
    assert panel.state["lead"] == f"From 2 files: 2 students, {len(attempts)} answers in all."
    assert panel.state["badge"] == ""
    assert [note.split(":")[0] for note in panel.state["notes"]] == ["stranger.csv"]
    assert repr(panel) == nothing
