"""A class that is said to be simulated."""

from __future__ import annotations

import pytest

from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts.own_class.content import CLASS_VARIABLE
from ibc_edu.parts.simulated_class.content import SIMULATED_PEOPLE
from ibc_edu.quiz.bank import FOLDER_VARIABLE
from ibc_edu.views.class_results.class_results import ClassResultsPanel


@pytest.fixture
def lesson(course: Course, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    monkeypatch.delenv(CLASS_VARIABLE, raising=False)
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    return Lesson(course.plan.lesson("educators"), course)


def test_the_simulated_class_says_that_it_is_and_has_every_table(lesson: Lesson) -> None:
    panel = lesson.show("simulated-class")
    assert isinstance(panel, ClassResultsPanel)
    assert "Simulated" in panel.state["badge"]
    assert panel.state["notes"] == []
    progress, people, *others = panel.state["sheets"]
    assert [row[0]["text"].split(":")[0] for row in progress["rows"]] == ["Staging", "Receptors"]
    assert len(people["rows"]) == SIMULATED_PEOPLE
    assert people["rows"][0][0]["text"].startswith("simulated-")
    assert all(table["rows"] for table in others)
