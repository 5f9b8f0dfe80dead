"""The lesson for educators, as tests of several parts of it ask for it."""

from __future__ import annotations

import pytest

from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts.own_class.content import CLASS_VARIABLE
from ibc_edu.quiz.bank import FOLDER_VARIABLE


@pytest.fixture
def educators_lesson(course: Course, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    """The lesson where nobody has named a class or questions of their own."""
    monkeypatch.delenv(CLASS_VARIABLE, raising=False)
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    return Lesson(course.plan.lesson("educators"), course)
