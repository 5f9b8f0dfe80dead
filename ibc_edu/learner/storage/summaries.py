"""The summary of a long history, so that the next kernel need not read it from its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from ibc_edu.learner.storage import layout
from ibc_edu.learner.storage.store import Store, chunks, has_agreed


@dataclass(frozen=True)
class Summary:
    """A summary as it was kept.

    Parameters
    ----------
    content : str
    last : int
        Sequence number of the last attempt in it.
    attempts : int
        How many there are in it.
    own : list of str
        Those of some ids that are in it.
    """

    content: str
    last: int
    attempts: int
    own: list[str]


def read_summary(store: Store, learner: str, form: str, own: Iterable[str]) -> Summary | None:
    """Return the summary that was kept in this form, and which of the ids `own` are in it; None if there is none.

    Raises
    ------
    UnusableRecordError
        If the record cannot be read.
    """
    table, attempts = layout.summaries, layout.attempts.c
    with store.transaction() as connection:
        found = connection.execute(sa.select(table).where(table.c.learner == learner, table.c.form == form)).first()
        if found is None:
            return None
        inside: list[str] = []
        for ids in chunks(list(own)):
            query = sa.select(attempts.attempt_id).where(attempts.learner == learner, attempts.attempt_id.in_(ids))
            inside += connection.scalars(query.where(attempts.sequence <= found.last_sequence))
        return Summary(found.content, found.last_sequence, found.attempts, inside)


def keep_summary(store: Store, learner: str, form: str, summary: Summary) -> None:
    """Keep a summary in place of an earlier one, if the learner's agreement stands.

    Raises
    ------
    UnusableRecordError
        If the record cannot be written.
    """
    table = layout.summaries
    row = {"learner": learner, "form": form, "last_sequence": summary.last, "attempts": summary.attempts}
    with store.transaction(writes=True) as connection:
        if has_agreed(connection, learner):
            connection.execute(sa.delete(table).where(table.c.learner == learner))
            connection.execute(sa.insert(table), row | {"content": summary.content})
