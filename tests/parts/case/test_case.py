"""The part that shows cases: its content, its text form, and what it refuses; and the course's own cases."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ibc_edu.course.course import Course
from ibc_edu.errors import KnowledgeError, ParameterError
from ibc_edu.knowledge.cases import Case, case_names, read_case
from ibc_edu.parts import PARTS
from ibc_edu.parts.case import widget
from ibc_edu.parts.case.content import case_content, make
from ibc_edu.resources import own_course_folder

COURSE = own_course_folder()
CASES = {name: read_case(COURSE, name) for name in case_names(COURSE)}


@pytest.fixture(scope="module")
def read_only() -> Course:
    return Course(parts=PARTS, record="memory")


@pytest.fixture
def page(read_only: Course) -> widget.Case:
    return make(read_only)


def test_cases_stand_in_the_order_of_their_lessons_and_every_source_is_there(read_only: Course) -> None:
    content = case_content(read_only)
    lessons = [read_only.plan.lesson_names.index(CASES[case["key"]].lesson) for case in content["cases"]]
    assert all(first <= second for first, second in pairwise(lessons))
    for case in content["cases"]:
        for scene in case["scenes"].values():
            for choice in scene["choices"]:
                assert choice["sources"]
                assert {*choice["sources"]} <= {*content["sources"]}
    assert all(source["checked"] is not False for source in content["sources"].values())


def test_every_fact_and_the_correction_of_every_belief_has_a_source_that_says_how_and_when_it_was_known(
    read_only: Course,
) -> None:
    content = case_content(read_only)
    beliefs = {row["misconception_id"]: row for row in read_only.rows_if_any("misconceptions")}
    seen = 0
    for case in content["cases"]:
        for name, scene in case["scenes"].items():
            for number, choice in enumerate(scene["choices"]):
                wrong = CASES[case["key"]].scenes[name].choices[number].misconception
                if wrong:
                    grounds = {*beliefs[wrong]["evidence"], *beliefs[wrong]["facts"]}
                    assert grounds
                    assert grounds <= {*choice["sources"]}
                    assert len(choice["sources"]) == len({*choice["sources"]})
                    seen += 1
        assert all(ending["sources"] for ending in case["endings"].values())
    assert seen > 10
    for source in content["sources"].values():
        if source["kind"] == "beyond":
            assert source["date"]
            assert source["checked"] is True


def test_text_form_names_every_case_and_stays_the_same(page: widget.Case) -> None:
    before = page.text_form()
    page.set_state({"case": "fever-on-day-nine", "path": [1]})
    assert page.text_form() == before
    assert all(case.title in before for case in CASES.values())


def test_path_leads_through_the_scenes(page: widget.Case) -> None:
    page.set_state({"case": "fever-on-day-nine", "path": [1, 0]})
    assert page.places == ["evening", "line", "emergency-room"]


def test_an_unknown_case_and_an_impossible_choice_are_refused(page: widget.Case) -> None:
    with pytest.raises(ParameterError, match="fever-on-day-nine"):
        page.case = "nowhere"
    page.set_state({"case": "fever-on-day-nine", "path": [1]})
    page.set_state({"path": [1, 9]})
    assert page.path == [1]
    assert "no choice 9" in page.problem


def test_a_course_without_cases_says_so_instead_of_showing_nothing(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no case"):
        make(Course(tmp_path, parts=PARTS, record="memory"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_reasoned_choice_does_not_always_stand_at_the_same_place(case: Case) -> None:
    assert len({number for _, number in case.reasoned_path()}) > 1
