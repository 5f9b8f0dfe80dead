"""A course of radiation: dose a day, days, and what they add up to."""

from __future__ import annotations

from ibc_edu.parts.radiation_course.model import make
from ibc_edu.parts.radiation_course.texts import NAME

__all__ = ["TEXTS", "make"]

TEXTS = (NAME,)
