"""What the learner probably knows, objective by objective."""

from __future__ import annotations

from ibc_edu.parts.mastery.content import make

__all__ = ["make"]
