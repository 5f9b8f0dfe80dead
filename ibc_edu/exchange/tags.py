"""What the course knows of a question, as tags such as ``lesson:staging``, for formats that have no better place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, get_args

from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.fields import Bloom

LONGEST = 50
"""Characters of a tag that Moodle keeps."""

_ONE = ("kind", "lesson", "part", "objective", "bloom")
_MANY = {"evidence": "evidence", "fact": "facts"}
_VALUES = {
    **dict.fromkeys(("lesson", "part", "objective"), re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")),
    "kind": re.compile(r"[a-z_]+"),
    "bloom": re.compile("|".join(get_args(Bloom))),
    "evidence": re.compile(r"[a-z0-9-]+/[a-z]\d+/s\d+"),
    "fact": re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"),
}


def tags_of(question: QuestionBase) -> list[str]:
    """Return its kind, lesson, part, objective, level of thinking, sentences and facts, each as a tag."""
    tags = [f"{name}:{getattr(question, name)}" for name in _ONE]
    return tags + [f"{tag}:{value}" for tag, name in _MANY.items() for value in getattr(question, name)]


def fields_from(tags: Iterable[str]) -> dict[str, Any]:
    """Return the fields that tags in our form say; other tags are passed over."""
    fields: dict[str, Any] = {}
    for tag in tags:
        name, _, value = tag.strip().partition(":")
        if name not in _VALUES or not _VALUES[name].fullmatch(value):
            continue
        if name in _MANY:
            fields[_MANY[name]] = (*fields.get(_MANY[name], ()), value)
        else:
            fields[name] = value
    return fields
