"""One JupyterLab server and one Chromium for all browser tests; a fresh page for each."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from _pytest.terminal import TerminalReporter
from filelock import FileLock
from lab_page import CHROMIUM_FLAGS, LabPage, LabServer, find_chromium
from playwright.sync_api import Browser, sync_playwright

from ibc_edu.app import workspace
from ibc_edu.app.site.supplies import Supplies, fetch
from ibc_edu.errors import CourseError
from ibc_edu.resources import notebooks_folder

NO_BROWSER = (
    "The browser tests were skipped: no Chromium or Chrome was found on this machine. "
    "Install one (Debian, Ubuntu: apt-get install chromium; macOS: any Chrome) or name its path in CHROMIUM."
)
NO_CHROMIUM = "no Chromium"


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; without one the tests are skipped, or fail where IBC_EDU_BROWSER says "required"."""
    path = find_chromium()
    if path is None:
        if os.environ.get("IBC_EDU_BROWSER") == "required":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_CHROMIUM)
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
def supplies(tmp_path_factory: pytest.TempPathFactory) -> Supplies:
    """What a site is made of, from the cache or by pip; else the tests are skipped, or fail where they must run."""
    base = tmp_path_factory.getbasetemp()
    several = "PYTEST_XDIST_WORKER" in os.environ
    try:
        with FileLock((base.parent if several else base) / "supplies.lock"):  # one process fetches them for all
            return fetch()
    except CourseError as error:
        if os.environ.get("IBC_EDU_BROWSER") == "required":
            pytest.fail(f"The static site was not tried: {error}")
        pytest.skip(f"The static site was not tried: {error}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say plainly, as the last line, that the browser tests did not run."""
    reporter: TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if any(NO_CHROMIUM in str(report.longrepr) for report in skipped):
        print(NO_BROWSER)
