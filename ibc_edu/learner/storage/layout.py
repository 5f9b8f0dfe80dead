"""The tables of a record, and the steps that bring an older record up to date.

A step is never changed once released: a new version of the tables is a new step at the end of `MIGRATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from ibc_edu.learner.storage.files import APPLICATION_ID

metadata = sa.MetaData()

# `sequence` says in which order attempts reached the record. Clocks are set back and ahead; it only grows.
attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("attempt_id", sa.Text, primary_key=True),
    sa.Column("learner", sa.Text, primary_key=True),
    sa.Column("item_id", sa.Text, nullable=False),
    sa.Column("item_hash", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("lesson", sa.Text, nullable=False),
    sa.Column("objective", sa.Text, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("response", sa.Text, nullable=False, comment="JSON"),
    sa.Column("score", sa.Double),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("sureness", sa.Integer),
    sa.Column("misconceptions", sa.Text, nullable=False, comment="JSON list"),
    sa.Column("try_number", sa.Integer, nullable=False),
    sa.Column("seconds", sa.Double),
    sa.Column("at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
    sa.Column("session_id", sa.Text, nullable=False),
)

consent = sa.Table(
    "consent",
    metadata,
    sa.Column("learner", sa.Text, primary_key=True),
    sa.Column("granted_at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
)

# What a learner has put into an exam that is not handed in yet.
drafts = sa.Table(
    "ibc_edu_drafts",
    metadata,
    sa.Column("learner", sa.Text, primary_key=True),
    sa.Column("quiz_id", sa.Text, primary_key=True),
    sa.Column("content", sa.Text, nullable=False, comment="JSON"),
    sa.Column("saved_at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
)

# What follows from a long history, so that it need not be read from its beginning: see `history.History`.
summaries = sa.Table(
    "ibc_edu_summaries",
    metadata,
    sa.Column("learner", sa.Text, primary_key=True),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("last_sequence", sa.BigInteger, nullable=False),
    sa.Column("attempts", sa.BigInteger, nullable=False),
    sa.Column("content", sa.Text, nullable=False, comment="JSON"),
)

OF_A_LEARNER = (attempts, consent, drafts, summaries)

version_table = sa.Table(
    "ibc_edu_version",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("migrated_at", sa.Text, nullable=False, comment="ISO 8601, UTC"),
)

# Any number will do, as long as every process takes the same one.
POSTGRES_LOCK = 7_311_405


def _create_attempts_and_consent(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        """
        CREATE TABLE attempts (
            attempt_id TEXT NOT NULL PRIMARY KEY,
            learner TEXT NOT NULL,
            item_id TEXT NOT NULL,
            item_hash TEXT NOT NULL,
            kind TEXT NOT NULL,
            lesson TEXT NOT NULL,
            objective TEXT NOT NULL,
            mode TEXT NOT NULL,
            response TEXT NOT NULL,
            score DOUBLE PRECISION,
            outcome TEXT NOT NULL,
            sureness INTEGER,
            misconceptions TEXT NOT NULL,
            try_number INTEGER NOT NULL,
            seconds DOUBLE PRECISION,
            at TEXT NOT NULL,
            session_id TEXT NOT NULL
        )
        """
    )
    connection.exec_driver_sql("CREATE INDEX attempts_by_learner ON attempts (learner, at)")
    connection.exec_driver_sql("CREATE TABLE consent (learner TEXT NOT NULL PRIMARY KEY, granted_at TEXT NOT NULL)")


_COLUMNS = (
    "attempt_id, learner, item_id, item_hash, kind, lesson, objective, mode, response, score, outcome, sureness, "
    "misconceptions, try_number, seconds, at, session_id"
)


def _number_attempts_and_keep_drafts(connection: sa.Connection) -> None:
    """Give each attempt its place in the order of arrival, as far as the tables still tell it."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP INDEX attempts_by_learner")
        connection.exec_driver_sql("ALTER TABLE attempts RENAME TO attempts_before")
        connection.exec_driver_sql(
            """
            CREATE TABLE attempts (
                sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
                attempt_id TEXT NOT NULL UNIQUE,
                learner TEXT NOT NULL,
                item_id TEXT NOT NULL,
                item_hash TEXT NOT NULL,
                kind TEXT NOT NULL,
                lesson TEXT NOT NULL,
                objective TEXT NOT NULL,
                mode TEXT NOT NULL,
                response TEXT NOT NULL,
                score DOUBLE PRECISION,
                outcome TEXT NOT NULL,
                sureness INTEGER,
                misconceptions TEXT NOT NULL,
                try_number INTEGER NOT NULL,
                seconds DOUBLE PRECISION,
                at TEXT NOT NULL,
                session_id TEXT NOT NULL
            )
            """
        )
        connection.exec_driver_sql(
            f"INSERT INTO attempts ({_COLUMNS}) SELECT {_COLUMNS} FROM attempts_before ORDER BY rowid"
        )
        connection.exec_driver_sql("DROP TABLE attempts_before")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        connection.exec_driver_sql("ALTER TABLE attempts ADD COLUMN sequence BIGINT GENERATED BY DEFAULT AS IDENTITY")
        connection.exec_driver_sql("DROP INDEX attempts_by_learner")
    connection.exec_driver_sql("CREATE INDEX attempts_by_sequence ON attempts (learner, sequence)")
    connection.exec_driver_sql("CREATE INDEX attempts_by_item ON attempts (learner, item_id, sequence)")
    connection.exec_driver_sql(
        """
        CREATE TABLE ibc_edu_drafts (
            learner TEXT NOT NULL,
            quiz_id TEXT NOT NULL,
            content TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            PRIMARY KEY (learner, quiz_id)
        )
        """
    )
    connection.exec_driver_sql(
        """
        CREATE TABLE ibc_edu_summaries (
            learner TEXT NOT NULL PRIMARY KEY,
            form TEXT NOT NULL,
            last_sequence BIGINT NOT NULL,
            attempts BIGINT NOT NULL,
            content TEXT NOT NULL
        )
        """
    )


def _number_attempts_by_learner(connection: sa.Connection) -> None:
    """Let two learners have an attempt of the same number: neither can tell, or keep, the other from having it."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("ALTER TABLE attempts DROP CONSTRAINT attempts_pkey")
        connection.exec_driver_sql("ALTER TABLE attempts ADD PRIMARY KEY (learner, attempt_id)")
        return
    connection.exec_driver_sql("DROP INDEX attempts_by_sequence")
    connection.exec_driver_sql("DROP INDEX attempts_by_item")
    connection.exec_driver_sql("ALTER TABLE attempts RENAME TO attempts_before")
    connection.exec_driver_sql(
        """
        CREATE TABLE attempts (
            sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            attempt_id TEXT NOT NULL,
            learner TEXT NOT NULL,
            item_id TEXT NOT NULL,
            item_hash TEXT NOT NULL,
            kind TEXT NOT NULL,
            lesson TEXT NOT NULL,
            objective TEXT NOT NULL,
            mode TEXT NOT NULL,
            response TEXT NOT NULL,
            score DOUBLE PRECISION,
            outcome TEXT NOT NULL,
            sureness INTEGER,
            misconceptions TEXT NOT NULL,
            try_number INTEGER NOT NULL,
            seconds DOUBLE PRECISION,
            at TEXT NOT NULL,
            session_id TEXT NOT NULL,
            UNIQUE (learner, attempt_id)
        )
        """
    )
    connection.exec_driver_sql(
        f"INSERT INTO attempts (sequence, {_COLUMNS}) SELECT sequence, {_COLUMNS} FROM attempts_before"
    )
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'attempts'")
    connection.exec_driver_sql("UPDATE sqlite_sequence SET name = 'attempts' WHERE name = 'attempts_before'")
    connection.exec_driver_sql("DROP TABLE attempts_before")
    connection.exec_driver_sql("CREATE INDEX attempts_by_sequence ON attempts (learner, sequence)")
    connection.exec_driver_sql("CREATE INDEX attempts_by_item ON attempts (learner, item_id, sequence)")


MIGRATIONS: list[Callable[[sa.Connection], None]] = [
    _create_attempts_and_consent,
    _number_attempts_and_keep_drafts,
    _number_attempts_by_learner,
]


def version_of(connection: sa.Connection) -> int:
    """Return the version of the tables behind `connection`; 0 if there are none of this course."""
    if not sa.inspect(connection).has_table(version_table.name):
        return 0
    return connection.scalar(sa.select(sa.func.max(version_table.c.version))) or 0


def migrate(engine: sa.Engine, at: datetime) -> None:
    """Bring the tables up to date, each step and the note of its version in one transaction.

    Two processes may call this at once: the second waits, and finds the step done.
    """
    for version in range(1, len(MIGRATIONS) + 1):
        with engine.begin() as connection:
            take_step(connection, version, at)


def take_step(connection: sa.Connection, version: int, at: datetime) -> None:
    """Take the step to one version, with its note, unless it was taken; the ones before it must have been."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRES_LOCK})")
    if version_of(connection) >= version:
        return
    version_table.create(connection, checkfirst=True)
    MIGRATIONS[version - 1](connection)
    connection.execute(sa.insert(version_table).values(version=version, migrated_at=at.isoformat()))
