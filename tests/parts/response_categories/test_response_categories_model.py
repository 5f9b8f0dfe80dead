"""Tumors on two scans are called by the rules, and the words fit the call."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.course.course import Course
from ibc_edu.errors import ParameterError
from ibc_edu.parts import PARTS
from ibc_edu.parts.response_categories import model
from ibc_edu.parts.response_categories.texts import NAME, Texts
from ibc_edu.parts.response_categories.widget import ResponseCategories

TEXTS = Course(parts=PARTS, record="memory").texts(NAME, Texts)

SIZES = st.fixed_dictionaries(dict.fromkeys(model.TUMORS, st.integers(0, 80)))
SETTINGS = st.fixed_dictionaries(
    {
        "first": SIZES,
        "second": SIZES,
        "new": st.fixed_dictionaries({"first": st.booleans(), "second": st.booleans()}),
    }
)


def picture_of(settings: dict[str, Any]) -> dict[str, Any]:
    return model.picture(TEXTS, settings)


def called(settings: dict[str, Any]) -> list[str]:
    """The call of each scan, written a second time: from the start for a fall, from the smallest sum for a rise."""
    smallest, calls = 100, []
    for scan in ("first", "second"):
        sizes = settings[scan]
        total = sum(sizes.values())
        gone = sizes["liver"] == sizes["lung"] == 0 and sizes["node"] < 10
        rise = total - smallest
        if settings["new"][scan]:
            calls.append("PD")
        elif gone:
            calls.append("CR")
        elif rise >= 5 and 5 * rise >= smallest:
            calls.append("PD")
        else:
            calls.append("PR" if total <= 70 else "SD")
        smallest = min(smallest, total)
    return calls


@given(SETTINGS)
def test_each_scan_is_called_by_the_rules(settings: dict[str, Any]) -> None:
    picture = picture_of(settings)
    assert [scan["code"] for scan in picture["scans"]] == called(settings)
    assert [row[-1] for row in picture["numbers"]["rows"][1:]] == called(settings)
    first, second = called(settings)
    responded = first in model.RESPONSES or (first != "PD" and second in model.RESPONSES)
    assert ("This person counts as a response" in picture["sentence"]) == responded


def settings(first: tuple[int, int, int], second: tuple[int, int, int], *, new_first: bool = False) -> dict[str, Any]:
    return {
        "first": model._sizes(*first),
        "second": model._sizes(*second),
        "new": {"first": new_first, "second": False},
    }


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ((40, 20, 10), (40, 20, 11), ["PR", "SD"]),  # 70 mm is just a response, 71 mm one no more
        ((41, 20, 10), (41, 20, 10), ["SD", "SD"]),
        ((60, 40, 19), (60, 40, 20), ["SD", "PD"]),  # 19% more than the start, then 20%
        ((0, 0, 9), (0, 0, 10), ["CR", "PR"]),
    ],
)
def test_the_limits_belong_to_the_call(first: Any, second: Any, codes: list[str]) -> None:
    found = [scan["code"] for scan in picture_of(settings(first, second))["scans"]]
    assert found == codes


def test_the_examples_are_those_of_the_facts() -> None:
    sums = {key: [scan["sum"] for scan in picture_of(model.settings_of(key))["scans"]] for key in ("regrowth", "hair")}
    assert sums == {"regrowth": ["50 mm", "60 mm"], "hair": ["14 mm", "17 mm"]}
    regrown = picture_of(model.settings_of("regrowth"))
    assert [scan["code"] for scan in regrown["scans"]] == ["PR", "PD"]
    assert "40% less than at the start" in regrown["sentence"]
    assert "although the cancer grew later" in regrown["sentence"]
    assert regrown["numbers"]["rows"][2][5:7] == ["-40%", "+10 mm (+20%)"]
    hair = picture_of(model.settings_of("hair"))
    assert [scan["code"] for scan in hair["scans"]] == ["PR", "PR"]
    assert "risen by 21%, but by 3 mm only" in hair["sentence"]


@pytest.mark.parametrize(("key", "codes"), [("fall", "PR PR"), ("new", "PR PD"), ("gone", "PR CR")])
def test_each_other_example_shows_what_it_is_named_for(key: str, codes: str) -> None:
    picture = picture_of(model.settings_of(key))
    assert " ".join(scan["code"] for scan in picture["scans"]) == codes
    assert picture["example"] == key


def test_a_new_tumor_is_growth_whatever_the_others_do() -> None:
    picture = picture_of(settings((0, 0, 5), (0, 0, 5), new_first=True))
    assert picture["scans"][0]["words"] == TEXTS.new_tumor.text
    assert "does not count as a response" in picture["sentence"]


@pytest.mark.parametrize(
    "change",
    [
        {"first": {"liver": 81, "lung": 0, "node": 0}},
        {"second": {"liver": 1, "lung": 1}},
        {"new": {"first": 1, "second": False}},
    ],
)
def test_impossible_settings_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ParameterError):
        picture_of({**model.START, **change})


@pytest.fixture(scope="module")
def view() -> ResponseCategories:
    made = PARTS["response-categories"].make(Course(parts=PARTS, record="memory"))
    assert isinstance(made, ResponseCategories)
    return made


def test_the_view_follows_the_page_and_names_its_sources(view: ResponseCategories) -> None:
    view.set_state({"settings": model.settings_of("new")})
    assert view.picture["example"] == "new"
    view.set_state({"settings": {**model.START, "first": {}}})
    assert "first.liver" in view.problem
    assert any("40% below baseline" in source["text"] for source in view.content["sources"])
    assert json.dumps([view.content, view.picture, view.settings])


def test_the_text_form_is_the_same_whatever_was_chosen(view: ResponseCategories) -> None:
    before = repr(view)
    view.settings = model.settings_of("gone")
    assert repr(view) == before
    assert "Smaller than at the start, yet growing" in before
