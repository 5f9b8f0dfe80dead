"""A web server for looking at a static site on this computer."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ibc_edu.errors import CourseError

HERE = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    # What a page cannot start without, whatever this computer's own list of types says.
    extensions_map = {  # noqa: RUF012 (as the base class has it)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *_details: object) -> None:
        """Say nothing for each file."""


def server_of(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of the folder, for this computer only; port 0 takes a free one.

    Raises
    ------
    CourseError
        If the port is taken.
    """
    try:
        return ThreadingHTTPServer((HERE, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        raise CourseError(f"port {port} is taken.", cure="Give another one with --port, or none.") from error
