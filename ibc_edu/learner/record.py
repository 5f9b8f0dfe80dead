"""The learner's record: every attempt, kept if the learner agrees, in memory if not or if the disk fails."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection
from pathlib import Path
from types import MethodType
from typing import TYPE_CHECKING, Any
from weakref import WeakMethod

from ibc_edu.learner.history import History
from ibc_edu.learner.school.names import role_in
from ibc_edu.learner.storage.access import WAIT_IN_TROUBLE, Access, Clock
from ibc_edu.learner.storage.bounded import BoundedCalls
from ibc_edu.learner.storage.faults import FaultKind, UnusableRecordError, unusable
from ibc_edu.learner.sync import Consent, Sync
from ibc_edu.quiz.attempt import Attempt, is_encodable, utc_now

if TYPE_CHECKING:
    import pandas as pd

    from ibc_edu.learner.storage.erasing import Erased
    from ibc_edu.learner.storage.store import Store

__all__ = ["Consent", "Record", "open_record"]

_STILL_AGREED = "This notebook writes nothing more, but other notebooks still take you as having agreed."


def open_record(
    url: str | Path | None = None, *, learner: str | None = None, course: str | None = None, clock: Clock = utc_now
) -> Record:
    """Open the record of one learner. This never fails and never writes: see `Record`.

    Parameters
    ----------
    url : str or Path, optional
        A path, a folder, a URL of SQLite or PostgreSQL, or `memory`. Default: the environment variable
        `IBC_EDU_RECORD`, else `record.sqlite3` in the user's data folder.
    learner : str, optional
        A code of the learner's own choice, needed where several share one database under one name. Default: the
        environment variable `IBC_EDU_LEARNER`, else the role that a URL of a school's database names, else `me`.
    course : str, optional
        Name of a course other than the package's own, whose answers have a file of their own unless `url` says where.
        A database that a URL names does not tell courses apart: give each course its own.
    clock : callable
        Returns the present time, aware.
    """
    asked, named = str(url) if url else None, os.environ.get("IBC_EDU_RECORD")
    learner = learner or os.environ.get("IBC_EDU_LEARNER") or role_in(asked or named or "") or "me"
    fault = None
    if not is_encodable(learner) or "\0" in learner:
        learner, fault = "me", unusable(FaultKind.NAME, "IBC_EDU_LEARNER")
    elif (asked or named) not in ("memory", "sqlite://", "sqlite:///:memory:"):
        try:
            return Record(_store_at(asked, named, course), learner=learner, clock=clock)
        except UnusableRecordError as error:
            fault = error
    record = Record(None, learner=learner, clock=clock)
    if fault is not None:
        record._access.went_wrong(fault)
    return record


class Record:
    """Every attempt of one learner.

    Nothing is written before the learner agrees (`grant()`), or after they declined; until then, and whenever the
    disk or the server fails, attempts are kept in memory and the lesson goes on. What is in memory is written as soon
    as that becomes possible, at the latest when the kernel ends. `notice` then holds one plain sentence, and
    `take_notice()` gives each sentence once. Nothing here waits longer than `access.WAIT_SECONDS`.

    Open one with `open_record()`. Several notebooks may use the same record at the same time; each sees what the
    others add.
    """

    def __init__(self, store: Store | None, *, learner: str = "me", clock: Clock = utc_now) -> None:
        self.learner = learner
        self._access = Access(store, clock)
        self._sync = Sync(self._access, learner)
        self._watchers: list[Callable[[], Callable[[], None] | None]] = []
        with self._sync.one_wait():
            self._sync.look()

    def __repr__(self) -> str:
        return f"Record(learner={self.learner!r})"

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def consent(self) -> Consent:
        """Whether the learner agreed; an agreement given in another notebook is noticed."""
        with self._sync.one_wait():
            if self._sync.consent is Consent.UNKNOWN:
                self._sync.look()
            return self._sync.consent

    @property
    def asks_consent(self) -> bool:
        """Whether the learner should be asked: they were not yet, and there is somewhere to keep a record."""
        return self.consent is Consent.UNKNOWN and self._access.has_place

    @property
    def keeps(self) -> bool:
        """Whether answers are there another day: the learner agreed, and there is somewhere to keep them."""
        return self.consent is Consent.GRANTED and self._access.has_place

    def grant(self) -> None:
        """Agree to being recorded; what is in memory so far is written."""
        with self._sync.one_wait():
            self._sync.consent = Consent.GRANTED
            self._sync.agreed_at = self._access.clock()
            self._access.next_try = None
            self._sync.write()
        self._changed()

    def decline(self) -> None:
        """Have nothing (more) written. What was written earlier stays until `erase()`.

        If the disk cannot be changed, this holds for this notebook and the notice says so.
        """
        with self._sync.one_wait():
            withdraws = self.consent is Consent.GRANTED
            self._sync.consent, self._sync.agreed_at = Consent.DECLINED, None
            self._sync.retrying.stop()
            if self._access.has_place and withdraws:
                try:
                    if self._access.connected():
                        self._access.run(lambda store: store.withdraw(self.learner))
                except UnusableRecordError as fault:
                    self._access.tell(f"{fault.what} {_STILL_AGREED}")
        self._changed()

    def take(self, *attempts: Attempt) -> None:
        """Take attempts into memory: all that follows from them follows now. `add` them to have them written."""
        with self._sync.one_wait():
            self._sync.take(attempts)

    def add(self, *attempts: Attempt) -> bool:
        """Add attempts, all of them or none where the disk or the server fails; adding one again changes nothing.

        Returns True once they are safely on the disk or the server, False while one is in memory only. Either way
        they are among `attempts()`.
        """
        sync = self._sync
        with sync.one_wait():
            sync.take(attempts)
            sync.write()
            unsafe = sync.pending.keys() | sync.refused
            safe = not any(attempt.attempt_id in unsafe for attempt in attempts)
        self._changed()
        return safe

    def attempts(self, *, everyone: bool = False) -> list[Attempt]:
        """Return the learner's attempts in the order in which they reached the record, then those in memory only.

        Parameters
        ----------
        everyone : bool
            Also those of other learners who share the database.
        """
        with self._sync.one_wait():
            if not everyone:
                return list(self._sync.attempts())
            rows = self._sync.read(lambda store: store.read(None))
            return _joined([] if rows is None else rows.attempts, self._sync.own.values())

    def of_items(self, items: Collection[str]) -> list[Attempt]:
        """Return the learner's attempts at some questions, in their order, without reading all the others."""
        with self._sync.one_wait():
            rows = None
            if "attempts" not in self._sync.feeds:
                rows = self._sync.read(lambda store: store.read_items(self.learner, items))
            if rows is None:
                return [attempt for attempt in self.attempts() if attempt.item_id in items]
            return _joined(rows.attempts, (a for a in self._sync.own_of_learner() if a.item_id in items))

    def history(self) -> History:
        """Return where the learner stands with each question; it is read once a kernel and then kept up to date."""
        with self._sync.one_wait():
            return self._sync.history()

    def on_change(self, watcher: Callable[[], None]) -> None:
        """Have `watcher` called whenever something was added here, or the learner agreed, declined or erased.

        The owner of a method is not kept alive by it.
        """
        self._watchers.append(WeakMethod(watcher) if isinstance(watcher, MethodType) else lambda: watcher)

    def draft(self, quiz_id: str) -> Any:
        """Return what was put into an exam so far, as `keep_draft` was given it, or None."""

        def read(store: Store) -> str | None:
            from ibc_edu.learner.storage.drafts import read_draft  # heavy: not where nothing is kept

            return read_draft(store, self.learner, quiz_id)

        sync = self._sync
        with sync.one_wait():
            if quiz_id not in sync.unsaved:
                kept = sync.read(read)
                sync.drafts[quiz_id] = kept or sync.drafts.get(quiz_id)
            text = sync.drafts[quiz_id]
        try:
            return None if text is None else json.loads(text)
        except ValueError:  # somebody edited the file
            return None

    def keep_draft(self, quiz_id: str, draft: Any) -> bool:
        """Keep what was put into an exam so far, a JSON value, or forget it for None; return whether it is safe."""
        with self._sync.one_wait():
            self._sync.drafts[quiz_id] = None if draft is None else json.dumps(draft)
            self._sync.unsaved.add(quiz_id)
            self._sync.write()
            return quiz_id not in self._sync.unsaved

    def to_frame(self) -> pd.DataFrame:
        """Return the learner's attempts as a table, see `ibc_edu.learner.exports.to_frame`."""
        from ibc_edu.learner.exports import to_frame

        return to_frame(self.attempts())

    def export_csv(self, path: str | Path) -> Path:
        """Write the learner's attempts as CSV, see `ibc_edu.learner.exports.write_csv`."""
        from ibc_edu.learner.exports import write_csv

        return write_csv(self.attempts(), path)

    def export_xapi(self, path: str | Path) -> Path:
        """Write the learner's attempts as xAPI statements, see `ibc_edu.learner.exports.write_xapi`."""
        from ibc_edu.learner.exports import write_xapi

        return write_xapi(self.attempts(), path)

    def erase(self) -> Erased:
        """Delete everything of this learner, on the disk and in memory, and forget the agreement.

        A file that then holds nothing of anybody is removed, and so are damaged copies that were set aside. Exported
        files are the learner's own and stay. Returns the files removed, and what remains and why.

        Raises
        ------
        UnusableRecordError
            If the record on the disk cannot be changed; then nothing is erased.
        """
        from ibc_edu.learner.storage.erasing import Erased, erase, erase_copies

        with self._sync.one_wait():
            erased = Erased()
            if self._access.store is not None:
                work = erase if self._access.connected() else erase_copies
                erased = self._access.run(lambda store: work(store, self.learner))
            self._sync.forget()
        self._changed()
        return erased

    def where(self) -> str:
        """Return where the record is or would be kept: a path, a URL without its password, or `memory only`."""
        return self._access.label

    def separation(self) -> str:
        """Return in one sentence who else can read or change the answers where they are kept."""
        from ibc_edu.learner.storage.separation import Separation

        with self._sync.one_wait():
            store = self._access.store
            if store is None or self._access.given_up:
                return Separation.MEMORY
            self._sync.read(lambda opened: opened.is_open)
            return store.separation

    @property
    def notice(self) -> str | None:
        """What is wrong with the record at present, in one plain sentence."""
        return self._access.notice

    @property
    def is_unusable(self) -> bool:
        """Whether nothing can be kept or deleted where the record should be, whatever is tried: see `notice`."""
        return self._access.given_up

    def take_notice(self) -> str | None:
        """Return the latest sentence about the record's state, the first time only."""
        return self._access.take_notice()

    def close(self) -> None:
        """Give back files and connections; the record can still be used and opens them again."""
        if self._sync.waits:
            self._sync.last_try()
        self._sync.retrying.stop()
        with self._sync.one_wait():
            self._access.close()

    def _changed(self) -> None:
        self._watchers = [found for found in self._watchers if found() is not None]
        for found in list(self._watchers):
            watcher = found()
            if watcher is not None:
                watcher()


def _joined(stored: list[Attempt], own: Any) -> list[Attempt]:
    """What is stored, then what of this kernel is not."""
    known = {attempt.attempt_id for attempt in stored}
    return [*stored, *(attempt for attempt in own if attempt.attempt_id not in known)]


def _store_at(asked: str | None, named: str | None, course: str | None) -> Store:
    """The store at an address.

    What the address is takes a look at the disk, which may hang. Loading what speaks to a database takes as long as it
    takes: on a busy computer some seconds, and a record is not given up for that.
    """
    from ibc_edu.learner.storage.late_store import place_of, store_at

    calls = BoundedCalls()
    try:
        address, is_absent = calls(lambda: place_of(asked, named, course), WAIT_IN_TROUBLE)
    except TimeoutError as error:
        raise unusable(FaultKind.SLOW, "the place that IBC_EDU_RECORD names") from error
    finally:
        calls.close()
    return store_at(address, is_absent=is_absent)
