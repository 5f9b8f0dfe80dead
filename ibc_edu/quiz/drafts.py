"""Questions that came in from elsewhere and lack what the course asks of its own: usable, and named as drafts.

A gap stands in the file as a word of its own, so that nothing looks filled in that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

GAP = "to-do"
"""Stands for a name: of a lesson, a part, an objective, a misconception."""
GAP_FACT = "TO-DO"
"""Stands for what an answer rests on."""
GAP_TEXT = "(Not written yet.)"
"""Stands for a text, and is shown where it would be."""


def open_fields(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the fields of a question file's table that a mark stands in, as often as it does."""
    for name, value in table.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from open_fields(each)
            elif each in (GAP, GAP_FACT, GAP_TEXT):
                yield "evidence" if each == GAP_FACT else name
