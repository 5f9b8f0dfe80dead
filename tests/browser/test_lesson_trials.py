"""The trials lesson as a learner uses it: run a trial of each phase, decide at the desk, answer every kind of item."""

from __future__ import annotations

import pytest
from lab_page import LabPage, Theme
from lesson_page import assert_keys_stay_inside, check, item, open_lesson
from playwright.sync_api import Locator, expect

SIMULATORS = (".ibc-dose-trial", ".ibc-two-stage-trial", ".ibc-survival-trial", ".ibc-eligibility-desk")

BROKEN_WORDS = """file => {
    const broken = [];
    for (const {firstChild: text} of file.querySelectorAll('dt, dd')) {
        for (const {0: word, index} of text.data.matchAll(/[^\\s-]+-?/g)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (new Set([...range.getClientRects()].map(({top}) => top)).size > 1) broken.push(word);
        }
    }
    return broken;
}"""


@pytest.fixture(scope="module")
def lesson(running_lab: LabPage) -> LabPage:
    """The lesson, run once for all tests of this file; each works on parts of its own."""
    open_lesson(running_lab, "05_trial_phases.ipynb")
    return running_lab


def part(lesson: LabPage, selector: str) -> Locator:
    found = lesson.page.locator(selector)
    found.scroll_into_view_if_needed()
    return found


def test_a_phase_one_trial_is_led_by_keyboard_to_its_result(lesson: LabPage) -> None:
    trial = part(lesson, ".ibc-dose-trial")
    sentence = trial.locator(".ibc-trial-sentence").first
    for name, words in [
        ("Treat the first", "Dose 1: 0 of 3"),
        ("Go up", "Dose 2: 0 of 3"),
        ("Go up", "Dose 3: 2 of 3"),
    ]:
        trial.get_by_role("button", name=name).focus()
        lesson.page.keyboard.press("Enter")
        expect(sentence).to_contain_text(words)
    trial.get_by_role("button", name="Stop the trial").focus()
    lesson.page.keyboard.press("Space")
    trial.get_by_role("button", name="Dose 2", exact=True).focus()
    lesson.page.keyboard.press("Enter")
    expect(trial).to_contain_text("You named dose 2, after 9 people")
    expect(trial.get_by_role("row", name="Dose 2 yours")).to_be_visible()
    expect(trial.locator(".ibc-live")).to_contain_text("BOIN named dose 4")
    trial.get_by_label("Drug B").check()
    expect(sentence).to_contain_text("Nobody has been treated yet")


def test_moving_a_response_rate_changes_design_chances_and_picture(lesson: LabPage) -> None:
    trial = part(lesson, ".ibc-two-stage-trial")
    sentence = trial.locator(".ibc-trial-sentence").first
    expect(sentence).to_contain_text("75 of 100 trials stop after the first 13 people")
    truth = trial.get_by_role("slider", name="This drug, in truth")
    point = trial.locator(".scatterlayer .point").first
    before = point.get_attribute("transform")
    truth.focus()
    for _ in range(20):
        lesson.page.keyboard.press("ArrowRight")
    expect(sentence).to_contain_text("80 of 100 call it promising")
    expect(point).not_to_have_attribute("transform", str(before))
    trial.get_by_role("slider", name="Too little").fill("30")
    expect(trial.get_by_role("slider", name="Worth pursuing")).to_have_value("50")
    trial.get_by_role("button", name="Run this trial once").click()
    expect(trial.get_by_role("heading", name="One trial")).to_be_visible()
    trial.get_by_text("Show the numbers").click()
    expect(trial.get_by_role("row", name="Too little: 30 in 100")).to_be_visible()


def test_a_phase_three_trial_plays_pauses_steps_and_is_run_a_thousand_times(lesson: LabPage) -> None:
    trial = part(lesson, ".ibc-survival-trial")
    month = trial.get_by_label("Month of the trial")
    trial.get_by_role("button", name="Play", exact=True).click()
    expect(month).not_to_have_value("0")
    trial.get_by_role("button", name="Pause").click()
    trial.get_by_role("button", name="Play", exact=True).wait_for()
    month.fill("20")
    trial.get_by_role("button", name="Forward a month").click()
    expect(trial).to_contain_text("Month 21:")
    month.fill("36")
    expect(trial.locator(".ibc-survival-estimate")).to_have_text("Hazard ratio 0.75")
    expect(trial).to_contain_text("The trial is over")
    trial.get_by_role("button", name="Run it 1,000 times").click()
    expect(trial).to_contain_text("Of 1,000 trials", timeout=30_000)
    many = trial.locator(".ibc-many-trials")
    expect(many.locator(".bartext", has_text="yours")).to_be_visible()
    many.get_by_text("Show the numbers").click()
    expect(many.get_by_role("row", name="0.7 (yours)")).to_be_visible()
    trial.get_by_label("With one early look").check()
    expect(trial).to_contain_text("The early look came in month")
    expect(trial).not_to_contain_text("Of 1,000 trials")


def test_curves_are_enlarged_by_keyboard_and_saved_as_a_picture(lesson: LabPage) -> None:
    chart = part(lesson, ".ibc-survival-trial").locator(".ibc-chart").first
    numbers = chart.locator(".xtick text")
    expect(numbers).to_have_count(7)
    chart.get_by_role("button", name="Zoom").focus()
    lesson.page.keyboard.press("Enter")
    expect(chart.get_by_role("img")).to_be_focused()
    for key in ("+", "+", "+", "ArrowRight"):
        lesson.page.keyboard.press(key)
    expect(numbers.first).not_to_have_text("0")
    lesson.page.keyboard.press("0")
    expect(numbers.first).to_have_text("0")
    chart.get_by_role("button", name="Zoom").click()
    with lesson.page.expect_download() as saved:
        chart.get_by_role("button", name="Save picture").press("Enter")
    assert saved.value.suggested_filename == "people-without-an-event-in-each-group.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_chart_says_what_is_under_the_pointer(lesson: LabPage) -> None:
    chart = part(lesson, ".ibc-two-stage-trial").locator(".ibc-chart")
    chart.locator(".ibc-plot").hover()  # scrolled to, JupyterLab puts the cell into the page anew
    chart.locator(".scatterlayer .point").first.hover(force=True)
    expect(chart.locator(".hoverlayer")).to_contain_text("of 100 trials")


def test_less_motion_goes_to_the_end_without_playing(lesson: LabPage) -> None:
    trial = part(lesson, ".ibc-survival-trial")
    lesson.page.emulate_media(reduced_motion="reduce")
    trial.get_by_label("Month of the trial").fill("3")
    expect(trial).to_contain_text("Month 3:")
    trial.get_by_role("button", name="Go to the end").click()
    expect(trial).to_contain_text("Month 36:")
    lesson.page.emulate_media(reduced_motion="no-preference")


def test_the_desk_tells_why_somebody_may_not_join_only_when_asked(lesson: LabPage) -> None:
    desk = part(lesson, ".ibc-eligibility-desk")
    desk.get_by_label("Ben", exact=True).check()
    desk.get_by_label("Trial 3, phase III").check()
    desk.get_by_label("18 years or older").focus()
    lesson.page.keyboard.press("Space")
    lesson.page.keyboard.press("ArrowUp")  # round to the last: may join
    expect(desk).not_to_contain_text("may not join")
    desk.get_by_role("button", name="Check my decision").click()
    expect(desk).to_contain_text("Look again. Ben may not join Trial 3")
    desk.get_by_text("Where this comes from").click()
    expect(desk).to_contain_text("MONALEESA-2")
    desk.get_by_label("A breast cancer that is not inflammatory").check()
    desk.get_by_role("button", name="Check my decision").click()
    expect(desk).to_contain_text("Right. Ben may not join Trial 3")
    expect(desk).to_contain_text("1 of 18 decided")


def test_one_question_of_each_kind_is_answered(lesson: LabPage) -> None:
    page = lesson.page
    predict = item(lesson, "Before you read", "trials-predict-phase-one")
    predict.get_by_label("Which dose can people bear").check()
    expect(check(predict)).to_contain_text("Right.")
    ordering = item(lesson, "What each phase asks", "trials-order-phases")
    for step in ("The drug may become a standard of care", "Two large groups are compared"):
        down = ordering.get_by_role("button", name=f"Move down: {step}")
        while down.get_attribute("aria-disabled") != "true":
            down.click()
    check(ordering)
    expect(ordering.locator(".ibc-panel")).to_be_visible()
    number = item(lesson, "Phase I: finding a dose", "trials-three-plus-three-count")
    number.get_by_role("textbox").fill("1")
    expect(check(number)).to_contain_text("Right.")
    word = item(lesson, "Phase II: a first look at benefit", "trials-word-for-the-share")
    word.get_by_role("textbox").fill("Response rate")
    expect(check(word)).to_contain_text("Right.")
    match = item(lesson, "Phase III: the fair comparison", "trials-match-measures")
    for choice in match.locator("select").all():
        choice.select_option(index=1)
    expect(check(match).locator(".ibc-panel")).to_be_visible()
    several = item(lesson, "Who may join", "trials-factors")
    for name in ("Treatments they", "How their kidneys", "The type and stage"):
        several.get_by_label(name).check()
    expect(check(several)).to_contain_text("Right.")
    groups = item(lesson, "Rights and myths", "trials-sort-claims")
    for choice in groups.locator("select").all():
        choice.select_option(index=1)
    expect(check(groups).locator(".ibc-panel")).to_be_visible()
    assert page.locator(".ibc-problem:visible").count() == 0


@pytest.mark.parametrize("selector", SIMULATORS)
def test_nothing_is_cut_off_in_a_narrow_view(lesson: LabPage, selector: str) -> None:
    lesson.page.set_viewport_size({"width": 440, "height": 1400})
    found = part(lesson, selector)
    assert found.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    lesson.page.set_viewport_size({"width": 1300, "height": 1400})


@pytest.mark.parametrize("width", [440, 900])
def test_no_word_of_a_file_is_broken_in_a_narrow_view(lesson: LabPage, width: int) -> None:
    lesson.page.set_viewport_size({"width": width, "height": 1400})
    desk = part(lesson, ".ibc-eligibility-desk")
    desk.get_by_label("Ben", exact=True).check()
    expect(desk.locator(".ibc-desk-file dd").nth(3)).to_contain_text("Hormone receptor-positive")
    assert desk.locator(".ibc-desk-file").evaluate(BROKEN_WORDS) == []
    lesson.page.set_viewport_size({"width": 1300, "height": 1400})


def test_keys_in_the_simulators_never_change_the_notebook(lesson: LabPage) -> None:
    controls = [part(lesson, name).get_by_role(role) for name in SIMULATORS for role in ("radio", "slider", "button")]
    assert_keys_stay_inside(lesson, [control for control in controls if control.count()])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_simulator_is_accessible(lesson: LabPage, theme: Theme) -> None:
    lesson.set_theme(theme)
    assert lesson.axe(*SIMULATORS) == []
    for selector in SIMULATORS:
        lesson.screenshot(f"trials-{selector.removeprefix('.ibc-')}-{theme}", selector)
