"""A certificate of what was done."""

from __future__ import annotations

from ibc_edu.parts.certificate.content import make

__all__ = ["make"]
