"""What the learner looks at stays where it is in the window when a part above it grows by what they did."""

from __future__ import annotations

from pathlib import Path

from app_page import AppPage, AppServer
from lab_page import LabPage
from playwright.sync_api import Browser, Page, expect

LESSON = "06_review.ipynb"
EXAM = ".ibc-quiz[aria-label='Mixed exam']"
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
