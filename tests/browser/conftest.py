"""One JupyterLab server and one Chromium for all browser tests; a page for each, or the one that runs for all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab_page import CHROMIUM_FLAGS, LabPage, LabServer, find_chromium
from made_once import made_once
from playwright.sync_api import Browser, sync_playwright
from site_page import parts_at_hand

from ibc_edu.app import workspace
from ibc_edu.app.site.build import build
from ibc_edu.app.site.supplies import Supplies, fetch
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.resources import notebooks_folder, own_course_folder

NO_BROWSER = (
    "The browser tests were skipped: no Chromium or Chrome was found on this machine. "
    "Install one (Debian, Ubuntu: apt-get install chromium; macOS: any Chrome) or name its path in CHROMIUM."
)
LONG = (
    *("test_site_notebooks_in_browser", "test_site_in_browser", "test_scorm_in_browser", "test_opening"),
    *("test_styles_together", "test_hub", "test_hub_lti", "test_presenting"),
)
WITHOUT_BROWSER = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of few long tests begin first, so that no processor waits for the last of them."""
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> str:
    """Path of the browser; without one the tests are skipped, or fail where IBC_EDU_BROWSER says "required"."""
    path = find_chromium()
    if path is None:
        if os.environ.get("IBC_EDU_BROWSER") == "required":
            pytest.fail(NO_BROWSER)
        request.config.stash[WITHOUT_BROWSER] = True
        pytest.skip("no Chromium")
    return path


@pytest.fixture(scope="session")
def lab_server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """JupyterLab over a workspace of its own, filled as a learner's is."""
    root = tmp_path_factory.mktemp("workspace")
    workspace.prepare(notebooks_folder(), root)
    with LabServer(root, tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium, found on the machine, never downloaded."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield started
        started.close()


@pytest.fixture
def lab_page(lab_server: LabServer, browser: Browser) -> Iterator[LabPage]:
    """A fresh page; afterwards: nothing was asked of another machine, and nothing went wrong in the console."""
    page = LabPage(lab_server, browser)
    yield page
    page.close()
    assert page.outside == []
    assert page.errors == []


@pytest.fixture(scope="session")
def lab_of_all(lab_server: LabServer, browser: Browser) -> Iterator[LabPage]:
    """The page of `running_lab`."""
    page = LabPage(lab_server, browser)
    yield page
    page.close()


@pytest.fixture(scope="module")
def running_lab(lab_of_all: LabPage, request: pytest.FixtureRequest) -> Iterator[LabPage]:
    """One page of JupyterLab, in which files open their notebooks in turn: to start it costs most.

    Afterwards: nothing was asked of another machine, and nothing went wrong in the console. After a failure it starts
    anew, so that no file meets what another left.
    """
    failed = request.session.testsfailed
    yield lab_of_all
    outside, errors = lab_of_all.taken()
    if outside or errors or request.session.testsfailed > failed:
        lab_of_all.page.goto("about:blank")
    assert outside == []
    assert errors == []


@pytest.fixture(scope="session")
def supplies() -> Supplies:
    """What a site is made of, from the cache or by pip; else the tests are skipped, or fail where they must run."""
    with parts_at_hand():
        return fetch()


@pytest.fixture(scope="session")
def site(supplies: Supplies, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course's site without notebooks, the same for all files of tests: nobody writes to it."""
    course = Course(own_course_folder(), parts=PARTS, record="memory")
    return made_once(
        tmp_path_factory, "site", lambda folder: build(course, folder, supplies=supplies, say=lambda _: None)
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say plainly, as the last line, that the browser tests did not run."""
    if config.stash.get(WITHOUT_BROWSER, False):
        print(NO_BROWSER)
