"""The learner's record: consent, progress, what is due."""

from __future__ import annotations

from ibc_edu.parts.record.content import make

__all__ = ["make"]
