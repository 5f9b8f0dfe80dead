"""The first bytes of a file that SQLite may have open in this process, read without letting go of SQLite's locks.

On Linux and macOS a process loses all its locks on a file as soon as it closes any handle to it. Another process then
takes itself for the last one, and removes the `-wal` that this one is still writing to. See section 2.2 of
https://www.sqlite.org/howtocorrupt.html. So a handle that was opened here stays open, one for each file, until the
last of this process's connections to it is closed.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path

_CLOSING_LOSES_LOCKS = os.name == "posix"

_handles: dict[tuple[int, int], int] = {}
_connections: Counter[Path] = Counter()
_one_at_a_time = threading.Lock()


def first_bytes(path: Path, size: int) -> bytes:
    """Return at most `size` bytes from the beginning of a file.

    Raises
    ------
    OSError
        If the file is absent or closed to us.
    """
    if not _CLOSING_LOSES_LOCKS:
        with path.open("rb") as file:
            return file.read(size)
    with _one_at_a_time:
        return os.pread(_handle(path), size, 0)


def connected(path: Path) -> None:
    """Note that SQLite has opened the file once more."""
    with _one_at_a_time:
        _connections[path] += 1


def disconnected(path: Path) -> None:
    """Note that SQLite is about to close one of its connections to the file."""
    with _one_at_a_time:
        _connections[path] -= 1


def let_go(path: Path) -> None:
    """Close the handle if SQLite has no connection left, and the handles to files that have no name any more.

    So a disk can be taken out, and the space of a removed file is given back.
    """
    with _one_at_a_time:
        gone = {identity for identity, handle in _handles.items() if os.fstat(handle).st_nlink == 0}
        if _connections[path] <= 0:
            with suppress(OSError):  # absent, or in a folder that is closed to us
                gone.add(_identity(path))
        for identity in gone & _handles.keys():
            os.close(_handles.pop(identity))


def _handle(path: Path) -> int:
    known = _handles.get(_identity(path))
    if known is not None:
        return known
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    status = os.fstat(handle)
    return _handles.setdefault((status.st_dev, status.st_ino), handle)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino
