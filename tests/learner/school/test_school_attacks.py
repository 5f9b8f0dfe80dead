"""What a learner or an educator may try with statements of their own: each is refused, or reaches nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from school_town import Town, answers, record_of, tried

from ibc_edu.learner.school.database import Account

ALICE = "learner_alice"
COPY = (
    "SELECT {number}, {learner}, item_id, item_hash, kind, lesson, objective, mode, response, score, outcome, "
    "sureness, misconceptions, try_number, seconds, at, session_id FROM attempts LIMIT 1"
)
COLUMNS = (
    "attempt_id, learner, item_id, item_hash, kind, lesson, objective, mode, response, score, outcome, sureness, "
    "misconceptions, try_number, seconds, at, session_id"
)
NOTHING: list[tuple[object, ...]] = []
ATTACKS: dict[str, object] = {
    f"SELECT * FROM attempts WHERE learner = '{ALICE}'": NOTHING,
    f"SELECT * FROM consent WHERE learner = '{ALICE}'": NOTHING,
    f"SELECT * FROM ibc_edu_drafts WHERE learner = '{ALICE}'": NOTHING,
    f"SELECT * FROM ibc_edu_summaries WHERE learner = '{ALICE}'": NOTHING,
    f"SELECT * FROM ibc_edu_classes WHERE member = '{ALICE}'": NOTHING,
    f"INSERT INTO consent VALUES ('{ALICE}', 'x')": "42501",
    f"INSERT INTO attempts ({COLUMNS}) " + COPY.format(number="'z'", learner=f"'{ALICE}'"): "42501",
    f"INSERT INTO attempts (sequence, {COLUMNS}) " + COPY.format(number="1, 'z'", learner="'learner_bob'"): "42501",
    f"INSERT INTO ibc_edu_drafts VALUES ('{ALICE}', 'exam', '1', 'x')": "42501",
    f"INSERT INTO ibc_edu_summaries VALUES ('{ALICE}', 'x', 1, 1, 'x')": "42501",
    "INSERT INTO ibc_edu_classes VALUES ('spring', 'learner_bob', TRUE)": "42501",
    "UPDATE ibc_edu_classes SET teaches = TRUE": "42501",
    "UPDATE attempts SET score = 1": "42501",
    "UPDATE attempts SET learner = 'learner_bob'": "42501",
    "UPDATE consent SET granted_at = 'x'": "42501",
    "DELETE FROM attempts": "42501",
    "DELETE FROM consent": "42501",
    f"DELETE FROM ibc_edu_drafts WHERE learner = '{ALICE}'": [("changed", 0)],
    "DELETE FROM ibc_edu_version": "42501",
    "TRUNCATE attempts": "42501",
    "DROP TABLE attempts": "42501",
    "ALTER TABLE attempts DISABLE ROW LEVEL SECURITY": "42501",
    "DROP POLICY own_rows ON attempts": "42501",
    "CREATE POLICY all_rows ON attempts USING (true)": "42501",
    "CREATE TABLE mine (i int)": "42501",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'": "42501",
    "CREATE VIEW v AS SELECT * FROM attempts": "42501",
    "CREATE SCHEMA s": "42501",
    f"SELECT ibc_edu_may_read('{ALICE}')": [(False,)],
    "SELECT ibc_edu_teaches('spring')": [(False,)],
    "ALTER FUNCTION ibc_edu_erase() SECURITY INVOKER": "42501",
    f"SET ROLE {ALICE}": "42501",
    "SET ROLE ibc_edu_educators": "42501",
    f"SET SESSION AUTHORIZATION {ALICE}": "42501",
    f"SET ROLE ibc_edu_learners; SELECT * FROM attempts WHERE learner = '{ALICE}'": NOTHING,
    "GRANT ibc_edu_educators TO learner_bob": "42501",
    f"ALTER ROLE {ALICE} PASSWORD 'x'": "42501",
    "ALTER ROLE learner_bob BYPASSRLS": "42501",
    "SET row_security = off; SELECT * FROM attempts": "42501",
    "SELECT nextval(pg_get_serial_sequence('attempts', 'sequence'))": "42501",
    "SELECT setval(pg_get_serial_sequence('attempts', 'sequence'), 1)": "42501",
    "SELECT rolpassword FROM pg_authid": "42501",
    "COPY attempts TO '/tmp/stolen'": "42501",
    "COPY (SELECT 1) TO PROGRAM 'id'": "42501",
    "SELECT pg_read_file('PG_VERSION')": "42501",
    f"SELECT most_common_vals FROM pg_stats WHERE tablename = 'attempts' AND attname = 'learner' "
    f"AND most_common_vals::text LIKE '%%{ALICE}%%'": NOTHING,
    f"SELECT query FROM pg_stat_activity WHERE usename = '{ALICE}' AND query NOT LIKE '<insufficient%%'": NOTHING,
    # Other ways to read.
    f"PREPARE p AS SELECT * FROM attempts WHERE learner = $1; EXECUTE p('{ALICE}')": NOTHING,
    f"DECLARE c CURSOR FOR SELECT * FROM attempts WHERE learner = '{ALICE}'; FETCH ALL FROM c": NOTHING,
    "SELECT attempt_id FROM attempts FOR UPDATE": "42501",
    "SELECT attempt_id FROM attempts WHERE learner <> 'learner_bob' ORDER BY ctid": NOTHING,
    "SELECT * FROM pg_stat_statements": "42P01",
    "SELECT stavalues1 FROM pg_statistic": "42501",
    "SELECT stxdmcv FROM pg_statistic_ext_data": "42501",
    "SELECT passwd FROM pg_shadow": "42501",
    "SELECT passwd FROM pg_user WHERE passwd NOT LIKE '***%%'": NOTHING,
    "SELECT umoptions FROM pg_user_mappings": NOTHING,
    "SELECT pg_ls_dir('.')": "42501",
    "SELECT pg_ls_logdir()": "42501",
    "SELECT pg_read_binary_file('PG_VERSION')": "42501",
    "SHOW hba_file": "42501",
    "SELECT lo_import('/etc/passwd')": "42501",
    "COPY attempts FROM '/etc/passwd'": "42501",
    "COPY attempts FROM PROGRAM 'id'": "42501",
    # Other ways to change, or to gain a right.
    f"ALTER ROLE {ALICE} VALID UNTIL '2000-01-01'": "42501",
    f"ALTER ROLE {ALICE} SET search_path = pg_temp": "42501",
    f"ALTER ROLE {ALICE} RENAME TO other": "42501",
    f"DROP ROLE {ALICE}": "42501",
    f"REASSIGN OWNED BY {ALICE} TO learner_bob": "42501",
    "CREATE ROLE learner_eve LOGIN": "42501",
    "ALTER ROLE learner_bob SUPERUSER": "42501",
    "ALTER ROLE learner_bob CONNECTION LIMIT 1000": "42501",
    "CREATE TABLE public.attempts (learner TEXT)": "42501",
    "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'": "42501",
    "CREATE EXTENSION plpython3u": "0A000",
    "CREATE TRIGGER t AFTER INSERT ON attempts EXECUTE FUNCTION suppress_redundant_updates_trigger()": "42501",
    "CREATE RULE r AS ON INSERT TO attempts DO ALSO NOTHING": "42501",
    "CREATE PUBLICATION everything FOR ALL TABLES": "42501",
    "SELECT pg_create_logical_replication_slot('s', 'pgoutput')": "42501",
    "ALTER POLICY own_rows ON attempts USING (true)": "42501",
    # These do nothing, and say so in a warning; or they touch only what a role without tables would make.
    "GRANT SELECT ON attempts TO PUBLIC; SELECT 'attempts'::regclass::text FROM pg_class "
    "WHERE oid = 'attempts'::regclass AND relacl::text LIKE '%%{=r%%'": NOTHING,
    "ALTER DEFAULT PRIVILEGES FOR ROLE ibc_edu_learners GRANT ALL ON TABLES TO PUBLIC": [("changed", -1)],
    # Whoever belongs to a role may drop what is its own, and the policies that name it: there are none.
    "DROP OWNED BY ibc_edu_learners": [("changed", -1)],
    "SET ROLE ibc_edu_learners; DROP OWNED BY ibc_edu_learners": [("changed", -1)],
    "DROP OWNED BY ibc_edu_educators": "42501",
    "COMMENT ON TABLE attempts IS 'x'": "42501",
    "LOCK TABLE attempts IN ACCESS EXCLUSIVE MODE": "42501",
    "SET session_replication_role = replica": "42501",
    "SET log_statement = 'all'": "42501",
    "SELECT set_config('session_authorization', 'learner_alice', false)": "42501",
    # Other people's sessions, one of which is open.
    f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{ALICE}'": "42501",
    f"SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = '{ALICE}'": "42501",
    f"SELECT client_addr FROM pg_stat_activity WHERE usename = '{ALICE}' AND client_addr IS NOT NULL": NOTHING,
    "SELECT pg_reload_conf()": "42501",
    "SELECT pg_log_backend_memory_contexts(pg_backend_pid())": "42501",
}


def psycopg_of(account: Account) -> Any:
    """A connection as the driver gives it."""
    import psycopg

    return psycopg.connect(sa.make_url(account.url).set(drivername="postgresql").render_as_string(False))


@pytest.fixture(scope="module")
def attacked(new_database: Callable[[], str]) -> Iterator[Town]:
    town = Town.made(new_database())
    answers(town.alice, 1, 2)
    answers(town.bob, 3)
    owner = sa.create_engine(town.owner, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    owner.dispose()
    session = sa.create_engine(town.alice.url, isolation_level="AUTOCOMMIT")
    with session.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM attempts")) == 2
        yield town
        assert connection.scalar(sa.text("SELECT count(*) FROM attempts")) == 2  # nobody ended it
    session.dispose()
    town.close()


@pytest.mark.parametrize("statement", ATTACKS, ids=[statement[:60] for statement in ATTACKS])
def test_a_statement_of_ones_own_reaches_nobody_else(attacked: Town, statement: str) -> None:
    assert tried(attacked.bob, statement) == ATTACKS[statement]
    with record_of(attacked.alice) as alice:
        assert [found.attempt_id for found in alice.attempts()] == [f"{1:032x}", f"{2:032x}"]
        assert alice.keep_draft("exam", {"statement": statement}), alice.notice


def test_an_educator_cannot_take_the_policies_away(attacked: Town) -> None:
    assert isinstance(tried(attacked.teacher, "DROP OWNED BY ibc_edu_educators, ibc_edu_learners"), list)
    assert tried(attacked.teacher, "SELECT DISTINCT learner FROM attempts") == [(ALICE,)]
    assert tried(attacked.bob, "SELECT learner FROM attempts") == [("learner_bob",)]


def test_a_table_of_the_same_name_in_ones_session_changes_nothing_for_others(attacked: Town) -> None:
    tricks = "CREATE TEMP TABLE attempts (learner TEXT); SET search_path = pg_temp; SELECT " + "ibc_edu_erase()"
    assert isinstance(tried(attacked.bob, tricks), str)
    with record_of(attacked.alice) as alice:
        assert len(alice.attempts()) == 2


@pytest.mark.parametrize(
    "statement",
    ["UPDATE attempts SET score = 1", "DELETE FROM attempts", "SELECT * FROM consent WHERE learner <> 'educator_tess'"],
)
def test_an_educator_reads_and_changes_nothing(attacked: Town, statement: str) -> None:
    assert tried(attacked.teacher, statement) in ("42501", NOTHING)


def test_an_educator_does_not_see_other_classes(attacked: Town) -> None:
    assert tried(attacked.teacher, "SELECT DISTINCT learner FROM attempts") == [(ALICE,)]
    assert tried(attacked.teacher, "SELECT member FROM ibc_edu_classes WHERE class = 'autumn'") == NOTHING


def test_no_copy_of_the_table_holds_anybody_else(attacked: Town) -> None:
    with psycopg_of(attacked.bob) as bob, bob.cursor().copy("COPY attempts (learner) TO STDOUT") as lines:
        assert b"".join(lines) == b"learner_bob\n"


def test_what_ones_session_puts_in_front_of_the_names_of_policies_changes_nothing(attacked: Town) -> None:
    """Temporary functions and operators: what a policy or function calls was settled when it was made."""
    schema = str(sa.make_url(attacked.owner).query["options"]).split("=")[-1]
    forged = f"LANGUAGE sql AS 'SELECT true'; SET search_path = pg_temp, {schema}, pg_catalog"
    equal = f"CREATE FUNCTION pg_temp.same(text, text) RETURNS boolean {forged}; "
    equal += "CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.same); "
    assert tried(attacked.bob, f"{equal}SELECT DISTINCT learner FROM {schema}.attempts") == [("learner_bob",)]
    may = f"CREATE FUNCTION pg_temp.ibc_edu_may_read(text) RETURNS boolean {forged}; "
    assert tried(attacked.bob, f"{may}SELECT DISTINCT learner FROM {schema}.attempts") == [("learner_bob",)]


def test_signals_and_locks_of_ones_own_hold_up_nobody(attacked: Town) -> None:
    """LISTEN, NOTIFY, advisory locks and large objects are there for everybody; the course uses none of them."""
    bob = psycopg_of(attacked.bob)
    for statement in ("LISTEN ibc_edu", "NOTIFY ibc_edu, 'x'", "SELECT pg_advisory_lock(1)", "SELECT lo_create(0)"):
        bob.execute(statement)
    bob.commit()
    bob.execute("SELECT attempt_id FROM attempts")  # a transaction left open
    answers(attacked.alice, 4)
    with record_of(attacked.alice) as alice:
        assert len(alice.attempts()) == 3
        assert alice.erase().remains
    answers(attacked.alice, 1, 2)
    bob.close()


def test_each_may_change_their_own_password_and_no_more_of_the_role(attacked: Town) -> None:
    assert tried(attacked.bob, "ALTER ROLE learner_bob VALID UNTIL 'infinity'") == "42501"
    assert isinstance(tried(attacked.bob, "ALTER ROLE learner_bob SET statement_timeout = 0"), list)


def test_functions_that_run_with_the_owners_rights_have_their_own_search_path(attacked: Town) -> None:
    statement = (
        "SELECT proname, proconfig::text, proacl::text FROM pg_proc "
        "WHERE prosecdef AND pronamespace = current_schema()::regnamespace ORDER BY 1"
    )
    found = tried(attacked.bob, statement)
    assert not isinstance(found, str)
    assert [row[0] for row in found] == ["ibc_edu_erase", "ibc_edu_may_read", "ibc_edu_teaches", "ibc_edu_withdraw"]
    for name, settings, rights in found:
        assert settings == '{"search_path=pg_catalog, pg_temp"}', name
        assert "{=" not in str(rights), name  # nobody but the roles that were named
