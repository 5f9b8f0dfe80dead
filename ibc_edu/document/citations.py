"""Citation markers such as ``[2]``, ``[1][2]`` or ``[1, 2]``."""

from __future__ import annotations

import re

# ASCII digits only, at most four: a longer number is not a reference of an article.
MARKER = r"\[[0-9]{1,4}(?:, ?[0-9]{1,4})*\]"
_YEARS = range(1500, 2100)
_NUMBER = re.compile(r"[0-9]+")
_MARKER = re.compile(MARKER)
# The look-behind lets a run of spaces be tried once only, so that long runs cost linear time.
_MARKER_WITH_SPACE = re.compile(rf"(?<!\s)\s*{MARKER}")


def reference_numbers(text: str, listed: frozenset[int] | None = None) -> list[int]:
    """Numbers cited in `text`, in order, repeats kept.

    Parameters
    ----------
    text : str
    listed : frozenset of int, optional
        The numbers of the reference list. A marker of years that the list does not have, such as ``[2004]``, cites
        nothing; None takes every number for a reference.
    """
    return [number for marker in _MARKER.findall(text) if not _is_year(marker, listed) for number in _numbers(marker)]


def without_markers(text: str, listed: frozenset[int] | None = None) -> str:
    """`text` without its citation markers and the space before them, stripped of surrounding space; years stay."""
    return _MARKER_WITH_SPACE.sub(lambda found: found[0] if _is_year(found[0], listed) else "", text).strip()


def _numbers(marker: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(marker)]


def _is_year(marker: str, listed: frozenset[int] | None) -> bool:
    """Whether a marker holds years and no number of the list."""
    return listed is not None and all(number in _YEARS and number not in listed for number in _numbers(marker))
