"""Where a record may lie: the place that was asked for, or the default."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ibc_edu.learner.storage.faults import FaultKind, unusable

_ALMOST_A_URL = re.compile(
    r"(sqlite|postgres|postgresql|mysql|mariadb|oracle|mssql|https?|file)(\+\w+)?:", re.IGNORECASE
)


def is_plain_path(address: str) -> bool:
    """Whether an address is the path of a file, and neither a URL nor something that was meant to be one."""
    return not ("://" in address or "\0" in address or _ALMOST_A_URL.match(address))


def absolute(path: str) -> Path:
    """Return a path as an absolute one.

    Raises
    ------
    UnusableRecordError
        If it begins with a home folder that does not exist, or the present folder is gone.
    """
    try:
        return Path(path).expanduser().absolute()
    except (RuntimeError, OSError, ValueError) as error:
        raise unusable(FaultKind.HOME, path) from error


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
        that a URL names is taken as it is, and does not tell courses apart.
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
