"""An open course on stage IV inflammatory breast cancer: the article as tables, and lessons to work through.

Importing it is cheap; each name below loads what it needs on first use.

==============  ==================================================================
name            what it is
==============  ==================================================================
load            the article and the curated knowledge as pandas tables
tables          what `load()` returns, for `from ibc_edu import tables`
lesson          a lesson, whose parts a notebook shows
exercise        a small exercise on the tables, with a check
IbcEduError     base of every error that the course raises on purpose
==============  ==================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import IbcEduError

if TYPE_CHECKING:
    from ibc_edu.knowledge import Tables, load
    from ibc_edu.lessons import lesson
    from ibc_edu.lessons.exercises import exercise

    tables: Tables

__version__ = "0.1.0"
__all__ = ["IbcEduError", "exercise", "lesson", "load", "tables"]

_HOMES = {"exercise": "ibc_edu.lessons.exercises", "lesson": "ibc_edu.lessons", "load": "ibc_edu.knowledge"}


def __getattr__(name: str) -> Any:
    if name == "tables":
        return __getattr__("load")()
    if name not in _HOMES:
        raise AttributeError(f"module 'ibc_edu' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
