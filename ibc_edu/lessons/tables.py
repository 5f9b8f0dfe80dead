"""Lesson 7: the pandas tables behind the course, and ten exercises on them (`ibc_edu.lessons.exercises`)."""

from __future__ import annotations

from ibc_edu.lessons.plans import LessonPlan

PLAN = LessonPlan(name="tables", title="Explore the tables", notebook="07_explore_the_tables.ipynb")
