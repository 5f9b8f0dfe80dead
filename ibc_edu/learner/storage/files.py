"""The file of an SQLite record: whose it is, who may read it, and setting a damaged one aside.

No file is renamed or removed unless its content proves that it is a record of this course.
"""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

from ibc_edu.learner.storage.peek import first_bytes, let_go

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_APPLICATION_ID_AT = 68  # https://www.sqlite.org/fileformat.html, section 1.3
_SCHEMA_IN = 65_536  # bytes at the beginning that hold the names of a small database's tables, whatever its page size
_SIDECARS = ("-wal", "-shm")
_SHARED_ON_PURPOSE = stat.S_IWGRP | stat.S_IWOTH

APPLICATION_ID = 0x1BCED0  # any number, as long as no other program has it

Identity = tuple[int, int]


class RecordFile:
    """A path where a record lies or will lie.

    Parameters
    ----------
    path : Path
        Absolute.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def identity(self) -> Identity | None:
        """What tells this file from another one that took its name; None for an absent file."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def is_ours(self) -> bool:
        """Whether the content proves that this is a record of this course, sound or damaged."""
        return is_record(self.path)

    def is_foreign(self) -> bool:
        """Whether there is something that is no record of this course; it is looked at and not changed.

        A database whose first page does not tell yet (its beginning still waits in the `-wal`) is read to find out.
        """
        try:
            status = self.path.stat()
            if not stat.S_ISREG(status.st_mode):
                return True
            start = first_bytes(self.path, _HEADER_SIZE)
        except OSError:  # absent, or closed to us: whoever opens it says so
            return False
        if not start or self.is_ours():
            return False
        if not start.startswith(_MAGIC):
            return True
        names = _names_in(self.path)
        return names is not None and bool(names) and "ibc_edu_version" not in names

    def make_private(self) -> None:
        """Close the file, and SQLite's beside it, to other users, unless somebody let others write to it on purpose."""
        for file in self._all():
            try:
                mode = file.stat().st_mode
                if mode & 0o077 and not mode & _SHARED_ON_PURPOSE:
                    file.chmod(0o600)
            except OSError:  # absent, or another user's
                continue

    def create(self) -> None:
        """Make an empty file that only this user may read, in a folder that is made likewise.

        Raises
        ------
        OSError
            If the folder cannot be made or nothing can be written in it.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            self.make_private()

    def remove(self) -> list[Path]:
        """Remove the file and what SQLite keeps beside it; return the files removed.

        The caller holds the database's lock, so that nobody adds to what is removed.

        Raises
        ------
        OSError
            If one cannot be removed.
        """
        return [file for file in self._all() if _unlinked(file)]

    def set_aside(self, at: datetime) -> Path | None:
        """Rename a damaged record, and SQLite's files beside it, to a dated name, and remember it.

        None, with nothing changed, if it is not proven to be a record or cannot be renamed.
        """
        if not self.is_ours():
            return None
        stem = f"{self.path.stem}-damaged-{at:%Y-%m-%d-%H%M%S}"
        names = itertools.chain([stem], (f"{stem}-{count}" for count in itertools.count(2)))
        target = next(place for name in names if not (place := self.path.with_name(name + self.path.suffix)).exists())
        try:
            self._remember([*self._remembered(), target.name])
            for sidecar in _SIDECARS:
                beside = Path(f"{self.path}{sidecar}")
                if beside.exists():
                    beside.rename(f"{target}{sidecar}")
            self.path.rename(target)
        except OSError:
            return None
        return target

    def copies(self) -> list[Path]:
        """The damaged records that were set aside from here, are still there and are proven to be records."""
        found = (self.path.with_name(name) for name in self._remembered())
        return [copy for copy in found if is_record(copy)]

    def remove_copy(self, copy: Path) -> list[Path]:
        """Remove a copy that was set aside, with SQLite's files beside it; return the files removed.

        Raises
        ------
        OSError
            If it cannot be removed.
        """
        removed = [file for file in RecordFile(copy)._all() if _unlinked(file)]
        self._remember([name for name in self._remembered() if name != copy.name])
        return removed

    def _all(self) -> tuple[Path, ...]:
        return (self.path, *(Path(f"{self.path}{sidecar}") for sidecar in _SIDECARS))

    @property
    def _memory(self) -> Path:
        return Path(f"{self.path}.set-aside")

    def _remembered(self) -> list[str]:
        try:
            names = json.loads(self._memory.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        if not isinstance(names, list):
            return []
        return [name for name in names if isinstance(name, str) and Path(name).name == name]  # in this folder only

    def _remember(self, names: list[str]) -> None:
        if not names:
            self._memory.unlink(missing_ok=True)
            return
        handle = os.open(self._memory, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(names, file)


def is_record(path: Path) -> bool:
    """Whether the content of a file proves that it is a record of this course, sound or damaged.

    The proof is SQLite's header together with the course's application id, or with the name of the course's own table
    in the list of tables that follows (records of the first version have no id).
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        start = first_bytes(path, _SCHEMA_IN)
    except OSError:
        return False
    if len(start) < _HEADER_SIZE or not start.startswith(_MAGIC):
        return False
    application_id = int.from_bytes(start[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    return application_id == APPLICATION_ID or b"CREATE TABLE ibc_edu_version" in start


def learners_in(path: Path) -> set[str] | None:
    """Return whose answers or agreements a record that was set aside holds; None if it can no longer tell."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            rows = connection.execute("SELECT learner FROM attempts UNION SELECT learner FROM consent").fetchall()
    except (sqlite3.Error, ValueError):
        return None
    return {str(row[0]) for row in rows}


def _names_in(path: Path) -> set[str] | None:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=1)) as connection:
            return {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except (sqlite3.Error, ValueError):
        return None


def _unlinked(file: Path) -> bool:
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    let_go(file)
    return True
