"""A web server for looking at a static site on this computer."""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ibc_edu.app.addresses import check_port
from ibc_edu.errors import CourseError

HERE = "127.0.0.1"
RESERVED_BELOW = 1024  # on most systems; Windows keeps some above it too


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


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before its file was there."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def server_of(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of the folder, for this computer only; port 0 takes a free one.

    Raises
    ------
    CourseError
        If the port is taken, or kept for the system.
    IbcEduError
        If it is no port.
    """
    check_port(port)
    try:
        return _Server((HERE, port), partial(_Quiet, directory=str(folder)))
    except PermissionError as error:
        cure = f"Give {'one from 1024 on' if port < RESERVED_BELOW else 'another one'} with --port, or none."
        raise CourseError(f"port {port} is kept for the system.", cure=cure) from error
    except OSError as error:
        raise CourseError(f"port {port} is taken.", cure="Give another one with --port, or none.") from error
