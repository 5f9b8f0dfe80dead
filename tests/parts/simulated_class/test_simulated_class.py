"""A class that is said to be simulated."""

from __future__ import annotations

from ibc_edu.course.course import Lesson
from ibc_edu.parts.simulated_class.content import SIMULATED_PEOPLE
from ibc_edu.views.class_results.class_results import ClassResultsPanel


def test_the_simulated_class_says_that_it_is_and_has_every_table(educators_lesson: Lesson) -> None:
    panel = educators_lesson.show("simulated-class")
    assert isinstance(panel, ClassResultsPanel)
    assert "Simulated" in panel.state["badge"]
    assert panel.state["notes"] == []
    progress, people, *others = panel.state["sheets"]
    assert [row[0]["text"].split(":")[0] for row in progress["rows"]] == ["Staging", "Receptors"]
    assert len(people["rows"]) == SIMULATED_PEOPLE
    assert people["rows"][0][0]["text"].startswith("simulated-")
    assert all(table["rows"] for table in others)
