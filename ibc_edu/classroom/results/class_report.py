"""The tables of a class to take along: one page to print, one CSV file with all tables, or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from ibc_edu.classroom.results.spreadsheet import as_text
from ibc_edu.errors import RecordError

if TYPE_CHECKING:
    from ibc_edu.views.class_results.class_results import Cell, ResultSheet

ENDINGS = (".html", ".csv", ".xlsx")
LONGEST_SHEET_NAME = 31
"""Characters in the name of a sheet that spreadsheets take."""
_STYLE = """
body { font: 11pt/1.4 sans-serif; margin: 2rem auto; max-width: 60rem; color: #111; background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
caption { text-align: left; padding: .3rem 0; }
th, td { border-bottom: 1px solid #999; padding: .25rem .5rem; text-align: left; vertical-align: top; }
small { display: block; }
tr { break-inside: avoid; }
h2 { break-after: avoid; }
"""


def printable_page(lead: str, notes: Iterable[str], sheets: Iterable[ResultSheet]) -> str:
    """Return one HTML page with every row of every table; it loads nothing.

    Parameters
    ----------
    lead : str
        Whose results these are.
    notes : iterable of str
        What the educator should know about the files.
    sheets : iterable of ResultSheet
    """
    listed = "".join(f"<li>{escape(note)}</li>" for note in notes)
    body = "".join(map(_table, sheets))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>How the class did</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>How the class did</h1><p>{escape(lead)}</p>"
        f"{f'<ul>{listed}</ul>' if listed else ''}{body}</body></html>\n"
    )


def csv_text(lead: str, notes: Iterable[str], sheets: Iterable[ResultSheet]) -> str:
    """Return the same as CSV: each table under its title, what stands in small print in a column of its own."""
    file = io.StringIO()
    writer = csv.writer(file)

    def line(*cells: str) -> None:
        writer.writerow([as_text(cell) for cell in cells])

    for text in (lead, *notes):
        line(text)
    for table in sheets:
        line()
        line(table["title"])
        line(*(name for column in table["columns"] for name in (column, f"{column}: more")))
        for row in table["rows"]:
            line(*(text for cell in row for text in (cell["text"], cell["small"])))
    return file.getvalue()


def workbook(lead: str, notes: Iterable[str], sheets: Iterable[ResultSheet]) -> bytes:
    """Return the same as a workbook (.xlsx): a sheet with the lead and the notes, and a sheet for each table."""
    import openpyxl

    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "About"
    for text in (lead, *notes):
        first.append([_sheet_text(text)])
    for table in sheets:
        sheet = book.create_sheet(table["title"][:LONGEST_SHEET_NAME])
        sheet.append([text for column in table["columns"] for text in (column, f"{column}: more")])
        for row in table["rows"]:
            sheet.append([_sheet_text(text) for cell in row for text in (cell["text"], cell["small"])])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def report(ending: str, lead: str, notes: Iterable[str], sheets: Iterable[ResultSheet]) -> bytes:
    """Return the contents of a file with one of the `ENDINGS`.

    Raises
    ------
    RecordError
        If the ending says no known form.
    """
    if ending == ".xlsx":
        return workbook(lead, notes, sheets)
    if ending == ".csv":
        return csv_text(lead, notes, sheets).encode("utf-8-sig", "replace")  # its mark tells a spreadsheet
    if ending == ".html":
        return printable_page(lead, notes, sheets).encode("utf-8", "replace")
    cure = "Let it end with .html for a page to print, or .csv or .xlsx for a spreadsheet."
    raise RecordError("this name does not say what to write.", where=ending, cure=cure)


def _sheet_text(text: str) -> str:
    return as_text("".join(char if char.isprintable() else " " for char in text))


def _table(table: ResultSheet) -> str:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in table["columns"])
    rows = "".join(map(_row, table["rows"]))
    return (
        f"<h2>{escape(table['title'])}</h2>\n<table><caption>{escape(table['caption'])}</caption>"
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>\n"
    )


def _row(cells: Sequence[Cell]) -> str:
    name, *others = map(_shown, cells)
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>\n'


def _shown(cell: Cell) -> str:
    small = f"<small>{escape(cell['small'])}</small>" if cell["small"] else ""
    return escape(cell["text"]) + small
