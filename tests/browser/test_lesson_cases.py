"""The cases as a learner takes them: by mouse and by keyboard, to the two paths at the end."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from lesson_page import assert_keys_stay_inside, open_lesson
from playwright.sync_api import Locator, expect

CASE = ".ibc-case >> nth=0"
TITLE = "Fever on day nine"


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    open_lesson(running_lab, "09_cases.ipynb")
    return running_lab


@pytest.fixture
def case(lesson: LabPage) -> Locator:
    """The list of cases, whatever was open before."""
    found = lesson.page.locator(CASE)
    if found.get_by_role("button", name="All cases").is_visible():
        found.get_by_role("button", name="All cases").click()
    expect(found.get_by_role("heading", name="Choose a case")).to_be_visible()
    return found


def test_a_case_by_mouse_ends_with_both_paths_and_goes_back_on_the_way(case: Locator) -> None:
    case.get_by_role("button", name=TITLE).click()
    expect(case).to_contain_text("Hours without help: 0")
    choose(case, "A")
    expect(case).to_contain_text("A common belief")
    expect(case).to_contain_text("Hours without help: 9")
    case.get_by_role("button", name="Choose differently").click()
    choose(case, "B")
    case.get_by_role("button", name="Go on").click()
    for letter in "ABABA":
        choose(case, letter)
        case.get_by_role("button", name="Go on").click()
    expect(case.get_by_role("heading", name="How it ends")).to_be_visible()
    expect(case.get_by_role("region", name="Your path").get_by_role("listitem")).to_have_count(6)
    expect(case.get_by_role("region", name="A reasoned path").get_by_role("listitem")).to_have_count(6)
    case.get_by_text("Sources of this case").click()
    expect(case.locator(".ibc-source-list li").first).to_be_visible()


def test_a_case_by_keyboard_leads_the_focus_from_heading_to_heading(lesson: LabPage, case: Locator) -> None:
    keyboard = lesson.page.keyboard
    case.get_by_role("button", name=TITLE).focus()
    keyboard.press("Enter")
    heading = case.locator(".ibc-case-here")
    expect(heading).to_have_text("Scene 1: Ten at night")
    expect(heading).to_be_focused()
    expect(heading).to_have_css("outline-style", "solid")  # who goes by keys sees where they are
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(heading).to_contain_text("You chose B: Call the team's number")
    expect(heading).to_be_focused()
    case.get_by_role("button", name="Go on").focus()
    keyboard.press("Space")
    expect(heading).to_have_text("Scene 2: On the phone")
    expect(case.locator(".ibc-live")).to_contain_text("Scene 2")


def test_keys_in_a_case_never_change_the_notebook(lesson: LabPage, case: Locator) -> None:
    case.get_by_role("button", name=TITLE).click()
    case.get_by_text("In class: count raised hands").click()
    hands = case.get_by_label("One hand more for A")
    assert_keys_stay_inside(lesson, [hands, case.locator(".ibc-case-choice")])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_scene_answer_and_ending_are_accessible(lesson: LabPage, case: Locator, theme: Theme) -> None:
    lesson.set_theme(theme)
    lesson.screenshot(f"case-list-{theme}", CASE)
    assert lesson.axe(".ibc-case") == []
    case.get_by_role("button", name=TITLE).click()
    lesson.screenshot(f"case-scene-{theme}", CASE)
    assert lesson.axe(".ibc-case") == []
    choose(case, "A")
    lesson.screenshot(f"case-answer-{theme}", CASE)
    assert lesson.axe(".ibc-case") == []
    case.get_by_role("button", name="Go on").click()
    for letter in "BBABA":
        choose(case, letter)
        case.get_by_role("button", name="Go on").click()
    expect(case.get_by_role("heading", name="How it ends")).to_be_visible()
    lesson.screenshot(f"case-ending-{theme}", CASE)
    assert lesson.axe(".ibc-case") == []


def choose(case: Locator, letter: str) -> None:
    case.locator(".ibc-case-choice").nth(ord(letter) - ord("A")).click()
