"""`ibc-edu record`: where, export and erase."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest
from attempt_examples import attempt

from ibc_edu.cli.chosen import accept_course
from ibc_edu.cli.record import register
from ibc_edu.errors import RecordError
from ibc_edu.learner.cards import Grade, card_attempt
from ibc_edu.learner.exports import read_csv
from ibc_edu.learner.record import open_record
from ibc_edu.learner.storage.separation import Separation


def run(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser(prog="ibc-edu")
    register(parser.add_subparsers(required=True))
    accept_course(parser)
    options = parser.parse_args(["record", *map(str, arguments)])
    status: int = options.func(options)
    return status


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "record.sqlite3"
    with open_record(path) as record:
        record.grant()
        record.add(attempt(1))
        record.add(attempt(2, learner="ada"))
    return path


def test_where_says_what_there_is(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("where", "--record", kept) == 0
    lines = [f"Record: {kept}", Separation.FILE, "Consent: you agreed to it", "Answers of me: 1"]
    assert capsys.readouterr().out.splitlines() == lines


def test_where_counts_cards_apart(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_record(kept) as record:
        record.add(card_attempt("words/biopsy", Grade.GOOD, at=attempt(1).at, learner="me", session_id="one"))
    assert run("where", "--record", kept) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["Answers of me: 1", "Flash cards graded: 1"]


def test_where_creates_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("where", "--record", tmp_path / "none.sqlite3") == 0
    assert "not asked yet" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_where_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "record.sqlite3"
    path.write_bytes(b"garbage " * 999)
    assert run("where", "--record", path) == 1
    assert "is not a record of this course and was left alone" in capsys.readouterr().out
    assert path.read_bytes() == b"garbage " * 999


def test_export_takes_its_format_from_the_ending(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", tmp_path / "mine.csv", "--record", kept) == 0
    assert read_csv(tmp_path / "mine.csv") == [attempt(1)]
    assert run("export", tmp_path / "mine.jsonl", "--record", kept, "--learner", "ada") == 0
    said = json.loads((tmp_path / "mine.jsonl").read_text())
    assert said["actor"]["account"]["name"] == "ada"
    assert capsys.readouterr().out.count("1 answer written") == 2
    assert run("export", tmp_path / "mine.docx", "--record", kept) == 2
    assert "Use .csv" in capsys.readouterr().out
    with pytest.raises(RecordError, match="cannot be written"):
        run("export", tmp_path / "nowhere" / "mine.csv", "--record", kept)


def test_erase_asks_first(kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for typed in ("no\n", ""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert run("erase", "--record", kept) == 1
    assert "Nothing was deleted." in capsys.readouterr().out
    with open_record(kept) as record:
        assert record.attempts() == [attempt(1)]
    monkeypatch.setattr("sys.stdin", io.StringIO("erase\n"))
    assert run("erase", "--record", kept) == 0
    with open_record(kept, learner="ada") as record:
        assert len(record.attempts(everyone=True)) == 1


def test_erase_never_touches_what_is_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thesis = tmp_path / "thesis.txt"
    neighbor = tmp_path / "thesis-damaged-by-coffee.txt"
    for file in (thesis, neighbor):
        file.write_text("years of work")
    assert run("where", "--record", thesis) == 1
    assert run("erase", "--record", thesis, "--yes") == 1
    assert "Deleted" not in capsys.readouterr().out
    assert sorted(file.read_text() for file in tmp_path.iterdir()) == ["years of work"] * 2


def test_erase_says_what_it_removed_and_what_remains(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def spoiled() -> Path:
        kept.write_bytes(kept.read_bytes()[:4096])
        run("where", "--record", kept)
        [aside] = kept.parent.glob("record-damaged-*.sqlite3")
        return aside

    aside = spoiled()
    with open_record(kept, learner="ben") as ben:
        ben.grant()
    assert run("erase", "--record", kept, "--yes") == 0
    assert "may hold answers of others too" in capsys.readouterr().out
    assert aside.exists()
    assert run("erase", "--record", kept, "--yes", "--learner", "ben") == 0
    assert f"Removed {aside}" in capsys.readouterr().out
    assert list(kept.parent.iterdir()) == []


def test_a_copy_from_another_place_is_added_once(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.csv"
    assert run("export", copy, "--record", kept) == 0
    mine = tmp_path / "mine.sqlite3"
    assert run("import", copy, "--record", mine) == 1
    assert "not agreed" in capsys.readouterr().out
    with open_record(mine, learner="bo") as record:
        record.grant()
    for _ in range(2):
        assert run("import", copy, "--record", mine, "--learner", "bo") == 0
    assert "0 answers added" in capsys.readouterr().out
    with open_record(mine, learner="bo") as record:
        assert [each.learner for each in record.attempts()] == ["bo"]
