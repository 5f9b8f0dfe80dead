"""Flash cards, graded by the learner."""

from __future__ import annotations

from ibc_edu.parts.cards.content import make
from ibc_edu.parts.cards.texts import Texts

TEXTS = ("cards",)

__all__ = ["TEXTS", "Texts", "make"]
