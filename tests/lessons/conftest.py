"""A course with a record in memory and a fixed clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ibc_edu.lessons.course import Course


@pytest.fixture
def course() -> Course:
    return Course(clock=lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC), record_url="memory")
