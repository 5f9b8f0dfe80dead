"""Phase II: the response rates, the design and its costs."""

from __future__ import annotations

from ibc_edu.parts.two_stage_trial.model import make

__all__ = ["make"]
