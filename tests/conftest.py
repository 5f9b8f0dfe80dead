"""What every test shares: a record in memory, no network, repeatable examples, the browser last."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS

pytest_plugins = ["postgresql"]

BROWSER_TESTS = Path(__file__).parent / "browser"
LOOPBACK = ("127.", "::1", "localhost")

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

# Before a test opens a record, and for the kernels that tests start: nobody's own record is touched.
os.environ["IBC_EDU_RECORD"] = "memory"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests and run them last: Playwright's event loop would be in other tests' way."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test connect to this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"  # a Unix socket's address is a path
        if not str(host).startswith(LOOPBACK):
            raise AssertionError(f"A test tried to reach {address!r}: the course needs no network.")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def course() -> Course:
    """The package's own course with a record in memory and a fixed clock."""
    return Course(parts=PARTS, record="memory", clock=lambda: datetime(2026, 3, 1, 9, 0, tzinfo=UTC))
