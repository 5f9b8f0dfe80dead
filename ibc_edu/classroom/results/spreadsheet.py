"""A table as a CSV file that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def write_frame(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, in UTF-8 with a byte order mark; lists are joined by semicolons, missing cells are empty.

    A text that a spreadsheet would run as a formula begins with an apostrophe, also after a semicolon.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        for row in table.itertuples(index=False):
            writer.writerow([_cell(value) for value in row])


def _cell(value: Any) -> Any:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return as_text(value) if isinstance(value, str) else value


def as_text(value: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before what begins a formula, after a semicolon too.

    A spreadsheet of a country with decimal commas opens CSV with semicolons between the cells, whatever the file says,
    so that what follows one is a cell of its own there.
    """
    return re.sub(r"(^|;\s*)(?=[=+\-@\t\r])", r"\1'", value)
