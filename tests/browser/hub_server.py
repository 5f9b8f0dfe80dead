"""The hub of deploy/hub as a school would start it, with a proxy apart from it, over a PostgreSQL of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import psutil
from lab_page import ROOT
from ports import free_ports

CONFIGURATION = ROOT / "deploy" / "hub" / "jupyterhub_config.py"
PROXY = ROOT / "tests" / "web" / "node_modules" / ".bin" / "configurable-http-proxy"
PASSWORD = "for-the-class"
TOKEN = "only-for-this-test"
START_SECONDS = 90


class HubServer:
    """A running hub; `url` is where its proxy listens. The proxy and users' servers outlive a restart of the hub.

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
        front, hub, routes = free_ports(3)
        self.url, self._routes = f"http://127.0.0.1:{front}", f"http://127.0.0.1:{routes}"
        self._api = f"http://127.0.0.1:{hub}/hub/api"
        self._proxy_command = [
            *(str(PROXY), "--ip", "127.0.0.1", "--port", str(front), "--api-ip", "127.0.0.1"),
            *("--api-port", str(routes), "--error-target", f"http://127.0.0.1:{hub}/hub/error"),
        ]
        self._command = [
            *(sys.executable, "-m", "jupyterhub", "--config", str(CONFIGURATION)),
            f"--JupyterHub.bind_url={self.url}",
            f"--JupyterHub.hub_port={hub}",
            f"--JupyterHub.db_url=sqlite:///{self.folder}/hub.sqlite",
            f"--JupyterHub.cookie_secret_file={self.folder}/cookie",
        ]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("IBC_EDU_")}
        self._environment = kept | {
            "CONFIGPROXY_AUTH_TOKEN": TOKEN,
            "IBC_EDU_SCHOOL": school,
            "IBC_EDU_HUB_HOMES": str(self.folder / "{username}"),
            "IBC_EDU_HUB_PASSWORD": PASSWORD,
            "IBC_EDU_HUB_PROXY": self._routes,
            **(settings or {}),
        }

    def __enter__(self) -> HubServer:
        self._proxy = self._begun(self._proxy_command)
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _end(self._proxy)
        _end(self._process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """End the hub alone, and start it again."""
        _end(self._process)
        self._start()

    def processes(self) -> dict[int, str]:
        """Users' servers and their Pythons: process ids, and the name of the user whose it is."""
        found = {}
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                environment = process.environ()
                if environment.get("JUPYTERHUB_API_URL") == self._api and "JUPYTERHUB_USER" in environment:
                    found[process.pid] = environment["JUPYTERHUB_USER"]
        return found

    def own_processes(self) -> tuple[int, int]:
        """Process ids of the hub and its proxy."""
        return self._process.pid, self._proxy.pid

    def _start(self) -> None:
        self._process = self._begun(self._command)
        deadline = time.monotonic() + START_SECONDS
        while self.status("/hub/login") != 200:
            if self._process.poll() is not None or time.monotonic() > deadline:
                told = self.log()
                self.__exit__(None, None, None)
                raise RuntimeError(f"The hub did not start:\n{told}")
            time.sleep(0.2)

    def _begun(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=self.folder, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

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


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started in its own group, such as the service that ends idle servers."""
    for stop, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, None)):
        if process.poll() is None:
            process.send_signal(stop)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
