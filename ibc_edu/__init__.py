"""An open course on stage IV inflammatory breast cancer: the article as tables, and lessons to work through.

Importing it is cheap; each name below loads what it needs on first use.

==============  ==================================================================
name            what it is
==============  ==================================================================
load            the article and the curated knowledge as pandas tables
lesson          a lesson, whose parts a notebook shows
IbcEduError     base of every error that the course raises on purpose
==============  ==================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import IbcEduError

if TYPE_CHECKING:
    from ibc_edu.knowledge import load
    from ibc_edu.lessons import lesson

__version__ = "0.1.0"
__all__ = ["IbcEduError", "lesson", "load"]

_HOMES = {"lesson": "ibc_edu.lessons", "load": "ibc_edu.knowledge"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ibc_edu' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
