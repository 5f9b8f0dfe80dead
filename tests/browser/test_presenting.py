"""Presenting a lesson: by the keys of a clicker, in two views, with hands counted and the answer revealed."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from playwright.sync_api import Locator, expect

STAGE = ".ibc-presenter[data-role=stage]"
NOTES = ".ibc-presenter[data-role=notes]"
JUMP = "select[aria-label='Go to step']"
QUESTION = 4  # the first question of the staging lesson, as its fifth step


FITS = """() => {
    const stage = document.querySelector('.ibc-presenter[data-role=stage] .ibc-presenter-stage');
    return stage.scrollHeight <= stage.clientHeight + 1 && stage.scrollWidth <= stage.clientWidth + 1;
}"""


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """A notebook that shows the explorer and presents the lesson; a second view of the presentation stands beside."""
    running_lab.write_notebook(
        "presenting.ipynb",
        'import ibc_edu\nstaging = ibc_edu.lesson("staging")\nstaging.show("stage-explorer")',
        'ibc_edu.present("staging")',
    )
    running_lab.open_inside("presenting.ipynb")
    running_lab.page.set_viewport_size({"width": 1366, "height": 768})
    running_lab.run_all()
    running_lab.page.evaluate(
        "() => { const notebook = window.jupyterapp.shell.currentWidget.content; notebook.activeCellIndex = 1;"
        " return window.jupyterapp.commands.execute('notebook:create-output-view'); }"
    )
    expect(running_lab.page.locator(".ibc-presenter")).to_have_count(2)
    running_lab.page.get_by_role("button", name="Speaker notes here").last.click()
    running_lab.page.get_by_role("button", name="Present on the full screen").first.click()
    expect(running_lab.page.locator(STAGE)).to_be_visible()
    return running_lab


@pytest.fixture
def stage(lesson: LabPage) -> Locator:
    """The stage at its first step, with the focus on it."""
    stage = lesson.page.locator(STAGE)
    stage.locator(JUMP).select_option("0")
    at(lesson, 1)
    stage.locator(".ibc-presenter-stage").focus()
    return stage


def at(lesson: LabPage, step: int) -> None:
    """Both views are at this step."""
    for view in (STAGE, NOTES):
        expect(lesson.page.locator(view)).to_contain_text(f"{step} of 5")


def go(lesson: LabPage, stage: Locator, kind: str) -> None:
    """Jump to the first step of a kind by the list of steps."""
    labels = stage.locator(f"{JUMP} option").all_text_contents()
    stage.locator(JUMP).select_option(str(next(n for n, label in enumerate(labels) if kind in label)))


def test_it_fills_the_screen_and_the_keys_of_a_clicker_lead_through(lesson: LabPage, stage: Locator) -> None:
    assert lesson.page.evaluate("document.fullscreenElement.classList.contains('ibc-presenter')")
    keyboard = lesson.page.keyboard
    for key, step in (("PageDown", 2), ("ArrowRight", 3), ("PageUp", 2), ("Space", 3), ("ArrowLeft", 2), ("Home", 1)):
        keyboard.press(key)
        at(lesson, step)
    keyboard.press("End")
    expect(stage).to_contain_text("Where this lesson comes from")
    expect(stage.get_by_role("button", name="Next")).to_have_attribute("aria-disabled", "true")


def test_the_keys_change_nothing_in_the_notebook(lesson: LabPage, stage: Locator) -> None:
    before = lesson.cell_sources()
    for key in ("a", "x", "m", "d", "d", "g", "Escape"):
        if key != "Escape":
            lesson.page.keyboard.press(key)
    assert lesson.cell_sources() == before
    stage.locator(".ibc-presenter-stage").focus()


def test_the_screen_turns_black_and_back(lesson: LabPage, stage: Locator) -> None:
    cover = stage.locator(".ibc-presenter-cover")
    for key in ("b", "."):
        expect(cover).to_be_hidden()
        lesson.page.keyboard.press(key)
        expect(cover).to_be_visible()
        lesson.page.keyboard.press(key)
    lesson.page.keyboard.press(".")
    lesson.page.keyboard.press("PageDown")
    expect(cover).to_be_hidden()
    at(lesson, 2)


def test_the_room_is_asked_discusses_and_sees_the_answer(lesson: LabPage, stage: Locator) -> None:
    stage.locator(JUMP).select_option(str(QUESTION))
    expect(stage).to_contain_text("What is the lowest anatomic stage this can be?")
    expect(stage.locator(".ibc-tally").first).to_be_visible()
    expect(stage.locator(".ibc-presenter-stage")).to_be_focused()
    rows = stage.locator(".ibc-tally")
    for key in ("a", "a", "b", "Shift+A", "c"):
        lesson.page.keyboard.press(key)
    expect(rows.nth(0).locator(".ibc-count")).to_have_text("1")
    expect(rows.nth(1).locator(".ibc-count")).to_have_text("1")
    expect(lesson.page.locator(NOTES).locator(".ibc-tally").nth(2).locator(".ibc-count")).to_have_text("1")
    stage.get_by_role("button", name="Ask again").click()
    expect(rows.nth(0).locator(".ibc-round").first).to_have_text("First round1 (33%)")
    expect(stage).not_to_contain_text("T4d without distant spread is stage IIIB")
    lesson.page.keyboard.press("r")
    expect(stage).to_contain_text("T4d without distant spread is stage IIIB")
    lesson.screenshot("presenting-revealed")
    lesson.page.keyboard.press("Tab")
    lesson.page.keyboard.press("Enter")
    expect(stage.get_by_role("listitem").first).to_be_visible()  # where the answer comes from
    lesson.page.keyboard.press("PageDown")
    at(lesson, QUESTION + 2)


@pytest.mark.parametrize("key", ["Space", "Enter", "PageDown", "ArrowRight", "ArrowDown"])
def test_a_key_that_goes_on_counts_and_reveals_nothing(lesson: LabPage, stage: Locator, key: str) -> None:
    go(lesson, stage, "Question: What does")
    step = int(stage.locator(JUMP).input_value()) + 1
    count = stage.locator(".ibc-tally .ibc-count").first
    before = str(int(count.text_content() or 0) + 1)
    stage.locator(".ibc-hand").nth(1).click()  # the first plus
    expect(count).to_have_text(before)
    stage.locator(".ibc-hand").first.focus()  # minus
    lesson.page.keyboard.press(key)
    at(lesson, step + 1)
    lesson.page.keyboard.press("PageUp")
    expect(count).to_have_text(before)
    expect(stage.locator(".ibc-panel:visible")).to_have_count(0)


def test_an_explorer_is_a_second_view_of_the_one_in_the_notebook(lesson: LabPage, stage: Locator) -> None:
    go(lesson, stage, "(live)")
    stage.get_by_label("N3").check()
    words, box = stage.locator(".ibc-stage-choice", has_text="N3"), stage.get_by_label("N3").bounding_box()
    assert box is not None  # seen from the back of a room as well as its words
    assert box["height"] >= words.evaluate("label => parseFloat(getComputedStyle(label).fontSize)")
    expect(stage.locator(".ibc-stage-group")).to_have_text("IIIC")
    expect(lesson.page.locator(".ibc-stage-explorer .ibc-stage-group").first).to_have_text("IIIC")
    expect(lesson.page.locator(NOTES).locator(".ibc-stage-group")).to_have_text("IIIC")
    lesson.page.keyboard.press("ArrowUp")  # a radio button's own key
    expect(stage.locator(".ibc-stage-group")).to_have_text("IIIB")
    stage.get_by_label("N0").check()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_stage_and_notes_can_be_read_by_everyone(lesson: LabPage, stage: Locator, theme: Theme) -> None:
    lesson.set_theme(theme)
    lesson.screenshot(f"presenting-{theme}")
    assert lesson.axe(STAGE) == []
    assert lesson.axe(NOTES) == []
    go(lesson, stage, "Question: What does")
    expect(stage.locator(".ibc-tally").first).to_be_visible()
    lesson.screenshot(f"presenting-question-{theme}")
    assert lesson.axe(STAGE) == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
def test_no_step_has_to_be_scrolled(lesson: LabPage, stage: Locator, width: int, height: int) -> None:
    lesson.page.set_viewport_size({"width": width, "height": height})
    steps = stage.locator(f"{JUMP} option").count()
    # every tenth step, and all that are live: the long ones are among them
    for step in sorted({*range(0, steps, 10), QUESTION, steps - 1, *live_steps(stage)}):
        stage.locator(JUMP).select_option(str(step))
        at(lesson, step + 1)
        expect(stage.locator(".ibc-presenter-content")).not_to_be_empty()
        lesson.page.wait_for_function(FITS)
    stage.locator(JUMP).select_option(str(QUESTION))
    lesson.page.keyboard.press("r")
    expect(stage.locator(".ibc-panel:visible")).to_have_count(1)
    lesson.page.wait_for_function(FITS)
    lesson.screenshot(f"presenting-revealed-{width}")
    lesson.page.set_viewport_size({"width": 1366, "height": 768})


def test_a_new_class_finds_no_counts(lesson: LabPage, stage: Locator) -> None:
    stage.locator(JUMP).select_option(str(QUESTION))
    expect(stage.locator(".ibc-tally").first).to_be_visible()
    lesson.page.locator(NOTES).get_by_label("Countdown").select_option("60")
    expect(stage.locator(".ibc-presenter-countdown")).to_contain_text("0:5")
    lesson.screenshot("presenting-countdown")
    lesson.page.keyboard.press("Escape")
    card = lesson.page.locator(".ibc-presenter[data-role=card]")
    card.get_by_role("button", name="New class").click()
    card.get_by_role("button", name="Clear them").click()
    card.get_by_role("button", name="Present on the full screen").click()
    at(lesson, 1)
    stage.locator(JUMP).select_option(str(QUESTION))
    expect(stage.locator(".ibc-count").first).to_have_text("0")
    expect(stage.locator(".ibc-panel:visible")).to_have_count(0)
    expect(stage.locator(".ibc-presenter-countdown")).to_be_hidden()


def live_steps(stage: Locator) -> list[int]:
    """Steps that show a part of the lesson."""
    labels = stage.locator(f"{JUMP} option").all_text_contents()
    return [number for number, label in enumerate(labels) if "(live)" in label]


def test_escape_ends_it_and_the_notes_stay(lesson: LabPage, stage: Locator) -> None:
    lesson.page.keyboard.press("PageDown")
    at(lesson, 2)
    lesson.page.keyboard.press("Escape")
    expect(lesson.page.locator(STAGE)).to_have_count(0)
    expect(lesson.page.get_by_role("button", name="Present on the full screen").first).to_be_visible()
    assert lesson.page.evaluate("document.fullscreenElement") is None
    expect(lesson.page.locator(NOTES)).to_contain_text("2 of 5")
    lesson.screenshot("presenting-notes")
