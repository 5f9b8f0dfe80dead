"""What phones reach: one page and one connection, without an account, and nothing else of the server."""

from __future__ import annotations

import json
import re
import secrets
from functools import cache
from importlib.resources import files
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web, websocket

from ibc_edu.classroom.live.hub import Hub
from ibc_edu.classroom.live.limits import LONGEST_MESSAGE, Allowance
from ibc_edu.classroom.live.room import CODE_LENGTH, LETTERS, Room

COOKIE = "ibc-edu-phone"
COOKIE_DAYS = 1
MARK = re.compile(r"[\w-]{22}")
CODE = rf"([{LETTERS}]{{{CODE_LENGTH}}})"
GONE = "This room is closed, or the address has a typing mistake. Look at the screen again."


class AudienceHandler(web.RequestHandler):
    """What both handlers share: the hub, the room of the address, and headers."""

    def initialize(self, hub: Hub) -> None:
        """Take the hub."""
        self.hub = hub

    def set_default_headers(self) -> None:
        """Keep the page out of frames and caches, and say nothing of the server."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")

    def mark_of_phone(self) -> str | None:
        """The mark that the phone's cookie carries, if it is one."""
        mark = self.get_cookie(COOKIE)
        return mark if mark and MARK.fullmatch(mark) else None

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in a sentence what is wrong."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(GONE if status_code == 404 else "This did not work. Load the page again.")


class PageHandler(AudienceHandler):
    """The page that a phone opens."""

    @allow_unauthenticated
    def get(self, code: str) -> None:
        """Give the page, and a new phone its mark.

        Raises
        ------
        HTTPError
            404 if there is no room with this code.
        """
        if self.hub.rooms.get(code) is None:
            raise web.HTTPError(404)
        if self.mark_of_phone() is None:
            path = self.request.path.rsplit("/", 1)[0] or "/"
            secure = self.request.protocol == "https"
            mark = secrets.token_urlsafe(16)
            self.set_cookie(
                COOKIE, mark, expires_days=COOKIE_DAYS, path=path, httponly=True, secure=secure, samesite="Lax"
            )
        nonce = secrets.token_urlsafe(12)
        host = self.request.host
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; "
            f"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self' ws://{host} wss://{host}",
        )
        self.finish(page().replace("NONCE", nonce))


class PhoneHandler(AudienceHandler, websocket.WebSocketHandler):
    """The connection of one phone."""

    room: Room | None = None
    mark = ""
    max_message_size = LONGEST_MESSAGE  # tornado would ask the application for it
    ping_interval = 20.0  # s; a phone that has gone is noticed after two

    @allow_unauthenticated
    async def get(self, code: str) -> None:
        """Open the connection of a phone that has loaded the page.

        Raises
        ------
        HTTPError
            404 if there is no room with this code; 403 if the phone has no mark.
        """
        if self.hub.rooms.get(code) is None:
            raise web.HTTPError(404)
        if self.mark_of_phone() is None:
            raise web.HTTPError(403)
        await websocket.WebSocketHandler.get(self, code)

    def open(self, code: str) -> None:
        """Let the phone into its room."""
        self.allowance = Allowance()
        self.mark = self.mark_of_phone() or ""
        room = self.hub.rooms.get(code)
        if room is not None and self.hub.enter(room, self):
            self.room = room
        else:
            self.tell(json.dumps({"type": "state", "state": "full" if room else "gone"}))
            self.end()

    def on_message(self, message: str | bytes) -> None:
        """Hand a message on, unless there are too many."""
        if self.room is None:
            return
        if not self.allowance.take(self.hub.loop.time()):
            if self.allowance.is_flooded:
                self.end()
            return
        try:
            heard = json.loads(message)
        except (ValueError, RecursionError):
            return
        self.hub.hear(self.room, self, heard)

    def on_close(self) -> None:
        """Keep the phone's place for when it comes back."""
        if self.room is not None:
            self.hub.leave(self.room, self)

    def tell(self, text: str) -> None:
        """Send a text; a connection that is closed already is passed over."""
        if self.ws_connection is not None and not self.ws_connection.is_closing():
            self._sent = self.write_message(text)
            self._sent.add_done_callback(_passed_over)

    def end(self) -> None:
        """Close it."""
        self.close(1000)


def _passed_over(sent: Any) -> None:
    """Take note that a message did not arrive: the phone has gone, and comes back to its place."""
    if not sent.cancelled():
        sent.exception()


@cache
def page() -> str:
    """The page, one file: its style and script stand in it."""
    folder = files("ibc_edu.classroom.live") / "page"
    whole = (folder / "audience.html").read_text(encoding="utf-8")
    for name in ("audience.css", "audience.js"):
        whole = whole.replace(f"/* {name} */", (folder / name).read_text(encoding="utf-8"))
    return whole


def audience_handlers(prefix: str, hub: Hub) -> list[tuple[str, type[web.RequestHandler], dict[str, Any]]]:
    """The two handlers, for addresses that begin with `prefix`."""
    there = re.escape(prefix.rstrip("/"))
    return [(rf"{there}/{CODE}", PageHandler, {"hub": hub}), (rf"{there}/{CODE}/ws", PhoneHandler, {"hub": hub})]
