"""What follows from attempts as they come in: first tries, wrong clocks, and the summary of a long history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attempt_examples import START, SteppedClock, attempt
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.learner import sync
from ibc_edu.learner.history import LONG_AGO, ExamTaken, History
from ibc_edu.learner.record import open_record
from ibc_edu.learner.review import due, misconceptions_met, next_due
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

LATER = START + timedelta(days=365)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def first(attempts: list[Attempt], item: str = "staging-a") -> Outcome | None:
    return History.of(attempts, LATER).standings[item].first


def test_a_first_try_is_what_neither_feedback_nor_the_class_told() -> None:
    session: dict[str, Any] = {"session_id": "s", "item_id": "staging-a"}
    tried = [attempt(1, Outcome.INCORRECT, **session), attempt(2, Outcome.CORRECT, try_number=2, **session)]
    assert first(tried) is Outcome.INCORRECT
    assert first([*tried, attempt(3, Outcome.SHOWN, **session)]) is Outcome.INCORRECT
    assert first([*tried, attempt(4, try_number=2, session_id="resumed", item_id="staging-a")]) is Outcome.INCORRECT
    assert first([*tried, attempt(5, mode=Mode.REVIEW, item_id="staging-a")]) is Outcome.CORRECT
    assert first([attempt(6, Outcome.SHOWN, response=None)], "staging-item-6") is Outcome.SHOWN
    for nothing in (attempt(7, Outcome.BLANK, response=None), attempt(7, mode=Mode.PRESENT)):
        assert first([nothing], "staging-item-7") is None


def test_a_clock_set_back_between_two_tries_changes_nothing() -> None:
    session: dict[str, Any] = {"session_id": "s", "item_id": "staging-a"}
    wrong = attempt(1, Outcome.INCORRECT, **session)
    right = attempt(2, Outcome.CORRECT, try_number=2, at=START - HOUR, **session)
    standing = History.of([wrong, right], LATER).standings["staging-a"]
    assert (standing.answered, standing.first, standing.first_at) == (Outcome.CORRECT, Outcome.INCORRECT, START)
    assert [item.item_id for item in due(History.of([wrong, right], START + timedelta(hours=5)), START + 5 * HOUR)] == [
        "staging-a"
    ]


@pytest.mark.parametrize(
    "ahead", [timedelta(days=40), timedelta(days=365 * 70), datetime.max.replace(tzinfo=UTC) - START]
)
def test_a_clock_once_set_ahead_does_not_put_a_question_off(ahead: timedelta) -> None:
    earlier = attempt(1, days=0)
    fooled = attempt(2, at=START + ahead, item_id="staging-a")
    now = START + timedelta(days=30)
    date = next_due(History.of([earlier, fooled], START + HOUR), START + HOUR, items={"staging-a"})
    assert date is not None
    assert date < now
    found = due(History.of([earlier, fooled], now), now)
    assert {item.item_id for item in found} == {"staging-item-1", "staging-a"}
    alone = due(History.of([fooled], now), now)
    assert "some time ago" in alone[0].why
    assert History.of([fooled], now).standings["staging-a"].first_at == LONG_AGO


def test_a_kernel_whose_clock_is_set_right_believes_the_right_times(tmp_path: Path, clock: SteppedClock) -> None:
    with open_record("memory", clock=clock) as record:
        clock.advance(days=365 * 20)
        record.add(attempt(1, Outcome.INCORRECT, at=clock()))
        assert record.history().believed == clock()
        clock.now = START
        record.add(attempt(2, at=clock()))
        assert record.history().believed == START
        clock.advance(hours=5)
        assert [item.item_id for item in due(record.history(), clock())] == ["staging-item-1"]


def test_an_exam_counts_right_wrong_and_open_apart() -> None:
    given_in = [
        attempt(n, outcome, mode=Mode.EXAM, session_id="exam")
        for n, outcome in enumerate([Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT, Outcome.BLANK, Outcome.BLANK])
    ]
    assert History.of(given_in, LATER).exams == {"exam": ExamTaken(right=1, wrong=2, open=2, score=1.5)}


MADE = st.lists(
    st.builds(
        attempt,
        st.integers(1, 10**6),
        st.sampled_from(Outcome),
        days=st.floats(-9, 400),
        item_id=st.sampled_from(["staging-a", "staging-b", "staging-c"]),
        session_id=st.sampled_from(["s1", "s2", "s3"]),
        mode=st.sampled_from(Mode),
        sureness=st.none() | st.sampled_from(Sureness),
        misconceptions=st.lists(st.sampled_from(["one", "two"]), max_size=2).map(tuple),
        try_number=st.integers(1, 2),
    ),
    max_size=12,
)
TARGETS = {"one": ["staging-a", "staging-b"], "two": ["staging-c"]}


def look(history: History) -> list[Any]:
    """Everything that is derived from a history."""
    times = [START + timedelta(days=day) for day in (0, 1, 30, 500)]
    lists = [due(history, time, items_by_misconception=TARGETS) for time in times]
    return [lists, misconceptions_met(history, TARGETS), history.exams, next_due(history, START)]


@given(MADE, st.integers(0, 12))
def test_taken_in_bit_by_bit_or_from_a_summary_it_is_the_same(attempts: list[Attempt], cut: int) -> None:
    whole = History.of(attempts, LATER)
    part = History.of(attempts[:cut], LATER)
    look(part)  # the schedule is asked on the way
    part = History.from_text(part.to_text())
    part.extend(attempts[cut:], LATER)
    assert look(part) == look(whole)
    assert part.count == whole.count


def test_two_kernels_see_each_others_answers(address: str, clock: SteppedClock) -> None:
    with open_record(address, clock=clock) as one, open_record(address, clock=clock) as two:
        one.grant()
        for record in (one, two):
            assert record.attempts() == []
            assert record.history().count == 0
        made = [attempt(n, item_id="staging-a", days=-n) for n in range(1, 7)]
        for number, answer in enumerate(made):
            (one, two)[number % 2].add(answer)
            for record in (one, two):
                assert record.attempts() == made[: number + 1]
                assert record.of_items(["staging-a"]) == made[: number + 1]
                assert record.history().count == number + 1
        two.erase()
        assert two.attempts() == []
        assert two.history().count == 0


def test_what_another_kernel_erased_is_gone_here(new_database: Callable[[], str], clock: SteppedClock) -> None:
    address = new_database()
    with open_record(address, clock=clock) as one, open_record(address, clock=clock) as two:
        one.grant()
        two.add(attempt(1))
        assert len(one.attempts()) == one.history().count == 1
        two.erase()
        assert one.attempts() == []
        assert one.history().count == 0


def test_questions_asked_for_come_in_the_order_in_which_they_were_answered(address: str) -> None:
    made = [attempt(number, item_id="staging-a", days=-number) for number in range(1, 5)]
    with open_record(address) as record:
        record.grant()
        for one in made:
            record.add(one)
    with open_record(address) as record:
        assert record.of_items(["staging-a"]) == made
        assert record.attempts(everyone=True) == made


def test_questions_asked_for_come_from_the_disk_and_from_memory(address: str) -> None:
    with open_record(address) as record:
        record.grant()
        record.add(attempt(1))
        record.add(attempt(2))
    with open_record(address) as record:
        record.decline()
        record.add(attempt(3))
        assert record.of_items({"staging-item-1", "staging-item-3"}) == [attempt(1), attempt(3)]
        record.attempts()
        assert record.of_items({"staging-item-1", "staging-item-3"}) == [attempt(1), attempt(3)]


@pytest.fixture
def summarized(tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of 40 attempts whose summary covers the first 30."""
    monkeypatch.setattr(sync, "_WORTH_A_SUMMARY", 20)
    path = tmp_path / "record.sqlite3"
    clock.advance(days=40)
    with open_record(path, clock=clock) as record:
        record.grant()
        for number in range(1, 41):
            record.add(attempt(number, Outcome.INCORRECT if number % 3 else Outcome.CORRECT, days=number / 2))
            if number == 30:
                record.history()
    return path


def test_a_long_history_is_read_from_its_summary(
    summarized: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    extend = History.extend

    def counting(self: History, attempts: list[Attempt], now: datetime) -> None:
        taken.append(len(attempts))
        extend(self, attempts, now)

    monkeypatch.setattr(History, "extend", counting)
    with open_record(summarized, clock=clock) as record:
        history = record.history()
        assert sum(taken) == 10
        assert look(history) == look(History.of(record.attempts(), clock()))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"count": 1}', "null"])
def test_a_summary_that_somebody_spoiled_is_passed_over(summarized: Path, clock: SteppedClock, content: str) -> None:
    with open_record(summarized, clock=clock) as record:
        assert record._access.store is not None
        with record._access.store._writing.begin() as connection:
            connection.exec_driver_sql("UPDATE ibc_edu_summaries SET content = ?", (content,))
        assert record.history().count == 40


def test_answers_of_this_kernel_inside_a_summary_count_once(
    tmp_path: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "_WORTH_A_SUMMARY", 5)
    with (
        open_record(tmp_path / "r.sqlite3", clock=clock) as one,
        open_record(tmp_path / "r.sqlite3", clock=clock) as two,
    ):
        one.grant()
        for number in range(1, 11):
            two.add(attempt(number))
        assert one.history().count == 10  # writes the summary
        assert two.history().count == 10


def test_a_summary_made_by_a_clock_that_was_ahead_is_not_believed(summarized: Path, clock: SteppedClock) -> None:
    clock.now = START + timedelta(days=2)
    with open_record(summarized, clock=clock) as record:
        history = record.history()
        assert history.count == 40
        assert history.believed == START + timedelta(days=2)


def test_erasing_removes_the_summary_too(summarized: Path, clock: SteppedClock) -> None:
    with open_record(summarized, learner="ben") as ben:
        ben.grant()
    with open_record(summarized, clock=clock) as record:
        record.erase()
        record.grant()
        assert record.history().count == 0


def test_watchers_hear_of_every_change() -> None:
    heard: list[int] = []
    record = open_record("memory")
    record.on_change(lambda: heard.append(len(record.attempts())))
    record.add(attempt(1))
    record.grant()
    record.decline()
    record.erase()
    assert heard == [1, 1, 1, 0]
