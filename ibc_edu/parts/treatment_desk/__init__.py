"""Reports of fictional people, and the classes that the evidence opens for them."""

from __future__ import annotations

from ibc_edu.parts.treatment_desk.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("treatment-desk", "treatment-options")
