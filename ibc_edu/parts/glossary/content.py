"""The words of the table ``glossary``, in the order of the alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources

if TYPE_CHECKING:
    from ibc_edu.parts.glossary.widget import Glossary, GlossaryContent


def glossary_content(course: Course) -> GlossaryContent:
    """Every word with its meaning, its other names, and what it rests on."""
    sources = KeyedSources(course)
    rows = sorted(course.rows("glossary"), key=lambda row: row["term"].casefold())
    return {
        "words": [
            {
                "term": row["term"],
                "plain": row["plain"],
                "also": list(row["also_called"]),
                "in_text": row["in_text"],
                "sources": sources.add(row["evidence"], row["facts"]),
            }
            for row in rows
        ],
        "sources": sources.found,
    }


def make(course: Course) -> Glossary:
    """The words, looked up by what is typed."""
    from ibc_edu.parts.glossary.widget import Glossary

    return Glossary(content=glossary_content(course))
