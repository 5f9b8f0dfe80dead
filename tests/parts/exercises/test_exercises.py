"""Exercises: their own solutions are right, other answers are told apart, and no answer breaks a check."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibc_edu import exercise, this_course
from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError, UnknownNameError
from ibc_edu.parts.exercises.content import EXERCISES_FILE, Exercise, exercises
from ibc_edu.parts.exercises.content import exercise as exercise_of
from ibc_edu.resources import own_course_folder

TIDES = Path(__file__).parents[2] / "course" / "fixtures" / "tides"
NAMES = list(exercises(Course(own_course_folder())))


@pytest.fixture(params=NAMES)
def each(request: pytest.FixtureRequest) -> Exercise:
    return exercise(request.param)


def test_the_solution_that_is_shown_is_right(each: Exercise) -> None:
    result = each.check(each.expected())
    assert result.right, result.text
    assert each.solution in result.text


def test_an_open_exercise_says_so_and_gives_its_question_and_hint(each: Exercise) -> None:
    result = each.check()
    assert not result
    assert each.question in result.text
    assert each.hint in result.text


@pytest.mark.parametrize(
    "answer", [None, -1, "text", [], {}, object(), pd.DataFrame(), pd.Series([1.5]), float("nan"), True]
)
def test_a_wrong_answer_of_any_kind_is_not_yet_right(each: Exercise, answer: Any) -> None:
    result = each.check(answer)
    assert not result.right
    assert result.text.startswith("Not yet")


@settings(max_examples=20, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    )
)
def test_no_answer_breaks_a_check(answer: Any) -> None:
    for one in map(exercise, NAMES):
        assert one.check(answer).text


def test_a_near_answer_is_told_what_differs() -> None:
    tables = this_course().tables
    assert "that should not be" in exercise("article-drugs").check(tables.drugs["name"]).text
    assert "is not the number" in exercise("count-drugs").check(1).text
    counts = tables.drugs.groupby("therapy_class").size()
    counts.iloc[0] += 1
    assert counts.index[0] in exercise("drugs-by-class").check(counts).text


def test_order_and_form_do_not_matter() -> None:
    assert exercise("article-drugs").check(list(exercise("article-drugs").expected())[::-1])
    assert exercise("drugs-by-class").check(exercise("drugs-by-class").expected().to_dict())
    assert exercise("pivot-wordings").check(exercise("pivot-wordings").expected().iloc[::-1])


def test_an_unknown_exercise_is_answered_with_a_near_name() -> None:
    with pytest.raises(UnknownNameError, match="count-drugs"):
        exercise("count-drug")


def test_a_course_has_exercises_of_its_own(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TIDES, tmp_path / "tides"))
    course = Course(folder)
    assert exercise_of("count-bays", course).check(2)
    (folder / EXERCISES_FILE).unlink()
    with pytest.raises(UnknownNameError, match=r"This course has no exercises\.toml"):
        exercise_of("count-drugs", course)
    wrong_kind = (TIDES / EXERCISES_FILE).read_text(encoding="utf-8").replace('"number"', '"numbers"')
    for broken, message in ((wrong_kind, "0.compare"), ("[[exercise", "cannot be read"), ("", "list")):
        (folder / EXERCISES_FILE).write_text(broken, encoding="utf-8")
        with pytest.raises(CourseError, match=message):
            exercise_of("bays", course)
