"""Who may join which trial."""

from __future__ import annotations

from ibc_edu.parts.eligibility_desk.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("eligibility-desk",)
