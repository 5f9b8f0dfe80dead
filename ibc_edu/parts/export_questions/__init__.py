"""Questions as a file for another system, made with two menus and a button."""

from __future__ import annotations

from ibc_edu.parts.export_questions.content import make

__all__ = ["make"]
