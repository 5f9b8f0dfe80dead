"""The plan of a course: what course.toml says, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.course.plan import read_plan
from ibc_edu.course.plan_form import course_problems
from ibc_edu.errors import CourseError
from ibc_edu.resources import own_course_folder

GOOD = """\
name = "tides"
title = "Tides"
limits = ""
license = "CC0"

[[lessons]]
name = "moon"
title = "The moon"
notebook = "01_moon.ipynb"
parts = ["due"]
[lessons.checks]
predict = "Before you read"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_course_is_read_in_its_order(tmp_path: Path) -> None:
    plan = read_plan(write(tmp_path, GOOD))
    assert (plan.name, plan.lesson_names, plan.exam_lessons) == ("tides", ("moon",), ())
    assert plan.lesson("moon").part_names == ("due", "predict", "sources")


def test_the_packages_own_course_teaches_before_it_asks_for_all() -> None:
    plan = read_plan(own_course_folder())
    assert plan.lesson_names[0] == "start"
    assert set(plan.exam_lessons) < set(plan.lesson_names)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "tides"', 'name = "The Tides"', "name: a name of lower-case letters"),
        ('title = "Tides"\n', "", "title: this is missing."),
        ('title = "Tides"', 'titel = "Tides"', "titel: this is not known. Did you mean 'title'?"),
        ('"01_moon.ipynb"', '"../01_moon.ipynb"', "lessons, number 1, notebook: a file name that ends with .ipynb"),
        ('["due"]', '"due"', "lessons, number 1, parts: a list is needed."),
        ('["due"]', '["due", 7]', "lessons, number 1, parts: a name of lower-case letters"),
        ('predict = "Before you read"', "predict = 1", "lessons, number 1, checks: a text is needed"),
        ('parts = ["due"]', 'exam = "yes"', "lessons, number 1, exam: true or false is needed."),
        ('parts = ["due"]', 'parts = ["predict"]', "the part of moon 'predict' stands there twice."),
        ('license = "CC0"', "license = ", "this is no TOML file"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(CourseError) as caught:
        read_plan(write(tmp_path, GOOD.replace(old, new)))
    assert message in str(caught.value)
    assert caught.value.where == f"{tmp_path.name}/course.toml"


def test_a_course_without_lessons_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="lessons: this is missing"):
        read_plan(write(tmp_path, GOOD.split("[[lessons]]")[0]))
    with pytest.raises(CourseError, match="the file cannot be read"):
        read_plan(tmp_path / "nowhere")


@given(st.dictionaries(st.sampled_from(["name", "title", "limits", "license", "lessons", "x"]), st.none() | st.text()))
def test_no_form_raises(data: dict[str, object]) -> None:
    assert course_problems(data)
