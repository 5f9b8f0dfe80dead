"""Who has a Python and for how long, with Pythons that are only said to be there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from ibc_edu.app.kernels import UNSEEN_SECONDS, Kernels
from ibc_edu.app.reader import FullError
from ibc_edu.app.visitors import Visitor

ADA, BEN = Visitor("ada", {}), Visitor("ben", {})


class Manager:
    """A kernel manager whose kernels are names; the first ones, as many as are said, never answer."""

    def __init__(self, silent: int = 0) -> None:
        self.alive: dict[str, Process] = {}
        self.silent = silent
        self.started = 0

    async def start_kernel(self, **_: object) -> str:
        self.started += 1
        name = f"kernel-{self.started}"
        self.alive[name] = Process(answers=self.started > self.silent)
        return name

    def add_restart_callback(self, *_: object) -> None:
        """It never restarts."""

    def get_kernel(self, name: str) -> Process:
        return self.alive[name]

    def __contains__(self, name: str) -> bool:
        return name in self.alive

    async def shutdown_kernel(self, name: str, now: bool = False) -> None:
        del self.alive[name]


class Process:
    """A kernel and its client in one."""

    def __init__(self, *, answers: bool) -> None:
        self._answers = answers

    def client(self) -> Process:
        return self

    def start_channels(self) -> None:
        """Nothing to start."""

    stop_channels = start_channels

    async def is_alive(self) -> bool:
        return True

    async def wait_for_ready(self, timeout: float) -> None:
        if not self._answers:
            raise RuntimeError("it did not respond")

    async def execute_interactive(self, *_: object, **__: object) -> dict[str, Any]:
        return {"content": {"status": "ok"}}


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def played(steps: Callable[[Kernels, Clock], Coroutine[Any, Any, None]], manager: Manager, **options: Any) -> None:
    async def play() -> None:
        clock = Clock()
        kernels = Kernels(manager, clock=clock, **{"spare": 0, "closed_seconds": 600, **options})
        await steps(kernels, clock)
        await kernels.close()

    asyncio.run(play())


def test_a_page_of_a_python_that_died_is_not_taken_for_one_of_the_next() -> None:
    async def steps(kernels: Kernels, clock: Clock) -> None:
        first = await kernels.of(ADA)
        kernels.page_opened(first)
        first.gone.set()
        second = await kernels.of(ADA)
        assert second is not first
        kernels.page_opened(second)
        kernels.page_closed(first)  # the browser lets go of the old page when the new one is there
        clock.now = 10_000
        await kernels.tidy()
        assert kernels.has(ADA, second.kernel_id), "the reader is at its page"

    played(steps, Manager())


def test_a_python_that_could_not_be_made_ready_is_given_up() -> None:
    manager = Manager(silent=1)

    async def steps(kernels: Kernels, _: Clock) -> None:
        first = await kernels.of(ADA)
        assert first.ready is not None
        await asyncio.wait({first.ready})
        second = await kernels.of(ADA)
        assert second is not first
        assert second.ready is not None
        await second.ready

    played(steps, manager)
    assert list(manager.alive) == ["kernel-2"]


def test_one_made_ahead_that_failed_is_handed_to_nobody() -> None:
    async def steps(kernels: Kernels, _: Clock) -> None:
        kernels.fill()
        await kernels.filled()
        kernel = await kernels.of(ADA)
        assert kernel.ready is not None
        await kernel.ready

    played(steps, Manager(silent=1), spare=1)


def test_who_only_looks_at_an_address_keeps_nobody_out_for_long() -> None:
    async def steps(kernels: Kernels, clock: Clock) -> None:
        ada = await kernels.of(ADA)
        assert ada.ready is not None
        await ada.ready
        with pytest.raises(FullError):
            await kernels.of(BEN)
        clock.now = UNSEEN_SECONDS + 1
        async with ada.turn:
            await kernels.tidy()
        assert kernels.has(ADA, ada.kernel_id), "a lesson is being made"
        await kernels.tidy()
        ben = await kernels.of(BEN)
        assert ben.ready is not None
        await ben.ready
        kernels.page_opened(ben)
        kernels.page_closed(ben)
        clock.now += UNSEEN_SECONDS + 1
        await kernels.tidy()
        assert kernels.has(BEN, ben.kernel_id), "a reader may come back to a page that was closed"

    played(steps, Manager(), most=1)
