"""What every figure comes with: the picture, a sentence that says what it shows, and its numbers as a table."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ibc_edu.errors import ParameterError
from ibc_edu.figures.theme import PlotlyFigure

if TYPE_CHECKING:
    import pandas as pd  # takes longer to import than everything else on the way to a first question

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Described(NamedTuple):
    """A figure with its words and numbers; ``PlotView(*described)`` shows all three.

    The figure is plotly's JSON, data and layout: building plotly's own objects takes as long as everything else about a
    figure, and nothing here needs them. ``plotly.graph_objects.Figure(described.figure)`` makes one.
    """

    figure: PlotlyFigure
    sentence: str
    table: pd.DataFrame


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    *first, last = list(words) or ["none"]
    return f"{', '.join(first)} and {last}" if first else last


def spoken(value: float) -> str:
    """A number as a sentence says it: three digits that count, whole ones in full, powers of ten from a million on."""
    if not math.isfinite(value):
        return "not known"
    if value and not 1e-4 <= abs(value) < 1e6:
        mantissa, exponent = f"{value:.2e}".split("e")
        return f"{_trimmed(mantissa)} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}"
    if value == int(value):
        return f"{int(value):,}"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return _trimmed(f"{value:,.{decimals}f}")


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def broken(name: str, longer_than: int = 11) -> str:
    """A name in two lines, broken after the space, hyphen or slash nearest its middle, if it is long."""
    breaks = [place + 1 for place, letter in enumerate(name[:-1]) if letter in " -/"]
    if len(name) <= longer_than or not breaks:
        return name
    at = min(breaks, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:at].rstrip()}<br>{name[at:]}"


def plain(text: object) -> str:
    """Text for a figure in which nothing is taken for markup (plotly reads a few HTML tags)."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;")


def require_columns(frame: pd.DataFrame, columns: Iterable[str], figure: str) -> None:
    """Refuse a table that is empty or lacks a column that the figure needs.

    Raises
    ------
    ParameterError
        Naming the missing columns and those that are there.
    """
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        there = listed(repr(str(column)) for column in frame.columns)
        raise ParameterError(
            f"the table has no column {listed(map(repr, missing))}.", where=figure, cure=f"It has {there}."
        )
    if frame.empty:
        raise ParameterError("the table has no rows, so there is nothing to draw.", where=figure)
