"""Whose a file is: nothing is renamed or removed that is not proven to be a record, and nothing of anybody else."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from attempt_examples import START, attempt
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import RecordError
from ibc_edu.learner.record import Consent, open_record
from ibc_edu.learner.storage import engines, erasing
from ibc_edu.learner.storage.files import RecordFile, is_record


def record_at(path: Path, learner: str = "me", count: int = 60) -> Path:
    with open_record(path, learner=learner) as record:
        record.grant()
        for number in range(1, count + 1):
            made = attempt(number, learner=learner, attempt_id=f"{learner}{number}", response=f"private to {learner}")
            record.add(made)
    return path


def spoil(path: Path) -> None:
    """Damage a record so that its first page still tells whose it is."""
    content = path.read_bytes()
    path.write_bytes(content[:4096])


def everything_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@given(st.binary(min_size=1, max_size=300) | st.binary(max_size=300).map(lambda rest: b"SQLite format 3\0" + rest))
def test_no_other_content_is_taken_for_a_record(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any-content"
    path.write_bytes(content)
    assert not is_record(path)
    with open_record(path) as record:
        record.grant()
        record.add(attempt(1))
        with pytest.raises(RecordError):
            record.erase()
    assert path.read_bytes() == content
    assert RecordFile(path).set_aside(START) is None


def test_another_programs_database_keeps_every_byte_even_while_it_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE photos (name TEXT)")
        other.execute("INSERT INTO photos VALUES ('us')")
        other.commit()
        before = everything_in(tmp_path)
        with open_record(path) as record:
            assert "left alone" in (record.notice or "")
        after = everything_in(tmp_path)
        assert after.keys() == before.keys()
        assert all(after[name] == before[name] for name in ("photos.db", "photos.db-wal"))


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with open_record(pipe) as record:
        assert "left alone" in (record.notice or "")


def test_a_record_in_use_and_killed_before_its_first_page_was_written_is_still_a_record(tmp_path: Path) -> None:
    path = record_at(tmp_path / "a" / "record.sqlite3")
    with open_record(path) as record:
        assert record.add(attempt(900))
        copied = tmp_path / "b"
        copied.mkdir()
        for file in path.parent.iterdir():
            shutil.copy(file, copied)
    with open_record(copied / "record.sqlite3") as record:
        assert len(record.attempts()) == 61


def test_only_this_user_may_read_a_record(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    old = os.umask(0)
    try:
        with open_record(path) as record:
            record.grant()
            record.add(attempt(1))
            assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}
        path.chmod(0o644)  # as earlier versions left it
        open_record(path).close()
        assert path.stat().st_mode & 0o777 == 0o600
        path.chmod(0o664)  # somebody lets others write to it: on purpose
        open_record(path).close()
        assert path.stat().st_mode & 0o777 == 0o664
    finally:
        os.umask(old)


def test_what_was_set_aside_is_remembered_and_not_guessed(tmp_path: Path) -> None:
    path = record_at(tmp_path / "record.sqlite3")
    spoil(path)
    open_record(path).close()
    [aside] = RecordFile(path).copies()
    assert is_record(aside)
    other = tmp_path / "record-damaged-2020-01-01-000000.sqlite3"
    shutil.copy(aside, other)  # a name like ours, and even our content: still not what was set aside
    with open_record(path) as record:
        assert record.erase().removed == [aside]
    assert [file.name for file in tmp_path.iterdir()] == [other.name]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'["../thesis.txt", "/etc/passwd"]', b"\xff"])
def test_a_memory_that_somebody_edited_leads_nowhere(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "in" / "record.sqlite3"
    path.parent.mkdir()
    shutil.copy(record_at(tmp_path / "thesis.txt"), tmp_path / "copy")
    Path(f"{path}.set-aside").write_bytes(content)
    assert RecordFile(path).copies() == []


def test_a_copy_that_holds_answers_of_others_is_left_and_named(tmp_path: Path) -> None:
    path = record_at(tmp_path / "record.sqlite3", "ada")
    record_at(path, "ben")
    file = RecordFile(path)
    aside = file.set_aside(START)
    assert aside is not None
    record_at(path, "ada")
    with open_record(path, learner="ada") as ada:
        erased = ada.erase()
    assert aside.exists()
    assert not path.exists()
    assert erased.remains == [f"{aside} holds answers of others too; it was left."]


def test_agreement_of_another_learner_keeps_a_shared_file(tmp_path: Path) -> None:
    path = record_at(tmp_path / "record.sqlite3", "ada")
    with open_record(path, learner="ben") as ben:
        ben.grant()
        with open_record(path, learner="ada") as ada:
            ada.erase()
        assert ben.add(attempt(1, learner="ben")) is True
    with open_record(path, learner="ben") as later:
        assert later.consent is Consent.GRANTED
        assert len(later.attempts(everyone=True)) == 1


def test_who_agrees_while_another_erases_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the decision that nobody else is there and the removal, another learner agrees and answers."""
    path = record_at(tmp_path / "record.sqlite3", "ada")
    acknowledged = []

    def ben_answers() -> None:
        with open_record(path, learner="ben") as ben:
            ben.grant()
            acknowledged.append(ben.add(attempt(1, learner="ben")))

    thread = threading.Thread(target=ben_answers)
    remove = RecordFile.remove

    def slowly(self: RecordFile) -> list[Path]:
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()  # it waits for the lock
        return remove(self)

    monkeypatch.setattr(RecordFile, "remove", slowly)
    with open_record(path, learner="ada") as ada:
        assert path in ada.erase().removed
    thread.join()
    assert acknowledged == [True]
    with open_record(path, learner="ben") as later:
        assert later.consent is Consent.GRANTED
        assert len(later.attempts()) == 1


def test_what_a_reader_keeps_in_the_wal_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.2)
    path = record_at(tmp_path / "record.sqlite3", "ada")
    record_at(path, "ben", 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM attempts").fetchone()
        with open_record(path, learner="ada") as ada:
            [sentence] = ada.erase().remains
            assert f"{path}-wal" in sentence
            reader.execute("COMMIT")
            assert ada.erase().remains == []
        assert not any(b"private to ada" in content for content in everything_in(tmp_path).values())
        assert any(b"private to ben" in content for content in everything_in(tmp_path).values())


def test_a_server_says_what_remains(new_database: Callable[[], str]) -> None:
    with open_record(new_database()) as record:
        record.grant()
        record.add(attempt(1))
        assert record.erase().remains == [erasing._SERVER]
