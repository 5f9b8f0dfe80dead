"""A case in front of a class: large enough for the back of a room, nothing cut off, and hands counted by letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from app_page import AppPage, AppServer
from playwright.sync_api import Browser, Locator, expect

STAGE = ".ibc-presenter[data-role=stage]"
LONGEST = "A student at the team meeting"  # seven scenes
FITS = """() => {
    const stage = document.querySelector('.ibc-presenter[data-role=stage] .ibc-presenter-stage');
    return stage.scrollHeight <= stage.clientHeight + 1 && stage.scrollWidth <= stage.clientWidth + 1;
}"""
# Of the screen's height, with the zoom by which the presenter makes a page fit.
SIZE = """(node) => {
    const zoom = Number(document.querySelector('.ibc-presenter-content').style.zoom || 1);
    return parseFloat(getComputedStyle(node).fontSize) * zoom / innerHeight;
}"""
SCENE, ENDING = 0.03, 0.017  # 10 and 6 minutes of arc from ten meters on a picture 2 m high; good eyes need 5


@pytest.fixture(scope="module")
def app(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppPage]:
    """The lesson of the cases on the full screen, at its live step."""
    with AppServer(tmp_path_factory.mktemp("cases")) as server:
        page = AppPage(server, browser, viewport={"width": 1920, "height": 1080})
        page.open_title()
        page.open_lesson("cases")
        page.page.get_by_role("button", name="Present on the full screen").first.click()
        steps = page.page.locator(f"{STAGE} select[aria-label='Go to step']")
        labels = steps.locator("option").all_text_contents()
        steps.select_option(str(next(number for number, label in enumerate(labels) if "(live)" in label)))
        yield page
        page.close()


def fits(app: AppPage, node: Locator, least: float) -> None:
    """The page that shows this is whole on the screen, and can be read from the back."""
    expect(node).to_be_visible()
    app.page.wait_for_function(FITS)
    assert node.evaluate(SIZE) >= least


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_scene_votes_and_ending_are_whole_and_large(app: AppPage, theme: str, width: int, height: int) -> None:
    app.page.set_viewport_size({"width": width, "height": height})
    app.choose_theme(theme)
    case = app.page.locator(f"{STAGE} .ibc-case")
    case.get_by_role("button", name=LONGEST).click()
    fits(app, case.locator(".ibc-case-asked"), SCENE)
    for key in ("b", "b", "a", "Shift+A", "c"):
        app.page.keyboard.press(key)
    expect(app.page.locator(".ibc-presenter-cover")).to_be_hidden()
    expect(case.locator(".ibc-count")).to_have_text(["0", "2", "1"])
    expect(case.locator(".ibc-share:visible")).to_have_text(["0 (0%)", "2 (67%)", "1 (33%)"])
    fits(app, case.locator(".ibc-case-asked"), 0.02)
    app.screenshot(f"case-in-class-votes-{theme}-{width}")
    for number in range(7):
        case.locator(".ibc-case-choice").first.click()
        fits(app, case.locator(".ibc-case-feedback"), SCENE if number == 0 else 0.025)
        case.get_by_role("button", name="Go on").click()
    fits(app, case.locator(".ibc-case-path").first, ENDING)
    assert app.axe(colors_only=True) == []
    app.screenshot(f"case-in-class-ending-{theme}-{width}")
    case.get_by_role("button", name="All cases").click()
    fits(app, case.locator(".ibc-case-list"), ENDING)
