"""A lesson in the browser: opened and run once for all tests of a file, its questions answered as a learner does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from lab_page import LabPage
from playwright.sync_api import Locator

from ibc_edu.quiz.bank import load_bank

NOTEBOOK_KEYS = ("a", "b", "m", "x", "ArrowDown", "ArrowUp")
"""Keys that JupyterLab's command mode would take for its own."""

WRITTEN_SECONDS = 15  # longer than any wait of a record


def open_lesson(lab: LabPage, notebook: str) -> None:
    """Open a lesson in the Lab that runs, and wait until it has run by itself."""
    lab.open_inside(notebook)
    lab.page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    lab.wait_until_run()


def question_selector(item_id: str, course: Path | None = None) -> str:
    """Where a question of the course's bank is on the page, which knows it by an opaque name only."""
    return f".ibc-item[data-item='{load_bank(course=course)[item_id].page_id}']"


def item(lesson: LabPage, quiz: str, item_id: str, course: Path | None = None) -> Locator:
    """A question of a quiz; where the quiz shows one at a time, it is brought to the front."""
    card = lesson.page.locator(f".ibc-quiz[aria-label='{quiz}']")
    found = card.locator(question_selector(item_id, course))
    for button in card.locator(".ibc-strip button").all():
        if found.is_visible():
            break
        button.click()
    return found


def expect_soon(found: Callable[[], object], wanted: object) -> None:
    """Wait until something equals what is wanted, such as rows of a record: an answer is written after its feedback."""
    end = time.monotonic() + WRITTEN_SECONDS
    while found() != wanted and time.monotonic() < end:
        time.sleep(0.05)
    assert found() == wanted


def check(question: Locator) -> Locator:
    """Press "Check answer"; returns the question."""
    question.get_by_role("button", name="Check answer").click()
    return question


def match(question: Locator, pairs: Iterable[tuple[str, str]]) -> None:
    """Choose for each item on the left what goes with it."""
    for left, right in pairs:
        chooser = question.get_by_label(left, exact=True)
        value = chooser.locator("option", has_text=right).get_attribute("value")
        chooser.select_option(value)


def order(question: Locator, steps: Iterable[str]) -> None:
    """Bring the steps into this order, moving each in turn to the end."""
    for step in steps:
        down = question.get_by_role("button", name=f"Move down: {step}")
        while down.is_enabled():
            down.click()


def assert_keys_stay_inside(lesson: LabPage, controls: Iterable[Locator]) -> None:
    """Press JupyterLab's shortcuts inside each control and see that the notebook's cells stay as they are."""
    before = lesson.cell_sources()
    for control in controls:
        control.first.focus()
        for key in NOTEBOOK_KEYS:
            lesson.page.keyboard.press(key)
    assert lesson.cell_sources() == before
