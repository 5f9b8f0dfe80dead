"""The article and what it teaches as tables, every row with the sentence or the dated source that it rests on."""

from __future__ import annotations

from ibc_edu.knowledge.tables import Tables, load

__all__ = ["Tables", "load"]
