"""From what a test shows to a class to a drug, with a card for each."""

from __future__ import annotations

from ibc_edu.parts.therapy_map.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("therapy-map", "treatment-options", "call-signs")
