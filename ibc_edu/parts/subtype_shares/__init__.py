"""How common each receptor subtype is: 100 people beside 100 others."""

from __future__ import annotations

from ibc_edu.parts.subtype_shares.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("subtype-shares",)
