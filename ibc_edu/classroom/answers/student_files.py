"""The answers in one file that a student handed in: as exported, or as a spreadsheet saved it again."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ibc_edu.classroom.answers.statements import fields_of
from ibc_edu.errors import RecordError
from ibc_edu.file_errors import not_read
from ibc_edu.learner.exports import COLUMNS
from ibc_edu.quiz.attempt import Attempt

ENDINGS = (".csv", ".xlsx", ".jsonl")
MOST_BYTES = 20_000_000
"""Largest file that is read: some 40,000 answers, a hundred times the course."""
MOST_UNPACKED = 10 * MOST_BYTES
"""Largest contents of a workbook, which is packed: more is no class's record."""
ROWS_NAMED = 5
"""Rows with the same slip whose numbers are told; the rest are counted."""
_WHOLE = ("sureness", "try_number")
_BROKEN = ("score", "seconds")
_SPOILED = re.compile(r"\d([.,]\d+)?E[+-]?\d+", re.IGNORECASE)
AGAIN = "Ask for the file as it was exported."
"""What helps against most slips."""
NO_ANSWER = "it is no answer of this course, or something in it was changed."


@dataclass
class Handed:
    """What one file holds: its answers, and the rows that were left out, by what is wrong with them."""

    attempts: list[Attempt] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)

    def notes(self) -> list[str]:
        """A line for each slip: which rows were left out, and why."""
        return [f"{_rows(numbers)} left out: {slip}" for slip, numbers in self.left_out.items()]


def read_file(path: Path) -> Handed:
    """Return the answers of one file: CSV with commas, semicolons or tabs, a workbook, or xAPI statements.

    Raises
    ------
    RecordError
        If it is not a record, or too large to be one.
    """
    try:
        if not path.is_file():
            raise RecordError("this is not a plain file.", cure=AGAIN)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise RecordError(
                f"it has {size / 1e6:.0f} MB; a record has less than {MOST_BYTES / 1e6:.0f} MB.", cure=AGAIN
            )
        rows = {".xlsx": _workbook_rows, ".jsonl": _statement_rows}.get(path.suffix.lower(), _csv_rows)(path)
        handed = _attempts(rows)
    except OSError as error:
        raise not_read(error, "it cannot be read").as_error(RecordError) from error
    if not handed.attempts:
        if handed.left_out:
            raise RecordError(" ".join(handed.notes()), cure=AGAIN)
        raise RecordError("it holds no answers.", cure="Ask whether its owner answered anything, and for a new export.")
    return handed


def _attempts(rows: Iterable[tuple[int, dict[str, Any] | None]]) -> Handed:
    handed = Handed()
    for number, fields in rows:
        try:
            if fields is None:
                raise RecordError(NO_ANSWER)
            handed.attempts.append(_attempt(fields))
        except RecordError as error:
            handed.left_out.setdefault(error.what, []).append(number)
    return handed


def _attempt(fields: dict[str, Any]) -> Attempt:
    if _SPOILED.fullmatch(str(fields["attempt_id"])) or _SPOILED.fullmatch(str(fields["session_id"])):
        raise RecordError("a spreadsheet has turned its id into a number.")
    try:
        found = Attempt.from_dict(fields)
    except (RecursionError, OverflowError, RecordError):
        raise RecordError(NO_ANSWER) from None
    names = (found.attempt_id, found.learner, found.item_id, found.item_hash, found.session_id, *found.misconceptions)
    if not all(isinstance(name, str) for name in names):
        raise RecordError("a name in it is not text.")
    return found


def _csv_rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    text = _decoded(path.read_bytes())
    head = text[:1000].lstrip().partition("\n")[0]
    mark = max(";\t,", key=head.count)
    try:
        yield from _table_rows(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise RecordError(f"it is not a table ({error}).", cure=AGAIN) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # as an older spreadsheet saves CSV


def _workbook_rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    from zipfile import ZipFile, is_zipfile

    import openpyxl

    if not is_zipfile(path):
        raise RecordError("it is not a workbook.", cure=AGAIN)
    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise RecordError("it unpacks to more than a class's record can hold.", cure=AGAIN)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            rows = list(sheet.iter_rows(values_only=True, max_col=100, max_row=100_000))
        finally:
            book.close()
    except RecordError:
        raise
    except OSError:
        raise
    except Exception as error:  # what openpyxl and zipfile raise for a damaged file is not written down anywhere
        raise RecordError("it is not a workbook, or it is damaged.", cure=AGAIN) from error
    yield from _table_rows(rows)


def _table_rows(rows: Iterable[Iterable[Any]]) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Rows under a heading that names the columns, in any order and beside others; empty rows are passed over."""
    columns: list[str] = []
    for number, cells in enumerate(rows, start=1):
        row = [_text(cell) for cell in cells]
        if not any(row) or (not columns and row[0].startswith("sep=")):
            continue
        if not columns:
            columns = [name.strip().lower() for name in row]
            missing = [name for name in COLUMNS if name not in columns]
            if missing:
                raise RecordError(
                    "this is not an exported record."
                    if len(missing) > len(COLUMNS) / 2
                    else f"it has no column {', '.join(missing)}.",
                    cure=AGAIN,
                )
            continue
        yield number, _fields(dict(zip(columns, row, strict=False)))
    if not columns:
        raise RecordError("it is empty.", cure=AGAIN)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):  # a workbook's times have no zone; ours are in UTC
        return (cell if cell.tzinfo else cell.replace(tzinfo=UTC)).isoformat()
    return str(cell).strip().removeprefix("'")


def _fields(row: dict[str, str]) -> dict[str, Any] | None:
    """The fields of an attempt from cells, whatever a spreadsheet made of its numbers."""
    try:
        fields: dict[str, Any] = {name: row[name] for name in COLUMNS}
        for name in (*_WHOLE, *_BROKEN):
            value = float(row[name].replace(",", ".")) if row[name] else None
            if value is not None and name in _WHOLE:
                whole = int(value)
                value = whole if whole == value else value
            fields[name] = value
        for name in ("response", "misconceptions"):
            fields[name] = json.loads(row[name]) if row[name] else None
        fields["misconceptions"] = fields["misconceptions"] or []
    except (KeyError, ValueError, OverflowError, RecursionError):
        return None
    return fields


def _statement_rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    for number, line in enumerate(_decoded(path.read_bytes()).splitlines(), start=1):
        if line.strip():
            try:
                yield number, fields_of(json.loads(line))
            except (ValueError, RecursionError):
                yield number, None


def _rows(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:ROWS_NAMED]))
    more = len(numbers) - ROWS_NAMED
    return f"{'row' if len(numbers) == 1 else 'rows'} {named}{f' and {more} more' if more > 0 else ''}"
