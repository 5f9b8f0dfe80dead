"""The readers' Pythons: one for each, one made ready ahead, and those ended whose pages are closed.

A reader keeps one Python for all lessons. So a lesson that is opened again shows the same parts with what was done in
them, and answers are known in every lesson, even where nothing is kept. A Python that died is given up; the next page
that is opened gets another.
"""

from __future__ import annotations

import ast
import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from voila.execute import VoilaExecutor

from ibc_edu.app import reader_kernel
from ibc_edu.app.visitors import Visitor
from ibc_edu.errors import IbcEduError

START = f"import json, ibc_edu\nimport {reader_kernel.__name__} as reader_kernel\n"
CLOSED_SECONDS = 600.0
"""How long a reader's Python waits after the last of their pages was closed."""
ANSWER_SECONDS = 60.0
"""How long one cell of a lesson, or the start of Python, may take."""
PUT_AWAY_TRIES = 10
MOST_READERS = 20
"""How many have a Python at the same time; each takes about a tenth of a gigabyte."""


Answer = TypeVar("Answer")


class FullError(IbcEduError):
    """As many readers are here as the server takes."""


class GoneError(IbcEduError):
    """The reader's Python has ended."""


@dataclass
class ReaderKernel:
    """One Python.

    Parameters
    ----------
    kernel_id : str
    used_at : float
        When something was last asked of it, or its last page was closed; seconds of the pool's clock.
    pages : int
        How many pages are connected.
    gone : asyncio.Event
        Set when it died.
    """

    kernel_id: str
    used_at: float
    pages: int = 0
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    client: Any = None
    ready: asyncio.Task[None] | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_gone(self) -> bool:
        """Whether it died."""
        return self.gone.is_set()

    async def unless_gone(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """What `work` gives, unless Python ends first.

        Raises
        ------
        GoneError
            If it does.
        """
        doing, ending = asyncio.ensure_future(work), asyncio.ensure_future(self.gone.wait())
        try:
            await asyncio.wait({doing, ending}, return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                return doing.result()
        finally:
            doing.cancel()
            ending.cancel()
            await asyncio.gather(doing, ending, return_exceptions=True)
        raise GoneError("Python has stopped.", cure="Open the page again.")


class Kernels:
    """The Pythons of all readers.

    Parameters
    ----------
    manager : jupyter_server's kernel manager
    environment : mapping
        Environment variables of every Python, beside those of the server.
    spare : int
        How many are made ready ahead.
    most : int
        How many there may be.
    clock : callable
        Seconds that never go back.
    """

    def __init__(
        self,
        manager: Any,
        *,
        environment: Mapping[str, str] | None = None,
        spare: int = 1,
        most: int = MOST_READERS,
        closed_seconds: float = CLOSED_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._manager = manager
        self._environment = {**os.environ, **(environment or {})}
        self._spare, self._most, self._closed_seconds, self._clock = spare, most, closed_seconds, clock
        self._of: dict[str, ReaderKernel] = {}
        self._waiting: list[ReaderKernel] = []
        self._choosing = asyncio.Lock()
        self._putting_away: set[asyncio.Task[None]] = set()
        self._filling: asyncio.Task[None] | None = None

    async def of(self, visitor: Visitor) -> ReaderKernel:
        """The visitor's Python; it may not be ready yet.

        Raises
        ------
        FullError
            If there are as many readers as there may be.
        """
        async with self._choosing:
            kernel = self._of.get(visitor.token)
            if kernel is not None and kernel.is_gone:
                await self._end(visitor.token)
                kernel = None
            if kernel is None:
                if len(self._of) >= self._most:
                    raise FullError("As many people are reading here as this computer can serve.", cure="Try later.")
                self._waiting = [each for each in self._waiting if not each.is_gone]
                kernel = self._waiting.pop(0) if self._waiting else await self._start()
                kernel.ready = asyncio.ensure_future(self._begin(kernel, kernel.ready, visitor))
                self._of[visitor.token] = kernel
                self.fill()
        kernel.used_at = self._clock()
        return kernel

    def has(self, visitor: Visitor, kernel_id: str) -> bool:
        """Whether this is the visitor's own Python, and alive."""
        kernel = self._of.get(visitor.token)
        return kernel is not None and kernel.kernel_id == kernel_id and not kernel.is_gone

    def page_opened(self, visitor: Visitor) -> None:
        """A page of the visitor has connected."""
        self._of[visitor.token].pages += 1

    def page_closed(self, visitor: Visitor) -> None:
        """A page of the visitor was closed; its Python may still be gone through by another."""
        if kernel := self._of.get(visitor.token):
            kernel.pages, kernel.used_at = kernel.pages - 1, self._clock()

    def fill(self) -> None:
        """Have as many made ready ahead as there should be, in the background."""
        if self._filling is None or self._filling.done():
            self._filling = asyncio.ensure_future(self._fill())

    async def filled(self) -> None:
        """Wait until as many are made ready as there should be."""
        if self._filling is not None:
            await self._filling

    @property
    def waiting(self) -> tuple[ReaderKernel, ...]:
        """Those made ready ahead, or being made."""
        return tuple(self._waiting)

    async def close(self) -> None:
        """Let go of all Pythons; the kernel manager ends them."""
        if self._filling is not None:
            self._filling.cancel()
        for task in self._putting_away:
            task.cancel()
        for kernel in [*self._of.values(), *self._waiting]:
            kernel.gone.set()
            if kernel.ready is not None:
                kernel.ready.cancel()
            if kernel.client is not None:
                kernel.client.stop_channels()

    async def run(self, kernel: ReaderKernel, cells: Mapping[str, str]) -> AsyncIterator[tuple[str, list[Any]]]:
        """Run cells by their names one after another; give each one's outputs as soon as it is through.

        Raises
        ------
        GoneError
            If Python ends meanwhile.
        """
        async with kernel.turn:
            await self._when_ready(kernel)
            made = [new_code_cell(source) for source in cells.values()]  # type: ignore[no-untyped-call]
            notebook = new_notebook(cells=made)  # type: ignore[no-untyped-call]
            executor = VoilaExecutor(notebook, km=self._manager.get_kernel(kernel.kernel_id), timeout=ANSWER_SECONDS)
            executor.kc = kernel.client
            for place, name in enumerate(cells):
                work = executor.async_execute_cell(notebook.cells[place], place, store_history=False)
                try:
                    cell = await kernel.unless_gone(work)
                except DeadKernelError as error:
                    kernel.gone.set()
                    raise GoneError("Python has stopped.", cure="Open the page again.") from error
                except (CellExecutionError, CellTimeoutError):
                    yield name, [{"output_type": "error"}]
                else:
                    yield name, cell.outputs
            kernel.used_at = self._clock()

    async def standing(self, kernel: ReaderKernel) -> Any:
        """How far the reader is, see `reader_kernel.standing`.

        Raises
        ------
        GoneError
            If Python ends meanwhile.
        IbcEduError
            If it cannot say.
        """
        async with kernel.turn:
            await self._when_ready(kernel)
            reply = await self._execute(kernel, "", "json.dumps(reader_kernel.standing(ibc_edu.this_course()))")
        told = reply["user_expressions"]["told"]
        if told["status"] != "ok":
            raise IbcEduError(f"How far you are is not known ({told.get('evalue')}).", cure="Reload the page.")
        return json.loads(ast.literal_eval(told["data"]["text/plain"]))

    async def tidy(self) -> None:
        """End the Pythons of readers whose pages have been closed for long enough, and make up for lost spares."""
        now = self._clock()
        async with self._choosing:
            for token, kernel in list(self._of.items()):
                if kernel.is_gone or (kernel.pages <= 0 and now - kernel.used_at > self._closed_seconds):
                    await self._end(token)
        self.fill()

    async def _fill(self) -> None:
        self._waiting = [each for each in self._waiting if not each.is_gone]
        while len(self._waiting) < self._spare and len(self._of) < self._most:
            if self._of:  # whoever has just come goes first
                await asyncio.wait(
                    {kernel.ready for kernel in self._of.values() if kernel.ready}, timeout=ANSWER_SECONDS
                )
            kernel = await self._start()
            self._waiting.append(kernel)
            await asyncio.wait({kernel.ready}) if kernel.ready else None

    async def _start(self) -> ReaderKernel:
        kernel_id = await self._manager.start_kernel(kernel_name="python3", path="", env=dict(self._environment))
        kernel = ReaderKernel(kernel_id, self._clock())
        for event in ("restart", "dead"):
            self._manager.add_restart_callback(kernel_id, kernel.gone.set, event)
        kernel.ready = asyncio.ensure_future(self._warm(kernel))
        return kernel

    async def _warm(self, kernel: ReaderKernel) -> None:
        client = self._manager.get_kernel(kernel.kernel_id).client()
        client.start_channels()
        kernel.client = client
        await client.wait_for_ready(timeout=ANSWER_SECONDS)
        client.allow_stdin = False
        await self._execute(kernel, f"{START}reader_kernel.warm(ibc_edu.this_course())")

    async def _begin(self, kernel: ReaderKernel, warm: asyncio.Task[None] | None, visitor: Visitor) -> None:
        if warm is not None:
            await warm
        await self._execute(kernel, f"reader_kernel.begin({dict(visitor.settings)!r})")

    async def _when_ready(self, kernel: ReaderKernel) -> None:
        if kernel.ready is not None:
            await asyncio.shield(kernel.ready)

    async def _execute(self, kernel: ReaderKernel, code: str, told: str | None = None) -> Any:
        """The content of Python's reply to `code`, with the value of the expression `told`."""
        expressions = {} if told is None else {"told": told}
        work = kernel.client.execute_interactive(
            code,
            store_history=False,
            user_expressions=expressions,
            timeout=ANSWER_SECONDS,
            output_hook=lambda message: None,
        )
        content = (await kernel.unless_gone(work))["content"]
        if content["status"] != "ok":
            raise IbcEduError(f"Python did not start ({content.get('evalue')}).", cure="Start the course again.")
        return content

    async def _end(self, token: str) -> None:
        kernel = self._of.pop(token)
        if kernel.client is not None:
            kernel.client.stop_channels()
        if not kernel.is_gone:
            await self._manager.shutdown_kernel(kernel.kernel_id)
        else:
            self._putting_away.add(task := asyncio.ensure_future(self._put_away(kernel.kernel_id)))
            task.add_done_callback(self._putting_away.discard)

    async def _put_away(self, kernel_id: str) -> None:
        """End one that died: the manager starts it anew by itself, and cannot end it meanwhile."""
        for _ in range(PUT_AWAY_TRIES):
            if kernel_id not in self._manager:
                return
            try:
                await self._manager.shutdown_kernel(kernel_id, now=True)
            except (asyncio.InvalidStateError, RuntimeError):
                await asyncio.sleep(1)
