"""A school with two learners and an educator, on a real server."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

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
