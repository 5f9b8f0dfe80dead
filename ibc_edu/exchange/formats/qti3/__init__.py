"""QTI 3.0: writing, reading, and what both share."""

from __future__ import annotations

from ibc_edu.exchange.formats.qti3.writing import FORMATS

__all__ = ["FORMATS"]
