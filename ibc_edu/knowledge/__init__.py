"""The article and what it teaches as tables, every row with the sentence or the dated source that it rests on.

`course_folder` is cheap; pandas loads with `load` and `Tables`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ibc_edu.resources import course_folder

if TYPE_CHECKING:
    from ibc_edu.knowledge.tables import Tables, load

__all__ = ["Tables", "course_folder", "load"]


def __getattr__(name: str) -> Any:
    if name not in ("Tables", "load"):
        raise AttributeError(f"module 'ibc_edu.knowledge' has no attribute {name!r}")
    return getattr(import_module("ibc_edu.knowledge.tables"), name)
