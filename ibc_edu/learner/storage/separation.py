"""Who else can read or change a learner's rows where a record is kept."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa


class Separation(StrEnum):
    """What keeps learners apart in a place where a record is kept; the value is a sentence for a reader."""

    FILE = "Whoever can open the file can read it and delete it; the system's rights of the file keep others out."
    ROWS = (
        "The server keeps learners apart: under your name, only your own answers can be read, added or erased. The "
        "educators of your classes read them while you agree to their being kept, and whoever runs the server can."
    )
    NONE = (
        "Nothing keeps learners apart: whoever uses this database in the course can read and erase the answers of all. "
        "Whoever runs it can change that with ibc-edu school init."
    )
    MEMORY = "Nothing is written, so nobody else can read it."


# Row-level security binds a role unless it owns the table, is a superuser or was exempted. See
# https://www.postgresql.org/docs/current/ddl-rowsecurity.html
_BOUND = """
SELECT count(*) = 4 FROM pg_catalog.pg_class AS found, pg_catalog.pg_roles AS me
WHERE me.rolname = session_user AND NOT me.rolsuper AND NOT me.rolbypassrls AND found.relrowsecurity
AND (found.relforcerowsecurity OR NOT pg_has_role(session_user, found.relowner, 'MEMBER'))
AND found.oid IN (
    to_regclass('attempts'), to_regclass('consent'), to_regclass('ibc_edu_drafts'), to_regclass('ibc_edu_summaries'))
"""


def separation_of(connection: sa.Connection) -> Separation:
    """Return what keeps learners apart for the user of an open connection."""
    if connection.dialect.name == "sqlite":
        return Separation.FILE
    return Separation.ROWS if connection.exec_driver_sql(_BOUND).scalar() else Separation.NONE
