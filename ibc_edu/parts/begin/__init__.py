"""The one big button of a start page: where to begin, or where to go on."""

from __future__ import annotations

from ibc_edu.parts.begin.content import make

__all__ = ["make"]
