"""Which sentences of the article a learner meets: those that a text of a rendered lesson cites."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import KnowledgeError
from ibc_edu.resources import notebooks_folder

if TYPE_CHECKING:
    from pathlib import Path

    from ibc_edu.course.plan import CoursePlan
    from ibc_edu.knowledge.contents import Contents
    from ibc_edu.quiz.bank import Bank

SENTENCE_ID = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)*/[abcp][0-9]+/s[0-9]+\b")


def shown_sentences(course: Path, contents: Contents, plan: CoursePlan, bank: Bank) -> frozenset[str]:
    """Return the ids of the sentences that the lessons of the course in `course` teach.

    What counts is a text that a learner meets and that cites the sentence: the prose of a notebook, what a lesson's
    parts say, a row of a table that the lesson shows, and the explanation of a question, which everybody gets who
    answers it. A row that no lesson shows (of the glossary, of the objectives) teaches nothing.
    """
    found = {
        *_in_prose(course, plan),
        *_in_parts(course, plan),
        *_in_tables(contents, plan),
        *(sentence_id for question in bank if question.lesson in plan for sentence_id in question.evidence),
    }
    return frozenset(found & contents.sentences.keys())


def _in_prose(course: Path, plan: CoursePlan) -> Iterator[str]:
    """Sentences that the Markdown of a lesson names, in a comment where the text itself need not name them."""
    for lesson in plan.lessons:
        try:
            cells = json.loads((notebooks_folder(course) / lesson.notebook).read_bytes())["cells"]
            prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue  # a notebook that cannot be read has a finding of its own
        yield from SENTENCE_ID.findall("\n".join(prose))


def _in_parts(course: Path, plan: CoursePlan) -> Iterator[str]:
    from ibc_edu.knowledge.part_texts import read_texts
    from ibc_edu.parts import PARTS, text_models

    models = text_models()
    parts = {part for lesson in plan.lessons for part in lesson.parts if part in PARTS}
    for name in {text for part in parts for text in PARTS[part].texts}:
        try:
            texts = read_texts(course, name, models[name])
        except KnowledgeError:
            continue  # a broken file has findings of its own
        yield from _evidence(texts.model_dump())


def _evidence(value: Any) -> Iterator[str]:
    """Ids under any key `evidence`, however deep."""
    if isinstance(value, dict):
        yield from value.get("evidence") or ()
        for inner in value.values():
            yield from _evidence(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _evidence(inner)


def _in_tables(contents: Contents, plan: CoursePlan) -> Iterator[str]:
    for table in {table for lesson in plan.lessons for table in lesson.tables}:
        for row in contents.rows.get(table, []):
            yield from row.values.get("evidence") or ()
