"""The record: consent, adding, reading, several notebooks and learners, erasing. SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from attempt_examples import SteppedClock, attempt
from hypothesis import given, settings
from hypothesis import strategies as st

from ibc_edu.learner.record import Consent, Record, open_record
from ibc_edu.learner.storage.addresses import default_path
from ibc_edu.learner.storage.erasing import Erased
from ibc_edu.learner.storage.store import Store
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness, new_id


def tables_at(address: str) -> list[str]:
    """Names of the tables at an address; none where there is no file."""
    if "://" not in address:
        if not Path(address).exists():
            return []
        address = f"sqlite:///{address}"
    engine = sa.create_engine(address)
    try:
        return sorted(sa.inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_nothing_is_written_before_consent(address: str) -> None:
    with open_record(address) as record:
        assert record.consent is Consent.UNKNOWN
        assert record.asks_consent
        assert record.add(attempt(1)) is False
        assert record.attempts() == [attempt(1)]
        assert record.notice is None
    assert tables_at(address) == []


def test_granting_writes_what_was_in_memory(address: str) -> None:
    with open_record(address) as record:
        record.add(attempt(1))
        record.grant()
        assert not record.asks_consent
        assert record.add(attempt(2)) is True
    with open_record(address) as later:
        assert later.consent is Consent.GRANTED
        assert later.attempts() == [attempt(1), attempt(2)]
    assert tables_at(address) == [
        "attempts", "consent", "ibc_edu_drafts", "ibc_edu_summaries", "ibc_edu_version",
    ]  # fmt: skip


def test_declining_keeps_everything_in_memory(address: str) -> None:
    with open_record(address) as record:
        record.decline()
        assert not record.asks_consent
        assert record.add(attempt(1)) is False
        assert record.attempts() == [attempt(1)]
        record.grant()
        assert record.add(attempt(2)) is True
    with open_record(address) as later:
        assert later.attempts() == [attempt(1), attempt(2)]


def test_declining_later_stops_writing_and_is_asked_again(address: str) -> None:
    with open_record(address) as record:
        record.grant()
        record.add(attempt(1))
        record.decline()
        assert record.add(attempt(2)) is False
        assert record.attempts() == [attempt(1), attempt(2)]
    with open_record(address) as later:
        assert later.asks_consent
        assert later.attempts() == [attempt(1)]


def test_consent_given_or_taken_back_in_another_notebook_counts_here(address: str) -> None:
    with open_record(address) as first, open_record(address) as second:
        second.add(attempt(1))
        first.grant()
        assert second.consent is Consent.GRANTED
        assert second.add(attempt(2)) is True
        first.decline()
        assert second.add(attempt(3)) is False
        assert second.consent is Consent.UNKNOWN
        assert first.attempts() == [attempt(1), attempt(2)]
        first.grant()
        assert second.add(attempt(4)) is True
        assert [found.attempt_id for found in first.attempts()] == [attempt(n).attempt_id for n in (1, 2, 3, 4)]


def test_the_same_attempt_counts_once(address: str) -> None:
    with open_record(address) as first, open_record(address) as second:
        first.grant()
        assert first.add(attempt(1)) is True
        assert first.add(attempt(1)) is True
        assert second.add(attempt(1)) is True
        assert first.attempts() == second.attempts() == [attempt(1)]


def test_what_was_stored_first_is_never_changed(address: str) -> None:
    with open_record(address) as first, open_record(address) as second:
        first.grant()
        first.add(attempt(1))
        second.add(attempt(1, Outcome.INCORRECT))
    with open_record(address) as later:
        assert later.attempts() == [attempt(1)]


def test_attempts_come_in_the_order_in_which_they_were_given_whatever_the_clock_says(address: str) -> None:
    given = [attempt(number, days=days) for number, days in ((1, 2.0), (2, 0.5), (3, 9e5), (4, 1.25))]
    with open_record(address) as record:
        record.grant()
        for made in given:
            record.add(made)
            assert record.attempts()[-1] == made
    with open_record(address) as later:
        assert later.attempts() == given


def test_learners_who_share_a_database_stay_apart(address: str) -> None:
    with open_record(address, learner="ada") as ada, open_record(address, learner="ben") as ben:
        ada.grant()
        assert ben.consent is Consent.UNKNOWN
        ben.grant()
        ada.add(attempt(1, learner="ada"))
        ben.add(attempt(2, learner="ben", days=1))
        assert [found.learner for found in ada.attempts()] == ["ada"]
        assert [found.learner for found in ben.attempts(everyone=True)] == ["ada", "ben"]
        assert [found.learner for found in ben.attempts()] == ["ben"]
        assert ada.erase().removed == []
        assert ada.attempts() == []
        assert [found.learner for found in ben.attempts()] == ["ben"]
        assert ada.asks_consent


def test_erasing_leaves_nothing_and_asks_again(address: str) -> None:
    with open_record(address) as record:
        record.grant()
        record.add(attempt(1))
        removed = record.erase().removed
        assert record.attempts() == []
        assert record.asks_consent
        assert record.add(attempt(2)) is False
    if "://" not in address:
        assert Path(address) in removed
        assert list(Path(address).parent.iterdir()) == []
    with open_record(address) as later:
        assert later.attempts() == []
        assert later.asks_consent


def test_erasing_from_a_shared_file_leaves_no_trace_in_it(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with open_record(path, learner="ada") as ada, open_record(path, learner="ben") as ben:
        ada.grant()
        ben.grant()
        for number in range(1, 50):
            ada.add(attempt(number, learner="ada", response="something private"))
        ben.add(attempt(99, learner="ben"))
        assert any(b"something private" in file.read_bytes() for file in tmp_path.iterdir())
        ada.erase()
        assert not any(b"something private" in file.read_bytes() for file in tmp_path.iterdir())
        assert len(ben.attempts(everyone=True)) == 1


def test_erasing_in_another_notebook_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with open_record(path) as lesson, open_record(path) as terminal:
        lesson.grant()
        lesson.add(attempt(1))
        terminal.erase()
        assert lesson.add(attempt(2)) is False
        assert lesson.asks_consent
        assert "was removed" in (lesson.notice or "")
    assert not path.exists()


def test_memory_never_touches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for address in ("memory", "sqlite://", "sqlite:///:memory:"):
        with open_record(address) as record:
            assert not record.asks_consent
            record.grant()
            assert record.add(attempt(1)) is False
            assert record.attempts() == [attempt(1)]
            assert record.where() == "memory only"
            assert record.notice is None
            assert record.erase() == Erased()
            assert record.attempts() == []
    assert list(tmp_path.iterdir()) == []


def test_the_environment_names_record_and_learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IBC_EDU_RECORD", str(tmp_path))
    monkeypatch.setenv("IBC_EDU_LEARNER", "ada")
    with open_record() as record:
        assert record.where() == str(tmp_path / "record.sqlite3")
        assert record.learner == "ada"
    monkeypatch.delenv("IBC_EDU_RECORD")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with open_record() as record:
        assert record.where() == str(default_path())
        assert tmp_path in default_path().parents


def test_a_relative_path_stays_where_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_record("mine.sqlite3") as record:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        record.grant()
        record.add(attempt(1))
    assert (tmp_path / "mine.sqlite3").is_file()


def test_a_new_folder_is_closed_to_other_users(tmp_path: Path) -> None:
    with open_record(tmp_path / "data" / "record.sqlite3") as record:
        record.grant()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_where_hides_a_password() -> None:
    assert Store("postgresql+psycopg://ada:secret@localhost/record").label == (
        "postgresql+psycopg://ada:***@localhost/record"
    )


def test_a_closed_record_can_be_used_again(address: str) -> None:
    record = open_record(address)
    record.grant()
    record.add(attempt(1))
    record.close()
    assert record.add(attempt(2)) is True
    assert record.attempts() == [attempt(1), attempt(2)]
    record.close()


def test_the_text_form_does_not_depend_on_progress(address: str) -> None:
    with open_record(address) as record:
        before = repr(record)
        record.grant()
        record.add(attempt(1))
        assert repr(record) == before == "Record(learner='me')"


def test_sqlite_waits_for_the_disk(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.sqlite3") as record:
        record.grant()
        assert record._access.store is not None
        with record._access.store._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 8000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ATTEMPTS = st.builds(
    Attempt,
    attempt_id=st.just("set by the test"),
    item_id=st.text(min_size=1),
    item_hash=st.text(),
    kind=st.text(),
    lesson=st.text(),
    objective=st.text(),
    mode=st.sampled_from(Mode),
    response=JSON,
    score=st.none() | st.floats(0, 1),
    outcome=st.sampled_from(Outcome),
    at=st.datetimes(timezones=st.timezones()),
    session_id=st.uuids(version=4).map(lambda value: value.hex),
    learner=st.just("me"),
    sureness=st.none() | st.sampled_from(Sureness),
    misconceptions=st.lists(st.text(), max_size=3).map(tuple),
    try_number=st.integers(1, 99),
    seconds=st.none() | st.floats(0, 1e6),
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("round-trip") / "record.sqlite3", clock=SteppedClock()) as record:
        record.grant()
        yield record


@settings(max_examples=50)
@given(made=ATTEMPTS)
def test_any_attempt_comes_back_as_it_was(scratch: Record, made: Attempt) -> None:
    made = replace(made, attempt_id=new_id())
    assert scratch.add(made) is True
    with open_record(scratch.where()) as later:
        found = {kept.attempt_id: kept for kept in later.attempts()}
    assert found[made.attempt_id] == made
