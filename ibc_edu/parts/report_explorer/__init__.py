"""A pathology report to set, with its subtype and what it opens."""

from __future__ import annotations

from ibc_edu.parts.report_explorer.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("report-explorer", "treatment-options")
