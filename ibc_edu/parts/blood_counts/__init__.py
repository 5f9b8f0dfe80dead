"""Blood counts over cycles of chemotherapy."""

from __future__ import annotations

from ibc_edu.parts.blood_counts.content import make
from ibc_edu.parts.blood_counts.texts import NAME

__all__ = ["TEXTS", "make"]

TEXTS = (NAME,)
