"""Where the browser app listens, and who can reach it there."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

from ibc_edu.errors import IbcEduError

OPEN_MEANS = (
    "{ip} can be reached from other computers: everybody who finds the address could use the course, and the "
    "connection is not encrypted."
)
OPEN_CURE = (
    "If that is what you want, add --open: every visitor then has a page and answers of their own, kept while they are "
    "there, or with --records FOLDER for longer. For a course on this computer alone, leave --ip out."
)
USUAL_PORT = 8866


@dataclass(frozen=True)
class Address:
    """Where to listen.

    Parameters
    ----------
    ip : str
        An address or a name of this computer.
    port : int
    is_port_chosen : bool
        Whether it must be this port; otherwise any that is free will do if this one is taken.
    is_open : bool
        Whether other computers can reach it.
    """

    ip: str
    port: int
    is_port_chosen: bool
    is_open: bool

    def url(self, port: int) -> str:
        """What to type into a browser, once it is known at which port the app listens."""
        host = socket.gethostname() if self.ip in ("", "0.0.0.0", "::") else self.ip
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def address(ip: str, port: int | None, *, agreed: bool) -> Address:
    """Where to listen, unless it lets others in and nobody `agreed` to that; port None is the usual one, 0 any.

    Raises
    ------
    IbcEduError
        If the address is open and that was not asked for, or the port is none.
    """
    if port is not None:
        check_port(port)
    is_open = not is_this_computer(ip)
    if is_open and not agreed:
        raise IbcEduError(OPEN_MEANS.format(ip=ip or "This address"), where="--ip", cure=OPEN_CURE)
    return Address(ip, USUAL_PORT if port is None else port, port is not None, is_open)


def check_port(port: int) -> None:
    """Refuse a number that is no port; 0 stands for a free one.

    Raises
    ------
    IbcEduError
        If it is none.
    """
    if not 0 <= port <= 65535:
        cure = "Choose one from 1 to 65535, or 0 for a free one."
        raise IbcEduError(f"{port} is no port.", where="--port", cure=cure)


def is_this_computer(ip: str) -> bool:
    """Whether only this computer can reach an address; a name whose addresses are not known counts as open."""
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return ip == "localhost"
