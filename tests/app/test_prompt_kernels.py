"""A page's line to its kernel, and that all that start a server use it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.restarter import KernelRestarter
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from traitlets.config import Config

from ibc_edu.app.prompt_kernels import PromptConnection
from ibc_edu.cli.classroom import LAB_FLAGS

SETTING = "--ServerApp.kernel_websocket_connection_class=ibc_edu.app.prompt_kernels.PromptConnection"


def test_nothing_is_held_back_once_page_and_kernel_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: done.append("joined") or "future")
    connection = PromptConnection.__new__(PromptConnection)
    monkeypatch.setattr(PromptConnection, "websocket_handler", SimpleNamespace(set_nodelay=done.append))
    assert connection.connect() == "future"
    assert done == [True, "joined"]


def test_the_servers_that_are_started_here_are_told() -> None:
    assert SETTING in LAB_FLAGS
    assert SETTING in (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")


def test_servers_see_within_a_second_that_a_python_has_died() -> None:
    settings = Path(__file__).parents[2] / "etc" / "jupyter" / "jupyter_server_config.d" / "ibc_edu.json"
    assert Config(json.loads(settings.read_text())).KernelRestarter.time_to_dead == 1
    assert KernelRestarter.time_to_dead.default_value > 1
