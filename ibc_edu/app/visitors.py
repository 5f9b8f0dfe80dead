"""Who is at the page, and which record is theirs.

On this computer there is one learner, whose browser proves itself by the key in the address that was printed. Beyond
it, every browser gets a private cookie, and by it a record of its own or none; what stands on the disk is not the
cookie.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tornado.httputil import split_host_and_port

from ibc_edu.resources import PLACE_VARIABLE

COOKIE = "ibc_edu_visitor"
COOKIE_DAYS = 365
_TOKEN = re.compile(r"[0-9a-f]{64}")
HUB_USER = "JUPYTERHUB_USER"
"""Environment variable in which JupyterHub tells whose server this is."""


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser.

    Parameters
    ----------
    token : str
        What the cookie says; a secret of that browser.
    settings : mapping of str to str or None
        Environment variables of the visitor's Python; None takes one away.
    """

    token: str = field(repr=False)
    settings: Mapping[str, str | None]


class Visitors(Protocol):
    """Knows a visitor by the cookie, or by the key of the address."""

    @property
    def lasts(self) -> bool:
        """Whether the cookie outlives the browser."""

    def cookie(self, host: str) -> str:
        """Name of the cookie at a host, which may have a port behind it."""

    def known(self, cookie: str | None) -> Visitor | None:
        """The visitor who brings this cookie; None if it is nobody's."""

    def admitted(self, key: str | None) -> Visitor | None:
        """A visitor who comes without a cookie, by the key of the address; None if they may not come in."""


class OneLearner:
    """The learner of this computer, or the one whom the hub names; nobody else comes in.

    Parameters
    ----------
    key : str, optional
        What the address must hold; made up by default.
    environment : mapping, optional
        That of the process by default.
    """

    lasts = False

    def __init__(self, key: str | None = None, environment: Mapping[str, str] | None = None) -> None:
        self.key = key or secrets.token_hex(32)
        known = os.environ if environment is None else environment
        learner = known.get("IBC_EDU_LEARNER") or known.get(HUB_USER)
        self._visitor = Visitor(self.key, {"IBC_EDU_LEARNER": learner} if learner else {})
        self._ticket: str | None = None

    def ticket(self) -> str:
        """A key that lets in once: what a browser is started with can be read by everybody on this computer."""
        self._ticket = secrets.token_hex(32)
        return self._ticket

    def cookie(self, host: str) -> str:
        """One for each port: browsers give a cookie to all ports of a computer, where another course may be open."""
        _, port = split_host_and_port(host)
        return f"{COOKIE}_{port}" if port else COOKIE

    def known(self, cookie: str | None) -> Visitor | None:
        """The learner, if the cookie holds the key."""
        return self._visitor if _same(cookie, self.key) else None

    def admitted(self, key: str | None) -> Visitor | None:
        """The learner, if the address holds the key, or the ticket that was not used yet."""
        if not _same(key, self._ticket):
            return self.known(key)
        self._ticket = None
        return self._visitor


class WhoLoggedIn:
    """The one reader of a server that has a log-in of its own; the environment of the server says which record."""

    lasts = False

    def __init__(self) -> None:
        self._visitor = Visitor("", {})

    def cookie(self, host: str) -> str:
        """None is given."""
        return COOKIE

    def known(self, cookie: str | None) -> Visitor:
        """Whoever is logged in."""
        return self._visitor

    def admitted(self, key: str | None) -> Visitor:
        """Whoever is logged in."""
        return self._visitor


class Everybody:
    """Visitors of a served course: each has a cookie of their own, and a record of their own or none.

    Parameters
    ----------
    records : Path, optional
        The folder in which every visitor who agrees gets a file; without it answers are kept in memory only.
    """

    def __init__(self, records: Path | None = None) -> None:
        self._records = records

    @property
    def lasts(self) -> bool:
        """A cookie that leads to a kept record outlives the browser."""
        return self._records is not None

    def cookie(self, host: str) -> str:
        """The same at every port, for it may lead to a record that is kept for long."""
        return COOKIE

    def known(self, cookie: str | None) -> Visitor | None:
        """The visitor with this cookie: any that could be one of ours, for it leads to nothing but what it made."""
        if cookie is None or not _TOKEN.fullmatch(cookie):
            return None
        code = hashlib.sha256(f"visitor {cookie}".encode()).hexdigest()[:32]
        record = "memory" if self._records is None else str(self._records.absolute() / f"{code}.sqlite3")
        return Visitor(
            cookie,
            {
                "IBC_EDU_LEARNER": code[:12],
                "IBC_EDU_RECORD": record,
                PLACE_VARIABLE: "server",
                "IBC_EDU_CLASS": None,  # the class of whoever serves the course is no visitor's business
                "IBC_EDU_LIVE": None,  # nor may a visitor open rooms on that computer
            },
        )

    def admitted(self, key: str | None) -> Visitor | None:
        """A new visitor."""
        return self.known(secrets.token_hex(32))


def _same(said: str | None, secret: str | None) -> bool:
    return bool(said and secret) and hmac.compare_digest(str(said).encode(), str(secret).encode())
