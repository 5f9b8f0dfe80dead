"""The readers' Pythons, with real ones: each reader has their own, and it ends when it should."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from ibc_edu.app.kernels import Kernels
from ibc_edu.app.reader import FullError, GoneError
from ibc_edu.app.visitors import Visitor

pytestmark = [
    pytest.mark.slow,
    # jupyter_server leaves sockets of kernels that were ended by force to the garbage collector.
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
    ),
]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


ADA = Visitor("ada", {"IBC_EDU_LEARNER": "ada", "IBC_EDU_RECORD": "memory"})
BEN = Visitor("ben", {"IBC_EDU_LEARNER": "ben", "IBC_EDU_RECORD": "memory"})
WHOSE = {"whose": "import ibc_edu, os; (ibc_edu.this_course().record.learner, os.getpid())"}

Steps = Callable[[Kernels, Clock], Coroutine[Any, Any, None]]


def played(steps: Steps, tmp_path: Path, **options: Any) -> None:
    """Play steps with kernels that end afterwards."""

    async def play() -> None:
        manager = AsyncMappingKernelManager(root_dir=str(tmp_path), buffer_offline_messages=False)
        clock = Clock()
        kernels = Kernels(manager, clock=clock, **{"spare": 0, **options})
        try:
            await steps(kernels, clock)
        finally:
            await kernels.close()
            await manager.shutdown_all(now=True)

    asyncio.run(play())
    gc.collect()


async def outputs(kernels: Kernels, visitor: Visitor, cells: dict[str, str]) -> dict[str, Any]:
    kernel = await kernels.of(visitor)
    return {name: given async for name, given in kernels.run(kernel, cells)}


async def whose(kernels: Kernels, visitor: Visitor) -> tuple[str, int]:
    given = await outputs(kernels, visitor, WHOSE)
    learner, pid = given["whose"][0]["data"]["text/plain"].strip("()").split(", ")
    return learner.strip("'"), int(pid)


def test_two_visitors_have_pythons_and_learners_of_their_own(tmp_path: Path) -> None:
    async def steps(kernels: Kernels, _: Clock) -> None:
        ada, ben = await whose(kernels, ADA), await whose(kernels, BEN)
        assert (ada[0], ben[0]) == ("ada", "ben")
        assert ada[1] != ben[1]
        assert await whose(kernels, ADA) == ada, "the same one again"
        own = await kernels.of(ADA)
        assert kernels.has(ADA, own.kernel_id)
        assert not kernels.has(BEN, own.kernel_id)

    played(steps, tmp_path)


def test_one_made_ready_ahead_becomes_that_of_whoever_comes(tmp_path: Path) -> None:
    async def steps(kernels: Kernels, _: Clock) -> None:
        kernels.fill()
        await kernels.filled()
        [ahead] = kernels.waiting
        assert (await kernels.of(ADA)) is ahead
        assert (await whose(kernels, ADA))[0] == "ada"

    played(steps, tmp_path, spare=1)


def test_a_cell_that_fails_stops_neither_the_lesson_nor_python(tmp_path: Path) -> None:
    async def steps(kernels: Kernels, _: Clock) -> None:
        given = await outputs(kernels, ADA, {"bad": "1 / 0", "good": "6 * 7"})
        assert given["bad"] == [{"output_type": "error"}], "no traceback leaves the server"
        assert given["good"][0]["data"]["text/plain"] == "42"
        assert (await kernels.standing(await kernels.of(ADA)))["next"] == "start"

    played(steps, tmp_path)


def test_pythons_of_closed_pages_end_and_those_of_open_ones_stay(tmp_path: Path) -> None:
    async def steps(kernels: Kernels, clock: Clock) -> None:
        ada, ben = await kernels.of(ADA), await kernels.of(BEN)
        kernels.page_opened(ada)
        kernels.page_opened(ben)
        clock.now = 1000
        await kernels.tidy()
        assert kernels.has(ADA, ada.kernel_id)
        kernels.page_closed(ada)
        clock.now = 1599
        await kernels.tidy()
        assert kernels.has(ADA, ada.kernel_id), "the reader may only be turning a page"
        clock.now = 1601
        await kernels.tidy()
        assert not kernels.has(ADA, ada.kernel_id)
        assert kernels.has(BEN, ben.kernel_id)

    played(steps, tmp_path, closed_seconds=600)


def test_after_python_died_the_next_page_gets_another(tmp_path: Path) -> None:
    async def steps(kernels: Kernels, _: Clock) -> None:
        before = await kernels.of(ADA)
        _, pid = await whose(kernels, ADA)
        running = asyncio.ensure_future(outputs(kernels, ADA, {"long": "import time; time.sleep(60)"}))
        await asyncio.sleep(1)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(GoneError):
            await running
        assert not kernels.has(ADA, before.kernel_id)
        assert (await whose(kernels, ADA))[1] != pid

    played(steps, tmp_path)


def test_a_python_that_dies_while_it_starts_is_told_at_once(tmp_path: Path) -> None:
    async def steps(kernels: Kernels, _: Clock) -> None:
        starting = await kernels.of(ADA)
        os.kill(kernels._manager.get_kernel(starting.kernel_id).provisioner.pid, signal.SIGKILL)
        with pytest.raises(GoneError):
            async with asyncio.timeout(15):  # a busy computer; the start itself may take a minute
                _ = [given async for given in kernels.run(starting, {"first": "1"})]

    played(steps, tmp_path)


def test_no_more_readers_than_the_server_takes(tmp_path: Path) -> None:
    async def steps(kernels: Kernels, _: Clock) -> None:
        await kernels.of(ADA)
        with pytest.raises(FullError, match="Try later"):
            await kernels.of(BEN)
        await kernels.of(ADA)

    played(steps, tmp_path, most=1)
