"""The check-ups of the course, by group."""

from __future__ import annotations

from ibc_edu.course.course import Course
from ibc_edu.parts.check_ups.content import make as check_ups


def test_every_check_up_of_the_table_is_in_one_group(course: Course) -> None:
    listed = check_ups(course)
    assert len(listed.content["check_ups"]) == len(course.rows("monitoring"))
    groups = [group["key"] for group in listed.content["groups"]]
    assert groups[0] == "everyone"
    assert {each["group"] for each in listed.content["check_ups"]} == set(groups)
    listed.group = "her2-antibodies"
    hearts = {each["who"]: each for each in listed.shown}
    assert "MUGA" in hearts["trastuzumab"]["how"]
    assert "3 months" in hearts["trastuzumab"]["how_often"]
