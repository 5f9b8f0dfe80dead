"""Words that every room says in the same way."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 question`, `1,200 questions`.

    Parameters
    ----------
    number : int
    one : str
        The noun for one.
    many : str
        The noun for none and for several; `one` with an s by default.
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
