"""How a database is spoken to: what SQLite commits is on the disk, and PostgreSQL is not waited for without end."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any
from weakref import WeakSet

import sqlalchemy as sa

from ibc_edu.learner.storage import peek

BUSY_SECONDS = 8.0  # how long a write waits for another notebook's write; shorter than the learner's wait
CONNECT_SECONDS = 5  # how long opening waits for a server
_DEAD_AFTER = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2, "tcp_user_timeout": 9000}


def sqlite_engine(path: Path) -> sa.Engine:
    """Return an engine for an SQLite file. What it deletes is overwritten; what it commits is on the disk."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        peek.connected(path)
        # Python's driver would begin transactions on its own, and not before a CREATE TABLE.
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")

    @sa.event.listens_for(engine, "close")
    def _closes(_connection: Any, _record: Any) -> None:
        peek.disconnected(path)

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        # A write asks for its lock at once: one that began by reading could not wait for it.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class Lines:
    """The connections of an engine to a server, so that one that hangs can be cut from outside."""

    def __init__(self) -> None:
        self._open: WeakSet[Any] = WeakSet()

    def add(self, connection: Any) -> None:
        """Remember a driver's connection."""
        self._open.add(connection)

    def cut(self) -> None:
        """Cut all connections: whoever waits for an answer on one gets an error at once."""
        for connection in list(self._open):
            try:
                with socket.socket(fileno=os.dup(connection.fileno())) as line:
                    line.shutdown(socket.SHUT_RDWR)
            except Exception:
                continue


def postgres_engine(url: sa.URL, lines: Lines) -> sa.Engine:
    """Return an engine for a server; its connections are among `lines`, and give up waiting for locks."""
    waits = {"connect_timeout": CONNECT_SECONDS, **_DEAD_AFTER}
    ours = {name: seconds for name, seconds in waits.items() if name not in url.query}
    engine = sa.create_engine(url, pool_pre_ping=True, connect_args=ours)

    @sa.event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, _record: Any, arguments: Any, keywords: Any) -> Any:
        connection = dialect.connect(*arguments, **keywords)
        lines.add(connection)
        return connection

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        patience = int(1000 * BUSY_SECONDS)
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {patience}")
            cursor.execute(f"SET statement_timeout = {patience}")
        connection.commit()

    return engine
