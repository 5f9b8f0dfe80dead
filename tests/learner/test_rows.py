"""Rows of the record: damaged texts are healed, unreadable rows told, and what was not written not acknowledged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from attempt_examples import attempt

from ibc_edu.learner.exports import read_csv
from ibc_edu.learner.record import open_record
from ibc_edu.learner.storage import rows
from ibc_edu.quiz.attempt import Outcome


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "record.sqlite3"
    with open_record(path) as record:
        record.grant()
        for number in (1, 2, 3):
            record.add(attempt(number))
    return path


def change(path: Path, assignment: str, number: int = 1, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        where = [*values, attempt(number).attempt_id]
        connection.execute(f"UPDATE attempts SET {assignment} WHERE attempt_id = ?", where)


@pytest.mark.parametrize(
    "assignment",
    [
        "outcome = 'splendid'",
        "response = '{'",
        "response = x'00'",
        "misconceptions = '7'",
        "sureness = 9",
        "at = 'yesterday'",
        "at = '9999-12-31T23:59:59-14:00'",
        "try_number = 'x'",
        "score = 7",
    ],
)
def test_rows_that_somebody_spoiled_are_told_and_left(kept: Path, assignment: str) -> None:
    change(kept, assignment)
    with open_record(kept) as record:
        assert record.attempts() == [attempt(2), attempt(3)]
        told = record.take_notice() or ""
        assert told.startswith(f"1 answer in your record at {kept} cannot be read")
        assert record.history().count == 2
        assert record.add(attempt(4)) is True
        assert record.take_notice() is None
        assert record.attempts() == [attempt(2), attempt(3), attempt(4)]
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (4,)


def test_text_that_is_not_utf8_does_not_hide_the_other_rows(kept: Path) -> None:
    change(kept, "item_id = CAST(x'636166e9' AS TEXT)")
    with open_record(kept) as record:
        assert [found.item_id for found in record.attempts()] == ["caf\ufffd", "staging-item-2", "staging-item-3"]


def test_half_characters_of_earlier_versions_are_healed(kept: Path, tmp_path: Path) -> None:
    change(kept, "response = ?", 1, '{"a\\ud83d": ["\\udc00 x", 7]}')
    with open_record(kept) as record:
        healed = record.attempts()[0]
        assert healed.response == {"a\ufffd": ["\ufffd x", 7]}
        assert record.notice is None
        assert read_csv(record.export_csv(tmp_path / "mine.csv"))[0] == healed
        record.export_xapi(tmp_path / "mine.jsonl")


def test_whole_characters_beyond_the_first_plane_stay(kept: Path) -> None:
    with open_record(kept) as record:
        record.add(attempt(4, response="\U0001f600 d\u00e9j\u00e0"))
    with open_record(kept) as record:
        assert record.attempts()[-1].response == "\U0001f600 d\u00e9j\u00e0"


def test_an_answer_whose_number_is_taken_is_not_acknowledged(address: str) -> None:
    with open_record(address, learner="ada") as one, open_record(address, learner="ada") as other:
        one.grant()
        other.grant()
        assert one.add(attempt(1, learner="ada")) is True
        assert other.add(attempt(1, Outcome.INCORRECT, learner="ada")) is False
        assert "was not kept" in (other.take_notice() or "")
        assert other.add(attempt(2, learner="ada")) is True
        assert other.add(attempt(1, Outcome.INCORRECT, learner="ada")) is False
    with open_record(address, learner="ada") as later:
        assert later.attempts() == [attempt(1, learner="ada"), attempt(2, learner="ada")]


def test_a_row_that_a_trigger_swallows_is_not_acknowledged(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON attempts BEGIN SELECT RAISE(IGNORE); END")
    with open_record(kept) as record:
        assert record.add(attempt(4)) is False
        assert record.attempts()[-1] == attempt(4)


def test_a_row_that_a_server_swallows_is_not_acknowledged(new_database: Callable[[], str]) -> None:
    url = new_database()
    with open_record(url) as record:
        record.grant()
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE RULE no AS ON INSERT TO attempts DO INSTEAD NOTHING")
        engine.dispose()
        assert record.add(attempt(1)) is False


def test_a_long_history_is_read_page_by_page(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "PAGE", 3)
    made = [attempt(number) for number in range(1, 8)]
    with open_record(address) as record:
        record.grant()
        for one in made:
            record.add(one)
    with open_record(address) as record:
        assert record.attempts() == made
        assert record.history().count == 7
        assert record.add(attempt(9)) is True
        assert record.attempts() == [*made, attempt(9)]


def test_to_read_back_an_answer_no_other_rows_are_looked_at(kept: Path) -> None:
    """A school's database would walk through the answers of all learners for each answer."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(_connection: object, _cursor: object, statement: str, values: tuple[object, ...], *_: object) -> None:
        if statement.startswith("SELECT") and "FROM attempts" in statement and "attempt_id IN" in statement:
            asked.append((statement, values))

    with open_record(kept) as record:
        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        try:
            assert record.add(attempt(4))
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", note)
    [(statement, values)] = asked
    with closing(sqlite3.connect(kept)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    assert [step[-1] for step in plan] == [
        "SEARCH attempts USING INDEX sqlite_autoindex_attempts_1 (learner=? AND attempt_id=?)"
    ]
