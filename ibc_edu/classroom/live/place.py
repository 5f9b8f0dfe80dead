"""How a kernel finds the server that started it."""

from __future__ import annotations

import json
import os
import ssl
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from ibc_edu.errors import RecordError

ENVIRONMENT = "IBC_EDU_LIVE"
"""Environment variable in which the extension tells kernels where it is; JSON with `url` and `secret`."""
HEADER = "X-Ibc-Edu-Live"
PATIENCE = 5.0  # s; the server is on this computer


class Server(NamedTuple):
    """The server's control address, and the secret that it asks for."""

    url: str
    secret: str

    def ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Send one request and return the JSON object that comes back.

        Raises
        ------
        RecordError
            If the server refuses, has gone, or does not answer within 5 seconds.
        """
        request = Request(
            f"{self.url}{path}",
            method=method,
            headers={HEADER: self.secret, "Content-Type": "application/json"},
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with _opener().open(request, timeout=PATIENCE) as reply:
                found: dict[str, Any] = json.load(reply)
                return found
        except HTTPError as error:
            raise RecordError(_reason(error), where="phones") from error
        except (URLError, OSError, ValueError) as error:
            cure = "Save what you changed, and load this page again; if need be, start JupyterLab, or the app, again."
            raise RecordError("the server does not answer.", where="phones", cure=cure) from error


def server() -> Server | None:
    """The server that started this kernel, if it can let phones in."""
    try:
        found = json.loads(os.environ[ENVIRONMENT])
        return Server(str(found["url"]), str(found["secret"]))
    except (KeyError, TypeError, ValueError):
        return None


def with_title(title: str) -> str:
    """The path that asks for the room of a title."""
    return f"/rooms?title={quote(title)}"


def unchecked() -> ssl.SSLContext:
    """For the server on this computer, which may have a certificate for another name."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _opener() -> Any:
    """No proxy of the environment stands between a kernel and its own server."""
    return build_opener(ProxyHandler({}), HTTPSHandler(context=unchecked()))


def _reason(error: HTTPError) -> str:
    try:
        return str(json.load(error)["problem"])
    except (KeyError, TypeError, ValueError):
        return "the room is closed." if error.code == 404 else f"the server refuses ({error.code})."
