"""A course of radiation adds up as the formulas say, and the words fit the numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.course.course import Course
from ibc_edu.errors import ParameterError
from ibc_edu.parts import PARTS
from ibc_edu.parts.radiation_course import model
from ibc_edu.parts.radiation_course.texts import NAME, Texts
from ibc_edu.parts.radiation_course.widget import RadiationCourse

TEXTS = Course(parts=PARTS, record="memory").texts(NAME, Texts)
COMPARED = {(80, 1), (40, 5), (40, 6), (30, 10)}  # tenths of a Gy a day, days


@given(st.integers(10, 80), st.integers(1, 30))
def test_the_bars_are_the_total_and_its_equals_in_steps_of_2_gray(tenths: int, days: int) -> None:
    """EQD2 = n d (d + r) / (2 + r), with r of 10 Gy and 3 Gy: the formula in its usual form."""
    dose = tenths / 10
    total, cancer, late = (bar["gray"] for bar in picture({"dose": tenths, "days": days})["bars"])
    assert total == pytest.approx(days * dose, abs=0.051)
    assert cancer == pytest.approx(days * dose * (dose + 10) / 12, abs=0.051)
    assert late == pytest.approx(days * dose * (dose + 3) / 5, abs=0.051)


@pytest.mark.parametrize(
    ("dose", "days", "words"),
    [
        (30, 10, "10 days of 3 Gy: 30 Gy in all. On the cancer this acts like 32.5 Gy given as 2 Gy a day"),
        (30, 10, "reacts late like 36 Gy. In this model a large daily dose weighs more on tissue that reacts late"),
        (20, 25, "With 2 Gy a day the three numbers are the same"),
        (15, 20, "In this model a small daily dose weighs less on tissue that reacts late"),
        (80, 1, "1 day of 8 Gy: 8 Gy in all."),
    ],
)
def test_the_sentence_says_the_numbers_and_what_the_daily_dose_does(dose: int, days: int, words: str) -> None:
    assert words in picture({"dose": dose, "days": days})["sentence"]


def test_only_courses_that_trials_compared_are_said_to_ease_pain_alike() -> None:
    grid = [(dose, days) for dose in range(10, 81, 5) for days in range(1, 31)]
    compared = {each for each in grid if "relief was alike" in said(*each)}
    assert compared == COMPARED
    assert {each for each in grid if picture(dict(zip(("dose", "days"), each, strict=True)))["compared"]} == COMPARED
    assert {each for each in grid if "repeated" in said(*each)} == {(80, 1)}


def picture(settings: dict[str, Any]) -> dict[str, Any]:
    return model.picture(TEXTS, settings)


def said(dose: int, days: int) -> str:
    sentence: str = picture({"dose": dose, "days": days})["sentence"]
    return sentence


def test_each_compared_course_stands_in_the_fact(view: RadiationCourse) -> None:
    told = " ".join(source["text"] for source in view.content["sources"])
    assert "one 8 Gy dose" in told
    for course in ("20 Gy in 5", "24 Gy in 6", "30 Gy in 10 fractions"):
        assert course in told
        total, days = (int(part) for part in course.removesuffix(" fractions").split(" Gy in "))
        assert (10 * total // days, days) in COMPARED


def test_what_the_model_takes_for_granted_of_the_cancer_is_said_with_its_source(view: RadiationCourse) -> None:
    assert view.content["leaves_out"].endswith(TEXTS.ratio.text)
    told = " ".join(source["text"] for source in view.content["sources"])
    assert "2.88 Gy" in told


@pytest.mark.parametrize("change", [{"dose": 9}, {"dose": 81}, {"dose": 20.5}, {"days": 0}, {"days": 31}])
def test_impossible_settings_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match=next(iter(change))):
        picture({**model.START, **change})


@pytest.fixture(scope="module")
def view() -> RadiationCourse:
    made = PARTS["radiation-course"].make(Course(parts=PARTS, record="memory"))
    assert isinstance(made, RadiationCourse)
    return made


def test_the_view_follows_the_page(view: RadiationCourse) -> None:
    view.set_state({"settings": {"dose": 80, "days": 1}})
    assert view.picture["compared"] == "80-1"
    view.set_state({"settings": {"dose": 80, "days": 99}})
    assert "days" in view.problem
    assert json.dumps([view.content, view.picture, view.settings])


def test_the_text_form_is_the_same_whatever_was_chosen(view: RadiationCourse) -> None:
    before = repr(view)
    view.settings = {"dose": 20, "days": 25}
    assert repr(view) == before
    assert "1 day of 8 Gy" in before
