"""Side effects that more than one class shares."""

from __future__ import annotations

from ibc_edu.parts.side_effect_grid.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("side-effects",)
