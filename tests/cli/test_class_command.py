"""`ibc-edu class`: the tables of a class in one file."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from ibc_edu.classroom.answers.simulated import simulated_class
from ibc_edu.classroom.results.class_report import ENDINGS, csv_text, printable_page, report
from ibc_edu.cli import main
from ibc_edu.course.course import Course
from ibc_edu.errors import RecordError
from ibc_edu.learner.exports import write_csv
from ibc_edu.parts import PARTS
from ibc_edu.parts.own_class.content import make
from ibc_edu.quiz.bank import load_bank
from ibc_edu.views.class_results.class_results import ClassResultsPanel, ResultSheet

TABLE: ResultSheet = {
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
    told = capsys.readouterr().out
    assert "stranger.csv: left out" in told
    assert re.search(
        rf"^From 1 file: 12 students, \d+ answers in all\.\n{re.escape(str(path))}\n\Z", told, re.MULTILINE
    )


def test_a_workbook_has_a_sheet_for_each_table_and_runs_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "class.xlsx"
    path.write_bytes(report(".xlsx", "=Lead\x00", ["a; =2+2"], [TABLE]))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["About", "Who"]
    assert [row[0].value for row in book["About"]] == ["'=Lead ", "a; '=2+2"]
    cells = [[cell.value for cell in row] for row in book["Who"]]
    assert cells == [["Student", "Student: more", "Score", "Score: more"], ["<b>Ann", None, "'=1+1", "n = 3"]]
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_the_command_writes_a_workbook(students: Path, tmp_path: Path) -> None:
    assert main(["class", str(students), "--out", str(tmp_path / "class.xlsx")]) == 0
    assert "Mix-ups of the class" in openpyxl.load_workbook(tmp_path / "class.xlsx").sheetnames


def test_the_parts_buttons_send_each_file(students: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_CLASS", str(students))
    panel = make(Course(parts=PARTS, record="memory"))
    assert isinstance(panel, ClassResultsPanel)
    assert panel.saves
    sent: dict[str, bytes] = {}
    monkeypatch.setattr(panel, "send", lambda content, buffers: sent.update({content["ending"]: buffers[0]}))
    for ending in ENDINGS:
        panel.receive({"type": "save", "ending": ending})
    assert b"simulated-012" in sent[".csv"]
    assert b"simulated-012" in sent[".html"]
    assert sent[".xlsx"].startswith(b"PK")
    with pytest.raises(RecordError, match="does not say what to write"):
        panel.receive({"type": "save", "ending": ".exe"})


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
