"""The form of a `course.toml`, checked without pydantic, for which the first question would have to wait."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ibc_edu.errors import did_you_mean

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_Check = Callable[[Any], str | None]


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "a text is needed"


def _filled(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "a text is needed that is not empty"


def _name(value: Any) -> str | None:
    good = isinstance(value, str) and _NAME.fullmatch(value)
    return None if good else "a name of lower-case letters, digits and single hyphens is needed"


def _notebook(value: Any) -> str | None:
    good = isinstance(value, str) and value.endswith(".ipynb") and Path(value).name == value
    return None if good else "a file name that ends with .ipynb, without a folder, is needed"


def _list_of(check: _Check) -> _Check:
    def checked(value: Any) -> str | None:
        if not isinstance(value, list):
            return "a list is needed"
        return next(filter(None, map(check, value)), None)

    return checked


def _titles(value: Any) -> str | None:
    if not isinstance(value, dict):
        return "a table of parts and their titles is needed"
    return next(filter(None, (*map(_name, value), *map(_filled, value.values()))), None)


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "true or false is needed"


def _some(value: Any) -> str | None:
    good = isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
    return None if good else "at least one [[lessons]] is needed"


_COURSE: dict[str, _Check] = {
    "name": _name,
    "title": _filled,
    "limits": _text,
    "license": _text,
    "caution": _text,
    "gate_title": _filled,
    "gate_caution": _text,
    "lessons": _some,
}
_LESSON: dict[str, _Check] = {
    "name": _name,
    "title": _filled,
    "notebook": _notebook,
    "checks": _titles,
    "parts": _list_of(_name),
    "tables": _list_of(_filled),
    "exam": _flag,
}
_MAY_BE_LEFT_OUT = {"caution", "gate_title", "gate_caution", "checks", "parts", "tables", "exam"}


def course_problems(data: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with the form of a course, each in a sentence that begins with its place; empty if nothing is.

    Parameters
    ----------
    data : mapping
        What a `course.toml` holds.
    """
    found = list(_problems(data, _COURSE, ""))
    if not found:
        for number, table in enumerate(data["lessons"], 1):
            found += _problems(table, _LESSON, f"lessons, number {number}, ")
    return found


def _problems(table: Mapping[str, Any], form: Mapping[str, _Check], place: str) -> Iterator[str]:
    for key in table:
        if key not in form:
            yield f"{place}{key}: this is not known. {did_you_mean(key, form)}"
    for key, check in form.items():
        if key not in table:
            if key not in _MAY_BE_LEFT_OUT:
                yield f"{place}{key}: this is missing."
        elif problem := check(table[key]):
            yield f"{place}{key}: {problem}."
