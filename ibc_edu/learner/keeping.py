"""Trying again in the background: what is in memory is written when the record comes back, or when the kernel ends."""

from __future__ import annotations

import atexit
import threading
from typing import Protocol
from weakref import WeakSet, ref

AGREEMENT_SECONDS = 10.0  # how often to look whether the learner agreed in another notebook
TROUBLE_SECONDS = 60.0  # how often to try a disk or server that failed


class Keeper(Protocol):
    """What is tried again: a record with something in memory."""

    def retry(self) -> float | None:
        """Try once; return after how many seconds to try again, None if nothing waits any more."""

    def last_try(self) -> None:
        """Try once more, however short ago it failed."""


class Retrying:
    """A thread that calls `retry` of a record until nothing waits in memory. It keeps nothing alive."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, keeper: Keeper, seconds: float) -> None:
        """Begin, unless it has begun already; the first try comes after so many seconds."""
        _waiting.add(keeper)
        if self._thread is not None and self._thread.is_alive():
            return
        self._stop = threading.Event()
        thread = threading.Thread(
            target=_retry, args=(ref(keeper), self._stop, seconds), name="ibc_edu retry", daemon=True
        )
        try:
            thread.start()
        except RuntimeError:  # no threads here
            return
        self._thread = thread

    def stop(self) -> None:
        """Try no more."""
        self._stop.set()
        self._thread = None


_waiting: WeakSet[Keeper] = WeakSet()


def _retry(keeper: ref[Keeper], stop: threading.Event, seconds: float) -> None:
    while not stop.wait(seconds):
        record = keeper()
        again = None if record is None else record.retry()
        del record
        if again is None:
            return
        seconds = again


@atexit.register
def _last_try() -> None:
    for record in list(_waiting):
        record.last_try()
