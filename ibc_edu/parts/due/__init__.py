"""The questions that are due today, as one quiz."""

from __future__ import annotations

from ibc_edu.parts.due.content import make

__all__ = ["make"]
