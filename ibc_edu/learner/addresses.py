"""Where a record may lie: which addresses are understood, and how one is shown without giving a secret away."""

from __future__ import annotations

import os
import re
from pathlib import Path

import sqlalchemy as sa

from ibc_edu.learner.faults import FaultKind, unusable

_SOMEWHERE = "What IBC_EDU_RECORD says"
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_ALMOST_A_URL = re.compile(
    r"(sqlite|postgres|postgresql|mysql|mariadb|oracle|mssql|https?|file)(\+\w+)?:", re.IGNORECASE
)


def url_of(address: str) -> sa.URL:
    """Return the URL of SQLite or PostgreSQL that `address` names, with the driver that is used for it.

    A URL of SQLite says a path and nothing more. A driver, a password or an option that would not be honored is
    refused: a record that was meant to be encrypted must not lie there in plain.

    Raises
    ------
    UnusableRecordError
        If no record can be kept there. The text never holds what may be a password.
    """
    if "://" not in address:
        if _ALMOST_A_URL.match(address) or "\0" in address:
            raise unusable(FaultKind.ADDRESS, _SOMEWHERE)
        return sa.URL.create("sqlite", database=address)
    try:
        url = sa.make_url(address)
    except (sa.exc.SQLAlchemyError, ValueError) as error:
        raise unusable(FaultKind.ADDRESS, _SOMEWHERE) from error
    driver = _DRIVERS.get(url.drivername)
    is_file = driver == "sqlite"
    asks_for_more = is_file and (url.query or url.username or url.password or url.host or url.port)
    if driver is None or asks_for_more or (is_file and (not url.database or "\0" in url.database)):
        raise unusable(FaultKind.ADDRESS, label_of(url))
    return url.set(drivername=driver)


def label_of(url: sa.URL) -> str:
    """Return an address as it may be shown: without its password, and without options, which may hold one too."""
    return url.set(query={}).render_as_string(hide_password=True)


def path_of(url: sa.URL) -> Path:
    """Return the absolute path of an SQLite file.

    Raises
    ------
    UnusableRecordError
        If it begins with a home folder that does not exist.
    """
    try:
        return Path(url.database or "").expanduser().absolute()
    except (RuntimeError, OSError, ValueError) as error:  # nobody of this name, or the present folder is gone
        raise unusable(FaultKind.HOME, str(url.database)) from error


def shown(path: Path) -> str:
    """Return a path as text that can be written anywhere: names of files may hold bytes that are no text."""
    return os.fsencode(path).decode("utf-8", "replace")


def find(asked: str | None, named: str | None, course: str | None) -> str:
    """Return the address of a record: the one `asked` for, the one that `named` stands for, or the default.

    Parameters
    ----------
    asked : str or None
        A path, a folder or a URL; a folder holds a file a course.
    named : str or None
        What `IBC_EDU_RECORD` says. Another course keeps its answers in a file of its own beside that one; a database
        that a URL names is shared.
    course : str or None
        Name of a course other than the package's own.

    Raises
    ------
    UnusableRecordError
        If it would be the default and this user has no home folder.
    """
    address = asked or named
    if address is None or not address:
        return str(default_path(course))
    if _is_folder(address):
        return str(Path(address) / _file_name(course))
    if asked or not course or "://" in address:
        return address
    path = Path(address)
    return str(path.with_name(f"{path.stem}-{course}{path.suffix}")) if path.name else address


def _file_name(course: str | None) -> str:
    return f"record-{course}.sqlite3" if course else "record.sqlite3"


def default_path(course: str | None = None) -> Path:
    """Return where the record lies unless `IBC_EDU_RECORD` says otherwise: the user's data folder, a file a course.

    Raises
    ------
    UnusableRecordError
        If this user has no home folder.
    """
    from platformdirs import user_data_path

    try:
        path = user_data_path("ibc_edu", appauthor=False) / _file_name(course)
    except (RuntimeError, KeyError, OSError) as error:
        raise unusable(FaultKind.HOME, "~") from error
    if not path.is_absolute():  # "~" stays as it is where no user is known
        raise unusable(FaultKind.HOME, str(path))
    return path


def _is_folder(address: str) -> bool:
    """Whether an address is an existing folder; a closed one is not."""
    try:
        return "://" not in address and os.path.isdir(Path(address).expanduser())  # noqa: PTH112
    except (RuntimeError, ValueError):
        return False
