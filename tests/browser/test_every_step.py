"""Every step of a lesson fits the screen, and on every kind of step a key means one thing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from app_page import PATIENCE, AppPage, AppServer
from playwright.sync_api import Browser, Locator, expect

STAGE = ".ibc-presenter[data-role=stage]"
JUMP = "select[aria-label='Go to step']"
# One lesson has every kind of step; IBC_EDU_EVERY_LESSON=1 tries all that the app shows, in a quarter of an hour.
ALL = (
    "start",
    "staging",
    "receptors",
    "therapies",
    "monitoring",
    "trials",
    "review",
    "educators",
    "cases",
)
LESSONS = ALL if os.environ.get("IBC_EDU_EVERY_LESSON") else ("staging",)
SCREENS = ((1920, 1080), (1024, 768))
ON = ("Space", "Enter", "PageDown", "ArrowRight", "ArrowDown")
BACK = ("PageUp", "ArrowLeft", "ArrowUp")
SMALLEST_TEXT = 18  # px at 1080 lines: one sixtieth of the height
STEP = """() => {
    const root = document.querySelector('.ibc-presenter[data-role=stage]');
    const stage = root.querySelector('.ibc-presenter-stage');
    const over = Math.max(stage.scrollHeight - stage.clientHeight, stage.scrollWidth - stage.clientWidth);
    const item = root.querySelector('.ibc-item');
    const kind = item ? item.dataset.kind : stage.querySelector('.ibc-root') ? 'part' : 'text';
    const covers = (node) => node.nextElementSibling && getComputedStyle(node).position !== 'static'
        && node.getBoundingClientRect().bottom > node.nextElementSibling.getBoundingClientRect().top + 1;
    const covered = [...stage.querySelectorAll('.ibc-in-sight')].some(covers);
    return {over, kind, covered, zoom: Number(stage.firstElementChild.style.zoom || 1)};
}"""
TEXT = """() => {
    const stage = document.querySelector('.ibc-presenter[data-role=stage] .ibc-presenter-stage');
    const read = [...stage.querySelectorAll('p, li, label, .ibc-stem, td')].filter((node) => node.checkVisibility()
        && node.textContent.trim().length > 25 && !node.closest('.ibc-small, small, .ibc-muted, svg, figcaption'));
    return Math.min(99, ...read.map((node) => node.getBoundingClientRect().width
        && parseFloat(getComputedStyle(node).fontSize) * stage.firstElementChild.currentCSSZoom));
}"""
FITS = f"() => ({STEP})().over <= 1"

pytestmark = pytest.mark.timeout(1800)  # some ninety steps on each screen


@pytest.fixture(scope="module")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    with AppServer(tmp_path_factory.mktemp("steps")) as server:
        yield server


@pytest.fixture(scope="module", params=LESSONS)
def lesson(app_server: AppServer, browser: Browser, request: pytest.FixtureRequest) -> Iterator[AppPage]:
    """A lesson on the full screen."""
    width, height = SCREENS[0]
    app = AppPage(app_server, browser, viewport={"width": width, "height": height})
    app.open_title()
    app.open_lesson(request.param)
    app.page.get_by_role("button", name="Present on the full screen").first.click()
    expect(app.page.locator(STAGE)).to_be_visible()
    yield app
    app.close()


def go(app: AppPage, step: int) -> Locator:
    """Go to a step, counted from 0, and wait until it is shown."""
    stage = app.page.locator(STAGE)
    stage.locator(JUMP).select_option(str(step))
    at(app, step)
    expect(stage.locator(".ibc-presenter-content")).not_to_be_empty(timeout=PATIENCE)
    return stage


def at(app: AppPage, step: int) -> None:
    """It stands at this step."""
    stage = app.page.locator(STAGE)
    expect(stage.locator(JUMP)).to_have_value(str(step), timeout=PATIENCE)
    expect(stage.get_by_text(f"{step + 1} of {stage.locator(f'{JUMP} option').count()}", exact=True)).to_be_visible()


def kinds(app: AppPage) -> dict[str, int]:
    """A step of each kind that has one before and one after it: text, part, and each kind of question."""
    found: dict[str, int] = {}
    for step in range(1, app.page.locator(f"{STAGE} {JUMP} option").count() - 1):
        stage = go(app, step)
        if "Question: " in stage.locator(f"{JUMP} option").nth(step).inner_text():
            expect(stage.locator(".ibc-item")).to_be_visible(timeout=PATIENCE)
        found.setdefault(app.page.evaluate(STEP)["kind"], step)
    return found


def test_no_step_has_to_be_scrolled(lesson: AppPage) -> None:
    too_long, covered, too_small, count = [], [], [], lesson.page.locator(f"{STAGE} {JUMP} option").count()
    for width, height in SCREENS:
        lesson.page.set_viewport_size({"width": width, "height": height})
        for step in range(count):
            stage = go(lesson, step)
            if "(live)" in stage.locator(f"{JUMP} option").nth(step).inner_text():
                expect(stage.locator(".ibc-root").first).to_be_visible(timeout=PATIENCE)
            try:
                lesson.page.wait_for_function(FITS, timeout=10_000)
            except Exception:
                too_long.append((width, step, lesson.page.evaluate(STEP)))
            shown = lesson.page.evaluate(STEP)
            covered += [(width, step)] * shown["covered"]
            size = lesson.page.evaluate(TEXT)
            if height == SCREENS[0][1] and size < SMALLEST_TEXT:
                too_small.append((step, shown["kind"], round(shown["zoom"], 2), round(size, 1)))
    lesson.page.set_viewport_size({"width": SCREENS[0][0], "height": SCREENS[0][1]})
    print(f"{count} steps; smaller than {SMALLEST_TEXT} px: {too_small}")
    assert too_long == []
    assert covered == []


def test_a_key_means_one_thing_on_every_kind_of_step(lesson: AppPage) -> None:
    page, stage = lesson.page, lesson.page.locator(STAGE)
    for step in kinds(lesson).values():
        for keys, by in ((ON, 1), (BACK, -1)):
            for key in keys:
                go(lesson, step)
                stage.locator(".ibc-presenter-stage").focus()
                page.keyboard.press(key)
                at(lesson, step + by)
        go(lesson, step)
        for _ in range(2):
            page.keyboard.press(".")
        page.keyboard.press("F5")
        at(lesson, step)
        expect(stage.locator(".ibc-presenter-cover")).to_be_hidden()
        expect(stage.locator(".ibc-panel:visible")).to_have_count(0)
        assert set(stage.locator(".ibc-tally .ibc-count").all_text_contents()) <= {"0"}
        page.keyboard.press("Escape")
        expect(stage).to_have_count(0)
        page.get_by_role("button", name="Present on the full screen").first.click()
        at(lesson, step)
