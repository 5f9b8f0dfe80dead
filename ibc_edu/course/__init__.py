"""The engine of a course: it plays what a course folder holds and knows no particular lesson.

| module | what it holds |
|---|---|
| `plan` | what a course and each of its lessons consist of, read from `course.toml` |
| `course` | a course at work: tables, question bank, parts, and one learner's record |
| `lesson` | one lesson and its parts, as a notebook shows them |
| `places` | where in the notebooks each check stands and each objective is taught |
"""

from __future__ import annotations

from ibc_edu.course.course import Course
from ibc_edu.course.lesson import Lesson

__all__ = ["Course", "Lesson"]
