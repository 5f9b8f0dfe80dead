"""Reading a number as people type it, and saying why one cannot be read and how it would be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{HAIR SPACE}"
_DASHES = "\N{EN DASH}\N{EM DASH}\N{FIGURE DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{HORIZONTAL BAR}"
_MARKS = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        "\N{MINUS SIGN}": "-",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{FULLWIDTH COMMA}": ",",
        "\N{FULLWIDTH FULL STOP}": ".",
        "\N{FULLWIDTH PERCENT SIGN}": "%",
    }
)

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
# One to three digits, not a lone zero, then groups of three: 0,125 is a decimal fraction, and not 125.
_GROUPED = re.compile(r"([+-]?)(?!0)(\d{1,3})((?:([ ,'])\d{3})(?:\4\d{3})*)(?:([.,])(\d+))?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+", re.ASCII)


@dataclass(frozen=True)
class NotANumber:
    """Why a text is not read as a number.

    Parameters
    ----------
    what : str
        What is wrong; empty if nothing is known but that it is no number.
    typed : str or None
        How it would be typed, where that can be told.
    """

    what: str
    typed: str | None = None


def read_number(text: str) -> float | NotANumber:
    """Return the number that a text stands for.

    Commas, spaces (thin ones too) and apostrophes may stand between thousands, and a comma for the decimal point. A
    comma is taken to part thousands only where groups of three digits follow and no zero leads.
    """
    plain = " ".join(text.translate(_MARKS).split())
    grouped = _GROUPED.fullmatch(plain)
    if grouped and grouped[4] != grouped[5]:
        sign, first, groups, mark, _, decimals = grouped.groups()
        return float(f"{sign}{first}{groups.replace(mark, '')}{f'.{decimals}' if decimals else ''}")
    if _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    if _PLAIN.fullmatch(plain):
        return float(plain)
    return _refused(plain)


def _refused(plain: str) -> NotANumber:
    if plain and plain[0] in _DASHES:
        rest = read_number(plain[1:].strip())
        if isinstance(rest, float):
            return NotANumber(f"a dash ({plain[0]}) stands where a minus sign would.", f"-{number_text(rest, '')}")
    halves = re.split(rf"[{_DASHES}-]|\bto\b", plain)
    if len(halves) == 2 and all(half.strip() and isinstance(read_number(half), float) for half in halves):
        return NotANumber("these are two numbers.", None)
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?", plain, re.ASCII):
        return NotANumber("dots between thousands are not read.", plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[+-]?[\d ]+", plain, re.ASCII):
        return NotANumber("spaces stand between the digits.", plain.replace(" ", ""))
    return NotANumber("", None)


def number_text(number: float, group: str = ",") -> str:
    """Return a number as a reader writes it, with `group` between thousands: 1,200 and not 1200.0."""
    text = f"{int(number):,}" if number == int(number) and abs(number) < 1e15 else f"{number:,}"
    return text.replace(",", group)
