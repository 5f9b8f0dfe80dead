"""The receptors lesson as a learner uses it: set the report by mouse and by keyboard, answer every kind of question."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from lesson_page import assert_keys_stay_inside, check, item, match, open_lesson, order
from playwright.sync_api import Locator, expect

PARTS = (".ibc-report-explorer", ".ibc-quiz", ".ibc-plot-view", ".ibc-source-panel")


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """The lesson, run once for all tests of this file; each works on parts of its own."""
    open_lesson(running_lab, "02_receptors.ipynb")
    return running_lab


@pytest.fixture
def explorer(lesson: LabPage) -> Locator:
    """The first view of the explorer, at example A."""
    found = lesson.page.locator(".ibc-report-explorer").first
    found.get_by_role("button", name="Example A").click()
    expect(subtype(found)).to_have_text("HR-positive, HER2-negative")
    return found


def subtype(explorer: Locator) -> Locator:
    return explorer.locator(".ibc-report-subtype")


def therapy(explorer: Locator, name: str) -> Locator:
    return explorer.locator(".ibc-therapy", has=explorer.page.get_by_text(name, exact=True))


def test_the_report_is_set_by_mouse(explorer: Locator) -> None:
    explorer.get_by_role("radio", name="3+").check()
    expect(subtype(explorer)).to_have_text("HR-positive, HER2-positive")
    expect(therapy(explorer, "HER2 antibodies")).to_have_attribute("data-status", "open")
    explorer.get_by_role("radio", name="2+").check()
    expect(subtype(explorer)).to_have_text("Not known yet")
    explorer.get_by_role("radio", name="Negative").check()
    expect(subtype(explorer)).to_have_text("HR-positive, HER2-negative")
    expect(explorer.locator(".ibc-report-note")).to_contain_text("HER2-low")
    expect(therapy(explorer, "HER2 antibodies")).to_have_attribute("data-status", "closed")
    expect(explorer.locator("[data-key=fam-trastuzumab-deruxtecan]")).to_have_attribute("data-status", "open")
    explorer.get_by_text("What these options rest on").click()
    fold = explorer.locator("details[open]")
    expect(fold).to_contain_text("Beyond the article")
    explorer.get_by_text("What these options rest on").click()


def test_er_is_set_by_keyboard_and_the_second_view_follows(lesson: LabPage, explorer: Locator) -> None:
    er = explorer.get_by_label("Estrogen receptor (ER)")
    er.focus()
    keyboard = lesson.page.keyboard
    keyboard.press("Home")
    expect(er).to_have_attribute("aria-valuetext", "below 1%, ER-negative")
    keyboard.press("ArrowRight")
    expect(er).to_have_attribute("aria-valuetext", "1%, ER-positive, but low")
    expect(explorer.locator(".ibc-report-note")).to_contain_text("ER Low Positive")
    expect(explorer.locator(".ibc-live")).to_contain_text("ER Low Positive")
    for _ in range(10):
        keyboard.press("ArrowRight")
    expect(er).to_have_attribute("aria-valuetext", "11%, ER-positive")
    expect(explorer.locator(".ibc-report-note")).to_have_count(0)
    expect(er).to_be_focused()
    second = lesson.page.locator(".ibc-report-explorer").nth(1)
    expect(second.get_by_label("Estrogen receptor (ER)")).to_have_value("11")


def test_a_further_test_opens_or_closes_its_class_and_its_line(explorer: Locator) -> None:
    explorer.get_by_role("button", name="Example D").click()
    checkpoint = therapy(explorer, "Checkpoint inhibitors")
    line = explorer.locator("path[data-from=pd-l1]")
    expect(checkpoint).to_have_attribute("data-status", "test")
    expect(line).to_have_attribute("data-status", "test")
    explorer.get_by_role("radio", name="10 or more", exact=True).check()
    expect(checkpoint).to_have_attribute("data-status", "open")
    expect(checkpoint.locator("[data-key=pembrolizumab]")).to_have_attribute("data-status", "open")
    expect(line).to_have_attribute("data-status", "open")
    explorer.get_by_role("radio", name="Below 10", exact=True).check()
    expect(line).to_have_count(0)
    expect(checkpoint).to_have_attribute("data-status", "test")  # two tests of any tumor can still open it
    explorer.get_by_role("radio", name="Not changed").check()
    explorer.get_by_role("radio", name="Below 10 per megabase").check()
    expect(checkpoint).to_have_attribute("data-status", "closed")
    expect(explorer.get_by_text("ESR1 change in the blood")).to_be_hidden()


def test_keys_in_the_explorer_never_change_the_notebook(lesson: LabPage, explorer: Locator) -> None:
    assert_keys_stay_inside(lesson, map(explorer.get_by_role, ("slider", "radio", "button")))


def test_one_question_of_each_kind_is_answered(lesson: LabPage) -> None:
    number = item(lesson, "Before you read", "receptors-predict-her2-share")
    number.get_by_label("Your answer").fill("14")
    expect(check(number)).to_contain_text("the figure for breast cancer overall")

    single = item(lesson, "Before you read", "receptors-predict-triple-negative")
    single.get_by_label("Three targets are missing").check()
    expect(check(single)).to_contain_text("Right.")

    multiple = item(lesson, "How common each subtype is", "receptors-more-common")
    for text in ("HR-positive, HER2-positive", "HR-negative, HER2-positive", "Triple-negative"):
        multiple.get_by_label(text).check()
    expect(check(multiple)).to_contain_text("Right.")

    matching = item(lesson, "Reading the numbers", "receptors-her2-scores")
    match(
        matching,
        [
            ("Stain 1+", "Negative, with the note HER2-low"),
            ("Stain 2+", "No answer yet"),
            ("Stain 3+", "Positive by the stain alone"),
            ("Stain 2+ and ISH positive", "Positive by the gene test"),
        ],
    )
    expect(check(matching)).to_contain_text("Right.")

    word = item(lesson, "Reading the numbers", "receptors-gene-test-name")
    word.get_by_label("Your answer").fill("fish")
    expect(check(word)).to_contain_text("Right.")

    ordering = item(lesson, "Reading the numbers", "receptors-report-order")
    order(ordering, ("A biopsy", "The lab", "The gene test", "The subtype", "The team"))
    expect(check(ordering)).to_contain_text("Right.")

    categories = item(lesson, "One report after another", "receptors-triple-negative-options")
    for entry, category in (
        ("Chemotherapy", "Open"),
        ("Antibody-drug conjugates", "Open"),
        ("Checkpoint inhibitors", "Depends on a further test"),
        ("PARP inhibitors", "Depends on a further test"),
        ("Hormone therapy", "Closed"),
        ("HER2 antibodies", "Open"),
    ):
        categories.get_by_label(entry).select_option(label=category)
    expect(check(categories)).to_contain_text("Is a stain of 1+ HER2-positive?")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_is_accessible(lesson: LabPage, explorer: Locator, theme: Theme) -> None:
    lesson.set_theme(theme)
    explorer.get_by_role("button", name="Example D").click()
    assert lesson.axe(*PARTS) == []
    lesson.screenshot(f"receptors-explorer-{theme}", ".ibc-report-explorer")
    lesson.screenshot(f"receptors-shares-{theme}", ".ibc-plot-view")


def test_nothing_is_cut_off_in_a_narrow_view(lesson: LabPage, explorer: Locator) -> None:
    lesson.page.set_viewport_size({"width": 440, "height": 1400})
    expect(explorer.locator(".ibc-therapy-links")).to_be_hidden()
    wide = "node => node.scrollWidth <= node.clientWidth + 1"
    for part in (explorer, explorer.locator(".ibc-report-card"), explorer.locator(".ibc-therapy-list")):
        assert part.evaluate(wide)
    lesson.page.set_viewport_size({"width": 1300, "height": 1400})
