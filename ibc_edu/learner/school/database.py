"""A school's database, as its owner uses it: making it, and letting people in and out."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ibc_edu.errors import RecordError
from ibc_edu.learner.school.names import EDUCATORS, LEARNERS, is_educator, role_name
from ibc_edu.learner.storage.engines import BUSY_SECONDS, Lines, postgres_engine
from ibc_edu.learner.storage.urls import label_of, url_of

_SECRET_BYTES = 24
_CONNECTIONS = 16  # of one learner at once: a kernel has up to two, and one has several lessons open
_IDLE_MS = 60_000  # a transaction that was left open holds nobody longer


@dataclass(frozen=True)
class Account:
    """How one person reaches the school's database.

    Parameters
    ----------
    role : str
        The login role, which is also the learner's code.
    url : str
        What `IBC_EDU_RECORD` takes, with the password in it.
    """

    role: str
    url: str

    def environment(self) -> dict[str, str]:
        """What a kernel of this person needs in its environment; an educator's shows the classes too."""
        needed = {"IBC_EDU_RECORD": self.url, "IBC_EDU_LEARNER": self.role}
        return needed | {"IBC_EDU_CLASS": self.url} if is_educator(self.url) else needed


class School:
    """The database of a school behind its owner's URL.

    Parameters
    ----------
    url : str
        URL of PostgreSQL, of a role that owns the tables and may make roles (`CREATEROLE`).

    Raises
    ------
    RecordError
        If the URL is not one of PostgreSQL, or the package's extra `school` is not installed.
    """

    def __init__(self, url: str) -> None:
        self._url = url_of(url)
        if self._url.get_backend_name() != "postgresql":
            raise RecordError("A school's record needs PostgreSQL.", cure="Give a URL that begins with postgresql://.")
        try:
            self._engine = postgres_engine(self._url, Lines())
        except ImportError as error:
            raise _missing(error) from error

    def initialize(self) -> str:
        """Make the tables, roles and policies, or bring those of an earlier version up to date; return the revision.

        Raises
        ------
        RecordError
            If the server cannot be reached, or does not let this role do it; then nothing is changed.
        """
        try:
            from alembic import command
            from alembic.config import Config
            from alembic.migration import MigrationContext
        except ImportError as error:
            raise _missing(error) from error
        config = Config()
        config.set_main_option("script_location", "ibc_edu.learner.school:migrations")
        with self._plain("make or renew the tables"), self._engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            return str(MigrationContext.configure(connection).get_current_revision())

    def admit(
        self,
        person: str,
        *,
        classes: list[str] | None = None,
        teaches: bool = False,
        until: datetime | None = None,
        exactly: bool = False,
    ) -> Account:
        """Give a person a role with a new password; the one before stops working.

        Parameters
        ----------
        person : str
            A code or user name, unique in the school.
        classes : list of str, optional
            Classes that the person learns in, or teaches.
        teaches : bool
        until : datetime, optional
            Aware; the password ends then.
        exactly : bool
            Whether these are all classes of the person in this role; otherwise those of before stay.

        Raises
        ------
        RecordError
            If the server cannot be reached, or the role that has this name is none of the course's.
        """
        role, secret = role_name(person, teaches=teaches), secrets.token_urlsafe(_SECRET_BYTES)
        with self._plain(f"let {person} in"), self._engine.begin() as connection:
            self._make_role(connection, role, teaches=teaches)
            self._set_password(connection, role, secret, until)
            if exactly:
                connection.execute(_NO_CLASSES, {"role": role})
            for name in classes or []:
                row = {"class": name, "member": role, "teaches": teaches}
                connection.execute(_MEMBER, row)
        url = self._url.set(username=role, password=secret)
        return Account(role, url.render_as_string(hide_password=False))

    def dismiss(self, person: str, *, teaches: bool = False, erase: bool = False) -> None:
        """Take a person's role away; their answers stay unless they are to be erased too.

        Raises
        ------
        RecordError
            If the server cannot be reached or does not let this role do it, or the person has no role here.
        """
        role = role_name(person, teaches=teaches)
        with self._plain(f"take away {person}"), self._engine.begin() as connection:
            if not _is_ours(connection, role):
                raise RecordError(f"{person} has no role here.", cure="Look at the spelling; nothing was changed.")
            connection.execute(_NO_CLASSES, {"role": role})
            if erase:
                for table in ("attempts", "consent", "ibc_edu_drafts", "ibc_edu_summaries"):
                    connection.execute(sa.text(f"DELETE FROM {table} WHERE learner = :role"), {"role": role})
            connection.exec_driver_sql(f"DROP ROLE {_quoted(connection, role)}")

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def _make_role(self, connection: sa.Connection, role: str, *, teaches: bool) -> None:
        name = _quoted(connection, role)
        if not _exists(connection, role):
            connection.exec_driver_sql(
                f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT {_CONNECTIONS}"
            )
            connection.exec_driver_sql(f"GRANT {LEARNERS} TO {name}")
            if teaches:
                connection.exec_driver_sql(f"GRANT {EDUCATORS} TO {name}")
            patience = int(1000 * BUSY_SECONDS)
            for setting, value in {
                "statement_timeout": patience,
                "lock_timeout": patience,
                "idle_in_transaction_session_timeout": _IDLE_MS,
            }.items():
                connection.exec_driver_sql(f"ALTER ROLE {name} SET {setting} = {value}")
        elif not _is_ours(connection, role):
            raise RecordError(f"The server has a role {role} that is none of this course's.", cure="Take another name.")

    def _set_password(self, connection: sa.Connection, role: str, secret: str, until: datetime | None) -> None:
        driver: Any = connection.connection.driver_connection
        # Encrypted here, so that no log of the server has it.
        coded = driver.pgconn.encrypt_password(secret.encode(), role.encode(), b"scram-sha-256").decode()
        end = until.isoformat() if until else "infinity"
        name = _quoted(connection, role)
        connection.exec_driver_sql(f"ALTER ROLE {name} PASSWORD '{coded}' VALID UNTIL '{end}'")

    @contextmanager
    def _plain(self, doing: str) -> Iterator[None]:
        """Errors of the server as one sentence.

        Raises
        ------
        RecordError
            In place of what SQLAlchemy raises.
        """
        try:
            yield
        except sa.exc.SQLAlchemyError as error:
            said = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
            raise RecordError(f"The server did not {doing}: {said}", where=label_of(self._url)) from error


_NO_CLASSES = sa.text("DELETE FROM ibc_edu_classes WHERE member = :role")
_MEMBER = sa.text(
    "INSERT INTO ibc_edu_classes (class, member, teaches) VALUES (:class, :member, :teaches) "
    "ON CONFLICT (class, member) DO UPDATE SET teaches = excluded.teaches"
)


def _exists(connection: sa.Connection, role: str) -> bool:
    query = sa.text("SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = :role")
    return bool(connection.scalar(query, {"role": role}))


def _is_ours(connection: sa.Connection, role: str) -> bool:
    query = sa.text(
        "SELECT count(*) FROM pg_catalog.pg_auth_members AS belongs "
        "JOIN pg_catalog.pg_roles AS one ON one.oid = belongs.member "
        "JOIN pg_catalog.pg_roles AS whole ON whole.oid = belongs.roleid "
        "WHERE one.rolname = :role AND whole.rolname = :whole"
    )
    return bool(connection.scalar(query, {"role": role, "whole": LEARNERS}))


def _quoted(connection: sa.Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _missing(error: ImportError) -> RecordError:
    return RecordError(
        f"A school's record needs a package that is not here: {error.name}.", cure='pip install "ibc-edu[school]"'
    )
