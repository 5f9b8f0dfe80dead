"""Cases whose scenes are joined by choices, to take alone or as a class."""

from __future__ import annotations

from ibc_edu.parts.case.content import make

__all__ = ["make"]

VARIES = True
"""A learner sees the path that they take."""
