"""Cells and widget messages in the page's own Python.

The widget protocol is Jupyter's: `comm` opens a channel for each widget, and what goes over it is the same here as in a
notebook. Only the carrier differs: messages go to the page instead of a socket.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from typing import Any

import comm
from comm.base_comm import BaseComm

Post = Callable[[str, str, str, list[bytes]], None]
"""Takes the kind of a message, its channel, its data as JSON, and its buffers."""


class PageKernel:
    """Runs cells in one namespace and passes widget messages on.

    Parameters
    ----------
    post : callable
        Sends a message to the page, see `Post`.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._names: dict[str, Any] = {}
        self._channels: dict[str, BaseComm] = {}
        comm.create_comm = self._open

    def run(self, source: str) -> str:
        """Run a cell and return as JSON what it shows: a widget's `model`, `html`, or plain `text`."""
        tree = ast.parse(source)
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr):
            exec(compile(tree, "<cell>", "exec"), self._names)
            return "{}"
        tree.body.pop()
        exec(compile(tree, "<cell>", "exec"), self._names)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), self._names)
        return json.dumps(_shown(value))

    def receive(self, channel: str, data: str) -> None:
        """Hand a widget the message that its view sent, unless it is gone.

        `data` is JSON, so that nothing but plain values comes in.
        """
        opened = self._channels.get(channel)
        if opened is None:
            return
        content = {"comm_id": channel, "data": json.loads(data)}
        opened.handle_msg({"content": content, "buffers": [], "header": {}, "metadata": {}})

    def _open(self, *arguments: Any, **options: Any) -> BaseComm:
        opened = _Channel(self._send, *arguments, **options)
        self._channels[opened.comm_id] = opened
        return opened

    def _send(self, kind: str, channel: str, data: str, buffers: list[bytes]) -> None:
        if kind == "comm_close":  # held no longer, as the kernel of a notebook does
            self._channels.pop(channel, None)
        self._post(kind, channel, data, buffers)


class _Channel(BaseComm):
    """One widget's way to the page."""

    def __init__(self, post: Post, *arguments: Any, **options: Any) -> None:
        self._send = post  # before the message that opens it, which the base class sends
        super().__init__(*arguments, **options)

    def publish_msg(
        self,
        msg_type: str,
        data: Any = None,
        metadata: Any = None,
        buffers: Any = None,
        **_keys: Any,
    ) -> None:
        """Send a message to the page."""
        self._send(msg_type, self.comm_id, json.dumps(data or {}, default=str), [bytes(each) for each in buffers or []])


def _shown(value: Any) -> dict[str, str]:
    model = getattr(value, "model_id", None)
    if isinstance(model, str):
        return {"model": model}
    html = getattr(value, "_repr_html_", lambda: None)()
    if html:
        return {"html": str(html)}
    return {} if value is None else {"text": str(value)}
