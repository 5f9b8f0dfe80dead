"""The pages: the same texts as the notebooks, without what speaks of notebooks."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from ibc_edu.app.pages import NOTEBOOK_ONLY, TEMPLATE, Addresses, Pages
from ibc_edu.app.site.needs import packages_needed
from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError, UnknownNameError
from ibc_edu.parts import PARTS
from ibc_edu.resources import own_course_folder

OUTSIDE = re.compile(r"""(?:src|href|url|import|fetch)\s*[=(]?\s*["'(]?\s*(?:https?:)?//(?!\$)""")


@pytest.fixture
def pages(course: Course) -> Pages:
    return Pages(course)


@pytest.fixture
def small(tmp_path: Path) -> Pages:
    """A course of one lesson, whose notebook a test may change."""
    template = Path(__file__).parents[2] / "ibc_edu" / "app" / "course_template"
    shutil.copytree(template, tmp_path / "course")
    return Pages(Course(tmp_path / "course", parts=PARTS, record="memory"))


def write_cells(pages: Pages, *cells: dict[str, object]) -> str:
    """Put cells into the only lesson's notebook; gives the lesson's name."""
    [lesson] = pages.lessons
    made = [{"metadata": {}, "id": f"c{place}", **cell} for place, cell in enumerate(cells)]
    notebook = pages.course.folder / "notebooks" / lesson.notebook
    notebook.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return lesson.name


def text(source: str, **metadata: object) -> dict[str, object]:
    return {"cell_type": "markdown", "source": source, "metadata": metadata}


def test_every_lesson_has_a_page_with_a_place_for_each_code_cell(pages: Pages) -> None:
    for lesson in pages.lessons:
        html = pages.lesson(lesson.name)
        if pages.is_for_notebooks(lesson.name):
            assert "data-part" not in html
            continue
        codes = [cell.name for cell in pages.cells(lesson.name) if cell.code]
        assert re.findall(r'class="part" id="([^"]*)"', html) == codes
        assert len(set(re.findall(r'\bid="([^"]*)"', html))) == len(re.findall(r'\bid="([^"]*)"', html))


def test_words_of_a_command_with_dashes_are_marked(small: Pages) -> None:
    """A browser breaks a line after a dash; the sheet keeps what is in a span whole."""
    name = write_cells(small, text("Type `ibc-edu handout --sheet <b>` or `make lab`."))
    shown = "<code><span>ibc-edu</span> handout <span>--sheet</span> &lt;b&gt;</code> or <code>make lab</code>."
    assert shown in small.lesson(name)


WORDS_OF_NOTEBOOKS = (
    "Run All",
    "Kernel",
    "Shift+Enter",
    "To start:",
    "In a notebook:",
    "import ibc_edu",
    "right-click",
    "<strong>File</strong>",
    "<strong>Run</strong>",
    "<strong>Course</strong>",
    "New View for Output",
    *("../.venv", "..\\.venv"),  # a path that is true in the folder of the notebooks alone
)


def test_no_page_speaks_of_notebooks_cells_or_menus(pages: Pages) -> None:
    for lesson in pages.lessons:
        if pages.is_for_notebooks(lesson.name):
            continue
        html = pages.lesson(lesson.name)
        assert [word for word in WORDS_OF_NOTEBOOKS if word in html] == [], lesson.name


def test_the_first_lesson_names_one_step_that_comes_next(pages: Pages) -> None:
    first = pages.lessons[0].name
    assert not [cell for cell in pages.cells(first) if '.show("begin")' in cell.code]  # the button of a notebook
    html = pages.lesson(first)
    assert html.count('rel="next"') == 1
    assert "Begin" not in html
    assert "Continue" not in html


def test_a_cell_for_notebooks_only_is_left_out_by_its_tag_or_by_how_a_paragraph_begins(small: Pages) -> None:
    cells = [
        text("# Bread\n\n**To start:** run it.\n\nBread is old."),
        text("Press Shift and Enter.", tags=[NOTEBOOK_ONLY]),
        text("**In a notebook:** all of this cell."),
        {"cell_type": "code", "source": "1 + 1", "outputs": []},
    ]
    name = write_cells(small, *cells)
    html = small.lesson(name)
    assert "Bread is old." in html
    assert "run it" not in html
    assert "Shift" not in html
    assert [cell.name for cell in small.cells(name)] == ["c0", "c3"]
    assert "1 + 1" not in html


def test_links_to_notebooks_lead_to_pages(pages: Pages) -> None:
    html = pages.lesson("staging")
    assert 'href="/lessons/receptors"' in html
    assert ".ipynb" not in html


def test_pages_of_a_site_of_files_name_each_other_by_file(course: Course) -> None:
    html = Pages(course, Addresses("../", ".html")).lesson("staging")
    assert 'href="../lessons/receptors.html"' in html
    assert 'href="../index.html"' in html
    assert 'href="/' not in html


def test_previous_and_next_follow_the_course(pages: Pages) -> None:
    assert 'rel="prev" href="/lessons/start"' in pages.lesson("staging")
    assert 'rel="next" href="/lessons/receptors"' in pages.lesson("staging")
    assert 'rel="prev"' not in pages.lesson("start")
    assert 'rel="next"' not in pages.lesson(pages.lessons[-1].name)


def test_the_end_of_every_lesson_leads_to_all_of_them(pages: Pages) -> None:
    for lesson in pages.lessons:
        if not pages.is_for_notebooks(lesson.name):
            end = pages.lesson(lesson.name).split('<nav class="neighbors"')[1]
            assert '<a class="to-all" href="/">All lessons</a>' in end.split("</nav>")[0]


def test_the_title_page_lists_all_lessons_in_order(pages: Pages) -> None:
    html = pages.title()
    assert re.findall(r'data-lesson="([^"]*)"', html) == [lesson.name for lesson in pages.lessons]
    assert 'href="/lessons/tables"' not in html, "that one is for notebooks"


def test_titles_and_texts_of_a_course_are_escaped(small: Pages) -> None:
    assert "&lt;b&gt; &amp;" in small.message("<b> &", "text")
    live = small.lesson(write_cells(small, text("# A")), {"parts": "</script><b>"})
    assert "</script><b>" not in live


def test_all_words_are_on_the_page_of_words(pages: Pages) -> None:
    html = pages.glossary()
    assert html.count("<dt>") == len(pages.course.rows("glossary"))


def test_the_signs_of_everybody_are_on_their_page_the_most_urgent_first(pages: Pages) -> None:
    html = pages.signs()
    everyone = [row for row in pages.course.rows("call_signs") if not row["drug"] and not row["therapy_class"]]
    assert html.count("<li><strong>") == len(everyone) > 5
    urgencies = re.findall(r"urgency-(\w+)", html)
    assert urgencies == sorted(urgencies, key=["emergency", "today", "next_visit"].index)


def test_a_course_without_words_and_signs_has_no_links_to_them(small: Pages) -> None:
    assert "data-beside" not in small.title()
    assert "no list of signs" in small.signs()


def test_a_lesson_that_cannot_be_read_is_named(small: Pages) -> None:
    [lesson] = small.lessons
    (small.course.folder / "notebooks" / lesson.notebook).write_text("{")
    with pytest.raises(CourseError, match=lesson.notebook):
        small.lesson(lesson.name)
    with pytest.raises(UnknownNameError):
        small.lesson("none")


def test_nothing_of_a_page_lies_on_another_host() -> None:
    files = [path for path in TEMPLATE.iterdir() if path.is_file()]
    assert len(files) > 10
    for path in files:
        assert not OUTSIDE.search(path.read_text(encoding="utf-8")), path.name
    assert own_course_folder().is_dir()


def test_the_title_page_asks_the_first_question_of_the_first_lesson_that_has_one(pages: Pages, small: Pages) -> None:
    for made, lesson, part in ((pages, "start", "warm-up"), (small, "bread", "predict")):
        first = made.first_question
        assert first is not None
        assert (first.lesson, first.cell.name) == (lesson, part)
        html = made.title()
        assert f'id="{part}" data-part' in html
        live = re.search(r'id="live">(.*?)</script>', html)
        assert live is not None
        assert json.loads(live[1])["cells"] == [{"name": part, "code": first.cell.code, "needs": []}]
        assert "live" not in re.findall(r'id="(\w+)"', made.title({})), "nobody is there who could ask it"


def test_what_the_title_pages_question_needs_is_fetched_for_every_question(course: Course, pages: Pages) -> None:
    first = pages.first_question
    assert first is not None
    assert packages_needed(course, first.lesson, first.cell.code) == []


def test_a_course_without_questions_has_a_title_page(small: Pages) -> None:
    write_cells(small, text("# Bread"))
    assert small.first_question is None
    assert "data-part" not in small.title()
