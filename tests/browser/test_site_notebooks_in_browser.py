"""Notebooks beside the pages of a static site, in a real browser: the pages' Python, and nobody else asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from site_page import MS, Visit, answer, brought_to_the_front, parts_at_hand, served

from ibc_edu.app.site.build import build
from ibc_edu.app.site.notebooks import ADDRESS
from ibc_edu.app.site.supplies import Supplies
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.quiz.kinds.forms import ANSWERED_AS
from ibc_edu.resources import own_course_folder


@pytest.fixture(scope="module")
def course() -> Course:
    return Course(own_course_folder(), parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def address(course: Course, supplies: Supplies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with its notebooks, served below a path; skipped where its parts cannot be had."""
    root = tmp_path_factory.mktemp("web")
    with parts_at_hand():
        build(course, root / "a-path", supplies=supplies, say=lambda _: None, with_notebooks=True)
    with served(root) as address:
        yield f"{address}a-path/"


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    opened = Visit(browser, address)
    yield opened
    opened.context.close()
    assert opened.outside == []
    assert opened.errors == []


def open_lesson(visit: Visit, notebook: str) -> Page:
    """Open a lesson's notebook in a new tab and wait until it has run to its end."""
    visit.page.close()
    visit.new_page().goto(f"{visit.address}{ADDRESS}{notebook}")
    expect(visit.page.locator(".ibc-presenter").last).to_be_attached(timeout=MS)
    return visit.page


def test_a_page_opens_its_notebook_which_runs_by_itself(visit: Visit, course: Course) -> None:
    visit.page.goto(f"{visit.address}lessons/staging.html")
    with visit.context.expect_page() as opened:
        visit.page.get_by_role("link", name="Open as notebook").click()
    notebook = opened.value
    expect(notebook.locator(".ibc-item").first).to_be_visible(timeout=MS)
    expect(notebook.locator(".jp-Cell h1").first).to_contain_text(course.plan.lesson("staging").title.split(":")[0])
    notebook.close()


@pytest.mark.parametrize("below", ["lab/", "lab/index.html", "lab/notebooks/", "lab/notebooks/index.html"])
def test_without_the_name_of_a_notebook_the_list_of_lessons_is_shown(visit: Visit, below: str) -> None:
    visit.page.goto(f"{visit.address}{below}")
    expect(visit.page.get_by_role("heading", name="Lessons")).to_be_visible()
    assert visit.page.url == f"{visit.address}index.html"


def test_every_kind_of_question_is_graded_and_statistics_are_fetched(visit: Visit, course: Course) -> None:
    left = set(ANSWERED_AS)
    for lesson in ("trials", "receptors", "staging", "therapies"):  # the others if its quizzes change
        if not left:
            break
        page = open_lesson(visit, course.plan.lesson(lesson).notebook)
        if lesson == "trials":
            expect(page.locator(".ibc-trial-buttons button").first).to_be_visible(timeout=MS)
        for kind in sorted(left):
            question = brought_to_the_front(page, kind)
            if question is None:
                continue
            left.discard(kind)
            answer(question)
            question.get_by_role("button", name="Check answer").click()  # how sure is left open: null
            expect(question.locator(".ibc-headline").first).to_be_visible(timeout=MS)
            expect(question).not_to_contain_text("is not known")
        expect(page.get_by_text("Something went wrong")).to_have_count(0)
    assert left == set()


def test_it_says_that_nothing_is_kept_and_keeps_nothing(browser: Browser, address: str) -> None:
    visit = Visit(browser, address)  # which no page has used: pages can keep answers
    page = open_lesson(visit, "00_start_here.ipynb")
    panel = page.locator(".ibc-record")
    expect(panel).to_contain_text("In this notebook view nothing is kept")
    expect(panel.get_by_role("button", name="Yes, keep my answers")).to_have_count(0)
    expect(page.get_by_text("on this computer")).to_have_count(0)
    stored = page.evaluate("async () => (await indexedDB.databases()).map(each => each.name)")
    visit.context.close()
    assert [name for name in stored if "record" in str(name)] == []


WATCH = """window.seen = [];
const look = () => {
    const coming = document.getElementById("coming");
    if (coming?.checkVisibility()) {
        window.seen.push(`${coming.textContent} ${getComputedStyle(document.body).backgroundColor}`);
    }
    if (!document.body?.dataset.jpThemeName) requestAnimationFrame(look);
};
look();"""
"""What is read on which color, frame by frame, before JupyterLite shows itself."""


def test_a_notebook_is_light_or_dark_as_the_system_is_from_its_first_moment(browser: Browser, address: str) -> None:
    visit = Visit(browser, address)
    visit.page.emulate_media(color_scheme="dark")
    visit.page.add_init_script(WATCH)
    visit.page.goto(f"{address}{ADDRESS}00_start_here.ipynb", wait_until="commit")
    expect(visit.page.locator("body")).to_have_attribute("data-jp-theme-name", "JupyterLab Dark", timeout=MS)
    expect(visit.page.get_by_text("The notebook is on its way.")).to_be_hidden()
    assert {*visit.page.evaluate("window.seen")} == {"The notebook is on its way. rgb(33, 33, 33)"}
    visit.page.emulate_media(color_scheme="light")
    expect(visit.page.locator("body")).to_have_attribute("data-jp-theme-name", "JupyterLab Light", timeout=MS)
    visit.context.close()


def test_the_tables_and_an_exercise_work(visit: Visit) -> None:
    visit.page.close()
    page = visit.new_page()
    page.goto(f"{visit.address}{ADDRESS}07_explore_the_tables.ipynb")
    page.get_by_role("button", name="Start it").click(timeout=MS)
    expect(page.locator(".jp-OutputArea-output").filter(has_text="label_warnings").first).to_be_visible(timeout=MS)
    expect(page.locator(".jp-OutputArea-output table").first).to_be_visible(timeout=MS)
    editor = page.locator(".jp-CodeCell").filter(has_text="count-drugs").locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type('from ibc_edu import exercise, tables\nexercise("count-drugs").check(len(tables.drugs))')
    page.keyboard.press("Shift+Enter")
    cell = page.locator(".jp-CodeCell").filter(has_text="count-drugs")
    expect(cell.locator(".jp-OutputArea-output").filter(has_text="Right")).to_be_visible(timeout=MS)


def test_no_copy_of_python_lies_beside_the_pages_own(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    [lab] = {found.resolve() for found in Path(tmp_path_factory.getbasetemp()).glob("web*/a-path/lab")}
    site = lab.parent
    assert [path.relative_to(site).as_posix() for path in site.rglob("*.wasm")] == ["python/pyodide.asm.wasm"]
