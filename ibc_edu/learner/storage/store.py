"""The record's tables in SQLite or PostgreSQL: reading, writing and looking before touching."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ibc_edu.learner.storage import engines, layout
from ibc_edu.learner.storage.addresses import shown
from ibc_edu.learner.storage.faults import FaultKind, UnusableRecordError, plain_faults, unusable
from ibc_edu.learner.storage.files import Identity, RecordFile
from ibc_edu.learner.storage.peek import let_go
from ibc_edu.learner.storage.rows import Rows, read_rows, row_of, same_row
from ibc_edu.learner.storage.separation import Separation, separation_of
from ibc_edu.learner.storage.urls import label_of, path_of, url_of
from ibc_edu.quiz.attempt import Attempt

_IN_ONE_QUESTION = 500  # ids in one query

# Asked with every answer, so built once. By learner too, else every row of everyone is looked at: numbers are kept
# apart by learner.
_AGREED = sa.select(layout.consent.c.learner).where(layout.consent.c.learner == sa.bindparam("whose"))
_STORED = sa.select(layout.attempts).where(
    layout.attempts.c.learner.in_(sa.bindparam("learners", expanding=True)),
    layout.attempts.c.attempt_id.in_(sa.bindparam("ids", expanding=True)),
)


@dataclass(frozen=True)
class Written:
    """What became of attempts that were to be written.

    Parameters
    ----------
    agreed : bool
        Whether the learner's agreement stands; if not, nothing was written.
    safe : frozenset of str
        The ids of those that are in the record now, just as they were given.
    """

    agreed: bool
    safe: frozenset[str] = frozenset()


class Store:
    """The tables of a record behind one address; every method raises `UnusableRecordError` when they cannot be used.

    Parameters
    ----------
    address : str
        An SQLAlchemy URL of SQLite or PostgreSQL, or the path of an SQLite file.

    Raises
    ------
    UnusableRecordError
        If the address names no database that a record can be kept in.
    """

    def __init__(self, address: str) -> None:
        url = url_of(address)
        self.file = RecordFile(path_of(url)) if url.get_backend_name() == "sqlite" else None
        self.label = shown(self.file.path) if self.file else label_of(url)
        self._identity: Identity | None = None
        self._open = False
        self._lines = engines.Lines()
        self._left: list[sa.QueuePool] = []  # closed while a call that hung still had a connection of theirs
        self.separation = Separation.FILE if self.file else Separation.NONE
        try:
            self._engine = (
                engines.sqlite_engine(self.file.path) if self.file else engines.postgres_engine(url, self._lines)
            )
        except (sa.exc.SQLAlchemyError, ImportError, ValueError, TypeError) as error:
            cure = "PostgreSQL needs the package psycopg." if isinstance(error, ImportError) else None
            raise unusable(FaultKind.ADDRESS, self.label, cure=cure) from error
        self._writing = self._engine.execution_options(writes=True)

    @property
    def is_open(self) -> bool:
        """Whether the record was found and opened."""
        return self._open

    def open(self, at: datetime) -> bool:
        """Open the record if there is one, bringing an older one up to date; return whether there is.

        Nothing is written to what is not a record of this course, and an absent file stays absent.

        Raises
        ------
        UnusableRecordError
            If what is there is damaged, from a newer version, something else than a record, or not the file that was
            open before.
        """
        with self.faults():
            if self._identity and self._identity != self._present():
                raise unusable(FaultKind.REMOVED, self.label)
            if self.file and not self.file.path.exists():
                return False
            if self.file and self.file.is_foreign():
                raise unusable(FaultKind.FOREIGN, self.label)
            with self._engine.connect() as connection:
                version = self._checked_version(connection)
                self.separation = separation_of(connection) if version else self.separation
            if self.separation is Separation.ROWS and version < len(layout.MIGRATIONS):
                raise unusable(FaultKind.OLDER, self.label)
            if 0 < version < len(layout.MIGRATIONS):
                layout.migrate(self._writing, at)
            if self.file and version:
                self.file.make_private()
            self._identity = self._present()
        self._open = version > 0
        return self._open

    def create(self, at: datetime) -> None:
        """Create the record unless it is there, closed to other users of the machine.

        Raises
        ------
        UnusableRecordError
            As for `open`, and if nothing can be written there.
        """
        if self.open(at):
            return
        with self.faults():
            if self.file:
                self.file.create()
                self._turn_on_wal()
            layout.migrate(self._writing, at)
            if self.file:
                self.checkpoint("PASSIVE")  # from now on the file itself tells whose it is
            self._identity = self._present()
        self._open = True

    def consented(self, learner: str) -> bool:
        """Return whether `learner` agreed to being recorded here."""
        with self.transaction() as connection:
            return has_agreed(connection, learner)

    def grant(self, learner: str, at: datetime) -> None:
        """Note that `learner` agrees to being recorded here."""
        with self.transaction(writes=True) as connection:
            row = {"learner": learner, "granted_at": at.isoformat()}
            connection.execute(self._insert_new(layout.consent), row)

    def withdraw(self, learner: str) -> None:
        """Forget the agreement of `learner`; the attempts stay until they are erased."""
        with self.transaction(writes=True) as connection:
            if self.separation is Separation.ROWS:
                connection.execute(sa.select(sa.func.ibc_edu_withdraw()))
            else:
                connection.execute(sa.delete(layout.consent).where(layout.consent.c.learner == learner))

    def write(self, attempts: Iterable[Attempt], learner: str) -> Written:
        """Add attempts in one transaction; those already there stay as they are.

        What it calls safe was read back and is on the disk when this returns: SQLite was told to wait for it
        (`synchronous=FULL`), PostgreSQL does so by default. Nothing is written if `learner` has taken the agreement
        back.
        """
        rows = {attempt.attempt_id: row_of(attempt) for attempt in attempts}
        safe: set[str] = set()
        with self.transaction(writes=True) as connection:
            if not has_agreed(connection, learner):
                return Written(agreed=False)
            if not self.file:  # a learner's sequence numbers become visible in their order
                lock = sa.func.pg_advisory_xact_lock(layout.POSTGRES_LOCK, sa.func.hashtext(learner))
                connection.execute(sa.select(lock))
            if rows:
                connection.execute(self._insert_new(layout.attempts), list(rows.values()))
            for ids in chunks(list(rows)):
                learners = {rows[attempt_id]["learner"] for attempt_id in ids}
                stored = connection.execute(_STORED, {"learners": list(learners), "ids": ids}).mappings()
                safe.update(row["attempt_id"] for row in stored if same_row(row, rows[row["attempt_id"]]))
        return Written(agreed=True, safe=frozenset(safe))

    def read(self, learner: str | None, *, after: int | None = None) -> Rows:
        """Return the attempts of `learner`, or of everyone for None, in the order in which they reached the record.

        Parameters
        ----------
        learner : str or None
        after : int, optional
            Only a page of those with a higher sequence number.
        """
        with self.transaction() as connection:
            return read_rows(connection, learner, after=after)

    def read_items(self, learner: str, items: Iterable[str]) -> Rows:
        """Return the attempts of `learner` at some questions, in the order in which they reached the record."""
        with self.transaction() as connection:
            return read_rows(connection, learner, items=list(items))

    def read_only_copy(self, learner: str) -> Rows | None:
        """Return the attempts of `learner` in a record that lies where nothing can be written.

        SQLite needs to write beside a file that is shared; this reads it as one that nobody writes. None if there
        is nothing to read, or no agreement of `learner`.
        """
        if self.file is None or not os.access(self.file.path, os.R_OK):
            return None
        uri = f"{self.file.path.as_uri()}?mode=ro&immutable=1"
        engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(uri, uri=True))
        try:
            with self.faults(), engine.connect() as connection:
                return read_rows(connection, learner) if has_agreed(connection, learner) else None
        except UnusableRecordError:
            return None
        finally:
            engine.dispose()

    def set_aside(self, at: datetime) -> Path | None:
        """Rename a damaged record to a dated name; None if it could not be renamed or is not proven to be one."""
        if self.file is None:
            return None
        self.forget()
        return self.file.set_aside(at)

    def close(self) -> None:
        """Give back all connections; `open` opens the record again, if it is still the same file."""
        pool = cast("sa.QueuePool", self._engine.pool)
        if pool.checkedout():
            self._left.append(pool)
        self._engine.dispose()
        back = [left for left in self._left if left.checkedin()]
        for left in back:
            left.dispose()
            self._left.remove(left)
        if self.file:
            let_go(self.file.path)
        self._open = False

    def forget(self) -> None:
        """Close, and take whatever file comes next under this name."""
        self.close()
        self._identity = None

    def hang_up(self) -> None:
        """Cut the line to a server that does not answer; called from another thread than the one that waits."""
        self._lines.cut()

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Plain faults; damage is only said of what is proven to be a record, anything else is foreign.

        Raises
        ------
        UnusableRecordError
            In place of errors of the driver and the operating system.
        """
        try:
            with plain_faults(self.label):
                yield
        except UnusableRecordError as fault:
            if fault.kind is FaultKind.DAMAGED and self.file and not self.file.is_ours():
                raise unusable(FaultKind.FOREIGN, self.label) from fault
            raise

    @contextmanager
    def begin(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        """A transaction in the file that was opened, without a look at the file afterward.

        Raises
        ------
        UnusableRecordError
            If it is no longer that file.
        """
        if self._identity != self._present():
            raise unusable(FaultKind.REMOVED, self.label)
        with (self._writing if writes else self._engine).begin() as connection:
            yield connection

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        """A transaction in the file that was opened; what it wrote is there when it ends.

        Raises
        ------
        UnusableRecordError
            If it is no longer that file, or cannot be read or written.
        """
        with self.faults(), self.begin(writes=writes) as connection:
            yield connection
        if writes and self._identity != self._present():  # removed meanwhile: written into nothing
            raise unusable(FaultKind.REMOVED, self.label)

    def _checked_version(self, connection: sa.Connection) -> int:
        if self.file and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise unusable(FaultKind.DAMAGED, self.label)
        # In this order: on a server another process may create the record between the two questions.
        names = set(sa.inspect(connection).get_table_names())
        version = layout.version_of(connection)
        if version > len(layout.MIGRATIONS):
            raise unusable(FaultKind.NEWER, self.label)
        if version == 0 and (names if self.file else names & set(layout.metadata.tables)):
            raise unusable(FaultKind.FOREIGN, self.label)
        return version

    def _present(self) -> Identity | None:
        return self.file.identity if self.file else None

    def _insert_new(self, table: sa.Table) -> Any:
        insert = sqlite.insert if self.file else postgresql.insert
        return insert(table).on_conflict_do_nothing()

    def checkpoint(self, mode: str) -> bool:
        """Ask SQLite to bring the `-wal` into the file; return whether somebody was in the way."""
        with self._engine.connect() as connection:
            busy, _, _ = connection.connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        return bool(busy)

    def _turn_on_wal(self) -> None:
        """Switch a file to write-ahead logging, where readers and a writer don't wait for each other.

        SQLite doesn't always wait for a lock here, so two notebooks that create the record at once would trip.
        """
        end = time.monotonic() + engines.BUSY_SECONDS
        while True:
            try:
                with self._engine.connect() as connection:
                    connection.connection.execute("PRAGMA journal_mode = WAL").close()
                return
            except (sa.exc.OperationalError, sqlite3.OperationalError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)


def has_agreed(connection: sa.Connection, learner: str) -> bool:
    """Whether `learner` agreed to being recorded."""
    return connection.scalar(_AGREED, {"whose": learner}) is not None


def chunks(ids: list[str]) -> Iterator[list[str]]:
    """Ids in lists that are short enough for one query."""
    for start in range(0, len(ids), _IN_ONE_QUESTION):
        yield ids[start : start + _IN_ONE_QUESTION]
