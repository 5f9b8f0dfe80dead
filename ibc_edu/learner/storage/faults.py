"""What can go wrong with a record, each as one plain sentence that a learner can act on."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from ibc_edu.errors import RecordError


class FaultKind(StrEnum):
    """Why a record cannot be used."""

    READ_ONLY = "read-only"
    NOT_ALLOWED = "not allowed"
    OLDER = "older"
    FULL = "full"
    BUSY = "busy"
    DAMAGED = "damaged"
    NEWER = "newer"
    FOREIGN = "foreign"
    REMOVED = "removed"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    ADDRESS = "address"
    HOME = "home"
    NAME = "name"
    OTHER = "other"


REASONS = {
    FaultKind.READ_ONLY: "Your record at {where} cannot be written: the file or folder is read-only or closed to you.",
    FaultKind.NOT_ALLOWED: "Your record at {where} cannot be used: the server does not let you do this.",
    FaultKind.OLDER: "Your record at {where} is of an older version of this course, and only its owner may renew it.",
    FaultKind.FULL: "Your record at {where} cannot be written: the disk is full or refuses to store more.",
    FaultKind.BUSY: "Your record at {where} is held by another program and did not become free in time.",
    FaultKind.DAMAGED: "Your record at {where} is damaged and cannot be read.",
    FaultKind.NEWER: "Your record at {where} was written by a newer version of this course and was left alone.",
    FaultKind.FOREIGN: "{where} is not a record of this course and was left alone.",
    FaultKind.REMOVED: "Your record at {where} was removed or replaced while it was open.",
    FaultKind.UNREACHABLE: "Your record at {where} cannot be reached.",
    FaultKind.SLOW: "Your record at {where} did not answer in time.",
    FaultKind.HOME: "Your record would lie in a home folder that does not exist ({where}).",
    FaultKind.NAME: "The code of the learner has characters that cannot be kept.",
    FaultKind.ADDRESS: "{where} is not an address where a record can be kept.",
    FaultKind.OTHER: "Your record at {where} cannot be used.",
}

# Primary result codes of SQLite, https://www.sqlite.org/rescode.html
_SQLITE_KINDS = {
    5: FaultKind.BUSY,
    6: FaultKind.BUSY,
    8: FaultKind.READ_ONLY,
    10: FaultKind.FULL,  # "disk I/O error": also how a quota or a size limit shows itself
    11: FaultKind.DAMAGED,
    13: FaultKind.FULL,
    14: FaultKind.READ_ONLY,  # "unable to open database file"
    15: FaultKind.BUSY,  # "locking protocol"
    26: FaultKind.FOREIGN,  # "file is not a database": nothing says that it ever was ours
}

# Extended codes of "disk I/O error" that tell of locks: SQLITE_IOERR_RDLOCK, UNLOCK, CHECKRESERVEDLOCK, LOCK, SHMLOCK
_SQLITE_LOCKS = {2314, 2058, 3594, 3850, 5130}

# SQLSTATE codes, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_KINDS = {
    "25006": FaultKind.READ_ONLY,
    "42501": FaultKind.NOT_ALLOWED,
    "42P01": FaultKind.REMOVED,
    "53100": FaultKind.FULL,
    "55P03": FaultKind.BUSY,
    "57014": FaultKind.BUSY,  # statement_timeout
}

_FULL_DISK = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class UnusableRecordError(RecordError):
    """A record on disk or on a server cannot be used; `kind` says why, the text says it to the learner."""

    def __init__(
        self, what: str, *, where: str | None = None, cure: str | None = None, kind: FaultKind = FaultKind.OTHER
    ) -> None:
        super().__init__(what, where=where, cure=cure)
        self.kind = kind


def unusable(kind: FaultKind, where: str, *, cure: str | None = None) -> UnusableRecordError:
    """Return the error that says in plain words what is wrong with the file or server `where`."""
    return UnusableRecordError(REASONS[kind].format(where=where), cure=cure, kind=kind)


def kind_of(error: BaseException) -> FaultKind:
    """Return the kind of fault behind an error of a database driver or of the operating system."""
    original = getattr(error, "orig", None) or error
    sqlite_code = getattr(original, "sqlite_errorcode", None)
    if sqlite_code is not None:
        if sqlite_code in _SQLITE_LOCKS:
            return FaultKind.BUSY
        return _SQLITE_KINDS.get(sqlite_code & 0xFF, FaultKind.OTHER)
    if hasattr(original, "sqlstate"):
        unreachable = original.sqlstate is None or original.sqlstate[:2] in ("08", "28", "3D", "57")
        return _POSTGRES_KINDS.get(original.sqlstate, FaultKind.UNREACHABLE if unreachable else FaultKind.OTHER)
    if isinstance(original, OSError):
        return FaultKind.FULL if original.errno in _FULL_DISK else FaultKind.READ_ONLY
    return FaultKind.OTHER


@contextmanager
def plain_faults(where: str) -> Iterator[None]:
    """Turn errors of the database driver and the operating system into a `UnusableRecordError` about `where`.

    Raises
    ------
    UnusableRecordError
        In place of any SQLAlchemyError, OSError or value that the database or the driver cannot take.
    """
    import sqlite3

    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, ValueError) as error:
        raise unusable(kind_of(error), where) from error
