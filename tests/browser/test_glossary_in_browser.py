"""Words in the text of a lesson: opened by click, by touch and by keyboard, and looked up in a field."""

from __future__ import annotations

import pytest
from lab_page import LabPage
from lesson_page import open_lesson
from playwright.sync_api import Browser, expect
from views_on_a_page import SHOW, shown

import ibc_edu

SEARCHED = [("staging", "glossary"), ("educators", "find-ids")]
FIRST = ".jp-RenderedMarkdown .ibc-word"


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """The lesson on staging, run once for all tests of this file."""
    open_lesson(running_lab, "01_staging.ipynb")
    return running_lab


def test_a_word_opens_its_meaning_by_click_and_by_keyboard_and_the_cell_stays_text(lesson: LabPage) -> None:
    word = lesson.page.locator(FIRST, has_text="metastasis").first
    word.scroll_into_view_if_needed()
    word.click()
    expect(word).to_have_attribute("aria-expanded", "true")
    meaning = lesson.page.locator(".ibc-word-meaning")
    expect(meaning).to_contain_text("It is still the same cancer.")
    word.focus()
    lesson.page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    for key in ("Enter", " "):
        lesson.page.keyboard.press(key)
        expect(meaning).to_have_count(1)
        lesson.page.keyboard.press(key)
        expect(meaning).to_have_count(0)
    expect(word).to_be_focused()
    lesson.page.keyboard.press("x")  # cuts the cell where a notebook hears of it
    expect(word).to_be_visible()


def test_a_word_is_marked_once_in_a_section(lesson: LabPage) -> None:
    marked = lesson.page.evaluate(
        """() => {
            const sections = [[]];
            for (const node of document.querySelectorAll('.jp-RenderedMarkdown :is(h1, h2, .ibc-word)')) {
                if (node.matches('.ibc-word')) sections.at(-1).push(node.dataset.term);
                else sections.push([]);
            }
            return sections;
        }"""
    )
    assert sum(map(len, marked)) > 10
    assert all(len(words) == len({*words}) for words in marked), marked


def test_a_word_is_looked_up(lesson: LabPage) -> None:
    glossary = lesson.page.locator(".ibc-glossary")
    glossary.get_by_label("Look up a word").fill("mastitis")
    expect(glossary.locator("dt")).to_have_count(1)
    expect(glossary.locator("dd")).to_contain_text("An infection of the breast.")
    assert lesson.axe(".ibc-glossary") == []


def test_a_word_opens_by_touch_on_a_page_that_knows_nothing_of_notebooks(browser: Browser) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.set_content("<body></body>")
    page.evaluate(SHOW, [shown("glossary", ibc_edu.lesson("staging").show("glossary"))._asdict()])
    page.evaluate(
        """() => {
            const prose = Object.assign(document.createElement('div'), { innerHTML: '<p>A biopsy tells.</p>' });
            prose.dataset.ibcProse = '';
            document.body.append(prose);
        }"""
    )
    page.locator(".ibc-word", has_text="biopsy").tap()
    expect(page.locator(".ibc-word-meaning")).to_contain_text("a small piece of tissue")
    context.close()


def test_a_field_to_search_in_looks_alike_in_every_part_and_is_not_printed(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 900})
    page.set_content("<body></body>")
    views = [shown(part, ibc_edu.lesson(lesson).show(part)) for lesson, part in SEARCHED]
    page.evaluate(SHOW, [view._asdict() for view in views])
    fields = page.get_by_role("searchbox")
    expect(fields).to_have_count(len(SEARCHED))
    looks = fields.evaluate_all(
        """fields => fields.map(field => {
            const { height, padding, borderRadius, borderColor, backgroundColor, font } = getComputedStyle(field);
            return [height, padding, borderRadius, borderColor, backgroundColor, font].join();
        })"""
    )
    assert len({*looks}) == 1, looks
    page.emulate_media(media="print")
    for field in fields.all():
        expect(field).to_be_hidden()
    page.close()
