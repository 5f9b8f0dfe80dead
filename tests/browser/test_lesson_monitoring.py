"""The monitoring lesson as a learner uses it: compare side effects, choose check-ups, change lines of treatment."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from lesson_page import assert_keys_stay_inside, check, item, match, open_lesson, order
from playwright.sync_api import expect

EXPLORERS = (".ibc-side-effect-explorer", ".ibc-check-ups", ".ibc-treatment-lines")
PARTS = (*EXPLORERS, ".ibc-plot-view", ".ibc-quiz")


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """The lesson, run once for all tests of this file; each works on parts of its own."""
    open_lesson(running_lab, "04_side_effects_and_monitoring.ipynb")
    return running_lab


def test_two_classes_are_compared_and_an_effect_unfolds_by_keyboard(lesson: LabPage) -> None:
    explorer = lesson.page.locator(".ibc-side-effect-explorer")
    both = explorer.locator(".ibc-effects-column").nth(1)
    expect(both).to_contain_text("Nausea")
    explorer.get_by_label("First class").select_option(label="HER2 antibodies")
    explorer.get_by_label("Second class").select_option(label="Antibody-drug conjugates")
    expect(both).to_contain_text("Heart weakening")
    expect(explorer.locator(".ibc-live")).to_contain_text(
        "Named for both, HER2 antibodies and antibody-drug conjugates"
    )
    expect(explorer).to_contain_text("does not fit newer antibody-drug conjugates")
    only = explorer.locator(".ibc-effects-column").nth(2)
    counts = only.get_by_role("button", name="Low blood counts")
    counts.focus()
    lesson.page.keyboard.press("Enter")
    expect(counts).to_have_attribute("aria-expanded", "true")
    expect(only).to_contain_text("100.4 °F (38.0 °C)")
    hair = only.get_by_role("button", name="Hair loss")
    hair.click()
    expect(hair).to_have_attribute("aria-expanded", "true")
    expect(counts).to_have_attribute("aria-expanded", "false")


def test_choosing_the_class_of_the_other_menu_swaps_them(lesson: LabPage) -> None:
    explorer = lesson.page.locator(".ibc-side-effect-explorer")
    explorer.get_by_role("button", name="Chemotherapy and hormone therapy").click()
    explorer.get_by_label("First class").select_option(label="Hormone therapy")
    expect(explorer.get_by_label("Second class").locator("option:checked")).to_have_text("Chemotherapy")
    expect(explorer.locator(".ibc-effects-column").first).to_contain_text("Hot flashes")


def test_signs_follow_the_treatments_that_are_ticked_and_keys_stay_inside(lesson: LabPage) -> None:
    signs = lesson.page.locator(".ibc-signs-to-call")
    leak = signs.locator("[data-urgency] li", has_text="burning")
    expect(signs.locator("[data-urgency=emergency]")).to_contain_text("New confusion")
    expect(leak).to_have_count(0)
    box = signs.get_by_role("checkbox", name="doxorubicin")
    box.focus()
    lesson.page.keyboard.press("Space")
    expect(leak).to_contain_text("tell the nurse", ignore_case=True)
    expect(signs.locator("[data-urgency]").first).to_have_attribute("data-urgency", "emergency")
    expect(signs.locator(".ibc-live")).to_contain_text("doxorubicin: emergency")
    assert_keys_stay_inside(lesson, [signs.get_by_label("Emergency number where I live")])


def test_check_ups_follow_the_chosen_treatment(lesson: LabPage) -> None:
    check_ups = lesson.page.locator(".ibc-check-ups")
    check_ups.get_by_label("Show the check-ups for").select_option(label="CDK4/6 inhibitors")
    expect(check_ups.locator(".ibc-check-up", has_text="Heart rhythm")).to_contain_text("ECG")
    expect(check_ups.locator(".ibc-live")).to_contain_text("heart rhythm")


def test_lines_change_by_keyboard_and_the_words_follow(lesson: LabPage) -> None:
    lines = lesson.page.locator(".ibc-treatment-lines")
    first = lines.get_by_label("First line is given for")
    first.focus()
    for _ in range(22):
        lesson.page.keyboard.press("ArrowLeft")
    expect(first).to_have_attribute("aria-valuetext", "14 cycles, about 10 months, then the second line")
    expect(lines).to_contain_text("Second line, months 10 to 25: the number of cells falls")
    expect(first).to_be_focused()
    expect(lines.locator(".scatterlayer .textpoint")).to_have_text(["First line", "Second line"])
    expect(lines.locator(".ibc-live")).to_contain_text("Second line, months 10 to 25")
    lines.get_by_role("radio", name="None").check()
    expect(lines).to_contain_text("no cell resists the first line")
    lines.get_by_text("Show the numbers").click()
    expect(lines.locator("tbody tr").last).to_contain_text("24.8")


def test_keys_in_the_explorers_never_change_the_notebook(lesson: LabPage) -> None:
    controls = (".ibc-side-effect-explorer select", ".ibc-check-ups select", ".ibc-treatment-lines input[type=radio]")
    assert_keys_stay_inside(lesson, map(lesson.page.locator, controls))


def test_one_question_of_each_kind_is_answered(lesson: LabPage) -> None:
    single = item(lesson, "Before you read", "monitoring-predict-hair")
    single.get_by_label("Every one of them").check()
    expect(check(single)).to_contain_text("the picture that most people have")

    multiple = item(lesson, "Side effects by class", "monitoring-chemotherapy-effects")
    for text in ("Fatigue", "Low blood counts", "Food that tastes of metal"):
        multiple.get_by_label(text).check()
    expect(check(multiple)).to_contain_text("Right.")

    word = item(lesson, "Side effects by class", "monitoring-name-for-tingling")
    word.get_by_label("Your answer").fill("neuropathy")
    expect(check(word)).to_contain_text("Right.")

    matching = item(lesson, "Two classes side by side", "monitoring-boxed-warnings")
    match(
        matching,
        [
            ("Trastuzumab", "A weaker heart"),
            ("Trastuzumab deruxtecan", "Inflamed lungs"),
            ("Sacituzumab govitecan", "Low white cells and diarrhea"),
        ],
    )
    expect(check(matching)).to_contain_text("Right.")

    number = item(lesson, "What is watched, and why", "monitoring-heart-months")
    number.get_by_label("Your answer").fill("3")
    expect(check(number)).to_contain_text("Right.")

    ordering = item(lesson, "Why treatment changes", "monitoring-order-of-steps")
    order(ordering, ("The receptors", "A first line", "Check-ups", "The person", "A second line"))
    expect(check(ordering)).to_contain_text("Right.")

    categories = item(lesson, "Bringing it together", "monitoring-plan-checks")
    for entry, category in (
        ("Grace", "Blood counts"),
        ("Ben", "Heart function"),
        ("Chloe", "Blood counts"),
        ("Dev", "Blood counts"),
    ):
        categories.get_by_label(entry).select_option(label=category)
    expect(check(categories)).to_contain_text("Think of what less estrogen does")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_is_accessible(lesson: LabPage, theme: Theme) -> None:
    lesson.set_theme(theme)
    assert lesson.axe(*PARTS) == []
    for part in PARTS:
        lesson.screenshot(f"monitoring{part.replace('.ibc', '')}-{theme}", part)


def test_nothing_is_cut_off_in_a_narrow_view(lesson: LabPage) -> None:
    lesson.page.set_viewport_size({"width": 440, "height": 1400})
    for part in EXPLORERS:
        shown = lesson.page.locator(part)
        shown.scroll_into_view_if_needed()
        assert shown.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), part
    lesson.page.set_viewport_size({"width": 1300, "height": 1400})
