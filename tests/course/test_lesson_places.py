"""Where "to read again" leads: to a cell that is there, with the heading of the section that teaches it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from ibc_edu.course.course import Course
from ibc_edu.course.places import homes, section_beginnings
from ibc_edu.course.plan import PREDICT
from ibc_edu.resources import notebooks_folder


def test_every_place_is_a_heading_of_its_notebook_above_the_check(course: Course) -> None:
    for (lesson, part), place in course.library.places.items():
        cells = nbformat.read(notebooks_folder() / place.notebook, as_version=4).cells
        ids = [cell.id for cell in cells]
        assert ids.index(place.cell) < ids.index(part), (lesson, part)
        assert cells[ids.index(place.cell)].source.startswith("## "), (lesson, part)
        assert f'.show("{part}")' in cells[ids.index(part)].source


def test_every_objective_that_is_asked_is_taught_somewhere_else_than_in_the_guesses(course: Course) -> None:
    library = course.library
    for question in course.bank:
        assert library.homes[question.objective] in library.places
        assert library.homes[question.objective][1] != PREDICT


@pytest.mark.parametrize(
    ("objective", "home"),
    [
        ("staging-assign-stage", ("staging", "check-nodes")),  # also guessed, and asked once later
        ("staging-relate-site-to-care", ("staging", "check-spread")),  # as often in the last check
    ],
)
def test_an_objective_is_at_home_where_it_is_asked_most_and_first(
    course: Course, objective: str, home: tuple[str, str]
) -> None:
    assert course.library.homes[objective] == home


def test_a_check_that_the_course_does_not_have_is_nobodys_home(course: Course) -> None:
    assert homes(course.bank, [("staging", "check-stage")]).keys() == {"staging-explain-tnm", "staging-recognize-ibc"}


def test_a_notebook_that_is_not_there_has_no_sections(tmp_path: Path) -> None:
    assert section_beginnings(tmp_path / "none.ipynb") == {}
