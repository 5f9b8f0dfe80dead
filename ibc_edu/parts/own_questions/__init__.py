"""The educator's own questions, as students will see them."""

from __future__ import annotations

from ibc_edu.parts.own_questions.content import make

__all__ = ["make"]

FRESH = True
"""The files may have changed since the part was shown."""
