"""A look at a record's first bytes changes nothing for those who have it open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from attempt_examples import attempt

from ibc_edu.learner.record import open_record
from ibc_edu.learner.storage import peek
from ibc_edu.learner.storage.files import is_record

OPEN_AND_CLOSE = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("SELECT count(*) FROM attempts").fetchone()
other.close()
"""


def test_a_look_at_an_open_record_keeps_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with open_record(path) as record:
        record.grant()
        assert record.add(attempt(1))
        assert is_record(path)
        subprocess.run([sys.executable, "-c", OPEN_AND_CLOSE, str(path)], check=True)  # it must not be the last one
        assert Path(f"{path}-wal").exists()
        assert record.add(attempt(2))
    with open_record(path) as record:
        assert {kept.attempt_id for kept in record.attempts()} == {attempt(1).attempt_id, attempt(2).attempt_id}


def test_first_bytes_follow_the_file_that_has_the_name_now(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"before")
    assert peek.first_bytes(path, 3) == b"bef"
    (tmp_path / "b").write_bytes(b"after")
    (tmp_path / "b").replace(path)
    assert peek.first_bytes(path, 99) == b"after"


@pytest.mark.skipif(not peek._CLOSING_LOSES_LOCKS, reason="handles are closed at once here")
def test_the_handle_of_a_removed_file_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    status = path.stat()
    peek.first_bytes(path, 1)
    assert (status.st_dev, status.st_ino) in peek._handles
    path.unlink()
    peek.let_go(tmp_path)
    assert (status.st_dev, status.st_ino) not in peek._handles


@pytest.mark.skipif(not peek._CLOSING_LOSES_LOCKS, reason="handles are closed at once here")
def test_nothing_stays_open_after_the_last_record_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with open_record(path) as first, open_record(path) as second:
        first.grant()
        assert second.consent
        assert is_record(path)
        identity = (path.stat().st_dev, path.stat().st_ino)
        first.close()
        assert identity in peek._handles
    assert identity not in peek._handles


def test_an_absent_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        peek.first_bytes(tmp_path / "absent", 1)
