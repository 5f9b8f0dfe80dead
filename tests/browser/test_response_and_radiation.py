"""What counts as a response and a course of radiation, as a learner uses them, in both themes."""

from __future__ import annotations

import pytest
from lab_page import LabPage
from lesson_page import assert_keys_stay_inside
from playwright.sync_api import expect

SHOW = "import ibc_edu\nibc_edu.lesson({lesson!r}).show({part!r})"
RESPONSE, RADIATION = ".ibc-response-categories", ".ibc-radiation-course"
OVERFLOW = "node => node.scrollWidth - node.clientWidth"


@pytest.fixture(scope="module")
def both(running_lab: LabPage) -> LabPage:
    cells = [
        SHOW.format(lesson=lesson, part=part)
        for lesson, part in (("trials", "response-categories"), ("therapies", "radiation-course"))
    ]
    running_lab.write_notebook("both.ipynb", *cells)
    running_lab.open_inside("both.ipynb")
    running_lab.run_all()
    return running_lab


def test_an_example_and_then_a_key_change_what_the_rules_say(both: LabPage) -> None:
    view = both.page.locator(RESPONSE)
    sentence = view.locator(".ibc-response-sentence")
    expect(sentence).to_contain_text("Scan 1: 70 mm, 30% less than at the start.")
    view.get_by_label("Smaller than at the start, yet growing").check()
    expect(sentence).to_contain_text("Scan 2: 60 mm, 40% less than at the start. A rise of at least 20%")
    expect(view.locator(".ibc-response-called").nth(1)).to_have_text("Progressive disease (PD)")
    first = view.get_by_role("region", name="Scan 2").get_by_role("slider", name="Tumor in the liver")
    first.focus()
    both.page.keyboard.press("ArrowLeft")
    expect(sentence).to_contain_text("Scan 2: 59 mm, 41% less than at the start. A fall of 30% or more")
    expect(view.get_by_label("Smaller than at the start, yet growing")).not_to_be_checked()
    view.get_by_role("region", name="Scan 1").get_by_label("A new tumor on this scan").check()
    expect(sentence).to_contain_text("does not count as a response")
    expect(view.locator(".ibc-response-new")).to_have_count(1)
    expect(view.locator(".ibc-live")).to_contain_text("does not count as a response")


def test_the_tumors_are_drawn_to_scale(both: LabPage) -> None:
    view = both.page.locator(RESPONSE)
    view.get_by_label("A clear fall").check()
    expect(view.locator(".ibc-response-sentence")).to_contain_text("Scan 1: 70 mm")
    drawn = view.locator(".ibc-response-now").evaluate_all("nodes => nodes.map(node => 2 * node.getAttribute('r'))")
    assert drawn == [50, 30, 20, 34, 22, 14, 30, 18, 12]
    dashed = view.locator(".ibc-response-start").evaluate_all("nodes => nodes.map(node => 2 * node.getAttribute('r'))")
    assert dashed == [50, 30, 20] * 3


def test_a_course_is_put_together_by_keyboard(both: LabPage) -> None:
    view = both.page.locator(RADIATION)
    sentence = view.locator(".ibc-radiation-sentence")
    expect(sentence).to_contain_text("10 days of 3 Gy: 30 Gy in all.")
    expect(view.get_by_label("10 days of 3 Gy")).to_be_checked()
    view.get_by_role("slider", name="Dose a day").focus()
    for _ in range(2):
        both.page.keyboard.press("ArrowRight")
    expect(sentence).to_contain_text("10 days of 4 Gy: 40 Gy in all. On the cancer this acts like 46.7 Gy")
    expect(view.get_by_label("10 days of 3 Gy")).not_to_be_checked()
    expect(view.locator(".ibc-radiation-day")).to_have_count(10)
    view.get_by_label("1 day of 8 Gy").check()
    expect(sentence).to_contain_text("radiation had to be repeated more often")
    assert view.locator(".ibc-radiation-number").all_inner_texts() == ["8 Gy", "12 Gy", "17.6 Gy"]
    expect(view.locator(".ibc-live")).to_contain_text("1 day of 8 Gy")


@pytest.mark.parametrize("selector", [RESPONSE, RADIATION])
def test_keys_stay_in_the_view(both: LabPage, selector: str) -> None:
    view = both.page.locator(selector)
    assert_keys_stay_inside(both, [view.get_by_role("slider"), view.get_by_role("radio"), view.locator("summary")])


@pytest.mark.parametrize("selector", [RESPONSE, RADIATION])
def test_both_themes_are_readable_at_any_width(both: LabPage, selector: str) -> None:
    view = both.page.locator(selector)
    for fold in view.locator("details").all():
        fold.evaluate("node => { node.open = true; }")
    for theme in ("light", "dark"):
        both.set_theme(theme)  # type: ignore[arg-type]
        view.scroll_into_view_if_needed()
        assert both.axe(selector) == []
        for width in ("", "360px"):
            view.evaluate("(node, width) => { node.style.width = width; }", width)
            assert view.evaluate(OVERFLOW) <= 1
            both.screenshot(f"{selector[5:]}-{theme}-{width or 'wide'}", selector)
    view.evaluate("node => { node.style.width = ''; }")
