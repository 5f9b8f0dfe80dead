"""The browser app: from the address to a graded answer, on a phone, with the keyboard, after Python died."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from app_page import FIRST_QUESTION, PATIENCE, AppPage, AppServer
from playwright.sync_api import Browser, Locator, expect

PAGES = ["/", "/lessons/staging", "/glossary", "/signs"]


@pytest.fixture(scope="module")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    with AppServer(tmp_path_factory.mktemp("app")) as server:
        yield server


@pytest.fixture
def app(app_server: AppServer, browser: Browser) -> Iterator[AppPage]:
    page = AppPage(app_server, browser)
    page.open_title()
    yield page
    page.close()


def first_check(app: AppPage) -> Locator:
    return app.page.locator("[data-part]").filter(has=app.page.locator(".ibc-quiz, fieldset")).first


def answer_first(app: AppPage) -> None:
    """Choose the first answer of the first question and have it checked."""
    check = first_check(app)
    check.locator("input:visible").first.check()
    check.get_by_role("button", name="Check answer").click()
    expect(check.locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)


def test_from_the_title_page_two_clicks_lead_to_a_graded_answer(app: AppPage) -> None:
    app.page.get_by_role("link", name="Begin").click()
    app.page.wait_for_selector(FIRST_QUESTION, timeout=PATIENCE)
    answer_first(app)
    app.page.get_by_role("link", name="All lessons").click()
    expect(app.page.locator('[data-lesson="start"] [data-standing]')).not_to_be_empty(timeout=PATIENCE)


def test_a_lesson_opened_again_shows_each_part_once_with_what_was_done(app: AppPage) -> None:
    app.open_lesson("staging")
    answer_first(app)
    said = first_check(app).locator(".ibc-headline:visible").first.inner_text()
    app.open_lesson("review")
    app.open_lesson("staging")
    places = app.page.locator("[data-part]")
    roots = [places.nth(place).locator("> .ibc-root").count() for place in range(places.count())]
    assert roots == [1] * places.count()
    expect(first_check(app).locator(".ibc-headline:visible").first).to_have_text(said)
    expect(first_check(app).locator("input").first).to_be_checked()


def test_a_chart_is_drawn_and_follows_its_control(app: AppPage) -> None:
    app.open_lesson("receptors")
    expect(app.page.locator("#subtype-shares .js-plotly-plot").first).to_be_visible(timeout=PATIENCE)


def test_after_python_died_the_page_says_so_and_goes_on_where_the_reader_was(app: AppPage) -> None:
    app.open_lesson("staging")
    for pid in app.server.python_ids():
        os.kill(pid, signal.SIGKILL)
    state = app.page.locator("#state")
    expect(state).to_contain_text("has stopped", timeout=5_000)
    app.page.locator("#nodes-text").scroll_into_view_if_needed()
    app.page.evaluate("() => document.getElementById('nodes-text').scrollIntoView()")
    state.get_by_role("button", name="Go on").click()
    app.page.wait_for_selector(FIRST_QUESTION, timeout=PATIENCE)
    app.wait_for_parts()
    expect(app.page.locator("#nodes-text")).to_be_in_viewport()
    expect(state).to_be_hidden()
    answer_first(app)


@pytest.mark.parametrize("width", [360, 390, 820, 1280, 1920])
def test_every_page_fits_the_window(app: AppPage, width: int) -> None:
    app.page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        app.open(path)
        if "lessons" in path:
            app.wait_for_parts()
        assert app.too_wide() <= 0, path
        text = app.page.locator("main").bounding_box()
        assert text is not None
        assert text["width"] <= 760, "a measure that can be read"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(app_server: AppServer, browser: Browser, scheme: str) -> None:
    app = AppPage(app_server, browser, color_scheme=scheme)
    app.open_title()
    for path in PAGES:
        app.open(path)
        if "lessons" in path:
            app.wait_for_parts()
        assert app.page.evaluate("() => document.documentElement.getAttribute('theme')") == scheme
        assert app.axe() == [], path
    app.close()


def test_words_open_beside_the_lesson_and_can_be_searched_by_keyboard(app: AppPage) -> None:
    app.open_lesson("staging")
    app.page.get_by_role("link", name="Words").focus()
    app.page.keyboard.press("Enter")
    dialog = app.page.get_by_role("dialog", name="Words")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Find a word").fill("anemia")
    expect(dialog.locator("dt:visible").first).to_contain_text("anemia")
    assert dialog.locator("dt:visible").count() < 10
    app.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    app.page.get_by_role("link", name="Signs to call").click()
    expect(app.page.get_by_role("dialog")).to_contain_text("Emergency")
    assert app.page.url.endswith("/lessons/staging")


def test_the_theme_is_chosen_by_a_button_and_stays(app: AppPage) -> None:
    app.page.get_by_role("button", name="Dark").click()
    app.open("/glossary")
    assert app.page.evaluate("() => document.documentElement.getAttribute('theme')") == "dark"
    expect(app.page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


def test_a_link_to_a_cell_of_a_notebook_leads_to_its_place(app: AppPage) -> None:
    app.open("/lessons/01_staging.ipynb#cell-id=check-goal")
    app.wait_for_parts()
    assert "/lessons/staging" in app.page.url
    expect(app.page.locator("#check-goal")).to_be_in_viewport()


def test_nobody_comes_in_without_the_key(app_server: AppServer, browser: Browser) -> None:
    stranger = AppPage(app_server, browser)
    for path in ["/", "/lessons/staging", "/lessons/staging/parts", "/standing", "/?key=0"]:
        answer = stranger.page.goto(f"{app_server.root}{path}")
        assert answer is not None
        assert answer.status == 403
        assert "belongs to whoever started it" in stranger.page.content()
    stranger.context.close()
