"""A file of questions from two menus and a button: where it is, what is in it, and what is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.course.course import Course, Lesson
from ibc_edu.exchange.formats import formats
from ibc_edu.parts.export_questions.widget import ExportQuestions


@pytest.fixture
def panel(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExportQuestions:
    monkeypatch.chdir(tmp_path)
    shown = Lesson(course.plan.lesson("educators"), course).show("export-questions")
    assert isinstance(shown, ExportQuestions)
    return shown


def test_every_format_that_can_be_written_is_offered(panel: ExportQuestions) -> None:
    assert set(panel.formats) == {name for name, each in formats().items() if each.write}
    assert "staging" in panel.lessons
    assert "educators" not in panel.lessons  # it has no questions


def test_the_file_of_a_lesson_stands_beside_the_notebook(panel: ExportQuestions, tmp_path: Path) -> None:
    panel.receive({"type": "write", "format": "jupyterquiz", "lesson": "staging"})
    assert panel.made is not None
    assert [path.name for path in tmp_path.iterdir()] == [panel.made["file"]] == ["staging-jupyterquiz.json"]
    assert 0 < panel.made["count"] < panel.made["total"]
    first = panel.made["losses"][0]
    assert first["effect"] == "left out"
    lost = {name for row in panel.made["losses"] if row["effect"] == "left out" for name in row["questions"]}
    assert len(lost) == panel.made["total"] - panel.made["count"]


def test_the_file_is_handed_to_the_page_unless_it_is_gone(panel: ExportQuestions, tmp_path: Path) -> None:
    sent: list[tuple[dict[str, str], list[bytes]]] = []
    panel.send = lambda content, buffers=None: sent.append((content, buffers))  # type: ignore[method-assign]
    panel._receive(panel, {"type": "download"}, [])
    assert "unknown message" in panel.problem
    panel.receive({"type": "write", "format": "xlsx", "lesson": "staging"})
    panel._receive(panel, {"type": "download"}, [])
    [(said, [data])] = sent
    path = tmp_path / "staging-xlsx.xlsx"
    assert (said["name"], data) == (path.name, path.read_bytes())
    path.unlink()
    panel._receive(panel, {"type": "download"}, [])
    assert "the file is gone" in panel.problem


def test_all_lessons_as_a_spreadsheet_lose_nothing(panel: ExportQuestions, course: Course) -> None:
    panel.receive({"type": "write", "format": "csv", "lesson": ""})
    assert panel.made is not None
    assert (panel.made["file"], panel.made["losses"]) == ("all-questions-csv.csv", [])
    assert panel.made["count"] == len(course.bank)


@pytest.mark.parametrize("message", [{"format": "odt", "lesson": ""}, {"format": "csv", "lesson": "none"}])
def test_what_is_unknown_is_refused_and_nothing_is_written(
    panel: ExportQuestions, message: dict[str, str], tmp_path: Path
) -> None:
    panel._receive(panel, {"type": "write", **message}, [])
    assert "is no choice" in panel.problem
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told(panel: ExportQuestions, tmp_path: Path) -> None:
    (tmp_path / "staging-csv.csv").mkdir()
    panel._receive(panel, {"type": "write", "format": "csv", "lesson": "staging"}, [])
    assert "the file cannot be written" in panel.problem
    assert panel.made is None
