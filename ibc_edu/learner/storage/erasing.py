"""Deleting a learner's data, so that "deleted" is true on the disk, or says what remains and why."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from ibc_edu.learner.storage import engines, layout
from ibc_edu.learner.storage.files import learners_in
from ibc_edu.learner.storage.separation import Separation
from ibc_edu.learner.storage.store import Store

_SERVER = "PostgreSQL keeps deleted rows in its own files, and in backups, until they are cleaned up there."
_STILL_OPEN = "What was deleted can still be found in {0} and {0}-wal until the other program that reads it closes it."


@dataclass(frozen=True)
class Erased:
    """What an erasure removed, and what it could not.

    Parameters
    ----------
    removed : list of Path
        Files that are gone.
    remains : list of str
        What is left and why, each as one sentence.
    """

    removed: list[Path] = field(default_factory=list)
    remains: list[str] = field(default_factory=list)


def erase(store: Store, learner: str) -> Erased:
    """Delete everything of `learner`; a file that then holds nothing of anybody goes, and so do copies set aside.

    Whether the file holds anything of somebody else is decided under the lock that deletes: nobody comes in between.

    Raises
    ------
    UnusableRecordError
        If the record cannot be changed; then nothing is deleted.
    """
    removed: list[Path] = []
    if store.separation is Separation.ROWS:
        with store.transaction(writes=True) as connection:
            connection.execute(sa.select(sa.func.ibc_edu_erase()))
        return Erased([], [_SERVER])
    with store.faults(), store.begin(writes=True) as connection:
        for table in layout.OF_A_LEARNER:
            connection.execute(sa.delete(table).where(table.c.learner == learner))
        others = (connection.scalar(sa.select(table.c.learner).limit(1)) for table in layout.OF_A_LEARNER)
        alone = all(other is None for other in others)
        if store.file and alone:
            removed = store.file.remove()
    if not store.file:
        return Erased([], [_SERVER])
    if alone:
        store.forget()
    remains = [] if alone else _cleaned(store)
    copies = erase_copies(store, learner, alone=alone)
    return Erased(removed + copies.removed, remains + copies.remains)


def erase_copies(store: Store, learner: str, *, alone: bool = True) -> Erased:
    """Remove the damaged copies that were set aside, but for those that hold, or may hold, answers of others too.

    Parameters
    ----------
    store : Store
    learner : str
    alone : bool
        Whether nobody else is known here; a copy that tells nothing any more is then taken for the learner's own.

    Raises
    ------
    UnusableRecordError
        If one cannot be removed.
    """
    erased = Erased()
    for copy in store.file.copies() if store.file else []:
        learners = learners_in(copy)
        if learners is None and not alone:
            erased.remains.append(f"{copy} is damaged and may hold answers of others too; it was left.")
        elif learners is not None and learners - {learner}:
            erased.remains.append(f"{copy} holds answers of others too; it was left.")
        elif store.file:
            with store.faults():
                erased.removed.extend(store.file.remove_copy(copy))
    return erased


def _cleaned(store: Store) -> list[str]:
    """Bring deletions into the file and empty the `-wal`; say what remains if another program reads all the while."""
    end = time.monotonic() + engines.BUSY_SECONDS / 4
    with store.faults():
        while store.checkpoint("TRUNCATE"):
            if time.monotonic() > end:
                return [_STILL_OPEN.format(store.label)]
            time.sleep(0.05)
    return []
