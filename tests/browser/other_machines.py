"""Other machines are out of reach of the browser tests, and who asks them is noted."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from ibc_edu.classroom.live.addresses import own_addresses

HERE = ("localhost", "127.0.0.1", "course.test")
"""This machine, and the name of it that a browser does not trust as it trusts the other two."""
_OWN = ["localhost", "127.0.0.1", *(own["address"] for own in own_addresses())]  # phones come by the last ones
_LEFT_OUT = ", ".join(f"EXCLUDE {own}" for own in _OWN)
UNREACHABLE = f"--host-resolver-rules=MAP course.test 127.0.0.1, MAP * ~NOTFOUND, {_LEFT_OUT}"
"""Flag of Chromium. It costs nothing, while a look at each request takes it the memory of what was fetched before."""


def asked_of_others(context: BrowserContext) -> list[str]:
    """Addresses on other machines that a page of the context asks for or opens a socket to, as it goes on."""
    asked: list[str] = []

    def note(url: str) -> None:
        if not url.startswith(("data:", "blob:")) and urlsplit(url).hostname not in HERE:
            asked.append(url)

    def watch(page: Page) -> None:
        page.on("websocket", lambda socket: note(socket.url))

    context.on("request", lambda request: note(request.url))
    context.on("page", watch)
    return asked
