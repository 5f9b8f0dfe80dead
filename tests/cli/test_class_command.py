"""`ibc-edu class`: the tables of a class in one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.classroom.class_report import csv_text, printable_page
from ibc_edu.classroom.simulated import simulated_class
from ibc_edu.cli import main
from ibc_edu.learner.exports import write_csv
from ibc_edu.quiz.bank import load_bank
from ibc_edu.views.class_results.class_results import ResultTable

TABLE: ResultTable = {
    "title": "Who",
    "caption": "All.",
    "columns": ["Student", "Score"],
    "rows": [[{"text": "<b>Ann", "small": ""}, {"text": "=1+1", "small": "n = 3"}]],
    "at_once": 0,
}


@pytest.fixture
def students(tmp_path: Path) -> Path:
    folder = tmp_path / "students"
    folder.mkdir()
    asked = [one for one in load_bank().questions if one.lesson == "staging"][:6]
    write_csv(simulated_class(asked, 12, seed=1), folder / "all.csv")
    (folder / "stranger.csv").write_text("name,grade")
    return folder


@pytest.mark.parametrize("name", ["class.html", "class.csv"])
def test_the_tables_and_what_was_left_out_go_to_one_file(
    students: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    assert main(["class", str(students), "--out", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    for said in ("From 1 file: 12 students", "stranger.csv: left out", "Mix-ups of the class", "simulated-012"):
        assert said in text
    assert text.startswith("\ufeff") == (name == "class.csv")
    assert "stranger.csv: left out" in capsys.readouterr().out


def test_a_name_of_no_known_form_is_one_sentence(
    students: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["class", str(students), "--out", str(tmp_path / "class.doc")]) == 1
    assert "Let it end with .html" in capsys.readouterr().err


def test_names_are_text_on_the_page_and_in_the_spreadsheet() -> None:
    page = printable_page("Lead", ["note <i>"], [TABLE])
    assert "&lt;b&gt;Ann" in page
    assert "<b>" not in page
    assert "<small>n = 3</small>" in page
    rows = csv_text("Lead", [], [TABLE]).splitlines()
    assert rows == ["Lead", "", "Who", "Student,Student: more,Score,Score: more", "<b>Ann,,'=1+1,n = 3"]
