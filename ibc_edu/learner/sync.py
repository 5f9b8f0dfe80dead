"""What is in memory and what is on the disk, brought together: agreement, attempts, drafts of exams."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from ibc_edu.learner.history import History, summary_form
from ibc_edu.learner.keeping import AGREEMENT_SECONDS, TROUBLE_SECONDS, Retrying
from ibc_edu.learner.storage.access import ASK_AGAIN, LOST, WAIT_IN_TROUBLE, Access
from ibc_edu.learner.storage.faults import FaultKind, UnusableRecordError
from ibc_edu.quiz.attempt import Attempt

if TYPE_CHECKING:
    from ibc_edu.learner.feed import Feed
    from ibc_edu.learner.storage.rows import Rows
    from ibc_edu.learner.storage.store import Store
    from ibc_edu.learner.storage.summaries import Summary

T = TypeVar("T")

_TAKEN = "An answer was not kept: the record already holds another one under its number."
_UNREADABLE = "{} answer{} in your record at {} cannot be read: left out here, and nothing was removed."
_WORTH_A_SUMMARY = 5000  # attempts since the last one


class Consent(StrEnum):
    """Whether the learner agreed to being recorded."""

    UNKNOWN = "unknown"
    GRANTED = "granted"
    DECLINED = "declined"


class Sync:
    """One learner's attempts in memory, and what of them the store behind `access` has.

    Everything that may wait happens inside `one_wait()`, one thing at a time.
    """

    def __init__(self, access: Access, learner: str) -> None:
        self.access = access
        self.learner = learner
        self.consent = Consent.UNKNOWN
        self.agreed_at: datetime | None = None  # an agreement that is not on the disk yet
        self.own: dict[str, Attempt] = {}  # every attempt added in this kernel
        self.pending: dict[str, Attempt] = {}  # those of them that are not on the disk yet
        self.refused: set[str] = set()  # those of them whose id is taken
        self.drafts: dict[str, str | None] = {}  # exams begun, as far as they were asked for
        self.unsaved: set[str] = set()  # those of them that are not on the disk yet
        self.feeds: dict[str, Feed[Any]] = {}
        self.retrying = Retrying()
        self._lock = threading.RLock()
        self._unreadable = 0  # rows already told of
        self._summarized = 0  # rows that the summary on the disk covers

    @contextmanager
    def one_wait(self, seconds: float | None = None) -> Iterator[None]:
        """Do one thing at a time, and let it take no longer than the learner waits."""
        begun = time.monotonic()  # waiting for what is tried in the background is waiting too
        with self._lock, self.access.one_wait(seconds, since=begun):
            yield

    @property
    def waits(self) -> bool:
        """Whether something in memory may still be written."""
        something = self.pending or self.unsaved or self.agreed_at is not None
        return bool(something) and self.access.has_place and self.consent is not Consent.DECLINED

    def take(self, attempts: Iterable[Attempt]) -> None:
        """Take attempts into memory, those that are not there yet."""
        for attempt in attempts:
            if attempt.attempt_id not in self.own:
                self.own[attempt.attempt_id] = self.pending[attempt.attempt_id] = attempt

    def look(self) -> None:
        """Find out whether the learner agreed already, here or in another notebook; then write what waits."""
        if not self.access.may_try:
            return
        try:
            if self.access.connected() and self.access.run(lambda store: store.consented(self.learner)):
                self.consent = Consent.GRANTED
        except UnusableRecordError as fault:
            if fault.kind is FaultKind.READ_ONLY:
                self._read_what_cannot_be_written()
            self.went_wrong(fault)
            return
        if self.consent is Consent.GRANTED and self.waits:
            self.write()

    def write(self) -> None:
        """Write what waits, or see to it that it is tried again."""
        try:
            if self.consent is Consent.UNKNOWN:
                self.look()
            elif self.consent is Consent.GRANTED and self.access.may_try:
                self._write_all()
        except UnusableRecordError as fault:
            self.went_wrong(fault)
        finally:  # also where it is stopped by hand: waiting for a disk looks like hanging
            if self.waits:
                self.retrying.start(self, AGREEMENT_SECONDS if self.consent is Consent.UNKNOWN else TROUBLE_SECONDS)

    def retry(self) -> float | None:
        """Try to write what waits; return after how many seconds to try again, None if nothing waits any more."""
        with self.one_wait(WAIT_IN_TROUBLE):
            self.write()
            if not self.waits:
                return None
            return AGREEMENT_SECONDS if self.consent is Consent.UNKNOWN else TROUBLE_SECONDS

    def last_try(self) -> None:
        """Try to write what waits, even if the disk or server failed a moment ago: it may be back."""
        self.access.next_try = None
        self.retry()

    def read(self, call: Callable[[Store], T]) -> T | None:
        """Return what `call` reads, or None if there is nothing to read or it cannot be read."""
        if not self.access.may_read:
            return None
        try:
            return self.access.run(call) if self.access.connected() else None
        except UnusableRecordError as fault:
            self.went_wrong(fault)
            return None

    def attempts(self) -> list[Attempt]:
        """Return all attempts of this learner, in their order."""
        return self._followed("attempts", self._attempts_feed())

    def _followed(self, name: str, feed: Feed[T]) -> T:
        """Return what is made of all attempts of this learner, brought up to date."""
        rows = self._rows_after(feed)
        if rows is not None and not feed.fits(rows):  # erased in another notebook, or changed by hand
            feed.clear()
            rows = self._rows_after(feed)
        while rows is not None:
            feed.take(rows, self.own)
            self.access.gets_on()
            rows = self._rows_after(feed) if rows.more else None
        if self.feeds.get(name) is not feed:  # the record was lost just now
            feed.clear()
            self.feeds[name] = feed
        feed.take_own(self.own_of_learner())
        return feed.content

    def own_of_learner(self) -> list[Attempt]:
        """The attempts of this kernel, without those that were added under another learner's code."""
        return [attempt for attempt in self.own.values() if attempt.learner == self.learner]

    def history(self) -> History:
        """Return the history, from its summary where there is one."""
        begun = "history" in self.feeds
        feed = self._history_feed()
        if not begun:
            self._start_from_summary(feed)
        elif feed.content.believed is not None and self.access.clock() < feed.content.believed:
            feed.clear()  # the clock was ahead when times were believed
        history = self._followed("history", feed)
        self._summarize(feed)
        return history

    def forget(self) -> None:
        """Empty the memory and ask anew, after everything was erased."""
        for kept in (self.own, self.pending, self.refused, self.drafts, self.unsaved, self.feeds):
            kept.clear()
        self.consent, self.agreed_at = Consent.UNKNOWN, None
        self._summarized = self._unreadable = 0
        self.retrying.stop()

    def went_wrong(self, fault: UnusableRecordError) -> None:
        """Say it once in plain words and go on in memory; a lost record starts over as before the agreement."""
        said = self._lose(fault.kind) if fault.kind in LOST else []
        self.access.went_wrong(fault, said=said)

    def _feed(self, name: str, make: Callable[[], T], extend: Callable[[T, list[Attempt]], object]) -> Feed[T]:
        from ibc_edu.learner.feed import Feed

        feed: Feed[T] = self.feeds.get(name) or Feed(make, extend)
        self.feeds[name] = feed
        return feed

    def _attempts_feed(self) -> Feed[list[Attempt]]:
        return self._feed("attempts", list, _extend)

    def _history_feed(self) -> Feed[History]:
        return self._feed("history", History, lambda history, new: history.extend(new, self.access.clock()))

    def _write_all(self) -> None:
        access, now, agreed_at = self.access, self.access.clock(), self.agreed_at
        if agreed_at is not None:
            try:
                access.run(lambda store: _agree(store, self.learner, agreed_at, now))
            except UnusableRecordError as fault:
                if fault.kind is not FaultKind.REMOVED:
                    raise
                # Somebody erased the file just now: the agreement holds for a new one.
                access.run(lambda store: _agree_anew(store, self.learner, agreed_at, now))
            self.agreed_at = None
        batch, drafts = list(self.pending.values()), {name: self.drafts[name] for name in self.unsaved}
        written = access.run(lambda store: store.write(batch, self.learner)) if access.connected() else None
        if written is None or not written.agreed:
            self.consent = Consent.UNKNOWN  # taken back in another notebook
            return
        for attempt in batch:
            self.pending.pop(attempt.attempt_id, None)
        refused = {attempt.attempt_id for attempt in batch} - written.safe
        for name, content in drafts.items():
            self._write_draft(name, content)
            self.unsaved.discard(name)
        access.went_well()
        if refused:
            self.refused |= refused
            access.tell(_TAKEN)

    def _write_draft(self, name: str, content: str | None) -> None:
        from ibc_edu.learner.storage.drafts import keep_draft

        now = self.access.clock()
        self.access.run(lambda store: keep_draft(store, self.learner, name, content, now))

    def _rows_after(self, feed: Feed[Any]) -> Rows | None:
        after = feed.last
        rows = self.read(lambda store: store.read(self.learner, after=after))
        if rows is not None and rows.unreadable > self._unreadable:
            self._unreadable = count = rows.unreadable
            self.access.tell(_UNREADABLE.format(count, "s" if count > 1 else "", self.access.label))
        return rows

    def _start_from_summary(self, feed: Feed[History]) -> None:
        own = list(self.own)

        def summary(store: Store) -> Summary | None:
            from ibc_edu.learner.storage.summaries import read_summary  # heavy: not where nothing is kept

            return read_summary(store, self.learner, summary_form(), own)

        found = self.read(summary)
        if found is None:
            return
        try:
            history = History.from_text(found.content)
        except (ValueError, KeyError, TypeError, AttributeError):
            return  # somebody edited it; all can be read again
        if history.believed is None or history.believed <= self.access.clock():
            feed.start_from(history, found.last, found.attempts, found.own)
            self._summarized = found.attempts

    def _summarize(self, feed: Feed[History]) -> None:
        """Keep a summary of a history that has become long, for the next kernel."""
        unchanged = not self.pending and not self.refused and self.consent is Consent.GRANTED
        if not unchanged or feed.rows - self._summarized < _WORTH_A_SUMMARY or not self.access.may_try:
            return
        from ibc_edu.learner.storage.summaries import Summary, keep_summary

        self._summarized = feed.rows
        summary = Summary(feed.content.to_text(), feed.last, feed.rows, [])
        try:
            self.access.run(lambda store: keep_summary(store, self.learner, summary_form(), summary))
        except UnusableRecordError:
            return  # reading was all that was asked for

    def _read_what_cannot_be_written(self) -> None:
        try:
            rows = self.access.run(lambda store: store.read_only_copy(self.learner))
        except UnusableRecordError:
            return
        if rows is None:
            return
        self.consent = Consent.GRANTED
        for feed in (self._attempts_feed(), self._history_feed()):
            feed.take(rows, self.own)

    def _lose(self, kind: FaultKind) -> list[str]:
        """Start over as before the learner's agreement, with this kernel's attempts in memory."""
        store = self.access.store
        if store is None:
            return []
        self.consent, self.agreed_at = Consent.UNKNOWN, None
        self.pending, self.refused = dict(self.own), set()
        self.unsaved = {name for name, content in self.drafts.items() if content is not None}
        self.feeds.clear()
        self._summarized = 0
        try:
            if kind is FaultKind.REMOVED:
                self.access.run(lambda store: store.forget())
                return []
            now = self.access.clock()
            aside = self.access.run(lambda store: store.set_aside(now))
        except UnusableRecordError:
            aside = None
        if aside is None:
            self.access.given_up = True
            return ["The damaged file was left as it is."]
        return [f"The damaged file was kept, unchanged, as {aside.name}.", ASK_AGAIN]


def _extend(found: list[Attempt], new: list[Attempt]) -> None:
    found.extend(new)


def _agree(store: Store, learner: str, agreed_at: datetime, now: datetime) -> None:
    store.create(now)
    store.grant(learner, agreed_at)


def _agree_anew(store: Store, learner: str, agreed_at: datetime, now: datetime) -> None:
    store.forget()
    _agree(store, learner, agreed_at, now)
