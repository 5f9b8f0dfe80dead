"""Two people of a school at its hub: each lands on the course, answers, and reaches nothing of the other's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from hub_server import PASSWORD, PROXY, HubServer
from playwright.sync_api import Browser, Page, expect

from ibc_edu.learner.school.database import School

PATIENCE = 90_000  # ms; a server and a Python that start on two busy cores
OPEN_SOCKET = """address => new Promise((done) => {
    const socket = new WebSocket(address, "v1.kernel.websocket.jupyter.org");
    socket.onopen = () => done("open");
    socket.onerror = () => done("refused");
})"""


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


def learners(school: str) -> list[str]:
    engine = sa.create_engine(school)
    try:
        with engine.connect() as connection:
            return list(connection.scalars(sa.text("SELECT learner FROM attempts ORDER BY learner")))
    finally:
        engine.dispose()


def test_two_people_answer_and_reach_nothing_of_each_other(hub: HubServer, school: str, browser: Browser) -> None:
    try:
        alice, bob = (logged_in(hub, browser, name) for name in ("alice", "bob"))
        agree_and_answer(hub, alice, "alice")
        agree_and_answer(hub, bob, "bob")
        assert learners(school) == ["learner_alice", "learner_bob"]
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
