"""One's own signs to call about, by how soon they need help, to read and to print."""

from __future__ import annotations

from ibc_edu.parts.signs_to_call.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("call-signs", "side-effects")
