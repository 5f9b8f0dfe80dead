"""The view of blood counts: which course it shows, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.blood_counts.widget import BloodCounts


def content() -> Any:
    line = [5.0, 1.0, 5.0]
    course = {"typical": line, "low": line, "high": line, "rows": []}
    courses = {
        f"{strength}-{every}": course | {"sentence": f"{strength} {every}."}
        for strength in ("75", "100")
        for every in (20, 21)
    }
    return {
        "strengths": [{"key": "75", "label": "75 mg"}, {"key": "100", "label": "100 mg"}],
        "every": {"min": 20, "max": 21, "usual": 21},
        "days": 10,
        "hours_between": 120,
        "very_low": 0.5,
        "courses": courses,
        "alarm": {"title": "Fever.", "text": "Call."},
        "leaves_out": "Much.",
        "sources": [],
    }


def test_it_begins_with_the_usual_distance_and_the_first_strength() -> None:
    assert BloodCounts(content()).course["sentence"] == "75 21."


def test_the_page_may_change_what_is_shown() -> None:
    view = BloodCounts(content())
    view.set_state({"every": 20, "strength": "100"})
    assert view.course["sentence"] == "100 20."


@pytest.mark.parametrize(
    ("name", "value"), [("every", 19), ("every", 22), ("day", -1), ("day", 11), ("strength", "50")]
)
def test_a_value_out_of_range_is_refused_with_what_is_possible(name: str, value: object) -> None:
    view = BloodCounts(content())
    with pytest.raises(ParameterError, match=r"from \d+ to \d+|Choices are"):
        setattr(view, name, value)
    assert view.course["sentence"] == "75 21."


def test_a_missing_course_is_found_at_once() -> None:
    broken = content()
    del broken["courses"]["100-20"]
    with pytest.raises(ParameterError, match="100-20"):
        BloodCounts(broken)


def test_a_course_that_is_too_short_is_found_at_once() -> None:
    broken = content()
    broken["courses"]["75-21"] |= {"low": [1.0]}
    with pytest.raises(ParameterError, match="75-21"):
        BloodCounts(broken)


def test_the_text_form_is_the_same_whatever_was_set() -> None:
    view = BloodCounts(content())
    before = repr(view)
    view.every, view.people, view.day = 20, True, 3
    assert repr(view) == before
    assert "75 mg or 100 mg" in before
