"""Attempts as rows of the record, both ways; rows that cannot be read are counted, and damaged texts are healed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from ibc_edu.errors import RecordError
from ibc_edu.learner.storage import layout
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

_COLUMNS = [column for column in layout.attempts.columns if column.name != "sequence"]
_NAMES = [column.name for column in _COLUMNS]
_MODES = {mode.value: mode for mode in Mode}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
PAGE = 20_000  # rows in one call, so that a long history is not one long wait
_NOT_TEXT = "Could not decode to UTF-8"


@dataclass(frozen=True)
class Rows:
    """Attempts read from a record.

    Parameters
    ----------
    attempts : list of Attempt
        In the order in which they reached the record.
    last : int
        The highest sequence number among the rows read; 0 if there were none.
    read : int
        Rows read, unreadable ones among them.
    total : int
        Rows that the record holds of this learner, or of everyone; those read where some questions were asked for.
    """

    attempts: list[Attempt]
    last: int
    read: int
    total: int

    @property
    def more(self) -> bool:
        """Whether there may be further rows: a long history is read in pages."""
        return self.read >= PAGE

    @property
    def unreadable(self) -> int:
        """How many of the rows are no attempts: someone edited them."""
        return self.read - len(self.attempts)


def row_of(attempt: Attempt) -> dict[str, Any]:
    """Return an attempt as the values of its row."""
    row: dict[str, Any] = dict(attempt.to_dict())
    row["response"] = json.dumps(row["response"])
    row["misconceptions"] = json.dumps(row["misconceptions"])
    return row


def same_row(stored: Any, row: Mapping[str, Any]) -> bool:
    """Whether a stored row says what `row` says."""
    return all(stored[name] == row[name] for name in _NAMES)


def read_rows(
    connection: sa.Connection, learner: str | None, *, after: int | None = None, items: Sequence[str] | None = None
) -> Rows:
    """Read attempts of `learner`, of everyone for None: a page after a sequence number, those at some items, or all.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        If the database cannot be read.
    """
    table = layout.attempts.c
    query = sa.select(table.sequence, *_COLUMNS)
    count = sa.select(sa.func.count()).select_from(layout.attempts)
    if learner is not None:
        query, count = query.where(table.learner == learner), count.where(table.learner == learner)
    if after is not None:
        query = query.where(table.sequence > after).order_by(table.sequence).limit(PAGE)
    if items is not None:
        query = query.where(table.item_id.in_(items))
    rows = _fetched(connection, query)
    if after is None:  # sorted here: told to, SQLite would walk through all rows in their order instead of by item
        rows = sorted(rows, key=itemgetter(0))
    attempts = []
    for row in rows:
        try:
            attempts.append(_attempt_of(*row[1:]))
        except (RecordError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            continue
    total = len(rows) if items is not None else connection.scalar(count) or 0
    return Rows(attempts, rows[-1][0] if rows else 0, len(rows), total)


def _fetched(connection: sa.Connection, query: sa.Select[Any]) -> Sequence[Any]:
    try:
        return connection.execute(query).fetchall()
    except sa.exc.OperationalError as error:
        if _NOT_TEXT not in str(error.orig):
            raise
    driver: Any = connection.connection.driver_connection  # of SQLite; PostgreSQL keeps no such text
    driver.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        return connection.execute(query).fetchall()
    finally:
        driver.text_factory = str


def _attempt_of(*values: Any) -> Attempt:
    fields = dict(zip(_NAMES, values, strict=True))
    response, misconceptions, sureness = fields["response"], fields["misconceptions"], fields["sureness"]
    fields["response"] = _healed(json.loads(response)) if "\\ud" in response else json.loads(response)
    fields["misconceptions"] = () if misconceptions == "[]" else tuple(json.loads(misconceptions))
    fields["mode"] = _MODES[fields["mode"]]
    fields["outcome"] = _OUTCOMES[fields["outcome"]]
    fields["sureness"] = None if sureness is None else Sureness(sureness)
    fields["at"] = datetime.fromisoformat(fields["at"])
    return Attempt(**fields)


def _healed(value: Any) -> Any:
    """Put the replacement character in the place of half characters, which earlier versions let in."""
    if isinstance(value, str):
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= char <= "\udfff" else char for char in value)
    if isinstance(value, dict):
        return {_healed(key): _healed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_healed(inner) for inner in value]
    return value
