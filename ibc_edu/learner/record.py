"""The learner's record: every attempt, kept if the learner agrees, in memory if not or if the disk fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.learner.faults import FaultKind, UnusableRecordError
from ibc_edu.quiz.attempt import Attempt, utc_now

if TYPE_CHECKING:
    import pandas as pd

    from ibc_edu.learner.store import Store

Clock = Callable[[], datetime]

RETRY_AFTER = timedelta(minutes=1)  # how long to leave a failing disk or server alone

_IN_MEMORY = "The lesson goes on; your answers stay in memory until this notebook's kernel stops."
_STILL_AGREED = "This notebook writes nothing more, but other notebooks still take you as having agreed."
_ASK_AGAIN = "To keep a new record, agree to it again."
_LASTING = {FaultKind.NEWER, FaultKind.FOREIGN, FaultKind.ADDRESS}
_LOST = {FaultKind.DAMAGED, FaultKind.REMOVED}  # the agreement is gone with the file
_STILL_READABLE = {FaultKind.FULL}
_CURES = {
    FaultKind.NEWER: "Update ibc_edu to use it again.",
    FaultKind.FOREIGN: "Give IBC_EDU_RECORD another path.",
    FaultKind.ADDRESS: "Set IBC_EDU_RECORD to a path, a URL of SQLite or PostgreSQL, or memory.",
    FaultKind.REMOVED: _ASK_AGAIN,
}


class Consent(StrEnum):
    """Whether the learner agreed to being recorded."""

    UNKNOWN = "unknown"
    GRANTED = "granted"
    DECLINED = "declined"


def default_path(course: str | None = None) -> Path:
    """Return where the record lies unless `IBC_EDU_RECORD` says otherwise: the user's data folder, a file a course."""
    from platformdirs import user_data_path

    return user_data_path("ibc_edu", appauthor=False) / _file_name(course)


def _file_name(course: str | None) -> str:
    return f"record-{course}.sqlite3" if course else "record.sqlite3"


def _named_address(course: str | None) -> str | None:
    """What `IBC_EDU_RECORD` names; another course keeps its answers in a file of its own beside that one."""
    address = os.environ.get("IBC_EDU_RECORD")
    if not address or not course or address == "memory" or "://" in address or _is_folder(address):
        return address
    path = Path(address)
    return str(path.with_name(f"{path.stem}-{course}{path.suffix}"))


def _is_folder(address: str) -> bool:
    return os.path.isdir(Path(address).expanduser())  # noqa: PTH112 (says no to a closed folder)


def open_record(
    url: str | Path | None = None, *, learner: str | None = None, course: str | None = None, clock: Clock = utc_now
) -> Record:
    """Open the record of one learner. This never fails and never writes: see `Record`.

    Parameters
    ----------
    url : str or Path, optional
        A path, a folder, an SQLAlchemy URL of SQLite or PostgreSQL, or `memory`. Default: the environment variable
        `IBC_EDU_RECORD`, else `record.sqlite3` in the user's data folder.
    learner : str, optional
        A code of the learner's own choice, needed where several share one database. Default: the environment
        variable `IBC_EDU_LEARNER`, else `me`.
    course : str, optional
        Name of a course other than the package's own, whose answers have a file of their own unless `url` says where.
        A database that a URL names is shared: give each course its own.
    clock : callable
        Returns the present time, aware.
    """
    address = str(url or _named_address(course) or default_path(course))
    learner = learner or os.environ.get("IBC_EDU_LEARNER") or "me"
    if address in ("memory", "sqlite://", "sqlite:///:memory:"):
        return Record(None, learner=learner, clock=clock)
    if "://" not in address and _is_folder(address):
        address = str(Path(address) / _file_name(course))
    from ibc_edu.learner.store import Store

    try:
        store = Store(address)
    except UnusableRecordError as fault:
        record = Record(None, learner=learner, clock=clock)
        record._went_wrong(fault)
        return record
    return Record(store, learner=learner, clock=clock)


class Record:
    """Every attempt of one learner.

    Nothing is written before the learner agrees (`grant()`), or after they declined; until then, and whenever the
    disk or the server fails, attempts are kept in memory and the lesson goes on. What is in memory is written as soon
    as that becomes possible. `notice` then holds one plain sentence, and `take_notice()` gives each sentence once.

    Open one with `open_record()`. Several notebooks may use the same record at the same time.
    """

    def __init__(self, store: Store | None, *, learner: str = "me", clock: Clock = utc_now) -> None:
        self.learner = learner
        self.notice: str | None = None
        self._unseen: str | None = None
        self._store = store
        self._clock = clock
        self._consent = Consent.UNKNOWN
        self._agreed_at: datetime | None = None  # an agreement that is not on the disk yet
        self._session: dict[str, Attempt] = {}  # every attempt added through this object
        self._pending: dict[str, Attempt] = {}  # those of them that are not on the disk yet
        self._earlier: list[Attempt] = []  # what was last read from the disk
        self._trouble: FaultKind | None = None
        self._given_up = False  # nothing is to be had by trying again
        self._next_try: datetime | None = None
        self._look()

    def __repr__(self) -> str:
        return f"Record(learner={self.learner!r})"

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def consent(self) -> Consent:
        """Whether the learner agreed; an agreement given in another notebook is noticed."""
        if self._consent is Consent.UNKNOWN:
            self._look()
        return self._consent

    @property
    def asks_consent(self) -> bool:
        """Whether the learner should be asked: they were not yet, and there is somewhere to keep a record."""
        return self._store is not None and not self._given_up and self.consent is Consent.UNKNOWN

    def grant(self) -> None:
        """Agree to being recorded; what is in memory so far is written."""
        self._consent = Consent.GRANTED
        self._agreed_at = self._clock()
        self._next_try = None
        self._write()

    def decline(self) -> None:
        """Have nothing (more) written. What was written earlier stays until `erase()`.

        If the disk cannot be changed, this holds for this notebook and the notice says so.
        """
        withdraws = self.consent is Consent.GRANTED
        self._consent = Consent.DECLINED
        self._agreed_at = None
        if self._store is None or self._given_up or not withdraws:
            return
        try:
            if self._connected(self._store):
                self._store.withdraw(self.learner)
        except UnusableRecordError as fault:
            self.notice = self._unseen = f"{fault.what} {_STILL_AGREED}"

    def add(self, attempt: Attempt) -> bool:
        """Add an attempt; adding the same one again changes nothing.

        Returns True once it is safely on the disk or the server, False while it is in memory only. Either way
        it is among `attempts()`.
        """
        if attempt.attempt_id not in self._session:
            self._session[attempt.attempt_id] = attempt
            self._pending[attempt.attempt_id] = attempt
        return self._write()

    def attempts(self, *, everyone: bool = False) -> list[Attempt]:
        """Return the learner's attempts in the order of their times, those in memory among them.

        Parameters
        ----------
        everyone : bool
            Also those of other learners who share the database.
        """
        self._read(everyone)
        known = {attempt.attempt_id: attempt for attempt in (*self._earlier, *self._session.values())}
        found = [attempt for attempt in known.values() if everyone or attempt.learner == self.learner]
        return sorted(found, key=lambda attempt: attempt.at)

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

    def erase(self) -> list[Path]:
        """Delete everything of this learner, on the disk and in memory, and forget the agreement.

        A file that then holds nothing is removed, with damaged copies that were kept aside. Exported files are the
        learner's own and stay. Returns the files removed.

        Raises
        ------
        UnusableRecordError
            If the record on the disk cannot be changed; then nothing is erased.
        """
        removed: list[Path] = []
        if self._store is not None:
            removed = self._store.erase(self.learner) if self._connected(self._store) else self._store.remove_files()
        for kept in (self._session, self._pending, self._earlier):
            kept.clear()
        self._consent = Consent.UNKNOWN
        self._agreed_at = None
        return removed

    def where(self) -> str:
        """Return where the record is or would be kept: a path, a URL without its password, or `memory only`."""
        return self._store.label if self._store is not None else "memory only"

    def take_notice(self) -> str | None:
        """Return the latest sentence about the record's state, the first time only."""
        sentence, self._unseen = self._unseen, None
        return sentence

    def close(self) -> None:
        """Give back files and connections; the record can still be used and opens them again."""
        if self._store is not None:
            self._store.close()

    def _usable_store(self) -> Store | None:
        """The store, unless it is beyond use or failed a moment ago."""
        resting = self._next_try is not None and self._clock() < self._next_try
        return None if resting or self._given_up else self._store

    def _connected(self, store: Store) -> bool:
        return store.is_open or store.open(self._clock())

    def _look(self) -> None:
        """Find out whether the learner agreed already, here or in another notebook."""
        store = self._usable_store()
        if store is None:
            return
        try:
            if self._connected(store) and store.consented(self.learner):
                self._consent = Consent.GRANTED
        except UnusableRecordError as fault:
            earlier = store.read_only_copy(self.learner) if fault.kind is FaultKind.READ_ONLY else None
            if earlier is not None:
                self._earlier, self._consent = earlier, Consent.GRANTED
            self._went_wrong(fault)

    def _write(self) -> bool:
        """Write what is pending; return whether nothing is pending any more."""
        if self.consent is not Consent.GRANTED:
            return False
        store = self._usable_store()
        if store is None:
            return False
        batch = list(self._pending.values())
        try:
            if self._agreed_at is not None:
                store.create(self._clock())
                store.grant(self.learner, self._agreed_at)
                self._agreed_at = None
            if not self._connected(store) or not store.write(batch, self.learner):
                self._consent = Consent.UNKNOWN  # taken back in another notebook
                return False
        except UnusableRecordError as fault:
            self._went_wrong(fault)
            return False
        for attempt in batch:
            self._pending.pop(attempt.attempt_id, None)
        self._went_well()
        return True

    def _read(self, everyone: bool) -> None:
        store = self._store if self._trouble in _STILL_READABLE else self._usable_store()
        if store is None:
            return
        try:
            if self._connected(store):
                self._earlier = store.read(None if everyone else self.learner)
        except UnusableRecordError as fault:
            self._went_wrong(fault)

    def _went_wrong(self, fault: UnusableRecordError) -> None:
        """Say it once in plain words and go on in memory."""
        cures = [cure for cure in (fault.cure, _CURES.get(fault.kind)) if cure]
        if fault.kind in _LOST and self._store is not None:
            cures += self._lose(self._store, fault.kind)
        elif fault.kind in _LASTING:
            self._given_up = True
        else:
            self._next_try = self._clock() + RETRY_AFTER
        if fault.kind is not self._trouble:
            self.notice = self._unseen = " ".join([fault.what, _IN_MEMORY, *cures])
        self._trouble = fault.kind

    def _lose(self, store: Store, kind: FaultKind) -> list[str]:
        """Start over as before the learner's agreement, with this session's attempts in memory."""
        self._consent = Consent.UNKNOWN
        self._agreed_at = None
        self._pending = dict(self._session)
        self._earlier = []
        if kind is FaultKind.REMOVED:
            store.forget()
            return []
        aside = store.set_aside(self._clock())
        if aside is None:
            self._given_up = True
            return ["The damaged file was left as it is."]
        return [f"The damaged file was kept, unchanged, as {aside.name}.", _ASK_AGAIN]

    def _went_well(self) -> None:
        self._next_try = None
        if self._trouble is not None:
            self._trouble = self.notice = None
            self._unseen = "Your record can be written again; the answers of this session are in it now."
