"""A school with two learners and an educator, on a real server."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from attempt_examples import attempt

from ibc_edu.learner.record import Record, open_record
from ibc_edu.learner.school.database import Account, School


@dataclass
class Town:
    """A school with its people: Alice learns in one class, Bob in another, and Tess teaches Alice's."""

    owner: str
    school: School
    alice: Account
    bob: Account
    teacher: Account

    @staticmethod
    def made(owner: str) -> Town:
        school = School(owner)
        school.initialize()
        alice, bob = school.admit("alice", classes=["spring"]), school.admit("bob", classes=["autumn"])
        tess = school.admit("tess", classes=["spring"], teaches=True)
        return Town(owner, school, alice, bob, tess)

    def close(self) -> None:
        """Take the roles away: they belong to the whole server, which other tests use."""
        engine = sa.create_engine(self.owner)
        with engine.begin() as connection:
            for account in (self.alice, self.bob, self.teacher):
                role = account.role
                if connection.scalar(sa.text("SELECT count(*) FROM pg_roles WHERE rolname = :r"), {"r": role}):
                    connection.exec_driver_sql(f"DROP OWNED BY {role}")
                    connection.exec_driver_sql(f"DROP ROLE {role}")
        engine.dispose()
        self.school.close()


def record_of(account: Account) -> Record:
    """The record that an account opens."""
    return open_record(account.url)


def answers(account: Account, *numbers: int) -> None:
    """Agree, and keep answers of these numbers."""
    with record_of(account) as record:
        record.grant()
        for number in numbers:
            assert record.add(attempt(number, learner=account.role)), record.notice


def tried(account: Account, statement: str) -> list[tuple[object, ...]] | str:
    """What the server gives an account for a statement of its own: rows, or the SQLSTATE of its refusal."""
    engine = sa.create_engine(account.url)
    try:
        with engine.begin() as connection:
            *before, last = statement.split("; ")
            for each in before:
                connection.exec_driver_sql(each)
            result = connection.exec_driver_sql(last)
            return [tuple(row) for row in result] if result.returns_rows else [("changed", result.rowcount)]
    except sa.exc.DBAPIError as error:
        return str(getattr(error.orig, "sqlstate", "")) or "refused"
    finally:
        engine.dispose()
