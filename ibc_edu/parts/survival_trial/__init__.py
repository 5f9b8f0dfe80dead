"""Phase III: two groups, month by month, and a thousand such trials."""

from __future__ import annotations

from ibc_edu.parts.survival_trial.model import make

__all__ = ["make"]
