"""Practice without an end and flash cards on the real thing: by keyboard, in both themes, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lab_page import LabPage, LabServer, Theme
from playwright.sync_api import Browser, Locator, expect

PRACTICE = ".ibc-quiz[aria-label='Practice']"
CARDS = ".ibc-cards[aria-label='Flash cards']"
CELLS = [f'import ibc_edu\nibc_edu.lesson("review").show("{part}")' for part in ("practice", "cards")]


@pytest.fixture(scope="module")
def lab(lab_server: LabServer, browser: Browser) -> Iterator[LabPage]:
    """A page with both parts; the tests take it further, one after the other."""
    page = LabPage(lab_server, browser)
    page.page.set_viewport_size({"width": 1280, "height": 1400})
    page.write_notebook("practice.ipynb", *CELLS)
    page.open_notebook("practice.ipynb")
    page.run_all()
    yield page
    page.close()
    assert page.outside == []
    assert page.errors == []


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
    expect(part).to_contain_text("1 of 411 cards seen")


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
