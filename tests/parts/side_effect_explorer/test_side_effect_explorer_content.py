"""What the side effect explorer says is what the tables say."""

from __future__ import annotations

from typing import Any

from ibc_edu.course.course import Course
from ibc_edu.parts.check_ups.content import make as check_ups
from ibc_edu.parts.side_effect_explorer.content import make as side_effect_explorer


def effects(course: Course, key: str) -> dict[str, dict[str, Any]]:
    return {effect["name"]: effect for effect in side_effect_explorer(course).content["effects"][key]}


def test_every_row_of_the_table_is_told_once(course: Course) -> None:
    content = side_effect_explorer(course).content
    told = [note["plain"] for found in content["effects"].values() for effect in found for note in effect["notes"]]
    assert sorted(told) == sorted(row["plain"] for row in course.rows("side_effects"))
    assert all(effect["sources"] for found in content["effects"].values() for effect in found)


def test_hair_and_nausea_set_the_newer_conjugates_apart_from_the_antibodies(course: Course) -> None:
    explorer = side_effect_explorer(course)
    explorer.pair = ["her2-antibodies", "antibody-drug-conjugates"]
    assert {"Hair loss", "Nausea"} <= set(explorer.only(1))
    notes = {each["key"]: each["notes"] for each in explorer.content["classes"]}
    sentence = explorer.content["sources"][notes["her2-antibodies"][0]]
    assert "hair loss" in sentence["text"]
    assert "does not fit newer antibody-drug conjugates" in sentence["caveat"]


def test_how_long_it_lasts_is_said_only_where_a_source_does(course: Course) -> None:
    chemotherapy = effects(course, "chemotherapy")
    assert chemotherapy["Peripheral neuropathy"]["lasting"] is True
    assert chemotherapy["Hair loss"]["lasting"] is False
    assert chemotherapy["Fatigue"]["lasting"] is None


def test_low_counts_are_one_effect_with_its_call_whatever_its_name(course: Course) -> None:
    counts = effects(course, "antibody-drug-conjugates")["Low blood counts"]
    assert {note["named"] for note in counts["notes"]} == {"", "Low white blood cells", "Low platelets"}
    assert any("100.4 °F (38.0 °C)" in call["sign"] and call["urgency"] == "emergency" for call in counts["calls"])


def test_signs_of_a_class_come_with_its_effects_the_most_urgent_first(course: Course) -> None:
    content = side_effect_explorer(course).content
    order = [urgency["key"] for urgency in content["urgencies"]]
    for key, signs in content["signs"].items():
        places = [order.index(sign["urgency"]) for sign in signs]
        assert places == sorted(places), key
    leak = next(sign for sign in content["signs"]["chemotherapy"] if sign["key"] == "doxorubicin-leak")
    assert (leak["who"], leak["urgency"]) == ("doxorubicin", "emergency")
    listed = check_ups(course).content
    assert {*listed["signs"]} == {group["key"] for group in listed["groups"]}
    assert any("New confusion" in sign["sign"] for sign in listed["signs"]["everyone"])
