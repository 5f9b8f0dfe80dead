"""Blood counts over cycles of chemotherapy."""

from __future__ import annotations

from ibc_edu.parts.blood_counts.content import make

__all__ = ["make"]
