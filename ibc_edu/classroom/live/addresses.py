"""Where phones can reach this computer: its own addresses, and a listener that serves the audience alone."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any, TypedDict

from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from ibc_edu.classroom.live.audience import audience_handlers
from ibc_edu.classroom.live.hub import Hub
from ibc_edu.errors import RecordError
from ibc_edu.file_errors import reason

PORTS = range(8780, 8790)
"""Tried one after another, so that the address is easy to type; after them any that is free."""
INTERNAL = ("docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "cni", "flannel")
"""How interfaces begin that lead to no phone."""
TUNNELS = ("tun", "tap", "utun", "wg", "ppp", "zt", "tailscale")
"""How interfaces begin that belong to a VPN; phones in the room are seldom there."""
BIGGEST_HEAD = 16_384  # bytes; the audience sends a cookie and little else


class Address(TypedDict):
    """One address of this computer, and what its network is called."""

    address: str
    network: str


def own_addresses() -> list[Address]:
    """The addresses at which other devices may reach this computer, the likeliest first; IPv4, which is short."""
    import psutil

    found = [
        Address(address=one.address, network=name)
        for name, all_of_it in psutil.net_if_addrs().items()
        if not name.startswith(INTERNAL)
        for one in all_of_it
        if one.family == socket.AF_INET and is_reachable(one.address)
    ]
    return sorted(found, key=lambda one: (one["network"].startswith(TUNNELS), one["network"]))


def is_reachable(address: str) -> bool:
    """Whether another device could reach this IPv4 address: not this computer alone, and not one it gave itself."""
    try:
        known = ipaddress.IPv4Address(address)
    except ValueError:
        return False
    return not (known.is_loopback or known.is_link_local or known.is_unspecified or known.is_multicast)


class Listeners:
    """Listeners for the audience alone, one an address, in the process of the Jupyter server.

    Parameters
    ----------
    hub : Hub
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._open: dict[str, tuple[HTTPServer, int]] = {}

    def listen(self, address: str) -> str:
        """Listen at an address of this computer, if it is not done already, and return where rooms begin.

        Raises
        ------
        RecordError
            If it is no address of this computer, or the system does not allow it.
        """
        if address not in self._open:
            if address not in {one["address"] for one in own_addresses()}:
                raise RecordError(
                    f"{address} is no address of this computer now.", where="phones", cure="Choose another one."
                )
            self._open[address] = self._bound(address)
        return f"http://{address}:{self._open[address][1]}/"

    def close_all(self) -> None:
        """Close every listener."""
        for server, _port in self._open.values():
            server.stop()
        self._open = {}

    def _bound(self, address: str) -> tuple[HTTPServer, int]:
        server = HTTPServer(
            audience_application(self._hub),
            max_header_size=BIGGEST_HEAD,
            max_body_size=1024,
            idle_connection_timeout=30,
            body_timeout=10,
        )
        for port in (*PORTS, 0):
            try:
                sockets = bind_sockets(port, address, family=socket.AF_INET)
            except OSError as error:
                if port == 0:
                    cure = "Choose another address, or ask who looks after this computer."
                    what = f"this computer does not allow it ({reason(error)})."
                    raise RecordError(what, where=f"listening at {address}", cure=cure) from error
                continue
            server.add_sockets(sockets)
            return server, int(sockets[0].getsockname()[1])
        raise AssertionError("unreachable")


def audience_application(hub: Hub) -> web.Application:
    """An application with the audience's handlers and no others."""
    settings: dict[str, Any] = {"compress_response": True, "log_function": lambda _handler: None}
    return web.Application(audience_handlers("/", hub), default_handler_class=Nothing, **settings)


class Nothing(web.RequestHandler):
    """Every other address."""

    def prepare(self) -> None:
        """Say that there is nothing."""
        self.clear_header("Server")
        self.set_status(404)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("There is nothing here. Look at the screen again for the address.")
