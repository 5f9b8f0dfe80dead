"""Attempts: what they refuse, and that their JSON form loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import RecordError
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness, new_id

ATTEMPT = Attempt(
    attempt_id="a1",
    item_id="staging-x",
    item_hash="00ff",
    kind="single",
    lesson="staging",
    objective="staging-spread",
    mode=Mode.PRACTICE,
    response="9aad7814",
    score=0.0,
    outcome=Outcome.INCORRECT,
    at=datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
    session_id="s1",
    sureness=Sureness.SURE,
    misconceptions=("stage-is-grade",),
    try_number=2,
    seconds=0.0,
)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    response=JSON_VALUES,
    score=st.none() | st.floats(0, 1),
    outcome=st.sampled_from(Outcome),
    mode=st.sampled_from(Mode),
    sureness=st.none() | st.sampled_from(Sureness),
    seconds=st.none() | st.floats(0, 1e6),
    at=st.datetimes(timezones=st.just(UTC)),
)
def test_json_form_reads_back_equal(
    response: Any,
    score: float | None,
    outcome: Outcome,
    mode: Mode,
    sureness: Sureness | None,
    seconds: float | None,
    at: datetime,
) -> None:
    attempt = replace(
        ATTEMPT, response=response, score=score, outcome=outcome, mode=mode, sureness=sureness, seconds=seconds, at=at
    )
    assert Attempt.from_dict(json.loads(json.dumps(attempt.to_dict()))) == attempt


def test_time_is_kept_in_utc() -> None:
    tokyo = datetime(2026, 3, 1, 21, 0, tzinfo=timezone(timedelta(hours=9)))
    assert replace(ATTEMPT, at=tokyo).to_dict()["at"] == "2026-03-01T12:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", datetime(2026, 3, 1)),
        ("score", 1.5),
        ("score", float("nan")),
        ("try_number", 0),
        ("seconds", -1.0),
        ("seconds", float("inf")),
    ],
)
def test_impossible_values_are_refused(field: str, value: Any) -> None:
    with pytest.raises(RecordError):
        replace(ATTEMPT, **{field: value})


@pytest.mark.parametrize(
    "change", [{"outcome": "splendid"}, {"at": "yesterday"}, {"sureness": 9}, {"mood": "good"}, {"score": "high"}]
)
def test_a_damaged_json_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        Attempt.from_dict({**ATTEMPT.to_dict(), **change})


def test_a_missing_field_is_refused() -> None:
    data = {key: value for key, value in ATTEMPT.to_dict().items() if key != "outcome"}
    with pytest.raises(RecordError, match="outcome"):
        Attempt.from_dict(data)


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "changes",
    [
        {"response": "half \ud83d"},
        {"response": ["fine", {"\udc00": 1}]},
        {"learner": "ada\udcff"},
        {"at": datetime.max.replace(tzinfo=timezone(-timedelta(hours=3)))},
    ],
)
def test_what_cannot_be_kept_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match=r"half of a character|beyond the calendar") as refused:
        replace(ATTEMPT, **changes)
    str(refused.value).encode()
