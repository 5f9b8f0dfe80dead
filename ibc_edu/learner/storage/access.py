"""Reaching a store with an end to every wait, and what to say when it cannot be used."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from ibc_edu.learner.storage.bounded import BoundedCalls
from ibc_edu.learner.storage.faults import FaultKind, UnusableRecordError, unusable

if TYPE_CHECKING:
    from ibc_edu.learner.storage.store import Store

T = TypeVar("T")
Clock = Callable[[], datetime]

WAIT_SECONDS = 9.5  # in all, for anything that a learner does
WAIT_IN_TROUBLE = 3.0  # when it has failed before and nothing says that it is mended
RETRY_AFTER = timedelta(minutes=1)  # how long to leave a failing disk or server alone

IN_MEMORY = "The lesson goes on; your answers stay in memory until the lesson is closed."
ASK_AGAIN = "To keep a new record, agree to it again."
LOST = {FaultKind.DAMAGED, FaultKind.REMOVED}  # the agreement is gone with the file
_LASTING = {FaultKind.NEWER, FaultKind.OLDER, FaultKind.FOREIGN, FaultKind.ADDRESS, FaultKind.HOME, FaultKind.NAME}
_STILL_READABLE = {FaultKind.FULL}
_ANOTHER_ADDRESS = "Set IBC_EDU_RECORD to a path, a URL of SQLite or PostgreSQL, or memory."
_CURES = {
    FaultKind.NEWER: "Update ibc_edu to use it again.",
    FaultKind.NOT_ALLOWED: "Ask whoever runs the server; your own name there must be the code of the learner.",
    FaultKind.OLDER: "Ask whoever runs the server to run ibc-edu school init.",
    FaultKind.FOREIGN: "Move it away, or give IBC_EDU_RECORD another path.",
    FaultKind.ADDRESS: _ANOTHER_ADDRESS,
    FaultKind.HOME: _ANOTHER_ADDRESS,
    FaultKind.NAME: "Set IBC_EDU_LEARNER to plain letters and digits.",
    FaultKind.REMOVED: ASK_AGAIN,
}
MENDED = "Your record can be written again; the answers of this session are in it now."


class Access:
    """A store, if there is one, and the trouble with it.

    Parameters
    ----------
    store : Store or None
        None keeps everything in memory.
    clock : callable
        Returns the present time, aware.
    """

    def __init__(self, store: Store | None, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.notice: str | None = None
        self.trouble: FaultKind | None = None
        self.given_up = False  # nothing is to be had by trying again
        self.next_try: datetime | None = None
        self._unseen: str | None = None
        self._calls = BoundedCalls()
        self._until: float | None = None

    @property
    def label(self) -> str:
        """Where the record is, for a reader."""
        return self.store.label if self.store is not None else "memory only"

    @property
    def has_place(self) -> bool:
        """Whether there is a store that is not beyond use."""
        return self.store is not None and not self.given_up

    @property
    def may_try(self) -> bool:
        """Whether there is a store that is not beyond use and did not fail a moment ago."""
        return self.has_place and (self.next_try is None or self._may_again(self.next_try))

    @property
    def may_read(self) -> bool:
        """Whether reading may be tried: as `may_try`, and on a full disk also when writing failed a moment ago."""
        return self.may_try or (self.store is not None and self.trouble in _STILL_READABLE)

    @contextmanager
    def one_wait(self, seconds: float | None = None, *, since: float | None = None) -> Iterator[None]:
        """Let all calls inside take no longer than the learner waits, together; nested, the outer one counts.

        Parameters
        ----------
        seconds : float, optional
            How long; by default less when there is trouble already.
        since : float, optional
            When the wait began, as `time.monotonic` says it; by default now.
        """
        outer = self._until
        if outer is None:
            patience = WAIT_SECONDS if self.trouble is None else WAIT_IN_TROUBLE
            begun = time.monotonic() if since is None else since
            self._until = begun + (patience if seconds is None else seconds)
        try:
            yield
        finally:
            self._until = outer

    def gets_on(self) -> None:
        """Begin the wait anew: the store gave a page of a long history."""
        if self._until is not None:
            self._until = time.monotonic() + WAIT_SECONDS

    def run(self, call: Callable[[Store], T]) -> T:
        """Return what `call` does with the store.

        Raises
        ------
        UnusableRecordError
            If the store cannot be used, or did not answer in time; what was begun then goes on by itself.
        """
        store = self.store
        if store is None:
            raise unusable(FaultKind.ADDRESS, self.label)
        with self.one_wait():
            assert self._until is not None
            try:
                return self._calls(lambda: call(store), self._until - time.monotonic())
            except TimeoutError as error:
                store.hang_up()
                raise unusable(FaultKind.SLOW, store.label) from error

    def connected(self) -> bool:
        """Open the record if there is one; return whether there is.

        Raises
        ------
        UnusableRecordError
            If it cannot be opened.
        """
        if self.store is not None and self.store.is_open:  # each answer asks: without a way through the thread
            return True
        now = self.clock()
        return self.run(lambda store: store.open(now))

    def went_wrong(self, fault: UnusableRecordError, *, said: list[str] | None = None) -> None:
        """Note what is wrong, and say it once in plain words.

        Parameters
        ----------
        fault : UnusableRecordError
        said : list of str, optional
            What was done about it and is to be said too.
        """
        cures = [cure for cure in (fault.cure, _CURES.get(fault.kind)) if cure]
        if fault.kind in _LASTING:
            self.given_up = True
        elif fault.kind not in LOST:
            self.next_try = self.clock() + RETRY_AFTER
        if fault.kind is not self.trouble:
            self.tell(" ".join([fault.what, IN_MEMORY, *cures, *(said or [])]))
        self.trouble = fault.kind

    def went_well(self) -> None:
        """Note that the store could be written."""
        self.next_try = None
        if self.trouble is not None:
            self.tell(MENDED)
            self.trouble = self.notice = None

    def tell(self, sentence: str) -> None:
        """Have a sentence said, once by `take_notice` and as long as it holds by `notice`."""
        self.notice = self._unseen = sentence

    def take_notice(self) -> str | None:
        """Return the latest sentence, the first time only."""
        sentence, self._unseen = self._unseen, None
        return sentence

    def close(self) -> None:
        """Give back files and connections."""
        if self.store is not None:
            try:
                self.run(lambda store: store.close())
                self._calls.close()
            except UnusableRecordError:  # whenever it stops hanging
                self._calls.close(self.store.close)

    def _may_again(self, date: datetime) -> bool:
        """Whether the date has come. One further away than it can be was set by a clock that was wrong."""
        return not timedelta(0) < date - self.clock() <= RETRY_AFTER
