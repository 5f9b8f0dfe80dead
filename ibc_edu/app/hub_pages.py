"""The course as pages on a Jupyter server, at /ibc-edu/: a user's own server of a hub opens on them.

Whoever the server lets in is its one reader: JupyterHub, or the server's own log-in, has asked who that is. The record
is the one that the environment of the server names.
"""

from __future__ import annotations

from typing import Any

from tornado.ioloop import IOLoop, PeriodicCallback

from ibc_edu.app.browser_app import TIDY_SECONDS
from ibc_edu.app.handlers import Served, routes
from ibc_edu.app.kernels import Kernels
from ibc_edu.app.pages import Addresses, Pages
from ibc_edu.app.visitors import WhoLoggedIn
from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.resources import COURSE_VARIABLE, course_folder

PATH = "ibc-edu/"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Put the pages of the course that the environment names, else the package's, on the server."""
    settings = server.web_app.settings
    settings["config"].ZMQChannelsWebsocketConnection.limit_rate = False  # plotly.js is one long message
    course = Course(course_folder(None), parts=PARTS, record="memory")
    kernels = Kernels(server.kernel_manager, environment={COURSE_VARIABLE: str(course.folder)}, most=1)
    root = f"{settings['base_url'].rstrip('/')}/{PATH}"
    served = Served(Pages(course, Addresses(root)), kernels, WhoLoggedIn(), by_login=True)
    server.web_app.add_handlers(".*$", routes(root, served))
    IOLoop.current().add_callback(kernels.fill)
    PeriodicCallback(kernels.tidy, TIDY_SECONDS * 1000).start()
