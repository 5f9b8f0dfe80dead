"""Reading one curated table from its CSV file, typed as the schema says, with the place of everything that is wrong.

A cell never holds a line break, so each line of the file is one row, and a broken quotation mark is found in its row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ibc_edu.errors import did_you_mean
from ibc_edu.file_errors import not_read
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.schema import Column, TableSchema

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTE_COMMAS = "Put cells that hold a comma in double quotes."
_KEEP_EMPTY = "A cell is missing; an empty one needs its comma too."
_QUOTES = 'Put the cell in double quotes, and write a quotation mark inside it twice ("").'


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, counted from 1, and its values by column (None for an empty cell, or a list).

    `faulty` names the columns whose cell has a finding already and counts as empty.
    """

    number: int
    values: dict[str, Any]
    faulty: frozenset[str] = frozenset()


def read_table(table: TableSchema, folder: Path) -> tuple[list[Row] | None, list[Finding]]:
    """Read the file of `table` below the data folder `folder`.

    Returns
    -------
    rows : list of Row or None
        The rows that could be read, a faulty value as None; None if the file as a whole cannot be read.
    findings : list of Finding
        All that is wrong with the file and its single values.
    """
    file = f"{folder.name}/{table.path}"
    try:
        if not (folder / table.path).is_file():
            cure = "Restore it, or remove its description from datapackage.json."
            return None, [Finding(file, "the file is missing.", cure)]
        text = (folder / table.path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, [Finding(file, *not_read(error))]
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        return None, [Finding(file, "this is not UTF-8 text.", "Save the file as UTF-8.", row)]
    lines = _LINE_END.split(text)
    if lines[-1] == "":
        lines.pop()
    if not lines:
        return None, [Finding(file, "the file is empty.", f"Begin it with {','.join(table.columns)}.", 1)]
    return _rows(table, file, lines)


def _rows(table: TableSchema, file: str, lines: list[str]) -> tuple[list[Row] | None, list[Finding]]:
    header, findings = _cells(file, 1, lines[0])
    if header is None:
        return None, findings
    findings += _header_findings(table, file, header)
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], start=2):
        cells, wrong = _cells(file, number, line)
        if cells is not None and len(cells) != len(header):
            what = f"the row has {len(cells)} cells where the header has {len(header)}."
            cure = _QUOTE_COMMAS if len(cells) > len(header) else _KEEP_EMPTY
            wrong.append(Finding(file, what, cure, number))
        elif cells is not None:
            values, wrong = _typed(table, file, number, dict(zip(header, cells, strict=True)))
            rows.append(Row(number, values, frozenset(finding.column for finding in wrong if finding.column)))
        findings += wrong
    return rows, findings


def _cells(file: str, number: int, line: str) -> tuple[list[str] | None, list[Finding]]:
    """The cells of one line, or what is wrong with its form."""
    if not line.strip():
        return None, [Finding(file, "the row is empty.", "Remove it.", number)]
    try:
        (cells,) = csv.reader([line], strict=True)
    except (csv.Error, ValueError) as error:
        return None, [Finding(file, f"the row is not well formed ({error}).", _QUOTES, number)]
    for cell in cells:
        if '"' in cell and cell.replace('"', '""') not in line:
            return None, [Finding(file, "a cell has a quotation mark but is not quoted.", _QUOTES, number)]
    return cells, []


def _header_findings(table: TableSchema, file: str, header: list[str]) -> list[Finding]:
    findings = []
    known = list(table.columns)
    for name in dict.fromkeys(header):
        if name not in table.columns:
            cure = f"{did_you_mean(name, known)} A new column is first described in datapackage.json."
            findings.append(Finding(file, f"the column {name!r} is not known.", cure, 1, name))
        if header.count(name) > 1:
            findings.append(Finding(file, f"the column {name!r} stands here twice.", "Remove one.", 1, name))
    findings += [
        Finding(file, f"the column {name!r} is missing.", "Add it.", 1, name) for name in known if name not in header
    ]
    return findings


def _typed(table: TableSchema, file: str, number: int, cells: dict[str, str]) -> tuple[dict[str, Any], list[Finding]]:
    values: dict[str, Any] = {}
    findings = []
    for name, column in table.columns.items():
        try:
            values[name] = _value(column, cells[name]) if name in cells else _empty(column)
        except _CellError as bad:
            values[name] = _empty(column)
            findings.append(Finding(file, bad.what, bad.cure, number, name))
    return values, findings


class _CellError(Exception):
    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure


def _empty(column: Column) -> list[str] | None:
    return [] if column.is_list else None


def _value(column: Column, cell: str) -> Any:
    """The value of a cell.

    Raises
    ------
    _CellError
        If it does not fit its column.
    """
    if cell != cell.strip():
        raise _CellError("the cell begins or ends with a space.", "Remove it.")
    if not cell:
        if column.required:
            raise _CellError("the cell is empty.", f"Fill it in: {column.description}")
        return _empty(column)
    values = list(_entries(cell)) if column.is_list else [cell]
    for value in values:
        if column.enum and value not in column.enum:
            raise _CellError(f"{_shown(value)} is not allowed.", did_you_mean(value, column.enum))
        if column.pattern and not re.fullmatch(column.pattern, value):
            cure = f"Write it like {column.example}." if column.example else f"It must match {column.pattern}."
            raise _CellError(f"{_shown(value)} has the wrong form.", cure)
    return values if column.is_list else _converted(column, cell)


def _entries(cell: str) -> Iterator[str]:
    seen = set()
    for part in cell.split(";"):
        entry = part.strip()
        if not entry:
            raise _CellError("an entry of the list is empty.", "Separate entries by one semicolon and a space.")
        if entry in seen:
            raise _CellError(f"{_shown(entry)} stands in the list twice.", "Remove one.")
        seen.add(entry)
        yield entry


def _converted(column: Column, cell: str) -> str | int | float | bool:
    if column.type == "string":
        return cell
    if column.type == "boolean":
        if cell not in ("true", "false"):
            raise _CellError(f"{_shown(cell)} is neither true nor false.", "Write true or false.")
        return cell == "true"
    number = r"-?[0-9]{1,15}" if column.type == "integer" else r"-?[0-9]{1,15}(\.[0-9]{1,15})?"
    if not re.fullmatch(number, cell):
        raise _CellError(f"{_shown(cell)} is no {column.type}.", f"Write {column.title.lower()} in plain digits.")
    value = int(cell) if column.type == "integer" else float(cell)
    if column.minimum is not None and value < column.minimum:
        raise _CellError(f"{value} is below {column.minimum}.", "Correct it.")
    return value


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:57]}...")
