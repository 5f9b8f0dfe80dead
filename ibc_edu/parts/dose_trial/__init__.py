"""Phase I: escalate, stay, go back or stop."""

from __future__ import annotations

from ibc_edu.parts.dose_trial.model import make

__all__ = ["make"]
