"""A course that is served to others: every visitor apart, and told the truth about where answers are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app_page import PATIENCE, AppPage, AppServer
from playwright.sync_api import Browser, expect

from ibc_edu.app.visitors import COOKIE


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("visitors") / "records"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, records: Path) -> Iterator[AppServer]:
    own = tmp_path_factory.mktemp("own") / "record.sqlite3"  # that of whoever serves, which nobody may see
    flags = ["--ip", "0.0.0.0", "--open", "--records", str(records)]
    with AppServer(tmp_path_factory.mktemp("served"), *flags, record=str(own)) as server:
        yield server
    assert not own.exists()


def test_two_visitors_have_answers_and_consent_of_their_own(served: AppServer, records: Path, browser: Browser) -> None:
    ada, ben = AppPage(served, browser), AppPage(served, browser)
    for reader in (ada, ben):
        reader.open_title()
        reader.open_lesson("start")
    ada.page.get_by_role("button", name="Yes, keep my answers").click()
    expect(ada.page.locator(".ibc-consent")).to_contain_text("on the computer that serves the course", timeout=PATIENCE)
    warm_up = ada.page.locator("#warm-up")
    warm_up.locator("input:visible").first.check()
    warm_up.get_by_role("button", name="Check answer").click()
    expect(warm_up.locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)
    assert len(list(records.glob("*.sqlite3"))) == 1

    ben.open_lesson("start")
    expect(ben.page.locator(".ibc-consent")).to_contain_text("May this course keep your answers?")
    expect(ben.page.locator("#warm-up .ibc-headline:visible")).to_have_count(0)
    for reader in (ada, ben):
        assert "this computer" not in reader.page.locator("article").inner_text()
        reader.close()


def test_another_visitors_line_to_python_is_closed_to_me(served: AppServer, browser: Browser) -> None:
    ada, ben = AppPage(served, browser), AppPage(served, browser)
    for reader in (ada, ben):
        reader.open_title()
        reader.open("/lessons/start")
    channels = ada.page.evaluate("() => JSON.parse(document.getElementById('live').textContent).channels")
    tried = """address => new Promise((done) => {
        const socket = new WebSocket(address, "v1.kernel.websocket.jupyter.org");
        socket.onopen = () => done("open");
        socket.onerror = () => done("refused");
    })"""
    address = served.root.replace("http", "ws") + channels + "?session_id=x"
    assert ada.page.evaluate(tried, address) == "open"
    assert ben.page.evaluate(tried, address) == "refused"
    ada.context.close()
    ben.context.close()


def test_the_course_works_over_plain_http_from_another_computer(served: AppServer, browser: Browser) -> None:
    """At such an address the browser withholds what it gives to safe pages alone, such as ids by chance."""
    ada = AppPage(served, browser)
    served_at = served.root.replace("127.0.0.1", "course.test")
    ada.page.goto(f"{served_at}/")
    assert not ada.page.evaluate("() => window.isSecureContext")
    assert ada.page.evaluate("() => crypto.randomUUID === undefined")
    ada.page.goto(f"{served_at}/lessons/staging")
    ada.wait_for_parts()
    question = ada.page.locator(".ibc-quiz").first
    question.locator("input:visible").first.check()
    question.get_by_role("button", name="Check answer").click()
    expect(question.locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)
    ada.close()


def test_the_cookie_is_private(served: AppServer, browser: Browser) -> None:
    ada = AppPage(served, browser)
    ada.open_title()
    [cookie] = [each for each in ada.context.cookies() if each["name"] == COOKIE]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert COOKIE not in ada.page.evaluate("() => document.cookie")
    ada.close()
