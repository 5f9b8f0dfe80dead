"""The course as pages in a browser: a Voila server with the course's own template.

Voila gives the server, runs the cells and carries the messages of their widgets; the pages, the scripts that show the
widgets, and who gets which Python are the course's own. Nothing but messages of widgets goes to a reader's Python.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.netutil import bind_sockets
from traitlets.config import Config
from voila.app import Voila

from ibc_edu.app.addresses import Address
from ibc_edu.app.handlers import Served, routes
from ibc_edu.app.kernels import CLOSED_SECONDS, MOST_READERS, Kernels
from ibc_edu.app.pages import TEMPLATE, Addresses, Pages
from ibc_edu.app.visitors import Everybody, OneLearner, Visitors
from ibc_edu.classroom.live.extension import live_handlers, way
from ibc_edu.classroom.live.place import ENVIRONMENT
from ibc_edu.course.course import Course
from ibc_edu.errors import IbcEduError
from ibc_edu.file_errors import reason
from ibc_edu.resources import COURSE_VARIABLE, notebooks_folder

TIDY_SECONDS = 15.0
"""How often to look for pages that were closed."""
PINGS = {"ws_ping_interval": 30_000, "ws_ping_timeout": 30_000}
"""Milliseconds after which a silent page counts as closed."""


@dataclass(frozen=True)
class Serving:
    """What the app serves, to whom, and where.

    Parameters
    ----------
    course : Course
        With parts; nobody's record is opened.
    address : Address
    visitors : Visitors
    spare : int
        How many Pythons are made ready ahead.
    most_readers : int
        How many readers may be there at the same time.
    closed_seconds : float
        How long a reader's Python stays after their last page was closed.
    """

    course: Course
    address: Address
    visitors: Visitors
    spare: int = 1
    most_readers: int = MOST_READERS
    closed_seconds: float = CLOSED_SECONDS


def serve(serving: Serving, *, opens_browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the course until Ctrl+C or a signal to end; `tell` is given the address.

    Raises
    ------
    IbcEduError
        If the address cannot be used.
    """
    server = CourseServer(serving, opens_browser=opens_browser, tell=tell)
    server.initialize([])
    server.start()


class CourseServer(Voila):  # type: ignore[misc]  # not typed
    """Voila's server with the course's pages; see `serve`."""

    def __init__(self, serving: Serving, *, opens_browser: bool, tell: Callable[[str], None]) -> None:
        config = Config()
        config.MappingKernelManager.root_dir = str(notebooks_folder(serving.course.folder))
        config.MappingKernelManager.buffer_offline_messages = False  # a closed page asks anew when it is opened again
        config.ZMQChannelsWebsocketConnection.limit_rate = False  # plotly.js is one long message
        if os.name == "posix":  # files that only this user can open, not ports of this computer
            config.KernelManager.transport = "ipc"
        super().__init__(config=config, log_level=logging.WARNING, root_dir=config.MappingKernelManager.root_dir)
        self._serving, self._opens_browser, self._tell = serving, opens_browser, tell
        self._live_secret = ""

    def setup_template_dirs(self) -> None:
        """The course's own template."""
        self.template_paths = [str(TEMPLATE)]
        self.static_paths: list[str] = []

    def load_config_file(self, *_: object, **__: object) -> None:
        """Nobody's own settings of Voila: the course looks and works the same everywhere."""

    def init_settings(self) -> Any:
        """Voila's, but the name of the host is checked where only this computer may come in."""
        return {**super().init_settings(), "allow_remote_access": self._serving.address.is_open, **PINGS}

    def init_handlers(self) -> list[Any]:
        """The course's pages, and nothing of Voila's: no list of files, no address at which a Python can be ended."""
        serving = self._serving
        self._kernels = Kernels(
            self.kernel_manager,
            environment={COURSE_VARIABLE: str(serving.course.folder)},
            spare=serving.spare,
            most=serving.most_readers,
            closed_seconds=serving.closed_seconds,
        )
        pages = Pages(serving.course, Addresses(self.base_url))
        own = routes(self.base_url, Served(pages, self._kernels, serving.visitors))
        if isinstance(serving.visitors, Everybody):  # visitors of a served course have no room for phones
            return own
        live, self._live_secret = live_handlers(self.base_url)
        return [*live, *own]

    def listen(self) -> None:
        """Listen, say where, and serve until the end.

        Raises
        ------
        IbcEduError
            If the app cannot listen at its address.
        """
        sockets = _bound(self._serving.address)
        HTTPServer(self.app, xheaders=False).add_sockets(sockets)
        url = self._serving.address.url(sockets[0].getsockname()[1])
        once = url
        if isinstance(self._serving.visitors, OneLearner):
            once, url = f"{url}?key={self._serving.visitors.ticket()}", f"{url}?key={self._serving.visitors.key}"
        self.ioloop = IOLoop.current()
        if self._live_secret:
            where = (self._serving.address.ip, sockets[0].getsockname()[1], self.base_url)
            os.environ[ENVIRONMENT] = way("http", *where, self._live_secret)  # for the Pythons that are started
        self.ioloop.add_callback(self._kernels.fill)
        tidying = PeriodicCallback(self._kernels.tidy, TIDY_SECONDS * 1000)
        tidying.start()
        self._tell(url)
        if self._opens_browser:
            threading.Thread(target=webbrowser.open, args=(once,), daemon=True).start()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            tidying.stop()
            self.stop()


def _bound(address: Address) -> list[socket.socket]:
    """Sockets at an address; where its port is taken and need not be that one, at any that is free."""
    try:
        try:
            return bind_sockets(address.port, address.ip)
        except OSError:
            if address.is_port_chosen:
                raise
            return bind_sockets(0, address.ip)
    except OSError as error:
        where, cure = f"{address.ip} port {address.port}", "Choose another --port, or leave it out."
        raise IbcEduError(f"The app cannot listen here ({reason(error)}).", where=where, cure=cure) from error
