"""What the learner looks at stays where it is in the window when a part above it grows by what they did."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_page import DRAWN, AppPage, AppServer
from lab_page import LabPage
from playwright.sync_api import Browser, Page, expect
from views_on_a_page import SHOW, shown

from ibc_edu.parts.record.widget import Record, RecordState

LESSON = "06_review.ipynb"
EXAM = ".ibc-quiz[aria-label='Mixed exam']"
TOP = "node => node.getBoundingClientRect().top"
HEIGHT = "node => node.offsetHeight"
# The part above changes after the result is there, or, on a fast computer, while it still scrolls into view.
WATCH = """selector => {
    window.seen = [];
    const result = document.querySelector(selector);
    const look = () => {
        const {top, bottom} = result.getBoundingClientRect();
        if (result.checkVisibility()) window.seen.push(top < innerHeight && bottom > 0);
        requestAnimationFrame(look);
    };
    look();
}"""


def state(due: int) -> RecordState:
    """What the part says to somebody to whom so many questions come back now."""
    question = {"stem": "What rises?", "place": "Tides", "why": "You were wrong."}
    return {
        "consent": "granted", "where": "here", "words": {}, "offers_copy": False, "notice": None, "progress": [],
        "due": [question] * due, "next_due": None,
    }  # fmt: skip


def hand_in(page: Page) -> None:
    """Hand in a mixed exam with one answer, by a learner of whom nothing is known; its result stays in the window."""
    exam, known = page.locator(EXAM), page.locator(".ibc-mastery")
    expect(known).to_contain_text("Answer a few questions in the lessons first.")
    low = known.evaluate(HEIGHT)
    exam.get_by_role("radio").first.check()
    exam.get_by_role("button", name="Hand in…", exact=True).click()
    page.evaluate(WATCH, f"{EXAM} .ibc-summary")
    exam.get_by_role("button", name="Hand in now", exact=True).click()
    expect(exam.locator(".ibc-summary")).to_be_focused()
    expect(known.locator(".ibc-mastery-objectives").first).to_be_attached()
    page.wait_for_timeout(1000)  # what scrolls has come to its end
    assert known.evaluate(HEIGHT) > low + 1000, "what is above has grown by more than a window"
    assert all(page.evaluate("() => window.seen")), "the result was out of the window"
    expect(exam.locator(".ibc-summary")).to_be_in_viewport()


@pytest.mark.parametrize("held_by_browser", ["none", "auto"])
def test_without_the_focus_the_middle_of_the_window_stays_when_a_part_above_it_grows(
    browser: Browser, held_by_browser: str
) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 600})
    page.set_content(f"<!doctype html><body style='overflow-anchor: {held_by_browser}'></body>")
    panel = Record(lambda: state(due=0), grant=list, decline=list, export=str, erase=list)
    page.evaluate(SHOW, [shown("record", panel)._asdict()])
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<p>What I read.</p>'.repeat(60))")
    read = page.get_by_text("What I read.").nth(30)
    read.evaluate("node => node.scrollIntoView({ block: 'center' })")
    before, high = read.evaluate(TOP), page.locator(".ibc-record").evaluate(HEIGHT)
    page.evaluate("values => window.tell('record', values)", {"state": state(due=8)})
    expect(page.locator(".ibc-record")).to_contain_text("Due for review now: 8")
    assert page.locator(".ibc-record").evaluate(HEIGHT) > high + 50
    page.evaluate(DRAWN)
    assert read.evaluate(TOP) == pytest.approx(before, abs=1)  # a page scrolls by whole pixels
    page.close()


def test_in_jupyterlab_the_result_of_an_exam_stays_when_what_is_known_grows_above_it(running_lab: LabPage) -> None:
    running_lab.open_inside(LESSON)
    running_lab.wait_until_run()
    hand_in(running_lab.page)


def test_in_the_app_the_result_of_an_exam_stays_when_what_is_known_grows_above_it(
    browser: Browser, tmp_path: Path
) -> None:
    with AppServer(tmp_path) as server:
        app = AppPage(server, browser)
        app.open_title()
        app.open_lesson("review")
        hand_in(app.page)
        app.close()
