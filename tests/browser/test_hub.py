"""People of a school at its hub: each lands on the course, answers, and reaches nothing of another's."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from axe import violations
from hub_server import PASSWORD, PROXY, HubServer
from lesson_page import expect_soon, question_selector
from playwright.sync_api import Browser, Page, expect
from postgresql import restart

from ibc_edu.learner.school.database import School

PATIENCE = 90_000  # ms; a server and a Python that start on two busy cores
LONG = "erika-maria-of-the-longest-name-there-is"  # her home has a longer path than a socket may
ASKED = ("staging-predict-lowest", "staging-what-stage-says")
OPEN_SOCKET = """address => new Promise((done) => {
    const socket = new WebSocket(address, "v1.kernel.websocket.jupyter.org");
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
})"""
STOP_LISTENS = "() => window.jQuery?._data(document.getElementById('stop'), 'events')?.click"
"""The hub's script comes after the page, and a key before it does nothing."""


@pytest.fixture(scope="module")
def school(new_database: Callable[[], str]) -> str:
    url = new_database()
    owner = School(url)
    owner.initialize()
    owner.close()
    return url


@pytest.fixture(scope="module")
def hub(school: str) -> Iterator[HubServer]:
    if not PROXY.exists() or shutil.which("node") is None:
        pytest.skip("the hub's proxy is not installed: cd tests/web && npm ci")
    with HubServer(school) as server:
        yield server


def logged_in(hub: HubServer, browser: Browser, name: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{hub.url}/hub/login")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("#login_submit")
    page.wait_for_url(f"**/user/{name}/ibc-edu/", timeout=PATIENCE)
    return page


def agree_and_answer(hub: HubServer, page: Page, name: str) -> None:
    page.goto(f"{hub.url}/user/{name}/ibc-edu/lessons/start")
    expect(page.locator(".ibc-consent")).to_contain_text("your school's server", timeout=PATIENCE)
    page.get_by_role("button", name="Yes, keep my answers").click()
    expect(page.locator(".ibc-consent")).to_contain_text("educators of your classes can read", timeout=PATIENCE)
    warm_up = page.locator("#warm-up")
    warm_up.locator("input:visible").first.check()
    warm_up.get_by_role("button", name="Check answer").click()
    expect(warm_up.locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)


def learners(school: str, table: str = "attempts") -> list[str]:
    """Whose rows are in a table, a name for each row."""
    engine = sa.create_engine(school)
    try:
        with engine.connect() as connection:
            return list(connection.scalars(sa.text(f"SELECT learner FROM {table} ORDER BY learner")))
    finally:
        engine.dispose()


def test_two_people_answer_and_reach_nothing_of_each_other(hub: HubServer, school: str, browser: Browser) -> None:
    try:
        alice, bob = (logged_in(hub, browser, name) for name in ("alice", "bob"))
        agree_and_answer(hub, alice, "alice")
        agree_and_answer(hub, bob, "bob")
        expect_soon(lambda: learners(school), ["learner_alice", "learner_bob"])
        channels = alice.evaluate("() => JSON.parse(document.getElementById('live').textContent).channels")
        for path in (
            "", "ibc-edu/", "ibc-edu/lessons/start", "ibc-edu/lessons/start/parts", "ibc-edu/standing", "lab",
            "api/contents", "api/kernels", "api/sessions", "files/", "tree", "api/terminals", "ibc-edu/glossary",
        ):  # fmt: skip
            for front in (hub.url, hub.direct("alice")):
                reply = bob.context.request.get(f"{front}/user/alice/{path}", headers={"Accept": "text/html"})
                assert reply.status in (403, 404), f"{front} {path}: {reply.status}"
                assert "learner_alice" not in reply.text()
        assert bob.context.request.get(f"{hub.url}/hub/api/users/alice").status in (403, 404)
        for front in (hub.url, hub.direct("alice")):
            address = front.replace("http", "ws") + channels + "?session_id=x"
            assert bob.evaluate(OPEN_SOCKET, address) == "refused"
        address = hub.url.replace("http", "ws") + channels + "?session_id=y"
        assert alice.evaluate(OPEN_SOCKET, address) == "open"
        standing = json.loads(alice.context.request.get(f"{hub.url}/user/alice/ibc-edu/standing").text())
        assert standing
    except BaseException:
        print(hub.log())
        raise


def test_an_answer_outlives_restarts_of_database_and_hub(hub: HubServer, school: str, browser: Browser) -> None:
    page = logged_in(hub, browser, "dora")
    agree_and_answer(hub, page, "dora")
    page.goto(f"{hub.url}/user/dora/ibc-edu/lessons/staging")
    for number, (restarted, name) in enumerate(((lambda: restart(school), ASKED[0]), (hub.restart, ASKED[1])), start=2):
        question = page.locator(question_selector(name))
        question.scroll_into_view_if_needed(timeout=PATIENCE)
        question.locator("input:visible").first.check(timeout=PATIENCE)
        restarted()
        question.get_by_role("button", name="Check answer").click()
        expect(question.locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)
        expect_soon(lambda: learners(school).count("learner_dora"), number)
        expect(page.locator("body")).not_to_contain_text("in memory")


def test_the_notebooks_write_to_the_record_of_whoever_opened_them(
    hub: HubServer, school: str, browser: Browser
) -> None:
    page = logged_in(hub, browser, LONG)
    before = learners(school)
    agree_and_answer(hub, page, LONG)
    page.goto(f"{hub.url}/user/{LONG}/ibc-edu/")
    with page.context.expect_page() as opened:
        page.locator("a.lesson-title[href*='/lab/tree/lessons/']").click()
    lab = opened.value
    expect(lab.locator(".jp-Notebook")).to_contain_text("Explore the tables", timeout=PATIENCE)
    lab.goto(f"{hub.url}/user/{LONG}/lab/tree/lessons/01_staging.ipynb")
    question = lab.locator(question_selector(ASKED[0]))
    question.locator("input:visible").first.check(timeout=PATIENCE)
    question.get_by_role("button", name="Check answer").click()
    expect(question.locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)
    expect_soon(lambda: sorted(learners(school)), sorted([*before, *[f"learner_{LONG}"] * 2]))


def test_a_learner_erases_everything_of_theirs_and_nothing_else(hub: HubServer, school: str, browser: Browser) -> None:
    page = logged_in(hub, browser, "fay")
    agree_and_answer(hub, page, "fay")
    others = [name for name in learners(school) if name != "learner_fay"]
    page.get_by_role("button", name="Remove my answers").click()
    page.get_by_role("button", name="Yes, remove them").click()
    expect(page.locator(".ibc-consent")).to_contain_text("May this course keep", timeout=PATIENCE)
    assert learners(school) == others
    for table in ("consent", "ibc_edu_drafts", "ibc_edu_summaries"):
        assert "learner_fay" not in learners(school, table)


def test_who_logs_out_at_a_shared_computer_is_out(hub: HubServer, browser: Browser) -> None:
    page = logged_in(hub, browser, "gus")
    page.get_by_role("link", name="Log out").click()
    page.wait_for_url("**/hub/login**")
    page.goto(f"{hub.url}/user/gus/ibc-edu/")
    expect(page.get_by_label("Password:")).to_be_visible()


def test_the_hub_speaks_to_learners_in_words_of_the_course(hub: HubServer, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{hub.url}/hub/login")
    page.fill("input[name=username]", "hal")
    page.fill("input[name=password]", PASSWORD)
    page.click("#login_submit")
    page.wait_for_url("**/user/hal/ibc-edu/", timeout=PATIENCE)
    page.goto(f"{hub.url}/hub/home")
    page.wait_for_function(STOP_LISTENS)
    page.locator("#stop").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("It is closed.", timeout=PATIENCE)
    for path, said in (
        ("/hub/home", "Open the course"),
        ("/user/hal/ibc-edu/", "The course is closed."),
        ("/user/alice/ibc-edu/", "it is not yours"),
        ("/hub/nowhere", "it is not yours"),
    ):
        page.goto(hub.url + path)
        expect(page.locator("main")).to_contain_text(said)
        assert not re.search(r"\b(server is|spawn|token|moons)\b", page.inner_text("body"), re.IGNORECASE), path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            assert violations(page) == [], f"{path} {theme}"
