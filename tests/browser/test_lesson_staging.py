"""The staging lesson as a learner uses it: run it, answer by mouse and by keyboard, move the explorer."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from lesson_page import assert_keys_stay_inside, item, open_lesson
from playwright.sync_api import expect

EXPLORER = ".ibc-stage-explorer >> nth=0"
PARTS = (".ibc-stage-explorer", ".ibc-quiz", ".ibc-source-panel")


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """The lesson, run once for all tests of this file; each works on parts of its own."""
    open_lesson(running_lab, "01_staging.ipynb")
    return running_lab


def test_a_right_answer_by_mouse_is_explained_with_its_source(lesson: LabPage) -> None:
    question = item(lesson, "Before you read", "staging-predict-lowest")
    question.get_by_label("Stage IIIB").check()
    question.get_by_role("button", name="Check answer").click()
    expect(question).to_contain_text("Right.")
    expect(question).to_contain_text("T4d without distant spread is stage IIIB")
    question.get_by_text("Where this comes from").click()
    expect(question).to_contain_text("Beyond the article")


def test_a_wrong_answer_by_keyboard_tells_why_and_keeps_the_key_back(lesson: LabPage) -> None:
    question = item(lesson, "What a stage says", "staging-what-stage-says")
    choice = question.get_by_label("How unusual the cells look up close")
    keyboard = lesson.page.keyboard
    choice.scroll_into_view_if_needed()
    choice.focus()
    keyboard.press("Space")
    for _ in range(8):
        keyboard.press("Tab")
        if question.get_by_role("button", name="Check answer").evaluate("button => button === document.activeElement"):
            break
    keyboard.press("Enter")
    expect(question).to_contain_text("That is the grade")
    expect(question).not_to_contain_text("Stage is about extent")
    expect(question.get_by_role("button", name="Try again")).to_be_visible()


def test_the_explorer_answers_at_once_by_mouse_and_by_keyboard(lesson: LabPage) -> None:
    explorer = lesson.page.locator(EXPLORER)
    stage = explorer.locator(".ibc-stage-group")
    expect(stage).to_have_text("IIIB")
    explorer.get_by_role("radio", name="N3").check()
    expect(stage).to_have_text("IIIC")
    bones = explorer.get_by_role("button", name="Bones")
    bones.focus()
    lesson.page.keyboard.press("Space")
    expect(stage).to_have_text("IV")
    expect(bones).to_have_attribute("aria-pressed", "true")
    expect(explorer.get_by_label("Bones").and_(explorer.locator("input"))).to_be_checked()
    expect(explorer.locator(".ibc-site-card")).to_contain_text("What it can cause")
    expect(explorer.locator(".ibc-live")).to_contain_text("Anatomic stage IV")
    second = lesson.page.locator(".ibc-stage-explorer").nth(1)
    expect(second.locator(".ibc-stage-group")).to_have_text("IV")
    explorer.get_by_label("None found").check()
    expect(stage).to_have_text("IIIC")


def test_keys_in_the_explorer_never_change_the_notebook(lesson: LabPage) -> None:
    explorer = lesson.page.locator(EXPLORER)
    assert_keys_stay_inside(lesson, map(explorer.get_by_role, ("radio", "checkbox", "button")))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_is_accessible(lesson: LabPage, theme: Theme) -> None:
    lesson.set_theme(theme)
    lesson.page.locator(EXPLORER).get_by_label("Liver").and_(lesson.page.locator("input")).check()
    assert lesson.axe(*PARTS) == []
    lesson.screenshot(f"staging-explorer-{theme}", ".ibc-stage-explorer")
    lesson.screenshot(f"staging-question-{theme}", ".ibc-quiz")
