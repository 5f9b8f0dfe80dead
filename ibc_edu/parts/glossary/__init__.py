"""The words of the course: looked up by what is typed, and opened where they stand in the text."""

from __future__ import annotations

from ibc_edu.parts.glossary.content import make

__all__ = ["make"]

VARIES = True
"""A learner sees the words that they look up."""
