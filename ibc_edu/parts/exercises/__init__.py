"""Small exercises on the tables, for the notebook in which learners write pandas themselves."""

from __future__ import annotations

from ibc_edu.parts.exercises.content import Exercise, exercise, exercises

__all__ = ["Exercise", "exercise", "exercises"]
