"""The therapies lesson as a learner uses it: the map, the desk and the blood counts, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from lesson_page import assert_keys_stay_inside, check, item, match, open_lesson, order
from playwright.sync_api import Locator, expect

PARTS = (".ibc-therapy-map", ".ibc-treatment-desk", ".ibc-blood-counts", ".ibc-quiz", ".ibc-source-panel")


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """The lesson, run once for all tests of this file; each works on parts of its own."""
    open_lesson(running_lab, "03_therapy_classes.ipynb")
    return running_lab


@pytest.fixture
def therapy_map(lesson: LabPage) -> Locator:
    return lesson.page.locator(".ibc-therapy-map")


@pytest.fixture
def desk(lesson: LabPage) -> Locator:
    return lesson.page.locator(".ibc-treatment-desk")


@pytest.fixture
def counts(lesson: LabPage) -> Locator:
    return lesson.page.locator(".ibc-blood-counts")


def test_a_drug_lights_its_way_and_shows_its_card(therapy_map: Locator) -> None:
    drug = therapy_map.get_by_role("button", name="ado-trastuzumab emtansine")
    drug.click()
    expect(drug).to_have_attribute("aria-pressed", "true")
    lit = therapy_map.locator(".ibc-map-button[data-lit]")
    expect(lit).to_have_text(["HER2", "Antibody-drug conjugates", "ado-trastuzumab emtansine"])
    expect(therapy_map.locator(".ibc-therapy-links path")).to_have_count(1)
    card = therapy_map.locator(".ibc-map-card")
    expect(card).to_contain_text("The correct name is ado-trastuzumab emtansine")
    expect(card.get_by_role("img")).to_have_accessible_name(
        "An antibody carries chemotherapy to the cell. Inside, the chemotherapy comes off."
    )
    expect(therapy_map.locator(".ibc-live")).to_contain_text("Ado-trastuzumab emtansine (Kadcyla)")
    therapy_map.get_by_role("button", name="Show the whole map").click()
    expect(drug).to_have_attribute("aria-pressed", "false")


def test_the_map_is_used_by_keyboard(lesson: LabPage, therapy_map: Locator) -> None:
    therapy_map.get_by_role("button", name="Hormone receptors").focus()
    lesson.page.keyboard.press("Enter")
    expect(therapy_map.locator(".ibc-map-class[data-lit]")).to_have_text(
        ["Hormone therapy", "CDK4/6 inhibitors", "PI3K and AKT inhibitors"]
    )
    lesson.page.keyboard.press("Tab")
    lesson.page.keyboard.press("Space")
    expect(therapy_map.locator(".ibc-map-card")).to_contain_text("Gene change in the tumor")


def test_picks_are_compared_and_a_test_changes_the_answer(lesson: LabPage, desk: Locator) -> None:
    desk.get_by_role("radio", name="Daniel").check()
    for name in ("Hormone therapy", "PARP inhibitors", "HER2 antibodies"):
        desk.get_by_label(name).check()
    outcome = desk.locator(".ibc-desk-outcome")
    expect(outcome).to_be_hidden()
    desk.get_by_role("button", name="Compare with the evidence").focus()
    lesson.page.keyboard.press("Enter")
    expect(outcome).to_contain_text("Fit: 1. Depend on a test: 1. Do not fit: 1.")
    expect(desk.locator(".ibc-live")).to_contain_text("HR-positive, HER2-negative")
    parp = outcome.locator(".ibc-desk-answer", has_text="PARP inhibitors")
    expect(parp).to_have_attribute("data-status", "test")
    desk.get_by_role("button", name="Ask for the test: Inherited change").click()
    expect(parp).to_have_attribute("data-status", "open")
    expect(outcome).to_contain_text("Fit: 2. Do not fit: 1.")
    desk.get_by_role("radio", name="Amara").check()
    expect(outcome).to_be_hidden()
    expect(desk.get_by_label("PARP inhibitors")).not_to_be_checked()


def test_a_shorter_rest_is_set_by_keyboard(lesson: LabPage, counts: Locator) -> None:
    every = counts.get_by_label("Days between doses")
    sentence = counts.locator(".ibc-count-sentence")
    line = counts.locator(".scatterlayer .js-line").first
    before = line.get_attribute("d")
    expect(sentence).to_contain_text("every cycle looks much like the first")
    every.focus()
    lesson.page.keyboard.press("Home")
    expect(every).to_have_attribute("aria-valuetext", "7 days, a shorter rest")
    expect(sentence).to_contain_text("falls further, to below 0.1")
    expect(line).not_to_have_attribute("d", str(before))
    expect(counts.locator(".ibc-live")).to_contain_text("falls further, to below 0.1")
    counts.get_by_label("Show how much people differ").check()
    expect(counts.locator(".scatterlayer .js-fill[d]")).to_have_count(1)
    expect(counts.get_by_label("Look at day")).to_have_attribute(
        "aria-valuetext", "day 7, 0.5 (8 of 10 people: 0.3 to 1.1)"
    )
    counts.get_by_text("Show the numbers").click()
    expect(counts.get_by_role("table")).to_contain_text("no further dose")
    expect(counts).to_contain_text("is an emergency")


def test_keys_in_the_parts_never_change_the_notebook(
    lesson: LabPage, therapy_map: Locator, desk: Locator, counts: Locator
) -> None:
    controls = [
        therapy_map.get_by_role("button"),
        desk.get_by_role("checkbox"),
        desk.get_by_role("radio"),
        counts.get_by_role("slider"),
    ]
    assert_keys_stay_inside(lesson, controls)


def test_one_question_of_each_kind_is_answered(lesson: LabPage) -> None:
    single = item(lesson, "Before you read", "therapies-predict-rest")
    single.get_by_label("time to recover").check()
    expect(check(single)).to_contain_text("Right.")

    multiple = item(lesson, "Cycles and blood counts", "therapies-low-counts-lead-to")
    for text in ("A higher risk of infection", "Anemia", "Bleeding problems"):
        multiple.get_by_label(text).check()
    expect(check(multiple)).to_contain_text("Right.")

    number = item(lesson, "Cycles and blood counts", "therapies-day-of-third-dose")
    number.get_by_label("Your answer").fill("42")
    expect(check(number)).to_contain_text("The count begins with day 1")

    ordering = item(lesson, "Cycles and blood counts", "therapies-order-of-a-cycle")
    order(ordering, ("The drug", "The blood count", "The count is", "The count comes", "The next dose"))
    expect(check(ordering)).to_contain_text("Right.")

    matching = item(lesson, "All of it once more", "therapies-finding-to-class")
    match(
        matching,
        [
            ("Hormone receptors", "Aromatase inhibitors"),
            ("Too much HER2", "Trastuzumab and pertuzumab"),
            ("Inherited BRCA change", "PARP inhibitors"),
            ("PD-L1 score of 10 or more", "Checkpoint inhibitors"),
        ],
    )
    expect(check(matching)).to_contain_text("Right.")

    word = item(lesson, "Drugs and their targets", "therapies-partner-of-trastuzumab")
    word.get_by_label("Your answer").fill("pembrolizumab")
    expect(check(word)).to_contain_text("The name sounds alike")

    categories = item(lesson, "How each class works", "therapies-sort-reach")
    for entry in ("Chemotherapy", "Hormone therapy", "Targeted therapy"):
        categories.get_by_label(entry).select_option(label="In the whole body")
    for entry in ("Radiation therapy", "Surgery"):
        categories.get_by_label(entry).select_option(label="In one place")
    expect(check(categories)).to_contain_text("Right.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_is_accessible(lesson: LabPage, therapy_map: Locator, desk: Locator, theme: Theme) -> None:
    lesson.set_theme(theme)
    therapy_map.get_by_role("button", name="pembrolizumab" if theme == "light" else "olaparib").click()
    desk.get_by_role("radio", name="Mei").check()
    desk.get_by_role("button", name="Compare with the evidence").click()
    assert lesson.axe(*PARTS) == []
    for name, part in (("map", PARTS[0]), ("desk", PARTS[1]), ("counts", PARTS[2])):
        lesson.screenshot(f"therapies-{name}-{theme}", part)


def test_nothing_is_cut_off_in_a_narrow_view(
    lesson: LabPage, therapy_map: Locator, desk: Locator, counts: Locator
) -> None:
    lesson.page.set_viewport_size({"width": 440, "height": 1400})
    expect(therapy_map.locator(".ibc-therapy-links")).to_be_hidden()
    for part in (therapy_map, desk, counts, counts.locator(".ibc-chart")):
        assert part.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    lesson.page.set_viewport_size({"width": 1300, "height": 1400})
