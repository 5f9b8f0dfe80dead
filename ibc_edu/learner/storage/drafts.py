"""What a learner has put into an exam that is not handed in yet."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from ibc_edu.learner.storage import layout
from ibc_edu.learner.storage.store import Store, has_agreed


def read_draft(store: Store, learner: str, quiz_id: str) -> str | None:
    """Return the draft of an exam as it was kept, or None if there is none.

    Raises
    ------
    UnusableRecordError
        If the record cannot be read.
    """
    table = layout.drafts.c
    with store.transaction() as connection:
        query = sa.select(table.content).where(table.learner == learner, table.quiz_id == quiz_id)
        content: str | None = connection.scalar(query)
        return content


def keep_draft(store: Store, learner: str, quiz_id: str, content: str | None, at: datetime) -> None:
    """Keep the draft of an exam in place of an earlier one, or forget it for None, if the learner's agreement stands.

    Raises
    ------
    UnusableRecordError
        If the record cannot be written.
    """
    table = layout.drafts
    with store.transaction(writes=True) as connection:
        if not has_agreed(connection, learner):
            return
        connection.execute(sa.delete(table).where(table.c.learner == learner, table.c.quiz_id == quiz_id))
        if content is not None:
            row = {"learner": learner, "quiz_id": quiz_id, "content": content, "saved_at": at.isoformat()}
            connection.execute(sa.insert(table), row)
