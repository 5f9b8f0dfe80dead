"""Every page of the browser app, each opened once and looked at in every way: axe, fingers, words, widths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from app_page import AppPage, AppServer
from playwright.sync_api import Browser, expect

from ibc_edu.course.plan import read_plan
from ibc_edu.resources import course_folder

LESSONS = [f"/lessons/{name}" for name in read_plan(course_folder()).lesson_names if name != "tables"]
EVERY_PAGE = ["/", "/glossary", "/signs", "/lessons/tables", *LESSONS]
FOR_WHO_USES_NOTEBOOKS = ("/", "/lessons/tables", "/lessons/educators")
OF_PROGRAMMERS = ("notebook", "Run All", "kernel", "null", "undefined", "NaN", "[object")

NAMELESS = """() => [...document.querySelectorAll(
        'main :is(button, input, select, a[href], [role=button], [role=group])')]
    .filter((node) => node.checkVisibility() && !(node.ariaLabel || node.labels?.[0]?.textContent || node.textContent
        || node.title || document.getElementById(node.getAttribute('aria-labelledby'))?.textContent || '').trim())
    .map((node) => node.outerHTML)"""
HEADINGS = """() => [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')]
    .filter((node) => node.checkVisibility()).map((node) => [Number(node.localName[1]), node.textContent])"""
BROKEN = "all => all.filter((one) => one.getClientRects().length > 1).map((one) => one.textContent)"
SMALL = """() => [...document.querySelectorAll('.bar a, .bar button, .lessons a, .neighbors a, .big, '
        + '.part :is(button, input, select, summary)')]
    .filter((node) => node.checkVisibility() && !node.matches('.ibc-word') && !node.closest('dialog'))
    .map((node) => [node.matches('[type=radio], [type=checkbox]') ? node.closest('label') ?? node : node])
    .map(([node]) => [node.getBoundingClientRect(), node.outerHTML.slice(0, 120)])
    .filter(([{ width, height }]) => width > 1 && (height < 43.5 || width < 43.5))
    .map(([{ width, height }, what]) => `${Math.round(width)} x ${Math.round(height)}: ${what}`)"""


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[AppPage]:
    """One phone for all pages; it is dark, as its system is."""
    size: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    with AppServer(tmp_path_factory.mktemp("app")) as server:
        page = AppPage(server, browser, color_scheme="dark", **size)
        page.open_title()
        yield page
        page.close()


@pytest.fixture(scope="module", params=EVERY_PAGE)
def path(request: pytest.FixtureRequest, phone: AppPage) -> str:
    """A page that is open, with all its parts."""
    path = str(request.param)
    phone.open(path)
    if path == "/" or path in LESSONS:
        phone.wait_for_parts()
    return path


def test_axe_finds_nothing_in_dark_and_in_light(phone: AppPage, path: str) -> None:
    phone.choose_theme("dark")
    assert phone.axe() == []
    phone.choose_theme("light")
    try:
        assert phone.axe(colors_only=True) == []
    finally:
        phone.choose_theme("dark")


def test_no_word_of_a_command_is_broken_over_two_lines(phone: AppPage) -> None:
    phone.open("/lessons/educators")
    words = phone.page.locator(".text code > span")
    assert words.count() > 10
    assert words.evaluate_all(BROKEN) == []


def test_fingers_find_room(phone: AppPage, path: str) -> None:
    assert phone.page.evaluate(SMALL) == []


def test_no_page_speaks_of_notebooks_but_those_for_who_uses_them(phone: AppPage, path: str) -> None:
    if path in FOR_WHO_USES_NOTEBOOKS:
        return
    text = phone.page.locator("main").inner_text()
    assert [word for word in OF_PROGRAMMERS if word in text] == []


def test_who_hears_the_page_is_told_where_and_what_everything_is(phone: AppPage, path: str) -> None:
    tree = phone.page.locator("body").aria_snapshot()
    for landmark in ("banner", "main", "contentinfo", 'navigation "Help and settings"'):
        assert landmark in tree
    assert phone.page.evaluate(NAMELESS) == []
    headings = phone.page.evaluate(HEADINGS)
    levels = [level for level, _ in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    skipped = [headings[at] for at in range(1, len(levels)) if levels[at] > levels[at - 1] + 1]
    assert skipped == [], "no level is left out on the way down"


@pytest.fixture(scope="module")
def window(phone: AppPage, browser: Browser) -> Iterator[AppPage]:
    """A window whose width is changed, for the reader of the phone."""
    page = AppPage(phone.server, browser)
    page.open_title()
    yield page
    page.close()


@pytest.mark.parametrize("at", ["/", "/lessons/staging", "/glossary", "/signs"])
def test_a_page_fits_every_window(window: AppPage, at: str) -> None:
    window.open(at)
    if "lessons" in at:
        window.wait_for_parts()
    for width in (360, 390, 820, 1280, 1920):
        window.page.set_viewport_size({"width": width, "height": 800})
        window.page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth", timeout=5_000)
        expect(window.page.locator("main")).to_be_visible()
        text = window.page.locator("main").bounding_box()
        assert text is not None
        assert text["width"] <= 760, "a measure that can be read"
