"""Questions of another system as a question file, made with a file chooser and two menus."""

from __future__ import annotations

from ibc_edu.parts.import_questions.content import make

__all__ = ["make"]
