"""Every wait has an end: what hangs is left to itself, the lesson goes on, and what was kept is written afterward.

The waits are shortened here; `benchmarks/waits.py` measures them at their full length.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from attempt_examples import SteppedClock, attempt

from ibc_edu.learner import keeping
from ibc_edu.learner.record import Consent, Record, open_record
from ibc_edu.learner.storage import access, engines
from ibc_edu.learner.storage.bounded import BoundedCalls
from ibc_edu.learner.storage.faults import FaultKind
from ibc_edu.learner.storage.store import Store

SHORT = 0.3


@pytest.fixture
def shorten(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Shortens the wait from now on; what is expected to succeed has its full time on a busy machine."""

    def make() -> None:
        monkeypatch.setattr(access, "WAIT_SECONDS", SHORT)

    monkeypatch.setattr(access, "WAIT_IN_TROUBLE", 3.0)
    return make


def kept_in_memory(record: Record, number: int) -> str:
    """Check that an answer is in memory and that this is said once; return the sentence."""
    assert record.add(attempt(number)) is False
    assert attempt(number) in record.attempts()
    told = record.take_notice()
    assert told is not None
    assert "The lesson goes on" in told
    return told


def test_a_call_that_hangs_is_left_and_the_next_one_is_not_begun() -> None:
    calls, hanging = BoundedCalls(), threading.Event()
    with pytest.raises(TimeoutError):
        calls(hanging.wait, 0.01)
    begun: list[int] = []
    with pytest.raises(TimeoutError):
        calls(lambda: begun.append(1), 60)  # at once: the first one still hangs
    hanging.set()
    assert calls(lambda: "back", 60) == "back"
    assert begun == []
    with pytest.raises(ZeroDivisionError):
        calls(lambda: 1 / 0, 60)
    calls.close()
    assert calls(lambda: "again", 60) == "again"
    calls.close()


def test_a_record_is_not_given_up_because_what_reads_it_loads_slowly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load = engines.sqlite_engine

    def slow(path: Path) -> sa.Engine:
        time.sleep(0.5)
        return load(path)

    (path := tmp_path / "record.sqlite3").touch()
    monkeypatch.setattr("ibc_edu.learner.record.WAIT_IN_TROUBLE", 0.3)
    monkeypatch.setattr(engines, "sqlite_engine", slow)
    assert open_record(path).where() == str(path)


def test_without_threads_calls_are_made_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_threads(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_threads)
    with open_record("memory") as record:
        record.grant()
        record.add(attempt(1))
    assert BoundedCalls()(lambda: 7, 0) == 7


def test_a_disk_that_hangs(
    tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch, shorten: Callable[[], None]
) -> None:
    path, goes_on = tmp_path / "record.sqlite3", threading.Event()
    with open_record(path, clock=clock) as record:
        record.grant()
        shorten()
        write = Store.write
        monkeypatch.setattr(Store, "write", lambda *a: goes_on.wait() and write(*a))
        assert "did not answer in time" in kept_in_memory(record, 1)
        assert record.add(attempt(2)) is False
        goes_on.set()
        clock.advance(minutes=1)
        assert record.add(attempt(3)) is True
        assert "can be written again" in (record.take_notice() or "")
    with open_record(path) as later:
        assert later.attempts() == [attempt(n) for n in (1, 2, 3)]


def test_locks_that_fail_for_ever(tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network disk without locks answers "busy" to every attempt; here another program holds the only one."""
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    path = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with open_record(path, clock=clock) as record:
            record.grant()
            kept_in_memory(record, 1)
            holder.execute("ROLLBACK")
            clock.advance(minutes=1)
            assert record.add(attempt(2)) is True
            assert len(record.attempts()) == 2


@contextmanager
def stopped(url: str) -> Iterator[None]:
    """Stop all processes of the server, as a machine does that was suspended."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        one = connection.scalar(sa.text("SELECT pg_backend_pid()"))
        server = int(Path(f"/proc/{one}/stat").read_text().split()[3])  # its parent
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    processes = [server, *map(int, children)]
    send(signal.SIGSTOP, processes)
    try:
        yield
    finally:
        send(signal.SIGCONT, processes)


def send(what: signal.Signals, processes: list[int]) -> None:
    for process in processes:
        with suppress(ProcessLookupError):  # a connection that has just ended
            os.kill(process, what)


def test_a_server_that_was_stopped(
    new_database: Callable[[], str], clock: SteppedClock, shorten: Callable[[], None]
) -> None:
    url = new_database()
    with open_record(url, clock=clock) as record:
        record.grant()
        assert record.add(attempt(1)) is True
        shorten()
        with stopped(url):
            kept_in_memory(record, 2)
            clock.advance(minutes=1)
            assert record.add(attempt(3)) is False
        clock.advance(minutes=1)
        for _ in range(50):  # the server closes the cut connection first
            if record.add(attempt(4)):
                break
            clock.advance(minutes=1)
        assert record.notice is None
    with open_record(url) as later:
        assert later.attempts() == [attempt(n) for n in (1, 2, 3, 4)]


def test_a_connection_that_hangs_for_ever_is_cut_and_another_one_taken(
    new_database: Callable[[], str], clock: SteppedClock, shorten: Callable[[], None]
) -> None:
    with open_record(new_database(), clock=clock) as record:
        record.grant()

        def process(store: Store) -> int:
            with store.transaction() as connection:
                return int(connection.scalar(sa.text("SELECT pg_backend_pid()")) or 0)

        one = record._access.run(process)
        shorten()
        send(signal.SIGSTOP, [one])
        try:
            kept_in_memory(record, 1)
            clock.advance(minutes=1)
            assert record.add(attempt(2)) is True
        finally:
            send(signal.SIGCONT, [one])
        assert record.attempts() == [attempt(1), attempt(2)]


def test_opening_a_record_on_a_server_that_was_stopped(
    new_database: Callable[[], str], shorten: Callable[[], None]
) -> None:
    url = new_database()
    with open_record(url) as record:
        record.grant()
    shorten()
    with stopped(url), open_record(url) as record:
        assert "did not answer in time" in (record.notice or "")
        assert record.add(attempt(1)) is False
        record.close()


def test_a_connection_that_comes_back_after_closing_is_closed_too(new_database: Callable[[], str]) -> None:
    store = Store(new_database())
    late = store._engine.connect()
    line: Any = late.connection.driver_connection
    store.close()
    late.close()  # into the pool that it was taken from
    assert not line.closed
    store.close()
    assert line.closed
    assert store._left == []


def test_a_table_that_somebody_locked(
    new_database: Callable[[], str], clock: SteppedClock, shorten: Callable[[], None]
) -> None:
    url = new_database()
    engine = sa.create_engine(url)
    with open_record(url, clock=clock) as record:
        record.grant()
        shorten()
        with engine.begin() as locker:
            locker.exec_driver_sql("LOCK TABLE attempts IN ACCESS EXCLUSIVE MODE")
            kept_in_memory(record, 1)
        clock.advance(minutes=1)
        assert record.add(attempt(2)) is True
    engine.dispose()
    with open_record(url) as later:
        assert later.attempts() == [attempt(1), attempt(2)]


def eventually(true: Callable[[], Any]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("nothing happened in 10 s")


def count_at(path: Path) -> int:
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM attempts").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_what_is_in_memory_is_written_when_the_disk_comes_back_and_nothing_is_answered(
    tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.02)
    monkeypatch.setattr("ibc_edu.learner.sync.TROUBLE_SECONDS", 0.02)
    path = tmp_path / "record.sqlite3"
    with open_record(path, clock=clock) as record:
        record.grant()
        with closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            kept_in_memory(record, 1)
            holder.execute("ROLLBACK")
        clock.advance(minutes=1)
        eventually(lambda: count_at(path) == 1)
        eventually(lambda: record.notice is None)


def test_answers_given_before_agreement_in_another_notebook_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ibc_edu.learner.sync.AGREEMENT_SECONDS", 0.02)
    path = tmp_path / "record.sqlite3"
    with open_record(path) as lesson, open_record(path) as start:
        lesson.add(attempt(1))
        start.grant()
        eventually(lambda: count_at(path) == 1)
        assert lesson.consent is Consent.GRANTED


def test_a_kernel_that_ends_writes_what_another_notebook_agreed_to(address: str) -> None:
    answering = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from attempt_examples import attempt\n"
        "from ibc_edu.learner.record import open_record\n"
        "record = open_record(sys.argv[1]); record.add(attempt(1)); print('answered', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", answering, address, *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as lesson:
        assert lesson.stdout is not None
        assert lesson.stdout.readline() == "answered\n"
        with open_record(address) as start:
            start.grant()
            lesson.communicate("")
            assert lesson.returncode == 0
            assert start.attempts() == [attempt(1)]


def test_closing_writes_what_another_notebook_agreed_to(address: str) -> None:
    lesson = open_record(address)
    lesson.add(attempt(1))
    with open_record(address) as start:
        start.grant()
        lesson.close()
        assert start.attempts() == [attempt(1)]


def test_an_answer_is_written_later_when_python_is_stopped_while_it_waits_for_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    record = open_record(path)
    record.grant()

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", stopped)
        with pytest.raises(KeyboardInterrupt):
            record.add(attempt(1))
    keeping._last_try()  # as when the kernel ends
    assert count_at(path) == 1
    record.close()


def test_nothing_tries_again_once_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_record("memory") as record:
        record.add(attempt(1))
        assert record._sync.retrying._thread is None
        assert record._sync.retry() is None
    assert access.RETRY_AFTER.total_seconds() == keeping.TROUBLE_SECONDS


@pytest.mark.parametrize("ahead", [False, True])
def test_trying_again_does_not_depend_on_the_clock(tmp_path: Path, clock: SteppedClock, ahead: bool) -> None:
    """The clock is set back, or was ahead, while the record rests after a fault."""
    path = tmp_path / "folder" / "record.sqlite3"
    path.parent.write_text("in the way")
    with open_record(path, clock=clock) as record:
        record.grant()
        assert record._access.trouble is not None
        path.parent.unlink()
        clock.advance(hours=1 if ahead else -1)
        assert record.add(attempt(1)) is True


def test_a_slow_store_is_not_taken_for_a_lost_one() -> None:
    assert FaultKind.SLOW not in access.LOST
