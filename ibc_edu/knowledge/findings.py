"""What a check of the course's data finds: a place, what is wrong there, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    Parameters
    ----------
    file : str
        Path of the file, from the data folder's name on.
    what, cure : str
        What is wrong, and what to do about it, in a sentence each.
    row : int or None
        Line of the file, counted from 1 (the header of a table); the row number in a spreadsheet.
    column : str or None
    """

    file: str
    what: str
    cure: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.file}{row}{column}: {self.what} {self.cure}".rstrip()


def near(name: str, known: Iterable[str]) -> str:
    """A cure that names the nearest of the `known` names, or what they are if they are few."""
    return _near(name, tuple(known))


@lru_cache  # the same wrong name often stands in many rows
def _near(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, n=1)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Use one of: {', '.join(known)}." if 0 < len(known) <= 12 else "Correct it, or add what it names."
