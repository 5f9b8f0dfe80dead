"""A mixed exam over all lessons."""

from __future__ import annotations

from ibc_edu.parts.exam.content import make

__all__ = ["make"]
