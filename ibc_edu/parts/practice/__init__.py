"""More questions, made from the tables of the course."""

from __future__ import annotations

from ibc_edu.parts.practice.content import make

__all__ = ["MAY_READ", "make"]

MAY_READ = ("question-templates",)
