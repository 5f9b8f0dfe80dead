"""What the notebooks show: each lesson is a set of named parts, composed from the other rooms.

| module | what it holds |
|---|---|
| `lesson` | `lesson(name)` and the parts of a lesson |
| `plans` | what a lesson consists of, and the list of lessons |
| `course` | what all lessons of a kernel share: tables, question bank, the learner's record |
| `exercises` | exercises on the tables, with checks |
| `staging`, ... | one lesson a file: its title, its checks and its own parts |
"""

from __future__ import annotations

from ibc_edu.lessons.lesson import Lesson, lesson

__all__ = ["Lesson", "lesson"]
