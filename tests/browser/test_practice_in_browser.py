"""Practice without an end and flash cards on the real thing: by keyboard and touch, in both themes, wide and narrow."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from app_page import PATIENCE, AppPage, AppServer
from lab_page import LabPage, Theme
from playwright.sync_api import Browser, Locator, expect

from ibc_edu.course.course import Course
from ibc_edu.learner.cards import Grade
from ibc_edu.parts.cards.sitting import ALL, Sitting

PRACTICE = ".ibc-quiz[aria-label='Practice']"
CARDS = ".ibc-cards[aria-label='Flash cards']"
CELLS = [f'import ibc_edu\nibc_edu.lesson("review").show("{part}")' for part in ("practice", "cards")]


@pytest.fixture(scope="module")
def lab(running_lab: LabPage) -> LabPage:
    """A page with both parts; the tests take it further, one after the other."""
    running_lab.write_notebook("practice.ipynb", *CELLS)
    running_lab.open_inside("practice.ipynb")
    running_lab.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")  # it would leave a phone no room
    running_lab.page.set_viewport_size({"width": 1280, "height": 1400})
    running_lab.run_all()
    return running_lab


def button(where: Locator, name: str | re.Pattern[str]) -> Locator:
    return where.get_by_role("button", name=name)


def test_the_next_question_comes_on_the_same_page_by_keyboard(lab: LabPage) -> None:
    quiz = lab.page.locator(PRACTICE)
    stems = []
    for _ in range(4):
        expect(quiz.locator(".ibc-why")).to_contain_text(".")
        expect(button(quiz, "Next question")).to_be_hidden()
        stems.append(quiz.locator(".ibc-stem").inner_text())
        button(quiz, "Show answer").press("Enter")
        expect(quiz).to_contain_text("Here is the answer.")
        button(quiz, "Next question").press("Enter")
        expect(quiz.locator(".ibc-stem")).not_to_have_text(stems[-1])
        expect(quiz.locator(".ibc-question")).to_be_focused()
    assert len({*stems}) == 4


def test_a_card_is_turned_and_graded_by_keyboard(lab: LabPage) -> None:
    part = lab.page.locator(CARDS)
    front = part.locator(".ibc-cards-front")
    text = front.inner_text()
    front.focus()
    lab.page.keyboard.press("Space")
    expect(part.locator(".ibc-cards-back")).to_be_focused()
    lab.page.keyboard.press("3")
    expect(front).not_to_have_text(text)
    expect(front).to_be_focused()
    expect(part).to_contain_text("1 of 412 cards seen")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_hold_in_either_theme_and_on_a_phone(lab: LabPage, theme: Theme, width: int) -> None:
    lab.page.set_viewport_size({"width": width, "height": 1400})
    lab.set_theme(theme)
    quiz, part = lab.page.locator(PRACTICE), lab.page.locator(CARDS)
    quiz.scroll_into_view_if_needed()
    if button(quiz, "Show answer").is_visible():
        button(quiz, "Show answer").click()
    expect(button(quiz, "Next question")).to_be_visible()
    lab.screenshot(f"practice-{theme}-{width}", PRACTICE)
    part.scroll_into_view_if_needed()
    lab.screenshot(f"cards-front-{theme}-{width}", CARDS)
    part.locator(".ibc-cards-front").click()
    lab.screenshot(f"cards-back-{theme}-{width}", CARDS)
    assert lab.axe(CARDS) == []
    assert lab.axe(PRACTICE) == []
    assert part.evaluate("node => node.scrollWidth <= node.clientWidth")
    button(part, re.compile("^Good")).click()
    expect(part.locator(".ibc-cards-back")).to_be_hidden()
    button(quiz, "Next question").click()
    expect(button(quiz, "Show answer")).to_be_visible()


def graded_earlier(record: Path, *grades: Grade) -> list[str]:
    """Five hours ago, a learner who agreed to a record graded so many cards; return the fronts of those due now."""
    then = datetime.now(UTC) - timedelta(hours=5)
    course = Course(clock=lambda: then, record=str(record))
    course.record.grant()
    sitting, due = Sitting(course), []
    for grade in grades:
        card = sitting.look(ALL)["card"]
        assert card is not None
        sitting.grade(card["key"], grade)()
        if grade is Grade.AGAIN:
            due.append(card["front"])
    course.record.close()
    return due


def test_in_the_app_cards_come_back_by_their_dates_and_are_turned_and_graded_by_touch(
    browser: Browser, tmp_path: Path
) -> None:
    fronts = graded_earlier(tmp_path / "record.sqlite3", Grade.AGAIN, Grade.EASY, Grade.AGAIN)
    phone = {"width": 390, "height": 844}
    with AppServer(tmp_path, record=str(tmp_path / "record.sqlite3")) as server:
        app = AppPage(server, browser, viewport=phone, is_mobile=True, has_touch=True)
        app.open_title()
        app.open_lesson("review")
        part = app.page.locator(CARDS)
        expect(part).to_contain_text("2 due now · 3 of 412 cards seen", timeout=PATIENCE)
        front = part.locator(".ibc-cards-text")
        first = front.inner_text()
        assert first in fronts
        front.tap()
        expect(part.locator(".ibc-cards-back")).to_be_visible()
        button(part, re.compile("^Good")).tap()
        expect(front).not_to_have_text(first)
        app.page.reload()
        app.wait_for_parts()
        expect(part).to_contain_text("1 due now · 3 of 412 cards seen", timeout=PATIENCE)
        assert {first, front.inner_text()} == {*fronts}
        assert app.too_wide() <= 0
        app.close()


# A page glides to where it is sent, scrolls on after the finger has left it, and moves while what is above it comes.
AT_REST = """async () => {
    const place = () => `${scrollY} ${document.documentElement.scrollHeight}`;
    for (let before = '', calm = 0; calm < 10; before = place()) {
        await new Promise(requestAnimationFrame);
        calm = place() === before ? calm + 1 : 0;
    }
    return scrollY;
}"""


def bring(app: AppPage, node: Locator) -> int:
    """Have a node in the middle of the window; how far the page is scrolled then."""
    node.evaluate("node => node.scrollIntoView({block: 'center', behavior: 'instant'})")
    place: int = app.page.evaluate(AT_REST)
    return place


def draw(app: AppPage, node: Locator, right: int, down: int) -> int:
    """Draw a finger over the page, from the middle of a node; how far the page is scrolled once it is at rest."""
    box = node.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = app.context.new_cdp_session(app.page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        points = [{"x": x + right * step / 10, "y": y + down * step / 10}]
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
        app.page.evaluate("() => new Promise(requestAnimationFrame)")  # a finger moves with the frames
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()
    place: int = app.page.evaluate(AT_REST)
    return place


def test_a_swipe_turns_a_card_and_neither_a_swipe_nor_a_scroll_grades_it(browser: Browser, tmp_path: Path) -> None:
    with AppServer(tmp_path) as server:
        app = AppPage(server, browser, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
        app.open_title()
        app.open_lesson("review")
        part = app.page.locator(CARDS)
        front, back, counts = (
            part.locator(".ibc-cards-front"),
            part.locator(".ibc-cards-back"),
            part.get_by_text("0 of"),
        )
        text = front.inner_text()
        for down in (-200, 200):
            before = bring(app, front)
            assert abs(draw(app, front, 20, down) - before) > 100
            expect(back).to_be_hidden()
        bring(app, front)
        draw(app, front, -120, 10)
        expect(back).to_be_visible()
        grades = part.locator(".ibc-cards-grade")
        for node in (front, back, grades.first, grades.last):
            for right, down in ((-120, 5), (120, 5), (10, -200), (10, 200)):
                bring(app, node)
                draw(app, node, right, down)
        expect(back).to_be_visible()
        expect(counts).to_be_visible()
        assert front.inner_text() == text
        grades.nth(2).tap()
        expect(back).to_be_hidden()
        expect(front).to_be_in_viewport(ratio=1)
        expect(part).to_contain_text("1 of 412 cards seen")
        app.close()
