"""The hub of deploy/hub as a school would start it, with its proxy, over a PostgreSQL of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from lab_page import ROOT

CONFIGURATION = ROOT / "deploy" / "hub" / "jupyterhub_config.py"
PROXY = ROOT / "tests" / "web" / "node_modules" / ".bin" / "configurable-http-proxy"
PASSWORD = "for-the-class"
TOKEN = "only-for-this-test"
START_SECONDS = 90


class HubServer:
    """A running hub; `url` is where its proxy listens.

    Parameters
    ----------
    school : str
        The owner's URL of the school's database.
    settings : mapping, optional
        Further environment variables of the configuration.
    """

    def __init__(self, school: str, settings: Mapping[str, str] | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hub-"))  # short: a kernel's files are sockets, whose names are
        self._log = self.folder / "hub.log"
        front, hub, routes = _free_ports(3)
        self.url, self._routes = f"http://127.0.0.1:{front}", f"http://127.0.0.1:{routes}"
        self._command = [
            *(sys.executable, "-m", "jupyterhub", "--config", str(CONFIGURATION)),
            f"--JupyterHub.bind_url={self.url}",
            f"--JupyterHub.hub_port={hub}",
            f"--ConfigurableHTTPProxy.api_url={self._routes}",
            f"--ConfigurableHTTPProxy.command={PROXY}",
            f"--JupyterHub.db_url=sqlite:///{self.folder}/hub.sqlite",
            f"--JupyterHub.cookie_secret_file={self.folder}/cookie",
        ]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("IBC_EDU_")}
        self._environment = kept | {
            "CONFIGPROXY_AUTH_TOKEN": TOKEN,
            "IBC_EDU_SCHOOL": school,
            "IBC_EDU_HUB_HOMES": str(self.folder / "{username}"),
            "IBC_EDU_HUB_PASSWORD": PASSWORD,
            **(settings or {}),
        }

    def __enter__(self) -> HubServer:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self.folder, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + START_SECONDS
        while self.status("/hub/login") != 200:
            if self._process.poll() is not None or time.monotonic() > deadline:
                told = self.log()
                self.__exit__(None, None, None)
                raise RuntimeError(f"The hub did not start:\n{told}")
            time.sleep(0.2)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stop, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, None)):
            if self._process.poll() is None:
                self._process.send_signal(stop)  # it ends its proxy and its users' servers
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(patience)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)

    def status(self, path: str) -> int:
        """The status that somebody without a log-in gets; 0 if nothing answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as reply:
                return int(reply.status)
        except urllib.error.HTTPError as error:
            return int(error.code)
        except OSError:
            return 0

    def direct(self, name: str) -> str:
        """Where a user's own server listens, past the proxy."""
        request = urllib.request.Request(f"{self._routes}/api/routes", headers={"Authorization": f"token {TOKEN}"})
        with urllib.request.urlopen(request, timeout=10) as reply:
            return str(json.load(reply)[f"/user/{name}"]["target"]).rstrip("/")

    def log(self) -> str:
        """What the hub, its proxy and its users' servers said."""
        return self._log.read_text(errors="replace")[-6000:]


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
