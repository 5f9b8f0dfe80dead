"""A lesson's text on paper makes sense without the screen."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from ibc_edu.classroom.handouts.sheets import lesson_text
from ibc_edu.classroom.presentation.lesson_cells import lesson_cells
from ibc_edu.classroom.presentation.presenting import notebook_path
from ibc_edu.classroom.presentation.slide_text import plain_text
from ibc_edu.course.course import Course
from ibc_edu.errors import QuestionError
from ibc_edu.parts import PARTS

COURSE = Course(parts=PARTS, record="memory")
TAUGHT = tuple(lesson.name for lesson in COURSE.plan.lessons if lesson.checks)
SCREEN_ONLY = ("review", "tables", "cases")
OF_THE_SCREEN = re.compile(
    r"\b(?:click|slider|keyboard|Tab key|arrow keys?|explorer|simulator|button|press \*|Press|[Tt]ry (?:it|this)"
    r"|(?:list|box|map|figure|questions and pictures) (?:below|above)|[Bb]elow (?:is|are) |Each figure below"
    r"|Here (?:is the|are) |Choose|Move|once more\.|you (?:saw|crossed|see)|[Dd]id you|Now (?:look|choose|put two))\b"
)
NUMBERS = {
    word: number for number, word in enumerate(("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"), 1)
}
COUNTED = re.compile(rf"({'|'.join(NUMBERS)}) (?:last )?(?:guess(?:es)?|questions?)\b")


def printed(name: str) -> str:
    page = lesson_text(COURSE.lesson(name)).split("<main>")[1]
    return unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("name", TAUGHT)
def test_the_text_on_paper_does_not_speak_of_the_screen(name: str) -> None:
    text = printed(name)
    assert len(text) > 1000
    assert [text[found.start() - 40 : found.end() + 40] for found in OF_THE_SCREEN.finditer(text)] == []


@pytest.mark.parametrize("name", TAUGHT)
def test_what_stands_before_a_part_says_what_is_printed_there(name: str) -> None:
    """It speaks of the part, which paper does not have."""
    plan = COURSE.lesson(name).plan
    cells = lesson_cells(notebook_path(plan.notebook), plan.part_names)
    before = [(one.blocks[-1], two.parts) for one, two in pairwise(cells) if one.blocks]
    shown = [block for block, parts in before if set(parts) - set(plan.checks)]
    assert shown
    assert [block for block in shown if "paper" not in block] == []


@pytest.mark.parametrize("name", TAUGHT)
def test_each_check_with_questions_on_paper_points_to_the_worksheet(name: str) -> None:
    lesson = COURSE.lesson(name)
    asked = [
        title
        for part, title in lesson.plan.checks.items()
        if any(question.part == part and "paper" in question.where for question in lesson.questions())
    ]
    assert re.findall(r"On the worksheet: (.*)", printed(name)) == asked


@pytest.mark.parametrize("name", SCREEN_ONLY)
def test_a_page_that_only_the_screen_can_show_is_not_printed(name: str) -> None:
    with pytest.raises(QuestionError, match="no text for paper"):
        lesson_text(COURSE.lesson(name))


def test_long_lists_and_tables_stay_whole() -> None:
    page = lesson_text(COURSE.lesson("therapies"))
    assert page.count("The article says</th>") == 1
    start = lesson_text(COURSE.lesson("start"))
    assert start.count("<ol") == 1


def test_pictures_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = notebook_path("00_start_here.ipynb").read_text(encoding="utf-8")
    (tmp_path / "00_start_here.ipynb").write_text(notebook.replace("Welcome.", "![A cell](data:image/png;base64,AA)"))
    monkeypatch.setattr("ibc_edu.classroom.handouts.sheets.notebooks_folder", lambda _folder: tmp_path)
    assert '<img src="data:image/png;base64,AA" alt="A cell">' in lesson_text(COURSE.lesson("start"))


def test_a_number_of_questions_that_a_lesson_tells_is_that_of_the_check() -> None:
    told, asked = {}, {}
    for lesson in map(COURSE.lesson, TAUGHT):
        cells = lesson_cells(notebook_path(lesson.plan.notebook), lesson.plan.part_names)
        for one, two in pairwise(cells):
            said = COUNTED.match(plain_text(one.blocks[-1].get("spans", []))) if one.blocks else None
            if said and two.parts:
                check = (lesson.name, two.parts[0])
                told[check] = NUMBERS[said[1]]
                asked[check] = sum(question.part == two.parts[0] for question in lesson.questions())
    assert told != {}
    assert asked == told
