"""Live answers in the browser app: the presenter opens a room, a phone answers, and gets at nothing else."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_page import PATIENCE, AppPage, AppServer
from lab_page import ARTIFACTS
from playwright.sync_api import Browser, expect

from ibc_edu.classroom.live.addresses import own_addresses

STAGE = ".ibc-presenter[data-role=stage]"
OF_THE_APP = ("/", "/lessons/staging", "/lessons/staging/parts", "/standing", "/glossary", "/signs")


@pytest.fixture(scope="module")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    with AppServer(tmp_path_factory.mktemp("phones-app")) as server:
        yield server


def status(url: str, cookie: str = "") -> int:
    """Status of a request as a phone makes it."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie}), timeout=10) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_phone_answers_a_question_of_the_app_and_opens_nothing_else(app_server: AppServer, browser: Browser) -> None:
    if not own_addresses():
        pytest.skip("this computer is on no network that a phone could share")
    app = AppPage(app_server, browser, viewport={"width": 1920, "height": 1080})
    app.open_title()
    app.open_lesson("staging")
    card = app.page.locator(".ibc-presenter").first
    card.get_by_role("button", name="Let phones answer").click()
    card.locator(".ibc-presenter-addresses button").first.click()
    expect(card).to_contain_text("Phones join at", timeout=PATIENCE)
    found = re.search(r"\d+\.\d+\.\d+\.\d+:\d+/[a-z]{6}", card.text_content() or "")
    assert found
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = phone.new_page()
    page.goto(f"http://{found[0]}")
    expect(page.get_by_text("You are in.")).to_be_visible()
    expect(card).to_contain_text("1 phone is in.")

    card.get_by_role("button", name="Present on the full screen").click()
    stage = app.page.locator(STAGE)
    labels = stage.locator("select[aria-label='Go to step'] option").all_text_contents()
    question = next(n for n, label in enumerate(labels) if "Question: " in label)
    stage.locator("select[aria-label='Go to step']").select_option(str(question))
    page.locator("label.choice").first.tap()
    page.get_by_role("button", name="Send my answer").tap()
    expect(page.get_by_text("Your answer is in.")).to_be_visible()
    expect(stage.locator(".ibc-presenter-phones")).to_contain_text("1 of 1 phone answered")
    ARTIFACTS.mkdir(exist_ok=True)
    app.screenshot("phones-app-question-1920")

    cookie = "; ".join(f"{one['name']}={one['value']}" for one in phone.cookies())
    assert "ibc-edu-phone" in cookie
    kernels = app.page.evaluate("() => document.documentElement.outerHTML.match(/api\\/kernels\\/[\\w-]+/)?.[0] ?? ''")
    for path in (*OF_THE_APP, f"/{kernels or 'api/kernels/any'}/channels"):
        assert status(app_server.root + path, cookie) == status(app_server.root + path) == 403, path
        assert phone.request.get(f"http://{found[0].split('/')[0]}{path}").status == 404, path
    assert status(f"{app_server.root}/ibc-edu/live-control/rooms", cookie) == 403
    phone.close()
    app.close()


def test_visitors_of_a_served_course_open_no_room(tmp_path: Path, browser: Browser) -> None:
    with AppServer(tmp_path, "--ip", "0.0.0.0", "--open") as server:
        app = AppPage(server, browser)
        app.open_title()
        app.open_lesson("staging")
        expect(app.page.get_by_role("button", name="Present on the full screen")).to_be_visible()
        expect(app.page.get_by_role("button", name="Let phones answer")).to_be_hidden()
        assert status(f"{server.root}/ibc-edu/live-control/rooms") == 404
        app.close()
