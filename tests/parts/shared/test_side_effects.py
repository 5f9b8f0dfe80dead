"""How drugs are told under their classes."""

from __future__ import annotations

from ibc_edu.course.course import Course
from ibc_edu.parts.shared.side_effects import Classes


def test_a_drug_counts_with_its_class_and_keeps_its_name(course: Course) -> None:
    known = Classes(course)
    row = {"therapy_class": None, "drug": "paclitaxel"}
    assert (known.of(row), known.told_of(row)) == ("chemotherapy", "paclitaxel")
    whole = {"therapy_class": "chemotherapy", "drug": None}
    assert (known.of(whole), known.told_of(whole)) == ("chemotherapy", "")
