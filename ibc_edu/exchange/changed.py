"""When the course's questions and tables were changed last, for systems that take over only what is newer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

EARLIEST = 1_767_225_600
"""The first second of 2026, in UTC; no course is older."""

_READ = {".toml", ".json", ".csv"}


def last_change(folders: Iterable[Path]) -> int:
    """Return the second, counted from 1970, when a file of these folders was changed last.

    SOURCE_DATE_EPOCH says it in its place, where files are to be the same on every computer; see
    https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given.isdecimal():
        return max(EARLIEST, int(given))
    files = (path for folder in folders for path in folder.rglob("*") if path.suffix in _READ)
    return max((_second(path) for path in files), default=EARLIEST)


def _second(path: Path) -> int:
    try:
        return max(EARLIEST, int(path.stat().st_mtime))
    except OSError:  # gone since it was found
        return EARLIEST
