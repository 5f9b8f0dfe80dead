"""A real Jupyter server with the extension, in a process of its own, and what talks to it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection

from ibc_edu.classroom.live.place import Server

ROOT = Path(__file__).parents[3]
START_TIMEOUT = 60  # s

# Starts a server with all of its extensions, JupyterLab among them, and writes what a test asks for: the way that
# kernels are told, and every pattern with its handler that the application has.
STARTER = """
import json, os, sys
from pathlib import Path
from tornado.ioloop import IOLoop
from jupyter_server.serverapp import ServerApp

out = Path(sys.argv.pop(1))

def rules(router, host=""):
    for rule in router.rules:
        target = rule.target
        if hasattr(target, "rules"):
            yield from rules(target)
        else:
            path = getattr(getattr(rule.matcher, "regex", None), "pattern", "")
            yield [path, f"{target.__module__}.{target.__qualname__}"]

def tell(server):
    found = [*rules(server.web_app.default_router), *rules(server.web_app.wildcard_router)]
    place = json.loads(os.environ["IBC_EDU_LIVE"])
    out.write_text(json.dumps({"place": place, "rules": found, "url": f"http://127.0.0.1:{server.port}{server.base_url}",
                               "token": server.identity_provider.token}))

class Told(ServerApp):
    def initialize(self, *values, **named):
        super().initialize(*values, **named)
        IOLoop.current().call_later(0.2, lambda: tell(self))

Told.launch_instance()
"""


class LiveServer:
    """JupyterLab with the extension switched on by its file.

    Parameters
    ----------
    scratch : Path
        An empty folder for everything that a server keeps.
    base_url : str
        The path below which it stands, as behind JupyterHub's proxy.
    """

    def __init__(self, scratch: Path, base_url: str = "/") -> None:
        self._scratch = scratch
        starter = scratch / "starter.py"
        starter.write_text(STARTER)
        self._told = scratch / "told.json"
        flags = ["--no-browser", "--allow-root", "--ServerApp.port=0", f"--ServerApp.root_dir={scratch}"]
        self._command = [sys.executable, str(starter), str(self._told), *flags, f"--ServerApp.base_url={base_url}"]
        self._environment = os.environ | {
            "JUPYTER_CONFIG_PATH": str(ROOT / "etc" / "jupyter"),
            "JUPYTER_CONFIG_DIR": str(scratch / "config"),
            "JUPYTER_DATA_DIR": str(scratch / "data"),
            "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
            "PYTHONPATH": str(ROOT),
        }

    def __enter__(self) -> LiveServer:
        self._log = (self._scratch / "server.log").open("wb")
        self._process = subprocess.Popen(
            self._command, env=self._environment, stdout=self._log, stderr=self._log, start_new_session=True
        )
        deadline = time.monotonic() + START_TIMEOUT
        while not self._read():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError((self._scratch / "server.log").read_text())
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._log.close()

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    def _read(self) -> bool:
        try:
            found = json.loads(self._told.read_text())
        except (OSError, ValueError):
            return False
        self.place = Server(**found["place"])
        self.url: str = found["url"].rstrip("/")
        self.token: str = found["token"]
        self.rules: list[list[str]] = found["rules"]
        return True


def get(
    url: str, cookie: str | None = None, method: str = "GET", patience: float = 5
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a request, whatever the status; a way to somewhere else is not taken."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any, **__: Any) -> None:
            return None

    request = urllib.request.Request(url, method=method, headers={"Cookie": cookie} if cookie else {})
    opener = urllib.request.build_opener(Stay, urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=patience) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


async def hang_up(connection: WebSocketClientConnection) -> None:
    """Close a connection and wait until it is: what is left open is told of in whichever test collects it."""
    connection.close()
    while connection.close_code is None and await asyncio.wait_for(connection.read_message(), 20) is not None:
        pass
