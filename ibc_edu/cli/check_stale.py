"""`ibc-edu check --stale`: the facts that are past the date of their next check, by lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.resources import notebooks_folder

if TYPE_CHECKING:
    from ibc_edu.course import Course

ELSEWHERE = "elsewhere"
"""Stands for facts that no lesson shows, such as those behind an objective."""


def stale_facts(course: Course) -> dict[str, dict[str, str]]:
    """Return by lesson the ids of the facts that are past their month, each with that month; empty if none is.

    A lesson shows the facts of its tables and questions, and those that its notebook names.
    """
    overdue = course.overdue_facts()
    found: dict[str, dict[str, str]] = {}
    seen: set[str] = set()
    for name in course.plan.lesson_names:
        lesson = course.lesson(name)
        _, facts = lesson.ground()
        named = _named(notebooks_folder(course.folder) / lesson.plan.notebook, overdue)
        if shown := {fact_id: month for fact_id, month in overdue.items() if fact_id in {*facts, *named}}:
            found[name] = shown
            seen |= shown.keys()
    if rest := {fact_id: month for fact_id, month in overdue.items() if fact_id not in seen}:
        found[ELSEWHERE] = rest
    return found


def stale_lines(stale: dict[str, dict[str, str]]) -> Iterator[str]:
    """Say which facts are to be read again, a lesson at a time."""
    for lesson, facts in stale.items():
        yield f"{lesson}:"
        yield from (f"  {fact_id} was to be read again by {month}" for fact_id, month in facts.items())
    number = len({fact_id for facts in stale.values() for fact_id in facts})
    yield "No fact is past the date of its next check." if not number else f"Facts past the date: {number}."


def _named(notebook: Path, ids: dict[str, str]) -> set[str]:
    text = notebook.read_text(encoding="utf-8") if notebook.is_file() else ""
    return {fact_id for fact_id in ids if re.search(rf"\b{re.escape(fact_id)}\b", text)}
