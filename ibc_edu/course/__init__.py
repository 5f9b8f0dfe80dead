"""The engine of a course: it plays what a course folder holds and knows no particular lesson.

| module | what it holds |
|---|---|
| `plan` | what a course and each of its lessons consist of, read from `course.toml` |
| `course` | a course at work: tables, question bank, one learner's record, and its lessons as a notebook shows them |
| `library` | what its tables say of sentences, facts and what has changed since |
| `places` | where in the notebooks each check stands and each objective is taught |
"""

from __future__ import annotations

from ibc_edu.course.course import Course, Lesson

__all__ = ["Course", "Lesson"]
