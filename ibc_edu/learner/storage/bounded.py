"""Calls that end: what a disk or a server does not answer in time is left to itself, and the lesson goes on.

A hanging network disk, a lock that is never given or a server that was stopped hold whoever asks, inside the system or
the driver. So the asking is done in a thread of its own.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_A_MOMENT = 0.2  # seconds for an overdue call to end after all, when another one is asked for


class _Job:
    def __init__(self, call: Callable[[], Any]) -> None:
        self.call = call
        self.done = threading.Event()
        self.given_up = False
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        if not self.given_up:
            try:
                self.result = self.call()
            except BaseException as error:  # handed to whoever waits
                self.error = error
        self.done.set()


class BoundedCalls:
    """Makes one call after the other in a thread, and waits for each no longer than it is told.

    Where there are no threads (Python in a browser) calls are made directly.
    """

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] | None = None
        self._process = 0
        self._overdue: _Job | None = None

    def __call__(self, call: Callable[[], T], seconds: float) -> T:
        """Return what `call` returns, or raise what it raises.

        Raises
        ------
        TimeoutError
            If it took longer than `seconds`, or an earlier call that did has still not ended. A call that was begun
            goes on by itself; one that was not is dropped.
        """
        if self._overdue is not None:
            if not self._overdue.done.wait(min(seconds, _A_MOMENT)):
                raise TimeoutError
            self._overdue = None
        job = _Job(call)
        if not self._begin(job):
            return call()
        if not job.done.wait(max(0.0, seconds)):
            job.given_up = True
            self._overdue = job
            raise TimeoutError
        if job.error is not None:
            raise job.error
        result: T = job.result
        return result

    def close(self, last: Callable[[], object] | None = None) -> None:
        """End the thread once it has nothing to do, after a `last` call if any; the next call starts another."""
        if self._jobs is not None:
            if last is not None:
                self._jobs.put(_Job(last))
            self._jobs.put(None)
        self._jobs = None

    def __del__(self) -> None:
        self.close()

    def _begin(self, job: _Job) -> bool:
        if self._jobs is None or self._process != os.getpid():  # threads do not follow into a forked process
            jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
            thread = threading.Thread(target=_work, args=(jobs,), name="ibc_edu record", daemon=True)
            try:
                thread.start()
            except RuntimeError:
                return False
            self._jobs, self._process = jobs, os.getpid()
        self._jobs.put(job)
        return True


def _work(jobs: queue.SimpleQueue[_Job | None]) -> None:
    while (job := jobs.get()) is not None:
        job.run()
        del job  # what it returned is not held until the next one comes
