"""What a check of the course's data finds: a place, what is wrong there, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


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
    key : str or None
        Key of a TOML file.
    """

    file: str
    what: str
    cure: str
    row: int | None = None
    column: str | None = None
    key: str | None = None

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        column = "" if self.column is None else f", column {self.column}"
        key = "" if self.key is None else f", key {self.key}"
        return f"{self.file}{row}{column}{key}: {self.what} {self.cure}".rstrip()
