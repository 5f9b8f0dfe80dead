"""Flash cards, graded by the learner."""

from __future__ import annotations

from ibc_edu.parts.cards.content import make

TEXTS = ("cards",)

__all__ = ["TEXTS", "make"]
