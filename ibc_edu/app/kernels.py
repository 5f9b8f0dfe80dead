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
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from voila.execute import VoilaExecutor

from ibc_edu.app import reader_kernel
from ibc_edu.app.reader import FullError, GoneError, ReaderKernel
from ibc_edu.app.visitors import Visitor
from ibc_edu.errors import IbcEduError

START = f"import json, ibc_edu\nimport {reader_kernel.__name__} as reader_kernel\n"
CLOSED_SECONDS = 600.0
"""How long a reader's Python waits after the last of their pages was closed."""
UNSEEN_SECONDS = 60.0
"""How long one waits whose reader never connected: programs that look at an address do not, nor do they come back."""
ANSWER_SECONDS = 60.0
"""How long one cell of a lesson, or the start of Python, may take."""
PUT_AWAY_TRIES = 10
PAUSE_SECONDS = 5.0
"""How long to let a reader's first lesson have this computer to itself, before the next Python is made ready."""
MOST_READERS = 20
"""How many have a Python at the same time; each takes about a tenth of a gigabyte."""


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
        self._environment = dict(environment or {})
        self._spare, self._most, self._closed_seconds, self._clock = spare, most, closed_seconds, clock
        self._pause = PAUSE_SECONDS
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
            if kernel is not None and not await self._is_alive(kernel):
                await self._end(visitor.token)
                kernel = None
            if kernel is None:
                if len(self._of) >= self._most:
                    raise FullError("As many people are reading here as this computer can serve.", cure="Try later.")
                await self._drop_dead()
                kernel = self._waiting.pop(0) if self._waiting else await self._start(ahead=False)
                kernel.ready = asyncio.ensure_future(self._begin(kernel, kernel.ready, visitor))
                self._of[visitor.token] = kernel
                self.fill()
        kernel.used_at = self._clock()
        return kernel

    def own(self, visitor: Visitor, kernel_id: str) -> ReaderKernel | None:
        """Return this Python, if it is the visitor's own, and alive."""
        kernel = self._of.get(visitor.token)
        return kernel if kernel is not None and kernel.kernel_id == kernel_id and not kernel.is_gone else None

    def has(self, visitor: Visitor, kernel_id: str) -> bool:
        """Whether this is the visitor's own Python, and alive."""
        return self.own(visitor, kernel_id) is not None

    def page_opened(self, kernel: ReaderKernel) -> None:
        """A page has connected."""
        kernel.pages, kernel.is_seen = kernel.pages + 1, True

    def page_closed(self, kernel: ReaderKernel) -> None:
        """A page was closed; its Python may still be gone through by another."""
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
                waits = self._closed_seconds if kernel.is_seen else min(UNSEEN_SECONDS, self._closed_seconds)
                is_idle = kernel.pages <= 0 and not kernel.turn.locked()
                if kernel.is_gone or (is_idle and now - kernel.used_at > waits):
                    await self._end(token)
        self.fill()

    async def _fill(self) -> None:
        await self._drop_dead()
        while len(self._waiting) < self._spare and len(self._of) < self._most:
            if self._of:  # whoever has just come goes first
                await asyncio.wait(
                    {kernel.ready for kernel in self._of.values() if kernel.ready}, timeout=ANSWER_SECONDS
                )
                await asyncio.sleep(self._pause)
            kernel = await self._start(ahead=True)
            self._waiting.append(kernel)
            await asyncio.wait({kernel.ready}) if kernel.ready else None

    async def _start(self, *, ahead: bool) -> ReaderKernel:
        kernel_id = await self._manager.start_kernel(
            kernel_name="python3", path="", env={**os.environ, **self._environment}
        )
        kernel = ReaderKernel(kernel_id, self._clock())
        for event in ("restart", "dead"):
            self._manager.add_restart_callback(kernel_id, kernel.gone.set, event)
        kernel.ready = asyncio.ensure_future(self._warm(kernel, ahead=ahead))
        return kernel

    async def _warm(self, kernel: ReaderKernel, *, ahead: bool) -> None:
        """Start Python; load what every lesson needs if there is time, `ahead` of a reader."""
        client = self._manager.get_kernel(kernel.kernel_id).client()
        client.start_channels()
        kernel.client = client
        try:  # it may die before it answers; then the manager starts another in its place
            await kernel.unless_gone(client.wait_for_ready(timeout=ANSWER_SECONDS))
        except RuntimeError as error:
            raise GoneError("Python did not start.", cure="Open the page again.") from error
        client.allow_stdin = False
        await self._execute(kernel, START + ("reader_kernel.warm(ibc_edu.this_course())" if ahead else ""))

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
        if kernel.is_gone:
            self._forget(kernel)
        else:
            await self._manager.shutdown_kernel(kernel.kernel_id)

    async def _drop_dead(self) -> None:
        """Give up those that died while they waited for a reader."""
        for kernel in list(self._waiting):
            if not await self._is_alive(kernel):
                self._waiting.remove(kernel)
                self._forget(kernel)

    async def _is_alive(self, kernel: ReaderKernel) -> bool:
        """Whether Python runs and answers; asked of the process, for the manager learns of its end seconds later."""
        if kernel.is_gone or kernel.kernel_id not in self._manager:
            return False
        if kernel.has_failed:
            kernel.gone.set()
            return False
        if not await self._manager.get_kernel(kernel.kernel_id).is_alive():
            kernel.gone.set()
        return not kernel.is_gone

    def _forget(self, kernel: ReaderKernel) -> None:
        task = asyncio.ensure_future(self._put_away(kernel.kernel_id))
        self._putting_away.add(task)
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
