"""Learners are kept apart: row-level security, classes, and the few things that a role may do.

Policies ask for `session_user`, the role that logged in: `SET ROLE` does not change it, and neither does a function
that runs with its owner's rights.
"""

from __future__ import annotations

from alembic import op

from ibc_edu.learner.school.names import EDUCATORS, LEARNERS

revision = "0004"
down_revision = "0003"

_ALL = "attempts, consent, ibc_edu_drafts, ibc_edu_summaries, ibc_edu_version, ibc_edu_classes"
# All but `sequence`, which the server counts.
_COLUMNS = (
    "attempt_id, learner, item_id, item_hash, kind, lesson, objective, mode, response, score, outcome, sureness, "
    "misconceptions, try_number, seconds, at, session_id"
)
_FUNCTION = "LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
_OWN = "(learner = session_user::text)"

_STEPS = [
    """
    CREATE TABLE ibc_edu_classes (
        class TEXT NOT NULL, member TEXT NOT NULL, teaches BOOLEAN NOT NULL DEFAULT FALSE, PRIMARY KEY (class, member)
    )
    """,
    *(
        f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        for role in (LEARNERS, EDUCATORS)
    ),
    # Nothing for those who are neither.
    "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC",
    f"REVOKE ALL ON {_ALL} FROM PUBLIC",
    f"GRANT CONNECT ON DATABASE {{database}} TO {LEARNERS}, {EDUCATORS}",
    f"GRANT USAGE ON SCHEMA {{schema}} TO {LEARNERS}, {EDUCATORS}",
    f"GRANT SELECT ON ibc_edu_version TO {LEARNERS}, {EDUCATORS}",
    # A learner reads and adds; an answer is never changed, and goes by the function below only.
    f"GRANT SELECT, INSERT ({_COLUMNS}) ON attempts TO {LEARNERS}",
    f"GRANT SELECT, INSERT ON consent TO {LEARNERS}",
    f"GRANT SELECT, INSERT, DELETE ON ibc_edu_drafts, ibc_edu_summaries TO {LEARNERS}",
    f"GRANT SELECT ON ibc_edu_classes TO {LEARNERS}, {EDUCATORS}",
    f"GRANT SELECT ON attempts TO {EDUCATORS}",
    *(
        statement
        for table in ("attempts", "consent", "ibc_edu_drafts", "ibc_edu_summaries")
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY own_rows ON {table} TO {LEARNERS} USING {_OWN} WITH CHECK {_OWN}",
        )
    ),
    # An educator reads the answers of the classes they have, of those who agreed to being recorded.
    f"""
    CREATE FUNCTION ibc_edu_may_read(who text) RETURNS boolean STABLE {_FUNCTION} AS $$
        SELECT EXISTS (
            SELECT FROM {{schema}}.ibc_edu_classes AS mine JOIN {{schema}}.ibc_edu_classes AS theirs USING (class)
            WHERE mine.member = session_user::text AND mine.teaches AND theirs.member = who
        ) AND EXISTS (SELECT FROM {{schema}}.consent WHERE learner = who)
    $$
    """,
    f"CREATE POLICY of_my_classes ON attempts FOR SELECT TO {EDUCATORS} USING (ibc_edu_may_read(learner))",
    # Who is in which class: one's own line, and the lines of the classes that one teaches.
    f"""
    CREATE FUNCTION ibc_edu_teaches(what text) RETURNS boolean STABLE {_FUNCTION} AS $$
        SELECT EXISTS (
            SELECT FROM {{schema}}.ibc_edu_classes WHERE class = what AND member = session_user::text AND teaches
        )
    $$
    """,
    "ALTER TABLE ibc_edu_classes ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY own_line ON ibc_edu_classes FOR SELECT TO {LEARNERS}, {EDUCATORS} "
    "USING (member = session_user::text)",
    f"CREATE POLICY own_classes ON ibc_edu_classes FOR SELECT TO {EDUCATORS} USING (ibc_edu_teaches(class))",
    # What a learner may do to what is there: erase all of it, and take the agreement back.
    f"""
    CREATE FUNCTION ibc_edu_erase() RETURNS void {_FUNCTION} AS $$
        DELETE FROM {{schema}}.attempts WHERE learner = session_user::text;
        DELETE FROM {{schema}}.consent WHERE learner = session_user::text;
        DELETE FROM {{schema}}.ibc_edu_drafts WHERE learner = session_user::text;
        DELETE FROM {{schema}}.ibc_edu_summaries WHERE learner = session_user::text;
    $$
    """,
    f"""
    CREATE FUNCTION ibc_edu_withdraw() RETURNS void {_FUNCTION} AS $$
        DELETE FROM {{schema}}.consent WHERE learner = session_user::text
    $$
    """,
    "REVOKE ALL ON FUNCTION ibc_edu_may_read(text), ibc_edu_teaches(text), ibc_edu_erase(), ibc_edu_withdraw() "
    "FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION ibc_edu_may_read(text), ibc_edu_teaches(text) TO {EDUCATORS}",
    f"GRANT EXECUTE ON FUNCTION ibc_edu_erase(), ibc_edu_withdraw() TO {LEARNERS}",
]


def upgrade() -> None:
    """Make the roles of groups, the policies and the functions."""
    connection = op.get_bind()
    quoted = connection.dialect.identifier_preparer.quote_identifier
    names = {
        "{schema}": connection.exec_driver_sql("SELECT current_schema()").scalar(),
        "{database}": connection.exec_driver_sql("SELECT current_database()").scalar(),
    }
    for statement in _STEPS:
        for name, value in names.items():
            statement = statement.replace(name, quoted(str(value)))
        connection.exec_driver_sql(statement)
