"""One reader's Python, as the server knows it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ibc_edu.errors import IbcEduError

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
    is_seen : bool
        Whether one ever was.
    gone : asyncio.Event
        Set when it died.
    """

    kernel_id: str
    used_at: float
    pages: int = 0
    is_seen: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    client: Any = None
    ready: asyncio.Task[None] | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_gone(self) -> bool:
        """Whether it died."""
        return self.gone.is_set()

    @property
    def has_failed(self) -> bool:
        """Whether it could not be made ready, as where a computer was too slow; it may run nevertheless."""
        if self.ready is None or not self.ready.done():
            return False
        return self.ready.cancelled() or self.ready.exception() is not None

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
