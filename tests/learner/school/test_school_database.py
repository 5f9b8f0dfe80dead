"""Learners of one school are kept apart by the server, whatever one of them tries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from attempt_examples import attempt
from school_town import Town, answers, record_of, tried

from ibc_edu.errors import RecordError
from ibc_edu.learner.record import Consent, open_record
from ibc_edu.learner.school.database import School
from ibc_edu.learner.school.names import person_of, role_name
from ibc_edu.learner.storage.separation import Separation


def test_the_code_of_a_learner_is_their_role(town: Town) -> None:
    with record_of(town.alice) as record:
        assert record.learner == town.alice.role == "learner_alice"
        assert record.consent is Consent.UNKNOWN
        assert record.notice is None


def test_each_sees_their_own_answers_only(town: Town) -> None:
    answers(town.alice, 1, 2)
    answers(town.bob, 3)
    with record_of(town.alice) as alice, record_of(town.bob) as bob:
        assert [found.attempt_id for found in alice.attempts(everyone=True)] == [f"{1:032x}", f"{2:032x}"]
        assert [found.attempt_id for found in bob.attempts(everyone=True)] == [f"{3:032x}"]


def test_the_same_number_does_not_stand_in_the_way_of_another_learner(town: Town) -> None:
    answers(town.alice, 1)
    answers(town.bob, 1)
    with record_of(town.bob) as bob:
        assert [found.learner for found in bob.attempts()] == [town.bob.role]


def test_drafts_and_summaries_of_exams_can_be_replaced(town: Town) -> None:
    with record_of(town.alice) as record:
        record.grant()
        assert record.keep_draft("exam", {"a": 1})
        assert record.keep_draft("exam", {"a": 2})
    with record_of(town.alice) as record:
        assert record.draft("exam") == {"a": 2}


def test_a_forged_code_reads_and_writes_nothing(town: Town) -> None:
    answers(town.alice, 1)
    with open_record(town.bob.url, learner=town.alice.role) as forged:
        assert forged.consent is Consent.UNKNOWN
        assert forged.attempts() == []
        forged.grant()
        assert not forged.add(attempt(9, learner=town.alice.role))
        assert "does not let you" in (forged.notice or "")
    with record_of(town.alice) as alice:
        assert [found.attempt_id for found in alice.attempts()] == [f"{1:032x}"]


def test_erasing_takes_ones_own_rows_and_agreement(town: Town) -> None:
    answers(town.alice, 1)
    answers(town.bob, 2)
    with record_of(town.alice) as alice:
        assert alice.erase().remains
        assert alice.consent is Consent.UNKNOWN
        assert alice.attempts() == []
    owner = sa.create_engine(town.owner)
    with owner.connect() as connection:
        for table in ("attempts", "consent", "ibc_edu_drafts", "ibc_edu_summaries"):
            learners = set(connection.scalars(sa.text(f"SELECT learner FROM {table}")))
            assert town.alice.role not in learners
        assert list(connection.scalars(sa.text("SELECT learner FROM attempts"))) == [town.bob.role]
    owner.dispose()


def test_an_agreement_can_be_taken_back(town: Town) -> None:
    answers(town.alice, 1)
    with record_of(town.alice) as alice:
        alice.decline()
        assert alice.notice is None
    with record_of(town.alice) as alice:
        assert alice.consent is Consent.UNKNOWN


def test_an_educator_reads_the_classes_they_have_and_only_who_agreed(town: Town) -> None:
    answers(town.alice, 1)
    answers(town.bob, 2)
    with record_of(town.teacher) as teacher:
        assert {found.learner for found in teacher.attempts(everyone=True)} == {town.alice.role}
        with record_of(town.alice) as alice:
            alice.decline()
        assert teacher.attempts(everyone=True) == []


def test_where_says_what_keeps_learners_apart(town: Town, new_database: Callable[[], str]) -> None:
    with record_of(town.alice) as record:
        assert record.separation() == Separation.ROWS
    shared = new_database()
    with open_record(shared, learner="me") as record:
        record.grant()
        assert record.separation() == Separation.NONE


def test_an_existing_record_becomes_a_schools(new_database: Callable[[], str]) -> None:
    owner = new_database()
    with open_record(owner, learner="learner_zoe") as record:
        record.grant()
        assert record.add(attempt(1, learner="learner_zoe"))
    school = School(owner)
    assert school.initialize() == school.initialize() == "0005"
    zoe = school.admit("zoe")
    with record_of(zoe) as record:
        assert [found.attempt_id for found in record.attempts()] == [f"{1:032x}"]
    school.close()


def test_a_new_password_ends_with_its_time_and_is_known_to_nobody_else(town: Town) -> None:
    end = datetime(2026, 3, 1, tzinfo=UTC)
    again = town.school.admit("alice", until=end)
    assert again.role == town.alice.role
    assert again.url != town.alice.url
    engine = sa.create_engine(town.owner)
    with engine.connect() as connection:
        query = "SELECT rolvaliduntil, rolpassword FROM pg_authid WHERE rolname = 'learner_alice'"
        until, coded = connection.exec_driver_sql(query).one()
    engine.dispose()
    assert until == end
    assert coded.startswith("SCRAM-SHA-256$")


def test_a_role_that_is_not_the_courses_is_left_alone(town: Town) -> None:
    engine = sa.create_engine(town.owner)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE learner_stranger LOGIN")
    with pytest.raises(RecordError, match="none of this course's"):
        town.school.admit("stranger")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE learner_stranger")
    engine.dispose()


def test_a_person_who_goes_may_leave_their_answers_or_not(town: Town) -> None:
    answers(town.alice, 1)
    answers(town.bob, 2)
    town.school.dismiss("alice")
    town.school.dismiss("bob", erase=True)
    engine = sa.create_engine(town.owner)
    with engine.connect() as connection:
        assert list(connection.scalars(sa.text("SELECT learner FROM attempts"))) == [town.alice.role]
    engine.dispose()
    with pytest.raises(RecordError, match="no role here"):
        town.school.dismiss("nobody")


def test_a_role_that_left_something_on_the_server_is_dropped_once_the_owner_took_that_away(town: Town) -> None:
    assert isinstance(tried(town.bob, "SELECT lo_create(0)"), list)
    with pytest.raises(RecordError, match="depend on it"):
        town.school.dismiss("bob")
    owner = sa.create_engine(town.owner)
    with owner.begin() as connection:
        connection.exec_driver_sql("DROP OWNED BY learner_bob")
    owner.dispose()
    town.school.dismiss("bob")


def test_a_school_needs_a_server(tmp_path: object) -> None:
    with pytest.raises(RecordError, match="needs PostgreSQL"):
        School(f"sqlite:///{tmp_path}/x.sqlite3")


def test_a_learner_cannot_renew_an_older_database(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from ibc_edu.learner.storage import layout

    monkeypatch.setattr(layout, "MIGRATIONS", [*layout.MIGRATIONS, lambda connection: None])
    with record_of(town.alice) as record:
        assert "older version" in (record.notice or "")
        assert "school init" in (record.notice or "")


def test_an_owner_need_not_be_a_superuser(new_database: Callable[[], str]) -> None:
    server = sa.make_url(new_database())
    schema = server.query["options"].split("=")[-1]
    admin = sa.create_engine(server)
    with admin.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE course_owner LOGIN CREATEROLE PASSWORD 'x'")
        for group in ("ibc_edu_learners", "ibc_edu_educators"):
            connection.exec_driver_sql(
                f"DO $$ BEGIN CREATE ROLE {group}; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            )
            connection.exec_driver_sql(f"GRANT {group} TO course_owner WITH ADMIN OPTION")
        connection.exec_driver_sql(f"ALTER SCHEMA {schema} OWNER TO course_owner")
    school = School(server.set(username="course_owner", password="x").render_as_string(hide_password=False))
    school.initialize()
    account = school.admit("yara", classes=["spring"])
    answers(account, 1)
    assert tried(account, "SELECT learner FROM attempts") == [(account.role,)]
    school.dismiss("yara", erase=True)
    school.close()
    with admin.begin() as connection:
        connection.exec_driver_sql("DROP OWNED BY course_owner")
        connection.exec_driver_sql("DROP ROLE course_owner")
    admin.dispose()


def test_long_names_stay_apart() -> None:
    one, other = role_name("a" * 80 + "1"), role_name("a" * 80 + "2")
    assert one != other
    assert max(len(one), len(other)) <= 63
    with pytest.raises(RecordError, match="no name"):
        role_name(" ")


@pytest.mark.parametrize("long", ["a" * 80, "é" * 40, "€" * 40, "a€" * 20, "🙂" * 20, "a🙂" * 20, "aa🙂" * 20])
@pytest.mark.parametrize("teaches", [False, True])
def test_nobody_gets_the_role_of_a_longer_name_by_choosing_theirs(long: str, teaches: bool) -> None:
    role = role_name(long, teaches=teaches)
    assert role_name(person_of(role), teaches=teaches) != role
