"""The extension of the Jupyter server: handlers on the server's own port, and the way there for its kernels."""

from __future__ import annotations

import json
import os
import re
import secrets
from typing import Any

from tornado import web
from tornado.ioloop import IOLoop

from ibc_edu.classroom.live.addresses import Listeners
from ibc_edu.classroom.live.audience import audience_handlers
from ibc_edu.classroom.live.control import control_handlers
from ibc_edu.classroom.live.hub import Hub
from ibc_edu.classroom.live.place import ENVIRONMENT

AUDIENCE, CONTROL = "/ibc-edu/live", "/ibc-edu/live-control"


def load(server: Any) -> None:
    """Extend a Jupyter server; its kernels are told the way once the port is known.

    Parameters
    ----------
    server : jupyter_server.serverapp.ServerApp
    """
    secret = attach(server.web_app, server.web_app.settings["base_url"])
    IOLoop.current().add_callback(lambda: _tell_kernels(server, secret))


def attach(application: web.Application, base_url: str) -> str:
    """Add the handlers to any tornado application below a path, and return the secret that the presenter shows."""
    handlers, secret = live_handlers(base_url)
    application.add_handlers(".*", handlers)
    return secret


def live_handlers(base_url: str) -> tuple[list[Any], str]:
    """The handlers below a path, for an application that puts them before its own, and the presenter's secret."""
    secret = secrets.token_urlsafe(32)
    base = "" if base_url == "/" else f"/{base_url.strip('/')}"
    hub = Hub(IOLoop.current().asyncio_loop)  # type: ignore[attr-defined]  # since tornado 5
    shared = {
        "hub": hub,
        "listeners": Listeners(hub),
        "secret": secret,
        "audience": f"{base}{AUDIENCE}/",
    }
    audience = audience_handlers(f"{base}{AUDIENCE}", hub)
    return [*audience, *control_handlers(f"{re.escape(base)}{CONTROL}", shared)], secret


def _tell_kernels(server: Any, secret: str) -> None:
    """Write the way into the environment, which every kernel that is started later inherits."""
    if server.sock or not server.port:
        return  # no port to reach
    scheme = "https" if server.certfile else "http"
    os.environ[ENVIRONMENT] = way(scheme, server.ip, server.port, server.web_app.settings["base_url"], secret)


def way(scheme: str, ip: str, port: int, base_url: str, secret: str) -> str:
    """What a kernel is told in its environment, of a server that listens at `ip`."""
    host = ip if ip not in ("", "localhost", "*", "0.0.0.0", "::") else "127.0.0.1"
    host = f"[{host}]" if ":" in host else host
    return json.dumps({"url": f"{scheme}://{host}:{port}{base_url.rstrip('/')}{CONTROL}", "secret": secret})
