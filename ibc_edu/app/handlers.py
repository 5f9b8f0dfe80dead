"""What the browser app answers: pages, the parts of a lesson, how far the reader is, and the line to their Python."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import Finish, HTTPError, StaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from ibc_edu.app.kernels import Kernels
from ibc_edu.app.pages import TEMPLATE, Pages, asset_version
from ibc_edu.app.reader import FullError, GoneError, ReaderKernel
from ibc_edu.app.visitors import COOKIE_DAYS, Visitor, Visitors
from ibc_edu.errors import IbcEduError

#: Nothing is asked of another host, and no other page may show this one inside itself. A part's script comes over the
#: line to Python and is loaded from memory (blob:).
POLICY = (
    "default-src 'self'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
NOT_KNOWN = (
    "This address is not enough: the course belongs to whoever started it.",
    "Use the address that ibc-edu app printed, or the page that it opened. After a new start there is a new one.",
)


@dataclass
class Served:
    """What all handlers share; `by_login`: only whom the server's own log-in lets in gets anything."""

    pages: Pages
    kernels: Kernels
    visitors: Visitors
    by_login: bool = False


class Page(JupyterHandler):
    """A page for a visitor who is known; others are told how to come in."""

    def initialize(self, served: Served) -> None:
        """Take what all handlers share."""
        self.served = served

    async def prepare(self) -> None:  # type: ignore[override]
        """Send those whom the log-in does not know yet there.

        Raises
        ------
        HTTPError
            403 if it is a script that comes without a log-in.
        Finish
            If they were sent there.
        """
        await super().prepare()
        if self.served.by_login and not self.current_user:
            if self.request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":  # a script would follow in vain
                raise HTTPError(403)
            self.redirect(self.get_login_url())
            raise Finish

    @property
    def content_security_policy(self) -> str:
        """What the page may load."""
        return POLICY

    def set_default_headers(self) -> None:
        """Nothing of a reader's page is kept by the browser or told to another site."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")

    async def visitor(self) -> Visitor | None:
        """The visitor, who gets a cookie at the first page; if they may not come in, that is said and None returned."""
        cookie = self.served.visitors.cookie(self.request.host)
        known = self.served.visitors.known(self.get_cookie(cookie))
        if known is not None:
            return known
        admitted = self.served.visitors.admitted(self.get_query_argument("key", None))
        if admitted is None:
            self.set_status(403)
            await self.finish(self.served.pages.message("Not here", *NOT_KNOWN))
            return None
        days = COOKIE_DAYS if self.served.visitors.lasts else None
        self.set_cookie(
            cookie, admitted.token, expires_days=days, httponly=True, samesite="Lax", path=self.base_url,
            secure=self.request.protocol == "https",
        )  # fmt: skip
        if self.get_query_argument("key", None):
            self.redirect(self.request.path)  # so that the key does not stay in the address
            return None
        return admitted

    async def live(self, visitor: Visitor, parts: str) -> dict[str, Any]:
        """What a page's scripts need to have its parts shown, or why that cannot be; `parts` as after ``lessons/``."""
        try:
            kernel = await self.served.kernels.of(visitor)
        except FullError:
            return {"full": True}
        addresses = self.served.pages.addresses
        channels = f"{addresses.root}api/kernels/{kernel.kernel_id}/channels"
        return {"channels": channels, "parts": addresses.lesson(parts)}

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what went wrong as a page."""
        error = kwargs.get("exc_info", (None, None))[1]
        if isinstance(error, IbcEduError):
            self.set_status(404)
            title, text, cure = "Not here", str(error), ""
        elif status_code == 403:
            title, text, cure = "Not here", "These pages belong to somebody else.", "Go back to your own."
        elif status_code == 404:
            title, text, cure = "Not here", "There is no such page.", "All lessons are on the first page."
        else:
            title, text, cure = (
                "That did not work",
                "The page could not be made.",
                "Reload it. If that does not help, start the course again.",
            )
        self.finish(self.served.pages.message(title, text, cure))


class TitlePage(Page):
    """A first question, and all lessons."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send it with an empty place for the question."""
        visitor = await self.visitor()
        if visitor is None:
            return
        pages, first = self.served.pages, self.served.pages.first_question
        live = await self.live(visitor, f"{first.lesson}/parts?cell={quote(first.cell.name)}") if first else {}
        await self.finish(pages.title({} if "full" in live else live))


class LessonPage(Page):
    """One lesson."""

    @allow_unauthenticated
    async def get(self, name: str) -> None:
        """Send its text with empty places for its parts.

        Raises
        ------
        HTTPError
            404 if there is no such lesson.
        """
        pages = self.served.pages
        visitor = await self.visitor()
        if visitor is None:
            return
        if lesson := pages.lesson_of(name):
            self.redirect(pages.addresses.lesson(lesson))
            return
        if name not in pages.course.plan:
            raise HTTPError(404)
        live = {} if pages.is_for_notebooks(name) else await self.live(visitor, f"{name}/parts")
        await self.finish(pages.lesson(name, live))


class LessonParts(Page):
    """What the cells of a lesson gave, a line of JSON each as soon as it is there."""

    @allow_unauthenticated
    async def get(self, name: str) -> None:
        """Run the cells in the reader's Python; with `cell` in the query that one only.

        Raises
        ------
        HTTPError
            404 if there is no such lesson.
        """
        visitor = await self.visitor()
        if visitor is None:
            return
        if name not in self.served.pages.course.plan:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/x-ndjson")
        only = self.get_query_argument("cell", None)
        wanted = [cell for cell in self.served.pages.cells(name) if cell.code and only in (None, cell.name)]
        cells = {cell.name: cell.code for cell in wanted}
        try:
            kernel = await self.served.kernels.of(visitor)
            async for cell, outputs in self.served.kernels.run(kernel, cells):
                self.write(json.dumps({"cell": cell, "outputs": outputs}) + "\n")
                await self.flush()
        except (GoneError, FullError):
            self.write(json.dumps({"gone": True}) + "\n")
        await self.finish()


class StandingAnswer(Page):
    """How far the reader is, as JSON."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Ask the reader's Python.

        Raises
        ------
        HTTPError
            503 if there is no Python to ask, or it has stopped.
        """
        visitor = await self.visitor()
        if visitor is None:
            return
        try:
            kernel = await self.served.kernels.of(visitor)
            await self.finish(await self.served.kernels.standing(kernel))
        except (GoneError, FullError) as error:
            raise HTTPError(503) from error


class OtherPage(Page):
    """Words, or signs to call about."""

    @allow_unauthenticated
    async def get(self, name: str) -> None:
        """Send it."""
        if await self.visitor() is not None:
            pages = self.served.pages
            await self.finish(pages.glossary() if name == "glossary" else pages.signs())


class Channels(VoilaKernelWebsocketHandler):  # type: ignore[misc]  # not typed
    """The line between a page and its reader's Python: nobody else's, and for widgets only."""

    def initialize(self, served: Served) -> None:
        """Take what all handlers share."""
        self.served = served
        self.own: ReaderKernel | None = None

    @allow_unauthenticated
    async def get(self, kernel_id: str) -> None:
        """Open it, if the cookie is that of the one whose Python this is.

        Raises
        ------
        HTTPError
            403 for anybody else.
        """
        if self.served.by_login and not self.current_user:
            raise HTTPError(403)
        visitors = self.served.visitors
        visitor = visitors.known(self.get_cookie(visitors.cookie(self.request.host)))
        self.own = None if visitor is None else self.served.kernels.own(visitor, kernel_id)
        if self.own is None:
            raise HTTPError(403)
        await super().get(kernel_id=kernel_id)

    async def open(self, kernel_id: str) -> None:
        """Count the page."""
        if self.own is not None:
            self.served.kernels.page_opened(self.own)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """Count the page no more; by now the reader may have another Python."""
        if self.own is not None:
            self.served.kernels.page_closed(self.own)
        super().on_close()


class Asset(StaticFileHandler):
    """A style sheet or script of the pages; its address changes with it, so that a browser may keep it for good."""

    def set_extra_headers(self, path: str) -> None:
        """Have it kept."""
        self.set_header("Cache-Control", "private, max-age=31536000, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Refuse everything that is no style sheet or script.

        Raises
        ------
        HTTPError
            404 for everything else.
        """
        if not absolute_path.endswith((".js", ".css")):
            raise HTTPError(404)
        return super().validate_absolute_path(root, absolute_path)


def routes(base_url: str, served: Served) -> list[tuple[Any, ...]]:
    """Addresses and their handlers."""
    shared = {"served": served}
    name = r"([\w.-]+)"
    return [
        (base_url, TitlePage, shared),
        (f"{base_url}lessons/{name}", LessonPage, shared),
        (f"{base_url}lessons/{name}/parts", LessonParts, shared),
        (f"{base_url}standing", StandingAnswer, shared),
        (f"{base_url}(glossary|signs)", OtherPage, shared),
        (f"{base_url}api/kernels/([\\w-]+)/channels", Channels, shared),
        (f"{base_url}static/{asset_version()}/(.*)", Asset, {"path": str(TEMPLATE)}),
        (f"{base_url}(?!live/|live-control/).*", Nothing, shared),  # those are the phones', on a hub beside the pages
    ]


class Nothing(Page):
    """Any other address."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Say that nothing is there.

        Raises
        ------
        HTTPError
            404, always.
        """
        raise HTTPError(404)
