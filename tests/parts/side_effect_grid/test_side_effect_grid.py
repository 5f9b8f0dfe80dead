"""Which effects several classes share, from the table."""

from __future__ import annotations

from ibc_edu.course.course import Course
from ibc_edu.parts.shared.side_effects import NAME, Texts
from ibc_edu.parts.side_effect_grid.content import effect_frame
from ibc_edu.parts.side_effect_grid.content import make as side_effect_grid


def test_kinds_of_targeted_therapy_stand_apart_and_kinds_of_chemotherapy_do_not(course: Course) -> None:
    classes = set(effect_frame(course)["therapy_class"])
    assert {"her2-antibodies", "antibody-drug-conjugates", "chemotherapy"} <= classes
    kept_apart = course.texts(NAME, Texts).kept_apart
    assert not classes & {*kept_apart, "taxanes", "aromatase-inhibitors"}


def test_the_grid_holds_only_effects_of_more_than_one_class(course: Course) -> None:
    view = side_effect_grid(course)
    rows = view.numbers["rows"]
    assert len(rows) > 10
    assert all(sum(cell != "not named" for cell in row[1:]) > 1 for row in rows)
    assert "do not name the effect" in view.sentence
