"""Who may join which trial."""

from __future__ import annotations

from ibc_edu.parts.eligibility_desk.content import make

__all__ = ["make"]
