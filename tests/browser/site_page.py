"""A visit of a static site in the browser, and its questions answered by who has no idea."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from other_machines import asked_of_others
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ibc_edu.app.site.serve import server_of
from ibc_edu.errors import CourseError

MS = 240_000  # Python and its large packages on two busy cores
STILL_COMING = "[data-part][aria-busy]"


@contextmanager
def parts_at_hand() -> Iterator[None]:
    """Skip what needs the parts of a site where they cannot be had; fail there if browser tests must run."""
    try:
        yield
    except CourseError as error:
        if os.environ.get("IBC_EDU_BROWSER") == "required":
            pytest.fail(f"The static site was not tried: {error}")
        pytest.skip(f"The static site was not tried: {error}")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, while it is served on this machine."""
    with server_of(folder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


class Visit:
    """A browser of a reader's own, what it asked of other machines, and what went wrong in its console."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        service_workers: Literal["allow", "block"] = "allow",
        has_touch: bool = False,
    ) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 1280, "height": 900}, service_workers=service_workers, has_touch=has_touch
        )
        self.outside = asked_of_others(self.context)
        self.errors: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page = page
        return page

    def open(self, lesson: str) -> None:
        """Go to a lesson as a reader does, by the list of lessons once Python runs."""
        if self.page.url.startswith(self.address):
            self.page.locator("header a.home").click()
            self.page.locator(f'main li[data-lesson="{lesson}"] a').click()
        else:
            self.page.goto(f"{self.address}lessons/{lesson}.html")
        expect(self.page.locator(f'article[data-lesson="{lesson}"]')).to_be_visible()
        self.wait()

    def wait(self) -> None:
        """Wait until each part is there, or says that it is not."""
        expect(self.page.locator(STILL_COMING)).to_have_count(0, timeout=MS)


def brought_to_the_front(page: Page, kind: str) -> Locator | None:
    """A question of a kind that waits for an answer; a quiz shows one at a time."""
    for card in page.locator(".ibc-quiz").all():
        found = card.locator(f".ibc-item[data-kind='{kind}']").first
        if not found.count():
            continue
        for button in card.locator(".ibc-strip button").all():
            if found.is_visible():
                break
            button.click()
        if found.is_visible() and found.get_by_role("button", name="Check answer").is_visible():
            return found
    return None


def answer(question: Locator) -> None:
    """Put something into every place for an answer."""
    choices = question.locator(".ibc-choice input")
    if choices.count():
        choices.first.check()
    for chooser in question.locator(".ibc-question select").all():
        chooser.select_option(index=1)
    for written in question.locator(".ibc-question input[type=text]").all():
        written.fill("1")
    down = question.get_by_role("button", name=re.compile("^Move down"))
    if down.count():
        down.first.click()
