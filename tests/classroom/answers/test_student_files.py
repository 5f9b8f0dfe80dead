"""Files as spreadsheets save them again: nothing is lost without a line, and nothing stops the others."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from class_examples import answered, question
from hypothesis import given, settings
from hypothesis import strategies as st

from ibc_edu.classroom.answers.merging import merge
from ibc_edu.classroom.answers.student_files import ENDINGS, read_file
from ibc_edu.errors import RecordError
from ibc_edu.learner.exports import COLUMNS, write_csv, write_xapi
from ibc_edu.quiz.attempt import Attempt, Outcome, Sureness

ONE, TWO = question(1), question(2)
MADE = replace(answered(ONE, "anna"), attempt_id="a" * 32, seconds=2.5, sureness=Sureness.SURE, score=1.0)


def cells(*attempts: Attempt) -> list[list[str]]:
    """What `write_csv` writes, as rows of cells."""
    with tempfile.TemporaryDirectory() as folder:
        text = write_csv(attempts, Path(folder) / "x.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def as_saved_abroad(*attempts: Attempt) -> str:
    """Semicolons, decimal commas, whole numbers with a fraction, and blank rows."""
    rows = cells(*attempts)
    for row in rows[1:]:
        for name, change in (("seconds", "2,5"), ("try_number", "1,0"), ("sureness", "3.0"), ("score", "1,0")):
            row[COLUMNS.index(name)] = change
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([["sep="], rows[0], [""] * len(COLUMNS), *rows[1:], []])
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_spreadsheet_with_semicolons_and_decimal_commas_is_read(tmp_path: Path, encoding: str) -> None:
    made = replace(MADE, learner="Zoë")
    path = tmp_path / "a.csv"
    path.write_text(as_saved_abroad(made), encoding=encoding)
    assert read_file(path).attempts == [made]
    assert merge(tmp_path).notes == ()


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [*cells(MADE), []]:
        book.active.append(row)
    place = {name: COLUMNS.index(name) + 1 for name in COLUMNS}
    book.active.cell(2, place["try_number"]).value = 1.0
    book.active.cell(2, place["at"]).value = MADE.at.replace(tzinfo=None)
    book.save(tmp_path / "a.xlsx")
    assert read_file(tmp_path / "a.xlsx").attempts == [MADE]


def test_a_damaged_workbook_is_left_out_and_the_others_count(tmp_path: Path) -> None:
    write_csv([MADE], tmp_path / "anna.csv")
    book = openpyxl.Workbook()
    for row in cells(MADE):
        book.active.append(row)
    book.save(tmp_path / "whole.xlsx")
    whole = (tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "whole.xlsx").unlink()
    for place in range(40, len(whole), len(whole) // 12):
        (tmp_path / f"{place}.xlsx").write_bytes(whole[:place] + b"\xff\x00\xff" + whole[place + 3 :])
    merged = merge(tmp_path)
    assert merged.attempts == (MADE,)
    assert any("it is damaged" in note for note in merged.notes)


@pytest.mark.parametrize(
    ("kind", "response"),
    [("single", "abc"), ("multiple", ["a", "b"]), ("matching", {"a": "b"}), ("numeric", 2.5), ("short_text", "a, b")],
)
def test_statements_are_read_back(tmp_path: Path, kind: str, response: object) -> None:
    made = replace(MADE, kind=kind, response=response)
    blank = replace(MADE, attempt_id="b" * 32, response=None, score=None, outcome=Outcome.BLANK)
    write_xapi([made, blank], tmp_path / "a.jsonl")
    assert read_file(tmp_path / "a.jsonl").attempts == [made, blank]


def test_each_row_that_is_left_out_is_told_with_its_cure(tmp_path: Path) -> None:
    rows = cells(*(replace(MADE, attempt_id=letter * 32) for letter in "abcd"))
    rows[2][COLUMNS.index("attempt_id")] = "1.23457E+31"
    rows[3][COLUMNS.index("outcome")] = "hacked"
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    record = merge(tmp_path)
    assert [attempt.attempt_id[0] for attempt in record.attempts] == ["a", "d"]
    assert record.notes == (
        "a.csv: row 3 left out: a spreadsheet has turned its id into a number. Ask for the file as it was exported.",
        "a.csv: row 4 left out: it is no answer of this course, or something in it was changed. "
        "Ask for the file as it was exported.",
    )


def test_a_file_without_a_column_says_which(tmp_path: Path) -> None:
    rows = [row[1:] for row in cells(MADE)]
    (tmp_path / "a.csv").write_text("\n".join(",".join(row) for row in rows))
    with pytest.raises(RecordError, match=f"no column {COLUMNS[0]}"):
        read_file(tmp_path / "a.csv")


@pytest.mark.parametrize(("one", "other"), [("Anna", "ANNA"), ("Zo\u00eb", "Zoe\u0308"), ("Jo Li", "jo  li")])
def test_names_that_differ_in_form_only_are_one_student_and_told(tmp_path: Path, one: str, other: str) -> None:
    write_csv([answered(ONE, one)], tmp_path / "a.csv")
    write_csv([answered(TWO, other)], tmp_path / "b.csv")
    record = merge(tmp_path)
    assert {attempt.learner for attempt in record.attempts} == {one}
    assert "count as one student. If they are two, write another name" in record.notes[0]


def test_one_code_in_two_files_without_a_common_answer_is_told(tmp_path: Path) -> None:
    write_csv([answered(ONE, "anna")], tmp_path / "a.csv")
    write_csv([answered(TWO, "anna")], tmp_path / "b.csv")
    assert merge(tmp_path).notes == (
        "b.csv: anna is in a.csv too and counts as one student. "
        "If they are two, write another name for one of them into that file.",
    )


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_stop_the_others(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv([MADE], folder / "good.csv")
        for ending in ENDINGS:
            (folder / f"bad{ending}").write_bytes(content)
        record = merge(folder)
        assert record.attempts == (MADE,)
        assert len(record.notes) == len(ENDINGS)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=20), max_size=4), st.sampled_from(",;\t"))
def test_any_changed_cells_give_an_answer_or_a_line(changes: dict[str, str], mark: str) -> None:
    rows = cells(MADE, replace(MADE, attempt_id="b" * 32))
    for name, text in changes.items():
        rows[1][COLUMNS.index(name)] = text
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=mark).writerows(rows)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "a.csv").write_text(file.getvalue(), encoding="utf-8", newline="")
        record = merge(name)
    changed = len(record.attempts) == 2 or any("row 2" in note or "counted once" in note for note in record.notes)
    assert changed or changes.get("attempt_id") == "b" * 32
    assert all(attempt.score is None or 0 <= attempt.score <= 1 for attempt in record.attempts)


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda of: st.dictionaries(st.text(), of)))
def test_any_json_line_is_left_out_with_a_line(value: object) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write_xapi([MADE], Path(name) / "a.jsonl")
        path.write_text(path.read_text(encoding="utf-8") + json.dumps(value) + "\n", encoding="utf-8")
        record = merge(name)
    assert record.attempts == (MADE,)
    assert record.notes[0].startswith("a.jsonl: row 2 left out")
