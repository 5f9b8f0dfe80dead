"""How a server hands on what a kernel says: each message at once."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A page's line to its kernel on which a short message does not wait for the receipt of the one before it.

    TCP holds back a short message until then, and a receiver may take 40 ms to acknowledge. An answer comes back as
    several short messages, so that feedback was late by as much. Name this class in a server's setting
    ``ServerApp.kernel_websocket_connection_class``.
    """

    def connect(self) -> Any:
        """Join page and kernel."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
