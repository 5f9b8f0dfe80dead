"""Bringing an older record up to date: whole steps or none, and nothing lost."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from attempt_examples import START, attempt

from ibc_edu.learner.record import open_record
from ibc_edu.learner.storage import layout


def add_note(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE attempts ADD COLUMN note TEXT")


def fail_half_way(connection: sa.Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half_done (what TEXT)")
    connection.exec_driver_sql("ALTER TABLE attempts ADD COLUMN learner TEXT")


def versions(address: str) -> list[tuple[int, str]]:
    with open_record(address) as record:
        assert record._access.store is not None
        with record._access.store._engine.connect() as connection:
            return [(row.version, row.migrated_at) for row in connection.execute(sa.select(layout.version_table))]


@pytest.fixture
def older(address: str) -> str:
    """A record of the version before the one that a test makes up."""
    with open_record(address, clock=lambda: START) as record:
        record.grant()
        record.add(attempt(1))
    return address


def test_an_older_record_is_brought_up_to_date(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MIGRATIONS", [*layout.MIGRATIONS, add_note])
    with open_record(older, clock=lambda: START) as record:
        assert record.attempts() == [attempt(1)]
        assert record.add(attempt(2)) is True
        assert record.notice is None
    assert [version for version, _ in versions(older)] == [1, 2, 3, 4]


def test_a_step_that_fails_leaves_the_record_as_it_was(older: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = layout.MIGRATIONS
    monkeypatch.setattr(layout, "MIGRATIONS", [*before, fail_half_way])
    with open_record(older) as record:
        assert "cannot be used" in (record.notice or "")
        assert record.add(attempt(2)) is False
    monkeypatch.setattr(layout, "MIGRATIONS", before)
    assert versions(older) == [(version, START.isoformat()) for version in (1, 2, 3)]
    with open_record(older) as record:
        assert record.attempts() == [attempt(1)]
        assert record._access.store is not None
        assert not sa.inspect(record._access.store._engine).has_table("half_done")


def test_the_tables_are_those_that_the_code_reads(older: str) -> None:
    with open_record(older) as record:
        assert record._access.store is not None
        inspector = sa.inspect(record._access.store._engine)
        for table in layout.metadata.tables.values():
            columns = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
            assert columns == {column.name: bool(column.nullable) for column in table.columns}


def test_two_learners_may_have_an_attempt_of_the_same_number(address: str) -> None:
    for learner in ("ann", "ben"):
        with open_record(address, learner=learner) as record:
            record.grant()
            assert record.add(attempt(1, learner=learner)) is True
    for learner in ("ann", "ben"):
        with open_record(address, learner=learner) as record:
            assert record.attempts() == [attempt(1, learner=learner)]


def test_the_order_of_arrival_goes_on_after_the_step(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MIGRATIONS", layout.MIGRATIONS[:2])
    with open_record(address) as record:
        record.grant()
        for number in (1, 2):
            assert record.add(attempt(number)) is True
    monkeypatch.undo()
    with open_record(address) as record:
        assert record.add(attempt(3)) is True
        assert record.attempts() == [attempt(1), attempt(2), attempt(3)]
        assert record._access.store is not None
        with record._access.store._engine.connect() as connection:
            assert list(connection.scalars(sa.select(layout.attempts.c.sequence))) == [1, 2, 3]
