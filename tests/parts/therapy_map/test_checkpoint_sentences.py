"""No sentence of the course keeps checkpoint inhibitors to triple-negative cancer alone."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.resources import notebooks_folder

DRUG = re.compile(r"checkpoint|pembrolizumab|PD-L1", re.IGNORECASE)
ALONE = re.compile(
    r"\bonly\b[^.;]*triple-negative|triple-negative[^.;]*\bonly\b"
    r"|\b(?:are|is) for (?:metastatic )?triple-negative",
    re.IGNORECASE,
)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def said(course: Course) -> Iterator[tuple[str, str]]:
    """Every text of the course with its place: tables, parts, questions and notebooks."""
    for name in course.tables.names:
        if "origin" in course.tables[name]:
            yield from ((name, each) for row in course.rows(name) for each in texts(row))
    for path in sorted((*course.folder.glob("parts/*.toml"), *course.folder.glob("questions/*.toml"))):
        yield from ((path.name, each) for each in texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in sorted(notebooks_folder(course.folder).glob("*.ipynb")):
        for cell in json.loads(path.read_bytes())["cells"]:
            yield path.name, "".join(cell["source"])


def confines(text: str) -> bool:
    """Whether a sentence about these drugs says that they are for triple-negative cancer alone."""
    return any(DRUG.search(sentence) and ALONE.search(sentence) for sentence in re.split(r"(?<=[.!?])\s|\n", text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Checkpoint inhibitors are for triple-negative disease.", True),
        ("Pembrolizumab is used only in triple-negative cancer.", True),
        ("Checkpoint inhibitors are mainly used in triple-negative cancer.", False),
        ("Only a biopsy tells. Pembrolizumab is next.", False),
    ],
)
def test_such_a_sentence_would_be_found(text: str, found: bool) -> None:
    assert confines(text) == found


def test_no_sentence_confines_checkpoint_inhibitors_to_triple_negative_cancer() -> None:
    course = Course(parts=PARTS, record="memory")
    assert [(place, text) for place, text in said(course) if confines(text)] == []
