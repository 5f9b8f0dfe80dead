"""The browser app as a process of its own, and its pages in a real Chromium that may speak to this machine only."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path
from types import TracebackType
from typing import Any

from axe import violations
from lab_page import ARTIFACTS, ROOT, START_TIMEOUT
from other_machines import asked_of_others
from playwright.sync_api import Browser, Page

RUN = "import sys; from ibc_edu.cli import main; raise SystemExit(main(['app', '--no-browser', *sys.argv[1:]]))"
FIRST_QUESTION = ".part .ibc-root input:visible"
THEME = "() => document.documentElement.getAttribute('theme')"
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))"
PATIENCE = 120_000  # ms; a Python that starts on two busy cores


class AppServer:
    """A running `ibc-edu app`; `url` is what it printed, `root` the address on this machine.

    Parameters
    ----------
    scratch : Path
        An empty folder for what it writes.
    *flags : str
        Of the command.
    record : str
        What IBC_EDU_RECORD says.
    """

    def __init__(self, scratch: Path, *flags: str, record: str = "memory") -> None:
        self._log = scratch / "app.log"
        self._command = [sys.executable, "-c", RUN, "--port", "0", *flags]
        self._environment = {**os.environ, "IBC_EDU_RECORD": record, "IPYTHONDIR": str(scratch / "ipython")}
        self.url = self.root = ""

    def __enter__(self) -> AppServer:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + START_TIMEOUT
        while not (found := re.search(r"The course is at (\S+:(\d+)/\S*)", self._log.read_text())):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise RuntimeError(f"The app did not start:\n{self._log.read_text()}")
            time.sleep(0.1)
        self.url, self.root = found[1], f"http://127.0.0.1:{found[2]}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stop, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, None)):
            if self._process.poll() is None:
                os.killpg(self._process.pid, stop)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(patience)

    def python_ids(self) -> list[int]:
        """Process ids of the readers' Pythons and of those that wait."""
        found = subprocess.run(["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True)
        return [int(line) for line in found.stdout.split()]


class AppPage:
    """One browser with its own cookies at the app; `page` is Playwright's.

    `outside` collects requests to other machines (which are out of reach), `errors` what console and page report.
    """

    def __init__(self, server: AppServer, browser: Browser, **options: Any) -> None:
        self.server = server
        self.errors: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.context.set_default_navigation_timeout(PATIENCE)
        self.outside = asked_of_others(self.context)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))

    def open_title(self) -> None:
        """Open the title page, as the printed address does."""
        query = urllib.parse.urlparse(self.server.url).query
        self.page.goto(f"{self.server.root}/?{query}" if query else f"{self.server.root}/")

    def open(self, path: str) -> None:
        """Open a page by its path; the title page must have been opened before."""
        self.page.goto(f"{self.server.root}{path}")

    def open_lesson(self, name: str) -> None:
        """Open a lesson and wait until all its parts are there."""
        self.open(f"/lessons/{name}")
        self.wait_for_parts()

    def wait_for_parts(self) -> None:
        """Wait until the lesson that is open has all its parts."""
        self.page.wait_for_selector("[data-part]", timeout=PATIENCE)
        self.page.wait_for_selector("[data-part][aria-busy]", state="detached", timeout=PATIENCE)

    def axe(self, *, colors_only: bool = False) -> list[str]:
        """Violations that axe-core finds in the page, a line each; `colors_only`: by the rules that look at colors."""
        found = violations(self.page, colors_only=colors_only)
        assert found is not None, "axe saw no text"
        return found

    def choose_theme(self, theme: str) -> None:
        """Have the page in this theme, as its button does, and drawn so."""
        if self.page.evaluate(THEME) != theme:
            self.page.locator("#theme").dispatch_event("click")  # a click by hand is tried elsewhere
        assert self.page.evaluate(THEME) == theme
        self.page.evaluate(DRAWN)

    def too_wide(self) -> int:
        """By how many pixels the page is wider than the window."""
        wide: int = self.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        return wide

    def screenshot(self, name: str) -> Path:
        """Picture of the window as test-artifacts/<name>.png."""
        ARTIFACTS.mkdir(exist_ok=True)
        path = ARTIFACTS / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def close(self) -> None:
        """Close it; afterwards: nothing was asked of another machine, and nothing went wrong in the console."""
        self.context.close()
        assert self.outside == []
        assert self.errors == []
