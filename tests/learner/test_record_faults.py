"""A record that cannot be used never stops a lesson: said once in plain words, and the lesson goes on in memory."""

from __future__ import annotations

import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa
from attempt_examples import SteppedClock, attempt

from ibc_edu.errors import RecordError
from ibc_edu.learner.record import Consent, Record, open_record
from ibc_edu.learner.storage import engines, layout
from ibc_edu.learner.storage.access import RETRY_AFTER

ReadOnly = Callable[[Path], AbstractContextManager[None]]
ANSWERING = Path(__file__).with_name("answering.py")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A record with 300 attempts in it."""
    path = tmp_path / "record.sqlite3"
    with open_record(path) as record:
        for number in range(1, 301):
            record.add(attempt(number))
        record.grant()
    return path


def goes_on_in_memory(record: Record) -> str:
    """Check that a new answer is there though not on the disk; return what the learner is told, once."""
    assert record.add(attempt(1001, days=1)) is False
    assert record.add(attempt(1002, days=1)) is False
    assert record.attempts()[-2:] == [attempt(1001, days=1), attempt(1002, days=1)]
    told = record.take_notice()
    assert told is not None
    assert "The lesson goes on" in told
    assert record.take_notice() is None
    assert record.notice == told
    return told


def test_read_only_folder_without_a_record(open_folder: Path, read_only: ReadOnly, clock: SteppedClock) -> None:
    record = open_record(open_folder / "ibc" / "record.sqlite3", clock=clock)
    record.consent  # noqa: B018 (loads what it needs while this process may still read everything)
    with read_only(open_folder), record:
        record.grant()
        assert "read-only" in goes_on_in_memory(record)
    clock.advance(minutes=2)
    assert record.add(attempt(3)) is True
    assert len(record.attempts()) == 3
    assert "can be written again" in (record.take_notice() or "")
    assert record.notice is None
    record.close()


def test_read_only_record_can_still_be_read(open_folder: Path, read_only: ReadOnly) -> None:
    path = open_folder / "record.sqlite3"
    with open_record(path) as record:
        record.grant()
        record.add(attempt(1))
    before = path.read_bytes()
    with read_only(open_folder), open_record(path) as record:
        assert record.consent is Consent.GRANTED
        assert record.attempts() == [attempt(1)]
        assert "read-only" in goes_on_in_memory(record)
        with pytest.raises(RecordError, match="read-only"):
            record.erase()
        assert len(record.attempts()) == 3
    assert path.read_bytes() == before


def test_closed_folder(open_folder: Path, read_only: ReadOnly) -> None:
    inner = open_folder / "closed"
    inner.mkdir()
    open_record(inner / "record.sqlite3").close()  # loads what it needs while this process may read everything
    with read_only(open_folder), open_record(inner / "record.sqlite3") as record:
        record.grant()
        assert "closed to you" in goes_on_in_memory(record)
    inner.chmod(0o755)


def test_agreement_that_cannot_be_taken_back(open_folder: Path, read_only: ReadOnly) -> None:
    path = open_folder / "record.sqlite3"
    with open_record(path) as record:
        record.grant()
    with read_only(open_folder), open_record(path) as record:
        record.decline()
        assert "other notebooks still take you as having agreed" in (record.take_notice() or "")
        assert record.consent is Consent.DECLINED
        assert record.add(attempt(1)) is False


def test_file_size_limit(tmp_path: Path) -> None:
    """The system refuses to let the file grow: each answer says so or is there afterwards."""
    path = tmp_path / "record.sqlite3"
    limit = 200_000

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, str(ANSWERING), str(path), "800"]
    done = subprocess.run(command, preexec_fn=limited, capture_output=True, text=True, check=True)
    lines = done.stdout.split("\n")[1:-1]
    safe = {line for line in lines if not line.startswith("in memory only")}
    assert 0 < len(safe) < 800
    assert any("disk is full or refuses" in line for line in lines)
    with open_record(path) as record:
        assert record.notice is None
        assert {found.attempt_id for found in record.attempts()} >= safe


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 512 kB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder]).returncode:
        pytest.skip("this user may not mount a small disk; test_file_size_limit fills a file instead")
    return folder


def test_full_disk(small_disk: Path, clock: SteppedClock) -> None:
    path = small_disk / "record.sqlite3"
    filler = small_disk / "filler"
    try:
        with open_record(path, clock=clock) as record:
            record.grant()
            record.add(attempt(1))
            filler.write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 8192))
            answered = 1
            while record.notice is None:
                answered += 1
                record.add(attempt(answered, response="many words " * 100))
            assert "disk is full" in record.notice
            assert len(record.attempts()) == answered
            filler.unlink()
            assert record.add(attempt(answered + 1)) is False  # left alone for a minute
            clock.advance(minutes=1)
            assert record.add(attempt(answered + 2)) is True
            assert record.notice is None
        with open_record(path) as later:
            assert len(later.attempts()) == answered + 2
    finally:
        subprocess.run(["umount", small_disk], check=True)


def spoil_header(path: Path) -> None:
    path.write_bytes(b"garbage " * 4096)


def cut_in_half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 77])


def cut_to_one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def cut_inside_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def overwrite_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xff" * 4096)


SPOILERS = [cut_in_half, cut_to_one_page, overwrite_a_page]
BEYOND_PROOF = [spoil_header, cut_inside_the_header]  # nothing in the file tells any more that it was a record


@pytest.mark.parametrize("spoil", BEYOND_PROOF)
@pytest.mark.parametrize("opened", [False, True])
def test_a_file_not_proven_to_be_a_record_is_left_alone(
    kept: Path, spoil: Callable[[Path], None], opened: bool
) -> None:
    if not opened:
        spoil(kept)
    with open_record(kept) as record:
        if opened:
            record.close()
            spoil(kept)
        left = kept.read_bytes()
        assert "is not a record of this course and was left alone" in goes_on_in_memory(record)
        record.grant()
        with pytest.raises(RecordError, match="left alone"):
            record.erase()
    assert kept.read_bytes() == left
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_damaged_file_is_kept_aside(kept: Path, clock: SteppedClock, spoil: Callable[[Path], None]) -> None:
    spoil(kept)
    damaged = kept.read_bytes()
    with open_record(kept, clock=clock) as record:
        told = goes_on_in_memory(record)
        aside = kept.with_name("record-damaged-2026-03-01-090000.sqlite3")
        assert "is damaged" in told
        assert aside.name in told
        assert aside.read_bytes() == damaged
        assert not kept.exists()
        assert record.asks_consent
        record.grant()
        assert record.add(attempt(3)) is True
    with open_record(kept) as later:
        assert [found.item_id for found in later.attempts()] == [f"staging-item-{n}" for n in (1001, 1002, 3)]
    assert aside.read_bytes() == damaged


@pytest.mark.parametrize("spoil", SPOILERS)
def test_damage_while_the_record_is_open(kept: Path, clock: SteppedClock, spoil: Callable[[Path], None]) -> None:
    with open_record(kept, clock=clock) as record:
        assert record.add(attempt(900)) is True
        record.close()  # another notebook would do: SQLite still had its pages in memory
        spoil(kept)
        assert "is damaged" in goes_on_in_memory(record)
        record.grant()
    with open_record(kept) as later:
        assert {found.item_id for found in later.attempts()} == {f"staging-item-{n}" for n in (900, 1001, 1002)}


def test_two_damaged_files_in_one_second_are_both_kept(kept: Path, clock: SteppedClock) -> None:
    cut_in_half(kept)
    damaged = kept.read_bytes()
    for content in (damaged, damaged[:-1]):
        kept.write_bytes(content)
        open_record(kept, clock=clock).close()
    aside = sorted(kept.parent.glob("record-damaged-*"))
    assert sorted(len(file.read_bytes()) for file in aside) == [len(damaged) - 1, len(damaged)]


def test_damaged_file_in_a_read_only_folder_is_left(open_folder: Path, read_only: ReadOnly) -> None:
    path = open_folder / "record.sqlite3"
    with open_record(path) as record:
        record.grant()
    cut_to_one_page(path)
    damaged = path.read_bytes()
    with read_only(open_folder), open_record(path) as record:
        assert "read-only" in goes_on_in_memory(record)
        assert record.where() == str(path)
    assert path.read_bytes() == damaged


def test_empty_file_is_a_new_record(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    path.touch()
    with open_record(path) as record:
        assert record.asks_consent
        record.grant()
        assert record.add(attempt(1)) is True


def test_record_of_a_newer_version_is_left_alone(address: str) -> None:
    with open_record(address) as record:
        record.grant()
        record.add(attempt(1))
        assert record._access.store is not None
        with record._access.store._writing.begin() as connection:
            connection.exec_driver_sql("INSERT INTO ibc_edu_version VALUES (99, 'later')")
    before = Path(address).read_bytes() if "://" not in address else b""
    with open_record(address) as record:
        assert "newer version" in goes_on_in_memory(record)
        assert not record.asks_consent
        record.grant()
        assert record.add(attempt(3)) is False
        with pytest.raises(RecordError, match="newer version"):
            record.erase()
    if before:
        assert Path(address).read_bytes() == before
        assert [file.name for file in Path(address).parent.iterdir()] == ["record.sqlite3"]


def test_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "recipes.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with open_record(path) as record:
        assert "not a record of this course" in goes_on_in_memory(record)
        record.grant()
    assert path.read_bytes() == before


def test_tables_of_another_program_on_a_server_are_left_alone(new_database: Callable[[], str]) -> None:
    url = new_database()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE attempts (what TEXT)")
    engine.dispose()
    with open_record(url) as record:
        assert "not a record of this course" in goes_on_in_memory(record)


def test_deleted_while_open(kept: Path) -> None:
    with open_record(kept) as record:
        assert record.add(attempt(900)) is True
        for file in kept.parent.iterdir():
            file.unlink()
        told = goes_on_in_memory(record)
        assert "removed or replaced" in told
        assert "agree to it again" in told
        assert record.asks_consent
        assert not kept.exists()
        record.grant()
        assert "can be written again" in (record.take_notice() or "")
    with open_record(kept) as later:
        assert {found.item_id for found in later.attempts()} == {f"staging-item-{n}" for n in (900, 1001, 1002)}


def test_deleted_while_open_and_only_read(kept: Path) -> None:
    with open_record(kept) as record:
        assert len(record.attempts()) == 300
        kept.unlink()
        assert record.attempts() == []
        assert "removed or replaced" in (record.take_notice() or "")


def test_replaced_by_an_older_copy_while_open(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(kept, copy)
    with open_record(kept) as record:
        record.add(attempt(900))
        copy.replace(kept)
        record.add(attempt(901))
        assert "removed or replaced" in (record.take_notice() or "")
        assert record.add(attempt(902)) is True
        assert len(record.attempts()) == 303


def test_tables_dropped_on_a_server(new_database: Callable[[], str]) -> None:
    url = new_database()
    with open_record(url) as record:
        record.grant()
        record.add(attempt(1))
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"DROP TABLE {', '.join(layout.metadata.tables)}")
        engine.dispose()
        assert "removed or replaced" in goes_on_in_memory(record)
        record.grant()
        assert record.add(attempt(2)) is True
        assert len(record.attempts()) == 4


def test_read_only_server(new_database: Callable[[], str], clock: SteppedClock) -> None:
    url = sa.make_url(new_database())
    options = f"{url.query['options']} -cdefault_transaction_read_only=on"
    closed = url.update_query_dict({"options": options}).render_as_string(hide_password=False)
    with open_record(closed, clock=clock) as record:
        record.grant()
        assert "read-only" in goes_on_in_memory(record)


def test_server_out_of_reach(clock: SteppedClock) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with open_record(f"postgresql+psycopg://ada:secret@127.0.0.1:{port}/record", clock=clock) as record:
            assert record.asks_consent
            record.grant()
            told = goes_on_in_memory(record)
    assert "cannot be reached" in told
    assert "secret" not in told


@pytest.mark.parametrize(
    "address",
    ["mysql://localhost/record", "nonsense://", "postgresql+nosuchdriver://localhost/record", "://x", "sqlite:///"],
)
def test_address_that_cannot_be_used(address: str) -> None:
    with open_record(address) as record:
        told = goes_on_in_memory(record)
        assert "not an address where a record can be kept" in told
        assert "IBC_EDU_RECORD" in told
        record.grant()
        assert record.add(attempt(3)) is False


def test_record_held_by_another_program(kept: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(kept, isolation_level=None)
    with open_record(kept, clock=clock) as record:
        holder.execute("BEGIN EXCLUSIVE")
        assert "held by another program" in goes_on_in_memory(record)
        holder.execute("COMMIT")
        clock.advance(minutes=1)
        assert record.add(attempt(3)) is True
        assert len(record.attempts()) == 302
    holder.close()


def test_what_waits_is_written_when_the_record_is_closed_soon_after_trouble(tmp_path: Path) -> None:
    address, clock = str(tmp_path / "record.sqlite3"), SteppedClock()
    with open_record(address, clock=clock) as record:
        record.grant()
        record._access.next_try = clock.now + RETRY_AFTER
        assert not record.add(attempt(1))
    with open_record(address, clock=clock) as record:
        assert len(record.attempts()) == 1
