"""Merging students' files: nothing counts twice, and no file stops the others."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from class_examples import START, answered, question
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.classroom.answers.merging import merge, one_line
from ibc_edu.classroom.answers.student_files import AGAIN
from ibc_edu.errors import RecordError
from ibc_edu.learner.exports import COLUMNS, write_csv
from ibc_edu.learner.record import open_record

ONE, TWO = question(1), question(2)


def people(folder: Path) -> dict[str, int]:
    record = merge(folder)
    names = [attempt.learner for attempt in record.attempts]
    return {name: names.count(name) for name in names}


def test_each_students_answers_count_under_their_code(tmp_path: Path) -> None:
    write_csv([answered(ONE, "anna"), answered(TWO, "anna", minute=1)], tmp_path / "a.csv")
    write_csv([answered(ONE, "bo")], tmp_path / "b.CSV")
    (tmp_path / "notes.txt").write_text("not looked at")
    record = merge(tmp_path)
    assert record.files == 2
    assert record.notes == (
        "notes.txt: left out: only files that end with .csv, .xlsx, .jsonl are read. "
        "If it holds answers, ask for them as CSV; if not, it can stay.",
    )
    assert people(tmp_path) == {"anna": 2, "bo": 1}


def test_the_same_answer_in_two_files_counts_once(tmp_path: Path) -> None:
    write_csv([answered(ONE, "anna")], tmp_path / "monday.csv")
    write_csv([answered(ONE, "anna"), answered(TWO, "anna", minute=1)], tmp_path / "tuesday.csv")
    assert people(tmp_path) == {"anna": 2}
    assert merge(tmp_path).notes == ()


def test_a_student_without_a_code_goes_by_the_files_name(tmp_path: Path) -> None:
    for name in ("anna", "bo"):
        made = replace(answered(ONE, "me"), attempt_id=name)
        (tmp_path / name).mkdir()
        write_csv([made], tmp_path / name / "record.csv")
    assert people(tmp_path) == {"anna/record": 1, "bo/record": 1}


def test_a_file_whose_name_is_no_text_counts_all_the_same(tmp_path: Path) -> None:
    write_csv([answered(ONE, "me")], tmp_path / "plain.csv").rename(tmp_path / os.fsdecode(b"caf\xe9.csv"))
    [name] = people(tmp_path)
    assert name.startswith("caf")
    name.encode()


def test_a_later_file_with_one_of_the_same_answers_is_the_same_student(tmp_path: Path) -> None:
    first, second = answered(ONE, "me"), answered(TWO, "me", minute=5)
    write_csv([first], tmp_path / "anna.csv")
    write_csv([first, second], tmp_path / "record (1).csv")
    assert people(tmp_path) == {"anna": 2}


def test_a_second_download_counts_under_the_first_ones_name(tmp_path: Path) -> None:
    later = [answered(ONE, "me"), answered(TWO, "me", minute=1)]
    for name, attempts in (("ben.csv", later[:1]), ("ben (1).csv", later)):
        write_csv(attempts, tmp_path / name)
    assert people(tmp_path) == {"ben": 2}


def test_a_file_in_place_of_the_folder_is_told_as_one(tmp_path: Path) -> None:
    write_csv([answered(ONE, "anna")], tmp_path / "anna.csv")
    with pytest.raises(RecordError, match=r"this is a file, and a folder is needed\."):
        merge(tmp_path / "anna.csv")


def test_a_copied_file_under_another_name_does_not_count_again(tmp_path: Path) -> None:
    made = answered(ONE, "anna")
    write_csv([made], tmp_path / "a.csv")
    write_csv([replace(made, learner="bo")], tmp_path / "b.csv")
    record = merge(tmp_path)
    assert people(tmp_path) == {"anna": 1}
    assert record.notes == (
        "b.csv: 1 of its answers is in a.csv too, under another name: counted once, for anna. "
        "Ask whose they are, and take the other file out.",
    )


def test_a_file_that_names_nobody_counts_under_its_own_name(tmp_path: Path) -> None:
    write_csv([answered(ONE, " \u200b")], tmp_path / "bo.csv")
    write_csv([answered(TWO, "me")], tmp_path / "cy.csv")
    assert people(tmp_path) == {"bo": 1, "cy": 1}


def test_a_file_that_claims_another_persons_name_is_shown_as_a_conflict(tmp_path: Path) -> None:
    write_csv([answered(ONE, "anna"), answered(TWO, "anna", minute=1)], tmp_path / "a.csv")
    forged = [
        replace(answered(one, "anna", "wrong", minute=-60), attempt_id=f"f{n}") for n, one in enumerate((ONE, TWO))
    ]
    write_csv(forged, tmp_path / "b.csv")
    assert merge(tmp_path).notes == (
        "b.csv: other answers of anna to 2 questions than in a.csv; the earlier answers count. "
        "One person: ask which file is theirs and take the other out. Two: write another name into one.",
    )


def test_a_later_export_with_another_answer_on_another_day_is_no_conflict(tmp_path: Path) -> None:
    first, again = answered(ONE, "anna", "wrong"), answered(ONE, "anna", minute=60, session_id="another day")
    write_csv([first], tmp_path / "monday.csv")
    write_csv([first, again], tmp_path / "tuesday.csv")
    assert merge(tmp_path).notes == ()


def hostile(kind: str) -> bytes:
    fields = dict(answered(ONE, "eve").to_dict())
    changes = {
        "nested": {"response": "[" * 100_000},
        "far date": {"at": "0001-01-01T00:00:00+14:00"},
        "no number": {"score": "nan"},
        "objects": {"misconceptions": '[{"a": 1}]'},
        "wrong outcome": {"outcome": "hacked"},
    }
    if kind not in changes:
        return {"stranger": b"name,grade\nEve,A\n", "binary": bytes(range(256)) * 10, "empty": b""}[kind]
    row = {
        name: json.dumps(value) if name in ("response", "misconceptions") else value for name, value in fields.items()
    }
    row |= changes[kind]
    cells = ['"' + str("" if row[name] is None else row[name]).replace('"', '""') + '"' for name in COLUMNS]
    return f"{','.join(COLUMNS)}\r\n{','.join(cells)}\r\n".encode("utf-8-sig")


@pytest.mark.parametrize(
    "kind", ["stranger", "binary", "empty", "nested", "far date", "no number", "objects", "wrong outcome"]
)
def test_a_file_that_is_no_record_is_named_and_the_others_count(tmp_path: Path, kind: str) -> None:
    write_csv([answered(ONE, "anna")], tmp_path / "good.csv")
    (tmp_path / "bad.csv").write_bytes(hostile(kind))
    record = merge(tmp_path)
    assert [attempt.learner for attempt in record.attempts] == ["anna"]
    (note,) = record.notes
    assert note.startswith("bad.csv: left out: ")
    assert note.endswith(AGAIN)
    assert len(note) <= 240


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    write_csv([answered(ONE, "anna")], tmp_path / "good.csv")
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(3_000_000_000)  # sparse
    assert merge(tmp_path).notes == (f"huge.csv: left out: it has 3000 MB; a record has less than 20 MB. {AGAIN}",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_does_not_keep_the_merge_waiting(tmp_path: Path) -> None:
    write_csv([answered(ONE, "anna")], tmp_path / "good.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    assert merge(tmp_path).notes == (f"pipe.csv: left out: this is not a plain file. {AGAIN}",)


def test_the_cure_of_a_long_line_is_not_cut_off(tmp_path: Path) -> None:
    person, file = "x" * 200, "y" * 100
    write_csv([answered(ONE, person)], tmp_path / f"{file}1.csv")
    write_csv([replace(answered(ONE, person, "wrong"), attempt_id="other")], tmp_path / f"{file}2.csv")
    (note,) = merge(tmp_path).notes
    assert len(note) <= 240
    assert note.endswith("Two: write another name into one.")


def test_names_that_look_alike_or_turn_the_text_stay_apart(tmp_path: Path) -> None:
    codes = ["x" * 100 + "1", "x" * 100 + "2", "eve\u202egnp", "<b>bold</b>"]
    for number, code in enumerate(codes):
        write_csv([answered(ONE, code)], tmp_path / f"{number}.csv")
    shown = list(people(tmp_path))
    assert len(set(shown)) == 4
    assert max(map(len, shown)) <= 64
    assert shown[2:] == ["eve gnp", "<b>bold</b>"]


@given(st.text(max_size=300), st.integers(10, 80))
def test_a_line_is_one_line_and_no_longer_than_asked(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert len(line) <= longest
    assert all(char.isprintable() for char in line)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: None, "It holds no file. Students make theirs with"),
        (lambda folder: (folder / "x.csv").write_text("a,b"), "x.csv: left out: this is not an exported record."),
        (lambda folder: folder.rmdir(), "there is no such folder."),
    ],
    ids=["empty", "strangers only", "absent"],
)
def test_a_folder_without_any_record_is_an_error(tmp_path: Path, make: object, message: str) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    assert callable(make)
    make(folder)
    with pytest.raises(RecordError) as caught:
        merge(folder)
    assert message in str(caught.value)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_shared_record_gives_everyones_answers(tmp_path: Path, request: pytest.FixtureRequest, kind: str) -> None:
    server = kind == "postgresql"
    address = request.getfixturevalue("new_database")() if server else f"sqlite:///{tmp_path / 'class.sqlite3'}"
    for person in ("anna", "bo", "me"):
        with open_record(address, learner=person, clock=lambda: START) as record:
            record.grant()
            record.add(answered(ONE, person))
    record = merge(address)
    assert sorted(attempt.learner for attempt in record.attempts) == ["anna", "bo", "me"]
    assert record.notes == ("Answers under the code 'me' count as one student; each needs a code: IBC_EDU_LEARNER.",)


def test_a_shared_record_that_is_not_there_or_damaged_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no answers are kept here yet"):
        merge(f"sqlite:///{tmp_path / 'none.sqlite3'}")
    (tmp_path / "broken.sqlite3").write_bytes(b"SQLite format 3\0" + bytes(200))
    with pytest.raises(RecordError, match=r"broken\.sqlite3"):
        merge(f"sqlite:///{tmp_path / 'broken.sqlite3'}")
    with pytest.raises(RecordError, match="not an address"):
        merge("mysql://someone@localhost/class")
