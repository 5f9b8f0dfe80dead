"""Cells and widget messages in a page's Python, with a page that only listens."""

from __future__ import annotations

import json
from typing import Any

import comm
import ipywidgets
import pytest
import traitlets

from ibc_edu.app.site.page.kernel import PageKernel

Said = list[tuple[str, str, Any, list[bytes]]]


class Listening(ipywidgets.Widget):
    """A widget that remembers what its view sends."""

    value = traitlets.Any(allow_none=True).tag(sync=True)

    def __init__(self) -> None:
        self.heard: list[Any] = []
        super().__init__()
        self.on_msg(lambda _widget, content, _buffers: self.heard.append(content))


@pytest.fixture
def said() -> Said:
    return []


@pytest.fixture
def kernel(said: Said, monkeypatch: pytest.MonkeyPatch) -> PageKernel:
    monkeypatch.setattr(comm, "create_comm", comm.create_comm)  # put back afterwards
    return PageKernel(lambda kind, channel, data, buffers: said.append((kind, channel, json.loads(data), buffers)))


def test_a_cell_gives_what_its_last_line_does(kernel: PageKernel) -> None:
    assert json.loads(kernel.run("a = 2\na + 3")) == {"text": "5"}
    assert json.loads(kernel.run("b = a")) == {}
    assert json.loads(kernel.run("None")) == {}
    assert json.loads(kernel.run("")) == {}
    shown = kernel.run("class Table:\n    def _repr_html_(self):\n        return '<table>'\nTable()")
    assert json.loads(shown) == {"html": "<table>"}


def test_null_arrives_as_none(kernel: PageKernel, said: Said) -> None:
    widget = Listening()
    [(kind, channel, _, _)] = said
    assert (kind, channel) == ("comm_open", widget.model_id)
    kernel.receive(channel, '{"method": "custom", "content": {"sureness": null}}')
    assert widget.heard == [{"sureness": None}]
    kernel.receive(channel, '{"method": "update", "state": {"value": [null, true, 1]}, "buffer_paths": []}')
    assert widget.value == [None, True, 1]


def test_what_a_widget_says_goes_to_the_page_with_its_bytes(kernel: PageKernel, said: Said) -> None:
    widget = Listening()
    said.clear()
    widget.send({"hello": 1}, buffers=[b"ab"])
    assert said == [("comm_msg", widget.model_id, {"method": "custom", "content": {"hello": 1}}, [b"ab"])]


def test_a_message_to_a_widget_that_is_gone_is_dropped(kernel: PageKernel, said: Said) -> None:
    gone, here = Listening(), Listening()
    channel = gone.model_id
    gone.close()
    assert [(kind, name) for kind, name, _, _ in said][2:] == [("comm_close", channel)]
    said.clear()
    for name in (channel, "nobody"):
        kernel.receive(name, '{"method": "custom", "content": {"hello": 1}}')
    assert gone.heard == here.heard == said == []
