"""The educators' page on the real thing: the presentation is ready, the class is simulated and says so."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from lesson_page import open_lesson
from playwright.sync_api import expect

PANEL = ".ibc-class-results"


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    open_lesson(running_lab, "08_for_educators.ipynb")
    running_lab.page.set_viewport_size({"width": 1300, "height": 1600})
    return running_lab


def test_presenting_is_ready_and_what_is_missing_is_said_in_one_sentence(lesson: LabPage) -> None:
    expect(lesson.page.get_by_role("button", name="Present on the full screen").first).to_be_visible()
    notices = lesson.page.locator(".ibc-notice")
    expect(notices.first).to_contain_text("IBC_EDU_QUESTIONS")
    expect(notices.last).to_contain_text("IBC_EDU_CLASS")


def test_the_simulated_class_says_so_and_opens_table_by_table(lesson: LabPage) -> None:
    panel = lesson.page.locator(PANEL)
    expect(panel).to_contain_text("Simulated: these students were never there.")
    expect(panel.get_by_role("table", name="First answers only")).to_be_visible()
    panel.get_by_text("Mix-ups of the class", exact=True).focus()
    lesson.page.keyboard.press("Enter")
    table = panel.get_by_role("table", name="beliefs show more often than guessing explains")
    expect(table.get_by_role("rowheader").first).to_be_visible()
    expect(table.get_by_role("columnheader").first).to_have_text("Belief")
    expect(table.get_by_role("columnheader", name="Expected from guessing")).to_be_visible()


def test_a_sentence_is_found_by_a_word_and_its_id_is_copied(lesson: LabPage) -> None:
    part = lesson.page.locator(".ibc-find-ids.ibc-root")
    part.get_by_label("Find sentences, facts and mix-ups by a word").fill("skin")
    name = part.locator("code").first
    name.click()
    assert lesson.page.evaluate("getSelection().toString()") == name.inner_text()
    lesson.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    part.get_by_role("button", name=f"Copy {part.locator('code').nth(1).inner_text()}").press("Enter")
    expect(part.get_by_role("status")).to_have_text("Copied")
    assert lesson.page.evaluate("navigator.clipboard.readText()") == part.locator("code").nth(1).inner_text()
    assert lesson.axe(".ibc-find-ids") == []
    lesson.screenshot("educators-find-ids", ".ibc-find-ids")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_table_is_accessible(lesson: LabPage, theme: Theme) -> None:
    lesson.set_theme(theme)
    panel = lesson.page.locator(PANEL)
    panel.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    panel.scroll_into_view_if_needed()
    assert lesson.axe(PANEL) == []
    panel.locator("details").evaluate_all("all => all.forEach(one => { one.open = false; })")
    panel.locator("summary", has_text="Questions").click()
    lesson.screenshot(f"educators-class-{theme}", PANEL)
    notice = lesson.page.locator(".ibc-notice").first
    notice.scroll_into_view_if_needed()
    assert lesson.axe(".ibc-notice") == []
