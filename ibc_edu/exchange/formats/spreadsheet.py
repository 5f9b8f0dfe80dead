"""Questions as a spreadsheet, in XLSX and in CSV: everything that a question file says, and back without a loss."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import EXACT, About, Brought, Format, Written
from ibc_edu.exchange.formats.question_rows import MOST_ROWS, Cell, columns, drafts_of, sheet_of
from ibc_edu.exchange.incoming import text_of
from ibc_edu.exchange.packing import packed, unpacked
from ibc_edu.quiz.kinds import kind_names
from ibc_edu.quiz.kinds.base import QuestionBase

MOST_COLUMNS = 200
_SHEET = "questions"
_WIDE = ("stem", "explanation", "feedback", "mistake", "otherwise", "text", "left", "right", "hint")
# What a spreadsheet runs begins so; in some countries a semicolon ends a cell of a CSV file, whatever the file says.
_RUN = re.compile(r"(^|;\s*)(?=[=+\-@'])")
_RUN_MARK = re.compile(r"(^|;\s*)'(?=[=+\-@'])")
# Characters that XML cannot hold, and what looks like the escape of one.
_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write_csv(questions: Sequence[QuestionBase], about: About) -> Written:
    """Return the questions as CSV in UTF-8 with its mark; what a spreadsheet would run begins with an apostrophe."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    for row in sheet_of(questions):
        writer.writerow([_RUN.sub(r"\1'", cell) if isinstance(cell, str) else _plain(cell) for cell in row])
    return made.getvalue().encode("utf-8-sig", "replace"), ()


def read_csv(data: bytes) -> Brought:
    """Return the drafts of a CSV file with our columns, parted by commas, semicolons or tabs.

    Raises
    ------
    QuestionError
        If it is no such file.
    """
    text = text_of(data)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise QuestionError(f"this is no CSV file that can be read ({error}).", cure="Save it as CSV again.") from error
    return _drafts([[_RUN_MARK.sub(r"\1", cell) for cell in row] for row in rows])


def write_xlsx(questions: Sequence[QuestionBase], about: About) -> Written:
    """Return the questions as one sheet whose texts are texts, whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET)
    sheet.freeze_panes = "C2"
    for place, name in enumerate(columns()):
        sheet.column_dimensions[_letters(place)].width = 50 if name in _WIDE else 18
    for number, row in enumerate(sheet_of(questions)):
        cells = []
        for value in row:
            value = value if isinstance(value, bool) else _plain(value)
            cell = WriteOnlyCell(sheet, _escaped(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = would be a formula
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.quotePrefix = True
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    members = unpacked(made.getvalue())
    members["docProps/core.xml"] = re.sub(
        rb"(<dcterms:\w+ [^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", members["docProps/core.xml"]
    )
    return packed(members), ()


def read_xlsx(data: bytes) -> Brought:
    """Return the drafts of the sheet “questions”, or of the first one.

    Raises
    ------
    QuestionError
        If it is no such file.
    """
    from openpyxl import load_workbook

    members = unpacked(data)
    if any(b"<!DOCTYPE" in each or b"<!ENTITY" in each for name, each in members.items() if not name.endswith(".bin")):
        raise QuestionError("the file declares entities or a document type, which could hide anything.")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book[_SHEET] if _SHEET in book.sheetnames else book.worksheets[0]
        rows = [
            [_unescaped(cell) if isinstance(cell, str) else _plain(cell) for cell in row]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        ]
    except Exception as error:  # what openpyxl raises for a broken file is not written down anywhere
        raise QuestionError(f"this is no XLSX file that can be read ({error}).", cure="Save it again.") from error
    return _drafts(rows)


def _drafts(rows: Sequence[Sequence[Cell]]) -> Brought:
    """Return the drafts of a table with our columns.

    Raises
    ------
    QuestionError
        If it is another table, or too long.
    """
    names = [str(cell or "").strip().casefold() for cell in (rows[0] if rows else ())]
    if missing := [name for name in ("id", "kind", "stem") if name not in names]:
        cure = "Begin with the row of names that ibc-edu export writes."
        raise QuestionError(f"the first row has no column {', '.join(missing)}.", cure=cure)
    if len(rows) > MOST_ROWS:
        raise QuestionError(f"the table has more than {MOST_ROWS:,} rows.", cure="Split it.")
    return drafts_of(rows)


def _plain(cell: object) -> Cell:
    """Return a cell that is a text, a number, a truth value or nothing; dates and the like become their text."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and float(f"{cell:.15g}") != cell:
        return repr(cell)  # a spreadsheet keeps 15 digits of a number
    return cell if cell is None or isinstance(cell, int | float | str) else str(cell)


def _escaped(text: str) -> str:
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    letters: str = get_column_letter(place + 1)
    return letters


_KINDS = dict.fromkeys(kind_names(), EXACT)

_BACK = "Change it in a spreadsheet, then import it into the course again."
FORMATS = tuple(
    Format(name, name.upper(), f".{name}", _KINDS, write=write, read=read, verified_by=by, loaded_by=_BACK)
    for name, write, read, by in (
        ("csv", write_csv, read_csv, "Python's csv"),
        ("xlsx", write_xlsx, read_xlsx, "openpyxl 3.1.5"),
    )
)
