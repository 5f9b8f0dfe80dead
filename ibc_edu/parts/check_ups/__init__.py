"""What is watched with each treatment, and why."""

from __future__ import annotations

from ibc_edu.parts.check_ups.content import make

__all__ = ["TEXTS", "make"]

TEXTS = ("side-effects", "call-signs")
