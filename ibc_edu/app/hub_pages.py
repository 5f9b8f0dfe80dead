"""The course as pages on a Jupyter server, at /ibc-edu/: a user's own server of a hub opens on them.

Whoever the server lets in is its one reader: JupyterHub, or the server's own log-in, has asked who that is. The record
is the one that the environment of the server names. Who opens JupyterLab there finds the lessons as notebooks of their
own in the folder `lessons`.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from logging import Logger
from pathlib import Path
from typing import Any

from tornado.ioloop import IOLoop, PeriodicCallback

from ibc_edu.app.browser_app import TIDY_SECONDS
from ibc_edu.app.handlers import Served, routes
from ibc_edu.app.kernels import Kernels
from ibc_edu.app.pages import Addresses, Pages
from ibc_edu.app.visitors import WhoLoggedIn
from ibc_edu.app.workspace import note_course, prepare
from ibc_edu.course.course import Course
from ibc_edu.errors import IbcEduError
from ibc_edu.parts import PARTS
from ibc_edu.resources import COURSE_VARIABLE, course_folder, notebooks_folder

PATH = "ibc-edu/"
LESSONS = "lessons"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Put the pages of the course that the environment names, else the package's, on the server."""
    settings = server.web_app.settings
    settings["config"].ZMQChannelsWebsocketConnection.limit_rate = False  # plotly.js is one long message
    server.kernel_manager.connection_dir = _short_folder()
    course = Course(course_folder(None), parts=PARTS, record="memory")
    kernels = Kernels(server.kernel_manager, environment={COURSE_VARIABLE: str(course.folder)}, most=1)
    base = settings["base_url"].rstrip("/")
    root = f"{base}/{PATH}"
    pages = Pages(course, Addresses(root, lab=f"{base}/lab/tree/{LESSONS}/", log_out=f"{base}/logout"))
    served = Served(pages, kernels, WhoLoggedIn(), by_login=True)
    server.web_app.add_handlers(".*$", routes(root, served))
    IOLoop.current().add_callback(kernels.fill)
    IOLoop.current().run_in_executor(None, _hand_out, course, Path(server.root_dir) / LESSONS, server.log)
    PeriodicCallback(kernels.tidy, TIDY_SECONDS * 1000).start()


def _short_folder() -> str:
    """A folder of this user alone for the sockets of kernels.

    The system takes names of 107 characters for sockets, which one in the home of a user with a long name passes.
    """
    folder = tempfile.mkdtemp(prefix="ibc-edu-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _hand_out(course: Course, folder: Path, log: Logger) -> None:
    """Bring the user's own lessons up to date; where that cannot be, the pages work without."""
    try:
        note_course(course.plan, folder)
        for message in prepare(notebooks_folder(course.folder), folder):
            log.info(message)
    except IbcEduError as error:
        log.warning("No lessons for JupyterLab: %s", error)
