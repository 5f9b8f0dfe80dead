"""What counts as a response: tumors on two scans, and how the rules call them."""

from __future__ import annotations

from ibc_edu.parts.response_categories.model import make
from ibc_edu.parts.response_categories.texts import NAME

__all__ = ["TEXTS", "make"]

TEXTS = (NAME,)
