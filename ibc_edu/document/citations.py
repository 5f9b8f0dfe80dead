"""Citation markers such as ``[2]``, ``[1][2]`` or ``[1, 2]``."""

from __future__ import annotations

import re

# ASCII digits only, at most four: a longer number is not a reference of an article.
MARKER = r"\[[0-9]{1,4}(?:, ?[0-9]{1,4})*\]"
_NUMBER = re.compile(r"[0-9]+")
_MARKER = re.compile(MARKER)
# The look-behind lets a run of spaces be tried once only, so that long runs cost linear time.
_MARKER_WITH_SPACE = re.compile(rf"(?<!\s)\s*{MARKER}")


def reference_numbers(text: str) -> list[int]:
    """Numbers cited in `text`, in order, repeats kept."""
    return [int(number) for marker in _MARKER.findall(text) for number in _NUMBER.findall(marker)]


def without_markers(text: str) -> str:
    """`text` without its citation markers and the space before them, stripped of surrounding space."""
    return _MARKER_WITH_SPACE.sub("", text).strip()
