"""The record's tables in SQLite or PostgreSQL: reading, writing and looking before touching."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ibc_edu.errors import RecordError
from ibc_edu.learner import schema
from ibc_edu.learner.faults import FaultKind, UnusableRecordError, plain_faults, unusable
from ibc_edu.quiz.attempt import Attempt

BUSY_SECONDS = 10  # how long a write waits for another notebook's write
CONNECT_SECONDS = 5  # how long a lesson waits for a server


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
        url = _url_of(address)
        is_file = url.get_backend_name() == "sqlite"
        self.path = Path(url.database or "").expanduser().absolute() if is_file else None
        self.label = str(self.path) if self.path else url.render_as_string(hide_password=True)
        self._file: tuple[int, int] | None = None
        self._open = False
        try:
            self._engine = _sqlite_engine(self.path) if self.path else _postgres_engine(url)
        except (sa.exc.SQLAlchemyError, ImportError) as error:
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
        with plain_faults(self.label):
            if self._file and self._file != self._identity():
                raise unusable(FaultKind.REMOVED, self.label)
            if self.path and not self.path.exists():
                return False
            with self._engine.connect() as connection:
                version = self._checked_version(connection)
            if 0 < version < len(schema.MIGRATIONS):
                schema.migrate(self._writing, at)
            self._file = self._identity()
        self._open = version > 0
        return self._open

    def create(self, at: datetime) -> None:
        """Create the record unless it is there; a new folder for it is closed to other users of the machine."""
        if self.open(at):
            return
        with plain_faults(self.label):
            if self.path:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._turn_on_wal()
            schema.migrate(self._writing, at)
            self._file = self._identity()
        self._open = True

    def consented(self, learner: str) -> bool:
        """Return whether `learner` agreed to being recorded here."""
        with self._transaction() as connection:
            return _consented(connection, learner)

    def grant(self, learner: str, at: datetime) -> None:
        """Note that `learner` agrees to being recorded here."""
        with self._transaction(writes=True) as connection:
            row = {"learner": learner, "granted_at": at.isoformat()}
            connection.execute(self._insert_new(schema.consent), row)

    def withdraw(self, learner: str) -> None:
        """Forget the agreement of `learner`; the attempts stay until they are erased."""
        with self._transaction(writes=True) as connection:
            connection.execute(sa.delete(schema.consent).where(schema.consent.c.learner == learner))

    def write(self, attempts: Iterable[Attempt], learner: str) -> bool:
        """Add attempts in one transaction; those already there stay as they are.

        When this returns True they are on the disk: SQLite was told to wait for it (`synchronous=FULL`), PostgreSQL
        does so by default. It returns False, with nothing written, if `learner` has taken the agreement back.
        """
        rows = [_row_of(attempt) for attempt in attempts]
        with self._transaction(writes=True) as connection:
            if not _consented(connection, learner):
                return False
            if rows:
                connection.execute(self._insert_new(schema.attempts), rows)
        return True

    def read(self, learner: str | None) -> list[Attempt]:
        """Return the attempts of `learner`, or of everyone for None, in the order of their times.

        Rows that are not attempts (someone edited the file) are left out.
        """
        with self._transaction() as connection:
            return _read(connection, learner)

    def read_only_copy(self, learner: str) -> list[Attempt] | None:
        """Return the attempts of `learner` in a record that lies where nothing can be written.

        SQLite needs to write beside a file that is shared; this reads it as one that nobody writes. None if there
        is nothing to read, or no agreement of `learner`.
        """
        if self.path is None or not os.access(self.path, os.R_OK):
            return None
        uri = f"{self.path.as_uri()}?mode=ro&immutable=1"
        engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(uri, uri=True))
        try:
            with plain_faults(self.label), engine.connect() as connection:
                return _read(connection, learner) if _consented(connection, learner) else None
        except UnusableRecordError:
            return None
        finally:
            engine.dispose()

    def erase(self, learner: str) -> list[Path]:
        """Delete everything of `learner`; a file that then holds nothing goes, with copies that were kept aside.

        Returns the files removed. SQLite overwrites the deleted bytes with zeros (`secure_delete`).
        """
        with self._transaction(writes=True) as connection:
            if self.path:
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
            for table in (schema.attempts, schema.consent):
                connection.execute(sa.delete(table).where(table.c.learner == learner))
            others = connection.scalar(sa.select(sa.func.count()).select_from(schema.attempts))
        if not others:
            return self.remove_files()
        if self.path:
            with plain_faults(self.label), self._engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        return []

    def set_aside(self, at: datetime) -> Path | None:
        """Rename a damaged file, and SQLite's files beside it, to a dated name; None if it could not be renamed."""
        if self.path is None:
            return None
        self.forget()
        stem = f"{self.path.stem}-damaged-{at:%Y-%m-%d-%H%M%S}"
        target = self.path.with_name(stem + self.path.suffix)
        try:
            for count in itertools.count(2):
                if not target.exists():
                    break
                target = self.path.with_name(f"{stem}-{count}{self.path.suffix}")
            for sidecar in ("-wal", "-shm"):
                beside = Path(f"{self.path}{sidecar}")
                if beside.exists():
                    beside.rename(f"{target}{sidecar}")
            self.path.rename(target)
        except OSError:
            return None
        return target

    def close(self) -> None:
        """Give back all connections; `open` opens the record again, if it is still the same file."""
        self._engine.dispose()
        self._open = False

    def forget(self) -> None:
        """Close, and take whatever file comes next under this name."""
        self.close()
        self._file = None

    def remove_files(self) -> list[Path]:
        """Remove the SQLite file, what SQLite keeps beside it and damaged copies; return the files removed."""
        if self.path is None:
            return []
        self.forget()
        aside = self.path.parent.glob(f"{self.path.stem}-damaged-*")
        removed = []
        with plain_faults(self.label):
            for file in (self.path, Path(f"{self.path}-wal"), Path(f"{self.path}-shm"), *aside):
                if file.exists():
                    file.unlink()
                    removed.append(file)
        return removed

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        if self._file != self._identity():
            raise unusable(FaultKind.REMOVED, self.label)
        with plain_faults(self.label), (self._writing if writes else self._engine).begin() as connection:
            yield connection
        if writes and self._file != self._identity():  # removed meanwhile: written into nothing
            raise unusable(FaultKind.REMOVED, self.label)

    def _checked_version(self, connection: sa.Connection) -> int:
        if self.path and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise unusable(FaultKind.DAMAGED, self.label)
        # In this order: on a server another process may create the record between the two questions.
        names = set(sa.inspect(connection).get_table_names())
        version = schema.version_of(connection)
        if version > len(schema.MIGRATIONS):
            raise unusable(FaultKind.NEWER, self.label)
        if version == 0 and (names if self.path else names & set(schema.metadata.tables)):
            raise unusable(FaultKind.FOREIGN, self.label)
        return version

    def _identity(self) -> tuple[int, int] | None:
        """What tells this file from another one that took its name; None for a server or an absent file."""
        if self.path is None:
            return None
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _insert_new(self, table: sa.Table) -> Any:
        insert = sqlite.insert if self.path else postgresql.insert
        return insert(table).on_conflict_do_nothing()

    def _turn_on_wal(self) -> None:
        """Switch a file to write-ahead logging, where readers and a writer don't wait for each other.

        SQLite doesn't wait for a lock here, so two notebooks that create the record at once would trip.
        """
        for attempt in range(50):
            try:
                with self._engine.connect() as connection:
                    connection.connection.execute("PRAGMA journal_mode = WAL").close()
                return
            except (sa.exc.OperationalError, sqlite3.OperationalError):
                if attempt == 49:
                    raise
                time.sleep(0.1)


def _url_of(address: str) -> sa.URL:
    try:
        url = sa.make_url(address) if "://" in address else sa.URL.create("sqlite", database=address)
    except sa.exc.SQLAlchemyError as error:
        raise unusable(FaultKind.ADDRESS, "What IBC_EDU_RECORD says") from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise unusable(FaultKind.ADDRESS, url.render_as_string(hide_password=True))
    if url.get_backend_name() == "sqlite" and not url.database:
        raise unusable(FaultKind.ADDRESS, address)
    return url


def _sqlite_engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        # Python's driver would begin transactions on its own, and not before a CREATE TABLE.
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous = FULL")

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        # A write asks for its lock at once: one that began by reading could not wait for it.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: sa.URL) -> sa.Engine:
    timeout = {"connect_timeout": CONNECT_SECONDS} if url.get_driver_name().startswith("psycopg") else {}
    return sa.create_engine(url, pool_pre_ping=True, connect_args=timeout)


def _consented(connection: sa.Connection, learner: str) -> bool:
    query = sa.select(schema.consent.c.learner).where(schema.consent.c.learner == learner)
    return connection.scalar(query) is not None


def _read(connection: sa.Connection, learner: str | None) -> list[Attempt]:
    table = schema.attempts
    query = sa.select(table)
    if learner is not None:
        query = query.where(table.c.learner == learner)
    attempts = []
    for row in connection.execute(query).mappings():
        try:
            attempts.append(_attempt_of(row))
        except (RecordError, ValueError):
            continue
    # Not by the database: servers sort text by their own rules.
    return sorted(attempts, key=lambda attempt: (attempt.at, attempt.try_number, attempt.attempt_id))


def _row_of(attempt: Attempt) -> dict[str, Any]:
    row: dict[str, Any] = dict(attempt.to_dict())
    row["response"] = json.dumps(row["response"])
    row["misconceptions"] = json.dumps(row["misconceptions"])
    return row


def _attempt_of(row: Any) -> Attempt:
    fields = dict(row)
    fields["response"] = json.loads(fields["response"])
    fields["misconceptions"] = json.loads(fields["misconceptions"])
    return Attempt.from_dict(fields)
