"""Side effects of two therapy classes side by side."""

from __future__ import annotations

from ibc_edu.parts.side_effect_explorer.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("side-effect-explorer", "side-effects", "call-signs")
