"""The monitoring lesson shows what the tables and the simulator say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts.check_ups.content import make as check_ups
from ibc_edu.parts.shared.side_effects import NAME, Classes, Texts
from ibc_edu.parts.side_effect_explorer.content import make as side_effect_explorer
from ibc_edu.parts.side_effect_grid.content import effect_frame
from ibc_edu.parts.side_effect_grid.content import make as side_effect_grid
from ibc_edu.parts.treatment_lines.model import CONTENT, CYCLE, CYCLES, MONTH, RESISTANT, START_CELLS, picture


def settings(first: int = CYCLES, second: int = CYCLES, resistant: str = "few") -> dict[str, Any]:
    return {"first": first, "second": second, "resistant": resistant}


def effects(course: Course, key: str) -> dict[str, dict[str, Any]]:
    return {effect["name"]: effect for effect in side_effect_explorer(course).content["effects"][key]}


def test_every_row_of_the_table_is_told_once(course: Course) -> None:
    content = side_effect_explorer(course).content
    told = [note["plain"] for found in content["effects"].values() for effect in found for note in effect["notes"]]
    assert sorted(told) == sorted(row["plain"] for row in course.rows("side_effects"))
    assert all(effect["sources"] for found in content["effects"].values() for effect in found)


def test_kinds_of_targeted_therapy_stand_apart_and_kinds_of_chemotherapy_do_not(course: Course) -> None:
    classes = set(effect_frame(course)["therapy_class"])
    assert {"her2-antibodies", "antibody-drug-conjugates", "chemotherapy"} <= classes
    kept_apart = course.texts(NAME, Texts).kept_apart
    assert not classes & {*kept_apart, "taxanes", "aromatase-inhibitors"}


def test_a_drug_counts_with_its_class_and_keeps_its_name(course: Course) -> None:
    known = Classes(course)
    row = {"therapy_class": None, "drug": "paclitaxel"}
    assert (known.of(row), known.told_of(row)) == ("chemotherapy", "paclitaxel")
    whole = {"therapy_class": "chemotherapy", "drug": None}
    assert (known.of(whole), known.told_of(whole)) == ("chemotherapy", "")


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


def test_the_grid_holds_only_effects_of_more_than_one_class(course: Course) -> None:
    view = side_effect_grid(course)
    rows = view.numbers["rows"]
    assert len(rows) > 10
    assert all(sum(cell != "not named" for cell in row[1:]) > 1 for row in rows)
    assert "do not name the effect" in view.sentence


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


def test_under_one_line_the_resistant_cells_take_over() -> None:
    shown = picture(settings())
    assert shown["sentence"].startswith("First line, months 0 to 25: the number of cells falls until month 3")
    assert "nearly all cells resist the first line" in shown["sentence"]
    assert shown["total"][-1] > np.log10(START_CELLS)
    assert shown["sensitive"][-1] is None  # below the axis


def test_without_resistant_cells_the_first_line_keeps_working() -> None:
    shown = picture(settings(resistant="none"))
    assert "the number of cells falls. At its end no cell resists the first line" in shown["sentence"]
    assert set(shown["resistant"]) == {None}
    assert shown["numbers"]["rows"][-1][3] == "0"


def test_a_second_line_after_the_rise_brings_the_cells_down_again() -> None:
    after, before = picture(settings(first=14)), picture(settings(first=4))
    assert "Second line, months 10 to 25: the number of cells falls" in after["sentence"]
    assert "Second line, months 3 to 25: the number of cells rises" in before["sentence"]


@pytest.mark.parametrize(("first", "second", "names"), [(36, 1, 1), (35, 36, 2), (12, 24, 2), (1, 1, 3)])
def test_lines_follow_each_other_up_to_the_end(first: int, second: int, names: int) -> None:
    lines = picture(settings(first, second))["lines"]
    assert len(lines) == names
    assert lines[0]["from"] == 0
    assert lines[-1]["to"] == pytest.approx(CONTENT["last_month"])
    assert [each["to"] for each in lines[:-1]] == [each["from"] for each in lines[1:]]


def test_the_picture_begins_before_the_first_dose() -> None:
    shown = picture(settings(resistant="more"))
    assert shown["months"][:3] == [0.0, 0.0, pytest.approx(3 / MONTH, abs=0.01)]
    assert 10 ** shown["total"][0] == pytest.approx(START_CELLS, rel=0.01)
    assert 10 ** shown["resistant"][0] == pytest.approx(RESISTANT["more"], rel=0.01)
    assert shown["total"][1] < shown["total"][0]
    assert shown["numbers"]["rows"][0] == ["0.0", "before treatment", "9.99 × 10⁹", "1 × 10⁷", "1 × 10¹⁰"]
    assert len(shown["months"]) == len(shown["total"]) == CYCLES * CYCLE // 3 + 2
