"""A learner's answers on the real thing: kept if they agree, there again another day, and never in the way.

Each test has a folder of its own, below the server's root, with the first two lessons; a cell in front of each names
the file of the record.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lab_page import LabPage, LabServer
from lesson_page import expect_soon, question_selector
from playwright.sync_api import Browser, Locator, expect

from ibc_edu.learner.record import open_record

START, STAGING = "00_start_here.ipynb", "01_staging.ipynb"
RIGHT, WRONG = "staging-predict-lowest", "staging-what-stage-says"
FINAL = ".ibc-quiz[aria-label='All of it together']"
FIRST_OF_ALL = ("staging-found-at-once", "staging-who-explains", "staging-what-to-find-out")
RUN_CELLS = """async ids => {
    const {content} = window.jupyterapp.shell.currentWidget;
    for (const id of ids) {
        content.activeCellIndex = content.widgets.findIndex(cell => cell.model.id === id);
        await window.jupyterapp.commands.execute('notebook:run-cell');
    }
}"""
TOP_CELL = """() => {
    const {content} = window.jupyterapp.shell.currentWidget;
    const edge = content.node.getBoundingClientRect().top;
    const shown = cell => cell.isAttached && cell.node.getBoundingClientRect().bottom > edge + 20;
    return content.widgets.find(shown)?.model.id;
}"""
MARK_OLD = """() => window.jupyterapp.shell.currentWidget.node.querySelectorAll('.ibc-quiz')
    .forEach(quiz => { quiz.dataset.old = ''; })"""
SLOW_SIGN = """line => new Promise(done => {
    const said = () => line.textContent || getComputedStyle(line, '::before').content;
    const look = () => line.offsetParent ? done(said()) : requestAnimationFrame(look);
    look();
})"""
PATH = "() => window.jupyterapp.shell.currentWidget?.context?.path"


@pytest.fixture
def record(lab_server: LabServer, tmp_path: Path) -> Path:
    """Where the record of the lessons in the folder `tmp_path.name` will be."""
    path = tmp_path / "record.sqlite3"
    lab_server.add_lessons(tmp_path.name, path, START, STAGING)
    return path


@pytest.fixture
def lab(lab_server: LabServer, browser: Browser, record: Path) -> Iterator[LabPage]:
    """The first lesson of the folder, run."""
    page = LabPage(lab_server, browser)
    page.open_notebook(f"{record.parent.name}/{START}")
    page.run_all()
    yield page
    page.close()
    assert page.outside == []
    assert page.errors == []


def item(lab: LabPage, item_id: str) -> Locator:
    return lab.page.locator(question_selector(item_id))


def button(where: Locator, name: str) -> Locator:
    return where.get_by_role("button", name=name, exact=True)


def answer(question: Locator, text: str) -> None:
    question.get_by_label(text).check()
    question.get_by_label("Sure", exact=True).check()
    button(question, "Check answer").click()


def expect_kept(record: Path, *items: str) -> None:
    """These answers are on the disk; Python may be stopped then, or the file removed."""

    def items_kept() -> list[str]:
        with open_record(record) as kept:
            return [attempt.item_id for attempt in kept.attempts()]

    expect_soon(items_kept, [*items])


def expect_both_answers(lab: LabPage) -> None:
    """The right one is settled, the wrong one open for its second try, as they were left."""
    right, wrong = item(lab, RIGHT), item(lab, WRONG)
    expect(right).to_have_attribute("data-status", "correct")
    expect(right.get_by_label("Stage IIIB")).to_be_checked()
    wrong.scroll_into_view_if_needed()
    expect(wrong).to_have_attribute("data-status", "incorrect")
    expect(wrong).to_contain_text("That is the grade")
    expect(button(wrong, "Try again")).to_be_visible()


def mark_old(lab: LabPage) -> None:
    lab.page.evaluate(MARK_OLD)


def expect_all_new(lab: LabPage) -> None:
    expect(lab.page.locator(".ibc-quiz[data-old]")).to_have_count(0, timeout=60_000)
    expect(item(lab, RIGHT)).to_be_visible(timeout=60_000)


def follow_what_to_read_again(lab: LabPage) -> None:
    """From the result of the last check to the section that teaches it, in the same notebook."""
    final = lab.page.locator(FINAL)
    for question in final.locator(".ibc-item").all():
        button(question, "Show answer").click()
        expect(question).to_have_attribute("data-status", "shown")
    final.get_by_role("link", name="Where it can be").first.click()
    lab.page.wait_for_function(f"() => ({TOP_CELL})() === 'spread-text'")


def test_answers_are_there_again_after_running_restarting_and_another_day(
    lab: LabPage, browser: Browser, record: Path
) -> None:
    panel = lab.page.locator(".ibc-record")
    assert not record.exists(), "nothing may be written before the learner agrees"
    button(panel, "Yes, keep my answers").click()
    expect(panel.locator(".ibc-consent")).to_contain_text(f"Your answers are kept on this computer, in {record}")
    assert record.exists()
    lab.page.locator(".ibc-begin").get_by_role("link", name="Begin").click()
    lab.page.wait_for_function(f"path => ({PATH})() === path", arg=f"{record.parent.name}/{STAGING}")
    lab.page.wait_for_selector(".jp-NotebookPanel:visible .jp-Cell")
    lab.wait_for_kernel()
    lab.run_all()
    answer(item(lab, RIGHT), "Stage IIIB")
    answer(item(lab, WRONG), "How unusual the cells look up close")
    expect_both_answers(lab)
    expect_kept(record, RIGHT, WRONG)

    mark_old(lab)
    lab.page.evaluate(RUN_CELLS, ["predict", "check-stage"])
    expect(lab.page.locator(".ibc-quiz:not([data-old])", has=item(lab, RIGHT))).to_have_count(1)
    expect_both_answers(lab)

    mark_old(lab)
    lab.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:restart-run-all'); }")
    lab.page.locator(".jp-Dialog button.jp-mod-accept").click()
    expect_all_new(lab)
    expect_both_answers(lab)

    lab.close()
    later = LabPage(lab.server, browser)
    later.open_notebook(f"{record.parent.name}/{STAGING}")
    later.page.evaluate(RUN_CELLS, ["setting", "predict", "check-stage", "check-final"])
    expect_both_answers(later)
    follow_what_to_read_again(later)
    later.close()
    assert (later.outside, later.errors) == ([], [])
    with open_record(record) as kept:
        assert [attempt.item_id for attempt in kept.attempts()][:2] == [RIGHT, WRONG]


def test_a_record_deleted_meanwhile_is_told_once_and_the_lesson_goes_on(
    lab_server: LabServer, browser: Browser, record: Path
) -> None:
    with open_record(record) as agreed:
        agreed.grant()
    lab = LabPage(lab_server, browser)
    lab.open_notebook(f"{record.parent.name}/{STAGING}")
    lab.page.evaluate(RUN_CELLS, ["setting", "predict", "check-stage"])
    answer(item(lab, RIGHT), "Stage IIIB")
    expect(item(lab, RIGHT)).to_have_attribute("data-status", "correct")
    problem = lab.page.locator(".ibc-problem:visible")
    expect_kept(record, RIGHT)
    expect(problem).to_have_count(0)

    for file in record.parent.iterdir():
        file.unlink()
    wrong = item(lab, WRONG)
    answer(wrong, "How unusual the cells look up close")
    expect(problem).to_contain_text(f"Your record at {record} was removed or replaced while it was open.")
    expect(problem).to_contain_text("The lesson goes on; your answers stay in memory until the lesson is closed.")
    expect(wrong).to_contain_text("That is the grade")
    lab.screenshot("record-deleted", f".ibc-quiz:has({question_selector(WRONG)})")
    button(wrong, "Try again").click()
    answer(wrong, "How far the cancer reaches in the body")
    expect(wrong).to_have_attribute("data-status", "correct")
    expect(problem).to_have_count(0)
    lab.close()
    assert (lab.outside, lab.errors) == ([], [])
    assert not record.exists()


def test_feedback_comes_while_the_record_is_held_and_what_is_wrong_with_it_stays_in_sight(
    lab_server: LabServer, browser: Browser, record: Path
) -> None:
    with open_record(record) as agreed:
        agreed.grant()
    lab = LabPage(lab_server, browser)
    lab.open_notebook(f"{record.parent.name}/{STAGING}")
    lab.page.evaluate(RUN_CELLS, ["setting", "check-final"])
    first, second, third = (lab.page.locator(FINAL).locator(".ibc-item").nth(place) for place in range(3))
    with closing(sqlite3.connect(record, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        button(first, "Show answer").click()
        expect(first).to_have_attribute("data-status", "shown")
        # A kernel that has just begun may deal with the second one while the first waits, in its other thread.
        button(second, "Show answer").click()
        button(third, "Show answer").click()
        problem = third.locator(".ibc-problem")
        assert problem.evaluate(SLOW_SIGN) == '"One moment…"'
        expect(problem).to_contain_text("is held by another program", timeout=15_000)
        for item_asked in (second, third):
            expect(item_asked).to_have_attribute("data-status", "shown")
        lab.page.wait_for_timeout(200)
        expect(problem).to_be_visible()
        lab.screenshot("record-held", FINAL)
    lab.close()
    assert (lab.outside, lab.errors) == ([], [])
    expect_kept(record, *FIRST_OF_ALL)


def test_keep_nothing_is_honored(lab: LabPage, record: Path) -> None:
    panel = lab.page.locator(".ibc-record")
    button(panel, "No, keep nothing").click()
    expect(panel.locator(".ibc-consent")).to_contain_text("Nothing more is kept.")
    answer(item(lab, "start-who-decides"), "The care team of that person")
    expect(item(lab, "start-who-decides")).to_have_attribute("data-status", "correct")
    expect(panel.get_by_role("row", name="Start here")).to_contain_text("1 of 1")
    assert list(record.parent.iterdir()) == []
