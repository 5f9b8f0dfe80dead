"""From a learning platform of others to the hub and back: a launch, its lesson, a grade; and what is refused."""

from __future__ import annotations

import html
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hub_server import PROXY, HubServer
from learning_platform import CLIENT, DEPLOYMENT, INSTRUCTOR, ITEM, LEARNER, LearningPlatform, new_key, pem
from playwright.sync_api import Browser, Page, expect

from ibc_edu.app.lti import CLAIM
from ibc_edu.course.course import Course
from ibc_edu.learner.school.database import School
from ibc_edu.parts import PARTS
from ibc_edu.resources import course_folder

PATIENCE = 90_000  # ms; a server and a Python that start on two busy cores


@pytest.fixture(scope="module")
def both(
    new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[HubServer, LearningPlatform]]:
    if not PROXY.exists() or shutil.which("node") is None:
        pytest.skip("the hub's proxy is not installed: cd tests/web && npm ci")
    url = new_database()
    owner = School(url)
    owner.initialize()
    owner.close()
    tool = new_key()
    key_file: Path = tmp_path_factory.mktemp("key") / "course-key.pem"
    key_file.write_text(pem(tool, private=True))
    with LearningPlatform(tool) as platform:
        settings = {
            "IBC_EDU_LTI_ISSUER": platform.url,
            "IBC_EDU_LTI_CLIENT": CLIENT,
            "IBC_EDU_LTI_DEPLOYMENTS": DEPLOYMENT,
            "IBC_EDU_LTI_LOGIN_URL": f"{platform.url}/auth",
            "IBC_EDU_LTI_KEYS_URL": f"{platform.url}/keys",
            "IBC_EDU_LTI_TOKEN_URL": f"{platform.url}/token",
            "IBC_EDU_LTI_KEY_FILE": str(key_file),
            "JUPYTERHUB_CRYPT_KEY": secrets.token_hex(32),
        }
        with HubServer(url, settings) as hub:
            platform.registered_at(hub.url)
            yield hub, platform


@pytest.fixture
def hub(both: tuple[HubServer, LearningPlatform]) -> HubServer:
    return both[0]


@pytest.fixture
def platform(both: tuple[HubServer, LearningPlatform]) -> LearningPlatform:
    platform = both[1]
    platform.user, platform.role, platform.custom, platform.wrong = "7", LEARNER, {"lesson": "start"}, {}
    platform.other_key = platform.chooses = False
    platform.people = []
    platform.scores.clear()
    return platform


def launched(platform: LearningPlatform, **changed: str) -> tuple[requests.Session, requests.Response]:
    """Follow the link as a browser would, up to the hub's answer to the signed message."""
    session = requests.Session()
    form = session.get(f"{platform.url}/go", timeout=30).text
    (address,) = re.findall(r'action="([^"]+)"', form)
    sent = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    answer = session.post(html.unescape(address), data={**sent, **changed}, allow_redirects=False, timeout=30)
    return session, answer


def test_a_launch_leads_to_the_lesson_of_its_link(platform: LearningPlatform) -> None:
    platform.custom = {"lesson": "receptors"}
    session, answer = launched(platform)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/hub/user-redirect/ibc-edu/lessons/receptors")
    assert "jupyterhub-hub-login" in session.cookies
    platform.custom = {"lesson": "//elsewhere.example"}
    _, answer = launched(platform)
    assert "elsewhere" not in answer.headers["Location"]


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"nonce": "of another launch"}, 400),
        ({"aud": "another tool", "azp": "another tool"}, 401),
        ({"iss": "http://another.platform"}, 400),
        ({f"{CLAIM}deployment_id": "another deployment"}, 401),
        ({"iat": 1_000_000_000}, 400),
        ({f"{CLAIM}version": "1.1"}, 400),
        ({"sub": ""}, 400),
    ],
    ids=lambda value: "-".join(name.rsplit("/", 1)[-1] for name in value) if isinstance(value, dict) else str(value),
)
def test_a_launch_with_something_wrong_is_refused(platform: LearningPlatform, wrong: Any, status: int) -> None:
    platform.wrong = wrong
    session, answer = launched(platform)
    assert answer.status_code == status
    assert "jupyterhub-hub-login" not in session.cookies
    assert "Traceback" not in answer.text


def test_a_launch_signed_by_another_key_is_refused(platform: LearningPlatform) -> None:
    platform.other_key = True
    session, answer = launched(platform)
    assert (answer.status_code, "jupyterhub-hub-login" in session.cookies) == (400, False)


def test_a_launch_that_this_browser_did_not_begin_is_refused(platform: LearningPlatform) -> None:
    session, answer = launched(platform, state="made up")
    assert (answer.status_code, "jupyterhub-hub-login" in session.cookies) == (400, False)


def test_behind_https_what_the_launch_needs_comes_with_a_form_of_another_site(
    hub: HubServer, platform: LearningPlatform
) -> None:
    asked = {"iss": platform.url, "login_hint": "7", "target_link_uri": f"{hub.url}/hub/", "client_id": CLIENT}
    for scheme, across in (("https", True), ("http", False)):
        answer = requests.get(
            f"{hub.url}/hub/lti13/oauth_login", asked,
            headers={"X-Forwarded-Proto": scheme}, allow_redirects=False, timeout=30,
        )  # fmt: skip
        needed = [line for line in answer.raw.headers.getlist("Set-Cookie") if line.startswith("lti13authenticator")]
        assert len(needed) == 2
        assert all(("SameSite=None" in line and "Secure" in line) is across for line in needed)


def stopped(hub: HubServer, page: Page) -> None:
    page.goto(f"{hub.url}/hub/home")
    page.locator("#stop").click()
    expect(page.locator("#stop")).to_be_hidden(timeout=PATIENCE)


def test_from_a_link_to_a_grade(hub: HubServer, platform: LearningPlatform, browser: Browser) -> None:
    try:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{platform.url}/go")
        page.wait_for_url("**/user/7/ibc-edu/lessons/start", timeout=PATIENCE)
        page.get_by_role("button", name="Yes, keep my answers").click(timeout=PATIENCE)
        warm_up = page.locator("#warm-up")
        warm_up.locator("input:visible").first.check()
        warm_up.get_by_role("button", name="Check answer").click()
        expect(warm_up.locator(".ibc-headline:visible").first).to_be_visible(timeout=PATIENCE)
        stopped(hub, page)
        deadline = time.monotonic() + 30
        while not platform.scores and time.monotonic() < deadline:
            time.sleep(0.2)
        (score,) = platform.scores
        asked = sum(question.lesson == "start" for question in Course(course_folder(None), parts=PARTS).bank)
        assert (score["item"], score["userId"], score["scoreMaximum"]) == (ITEM, "7", 1)
        assert score["scoreGiven"] == pytest.approx(1 / asked)
    except BaseException:
        print(hub.log())
        raise


def test_an_educator_chooses_a_lesson_and_a_learner_does_not(platform: LearningPlatform, browser: Browser) -> None:
    platform.chooses = True
    refused = launched(platform)[1]
    assert refused.status_code == 403, refused.text[-3000:]
    platform.user, platform.role = "tess", INSTRUCTOR
    page = browser.new_context().new_page()
    page.goto(f"{platform.url}/go")
    expect(page.get_by_role("button", name="Staging")).to_contain_text("with a grade", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Explore the tables")).to_contain_text("no grade")
    page.get_by_role("button", name="Staging").click(timeout=PATIENCE)
    expect(page.locator("body")).to_contain_text("The link was made.")
    (link,) = platform.chosen
    assert link["custom"] == {"lesson": "staging"}
    assert link["url"].endswith("/hub/user-redirect/ibc-edu/lessons/staging")
    assert link["lineItem"] == {"scoreMaximum": 1, "label": link["title"]}


def test_who_comes_without_a_link_is_told_where_it_is(hub: HubServer, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{hub.url}/hub/")
    expect(page.locator("main")).to_contain_text("the link in your school's learning platform")
    assert "LTI" not in page.inner_text("body")
    expect(page.locator("#login_main, a.btn-jupyter")).to_have_count(0)


def test_the_course_shows_its_public_key_where_the_platform_reads_it(hub: HubServer) -> None:
    (shown,) = requests.get(f"{hub.url}/hub/lti13/keys", timeout=30).json()["keys"]
    assert (shown["kty"], shown["use"], "d" in shown) == ("RSA", "sig", False)


def test_an_educator_sees_the_names_that_the_platform_gives(
    hub: HubServer, platform: LearningPlatform, browser: Browser
) -> None:
    platform.user, platform.role, platform.custom = "tina", INSTRUCTOR, {"lesson": "educators"}
    platform.people = [
        {"user_id": "7", "roles": [LEARNER], "name": "Alice Ward"},
        {"user_id": "8", "roles": [LEARNER], "name": "Bob Hill"},
    ]
    page = browser.new_context().new_page()
    page.goto(f"{platform.url}/go")
    page.wait_for_url("**/user/tina/ibc-edu/lessons/educators", timeout=PATIENCE)
    roster = page.locator("table", has_text="Questions answered").first
    expect(roster).to_contain_text("Bob Hill", timeout=PATIENCE)
    expect(roster).to_contain_text("Alice Ward")
