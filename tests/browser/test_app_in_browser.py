"""The browser app: from the address to a graded answer, on a phone, with the keyboard, after Python died."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator

import pytest
from app_page import DRAWN, FIRST_QUESTION, PATIENCE, AppPage, AppServer
from playwright.sync_api import Browser, Locator, expect


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


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """Served to others: every visitor has a Python of their own."""
    records = str(tmp_path_factory.mktemp("records"))
    with AppServer(tmp_path_factory.mktemp("served"), "--ip", "0.0.0.0", "--open", "--records", records) as server:
        yield server


@pytest.fixture
def new_reader(served: AppServer, browser: Browser) -> Iterator[AppPage]:
    """Somebody who has done nothing yet."""
    page = AppPage(served, browser)
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


CLICKS = """() => {
    window.clicks = 0;
    addEventListener('pointerdown', () => window.clicks++, true);
}"""


PLACE = "() => document.querySelector('#first .part').offsetTop"


def test_two_clicks_lead_from_the_title_page_to_a_judged_answer_and_one_more_goes_on(new_reader: AppPage) -> None:
    app = new_reader
    app.page.evaluate(CLICKS)
    app.wait_for_parts()
    assert app.page.evaluate("() => scrollY") == 0
    first = app.page.locator("#first")
    expect(first.locator("label:has(input[type=radio])").first).to_be_in_viewport()
    place = app.page.evaluate(PLACE)
    answer_first(app)
    assert app.page.evaluate("() => clicks") == 2
    on = first.get_by_role("link", name="Continue: Start here")
    expect(on).to_be_visible(timeout=PATIENCE)
    expect(app.page.get_by_role("link", name=re.compile("^(Begin|Continue)"))).to_have_count(1)
    expect(app.page.locator("#first-title")).to_have_text("Your first question", use_inner_text=True)
    assert app.page.evaluate(PLACE) == place
    expect(app.page.locator('[data-lesson="start"] [data-standing]')).to_have_text(
        "still to choose: keep your answers?"
    )
    on.click()
    app.wait_for_parts()
    expect(app.page.locator("#warm-up .ibc-headline:visible")).to_be_visible()
    app.page.get_by_role("button", name="No, keep nothing").click()
    app.page.get_by_role("navigation", name="Lessons before and after").get_by_role("link", name="All lessons").click()
    expect(app.page.locator("#begin a")).to_contain_text("Continue: Staging", timeout=PATIENCE)
    expect(first).to_be_hidden()


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


FOCUSED = """() => document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText
    || document.activeElement.id"""


def tab_to(app: AppPage, name: str, most: int = 60) -> None:
    """Press Tab until what has the focus says `name`; what has it can always be seen to have it."""
    for _ in range(most):
        app.page.keyboard.press("Tab")
        ring = "() => getComputedStyle(document.activeElement).outlineStyle"
        assert app.page.evaluate(ring) != "none", f"no ring around {app.page.evaluate(FOCUSED)!r}"
        if name in app.page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{name!r} is not reached with {most} presses of Tab")


def test_the_keyboard_alone_leads_from_the_title_to_an_answer_and_on_to_the_next_lesson(new_reader: AppPage) -> None:
    app = new_reader
    tab_to(app, "Skip to the text", 1)
    app.page.keyboard.press("Enter")
    tab_to(app, "Begin", 3)
    app.page.keyboard.press("Enter")
    app.page.wait_for_url("**/lessons/start")
    app.page.wait_for_selector(FIRST_QUESTION, timeout=PATIENCE)
    app.wait_for_parts()
    assert app.page.evaluate("() => document.activeElement === document.body"), "no part takes the focus"
    first = first_check(app).locator("label:has(input)").first.inner_text().strip()
    tab_to(app, first)
    app.page.keyboard.press("Space")
    tab_to(app, "Check answer")
    app.page.keyboard.press("Enter")
    expect(first_check(app).locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)
    tab_to(app, "Next", 200)
    app.page.keyboard.press("Enter")
    app.page.wait_for_url("**/lessons/*")
    expect(app.page.locator("h1")).to_be_visible()


LISTEN = """() => {
    window.heard = [];
    new MutationObserver((changes) => {
        const regions = changes.map(({target}) => (target.closest ? target : target.parentElement)?.closest(
            '[aria-live], [role=status], [role=alert]'));
        for (const region of new Set(regions.filter(Boolean)))
            window.heard.push([region.getAttribute('aria-live') ?? region.getAttribute('role'), region.textContent]);
    }).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


def test_what_came_of_an_answer_is_told_once_and_politely_to_who_hears_the_page(app: AppPage) -> None:
    app.open_lesson("trials")
    app.page.evaluate(LISTEN)
    answer_first(app)
    app.page.evaluate(DRAWN)
    heard = app.page.evaluate("() => heard")
    assert [how for how, _ in heard] == ["polite"]
    headline = first_check(app).locator(".ibc-headline:visible").first.inner_text().split(". ")[0]
    assert heard[0][1].startswith(headline)
    assert heard[0][1].count(headline) == 1


def test_paper_is_light_and_shows_no_buttons(app_server: AppServer, browser: Browser) -> None:
    app = AppPage(app_server, browser, color_scheme="dark")
    app.open_title()
    app.open_lesson("staging")
    app.page.emulate_media(media="print", color_scheme="dark")
    app.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    for hidden in (".bar", ".neighbors", ".part .ibc-actions", ".ibc-glossary"):
        expect(app.page.locator(hidden).first).to_be_hidden()
    expect(app.page.locator("h1")).to_be_visible()
    expect(app.page.locator(".foot")).to_contain_text("not medical advice")
    ink = "() => getComputedStyle(document.querySelector('.ibc-root .ibc-muted')).color.match(/\\d+/g).map(Number)"
    assert max(app.page.evaluate(ink)) < 128, "dark on white"
    app.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert app.page.evaluate("() => document.documentElement.getAttribute('theme')") == "dark"
    app.close()
