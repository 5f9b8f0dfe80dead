"""What is due, in which order, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from attempt_examples import START, attempt
from fsrs import Card, Rating, Scheduler

from ibc_edu.learner.history import History
from ibc_edu.learner.review import DueItem, MisconceptionMet, Reason, in_words
from ibc_edu.learner.review import due as due_of
from ibc_edu.learner.review import misconceptions_met as met_in
from ibc_edu.learner.review import next_due as next_due_of
from ibc_edu.learner.schedule import AGAIN_AFTER, END_OF_TIME, rating_of
from ibc_edu.quiz.attempt import Attempt, Outcome, Sureness

LATER = START + timedelta(days=365)


def due(attempts: list[Attempt], now: datetime, **arguments: Any) -> list[DueItem]:
    return due_of(History.of(attempts, now), now, **arguments)


def next_due(attempts: list[Attempt], now: datetime, **arguments: Any) -> datetime | None:
    return next_due_of(History.of(attempts, now), now, **arguments)


def misconceptions_met(attempts: list[Attempt], targets: dict[str, list[str]]) -> list[MisconceptionMet]:
    return met_in(History.of(attempts, LATER), targets)


@pytest.mark.parametrize(
    ("outcome", "sureness", "rating"),
    [
        (Outcome.INCORRECT, Sureness.SURE, Rating.Again),
        (Outcome.INCORRECT, None, Rating.Again),
        (Outcome.PARTIAL, Sureness.SURE, Rating.Again),
        (Outcome.SHOWN, None, Rating.Again),
        (Outcome.CORRECT, Sureness.GUESSING, Rating.Hard),
        (Outcome.CORRECT, Sureness.FAIRLY_SURE, Rating.Good),
        (Outcome.CORRECT, None, Rating.Good),
        (Outcome.CORRECT, Sureness.SURE, Rating.Easy),
    ],
)
def test_rating_from_outcome_and_sureness(outcome: Outcome, sureness: Sureness | None, rating: Rating) -> None:
    assert rating_of(outcome, sureness) == rating


def test_the_schedule_is_that_of_fsrs_without_its_steps_of_minutes() -> None:
    days = (0, 0.3, 2, 11, 40)
    attempts = [attempt(n, days=day, item_id="staging-a", sureness=None) for n, day in enumerate(days)]
    scheduler, card = (
        Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False),
        Card(card_id=0, due=START),
    )
    for day in days:
        card, _ = scheduler.review_card(card, Rating.Good, START + timedelta(days=day))
    assert next_due(attempts, attempts[-1].at) == card.due
    assert card.due - attempts[-1].at > timedelta(days=30)


@pytest.mark.parametrize("sureness", [None, *Sureness])
@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.BLANK])
def test_within_a_day_only_what_went_wrong_or_was_guessed_comes_back(
    outcome: Outcome, sureness: Sureness | None
) -> None:
    made = attempt(1, outcome, sureness=sureness)
    date = next_due([made], START)
    assert date is not None
    if outcome is Outcome.CORRECT and sureness is not Sureness.GUESSING:
        assert date - START >= timedelta(days=1)
    else:
        assert date == START + AGAIN_AFTER
        assert due([made], date - timedelta(seconds=1)) == []


def test_dates_beyond_the_calendar_are_its_end() -> None:
    late = END_OF_TIME - timedelta(hours=1)
    for outcome in (Outcome.CORRECT, Outcome.INCORRECT):
        assert next_due([attempt(1, outcome, at=late)], late) == END_OF_TIME


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.01, "in less than an hour"),
        (1, "in about 1 hour"),
        (3.6, "in about 4 hours"),
        (26, "in about 1 day"),
        (24 * 8, "in about 8 days"),
        (24 * 15, "in about 2 weeks"),
    ],
)
def test_when_it_is_due_in_words(hours: float, words: str) -> None:
    assert in_words(START + timedelta(hours=hours), START) == words


def test_what_went_wrong_is_never_cut_in_favor_of_what_was_right() -> None:
    right = [attempt(n, sureness=Sureness.GUESSING) for n in range(1, 6)]
    wrong = [attempt(n, Outcome.INCORRECT, sureness=Sureness.SURE, days=1 + n / 100) for n in range(6, 16)]
    unsure = [attempt(n, Outcome.INCORRECT, sureness=None, days=2) for n in range(16, 19)]
    found = due([*right, *wrong, *unsure], START + timedelta(days=9))
    reasons = [Reason.SURE_AND_WRONG] * 10 + [Reason.WRONG] * 3 + [Reason.GUESSED] * 5
    assert [item.reason for item in found] == reasons


def test_nothing_met_means_nothing_due() -> None:
    assert due([], LATER) == []
    assert next_due([], LATER) is None
    assert due([attempt(1, Outcome.BLANK, response=None)], LATER) == []


def test_sure_and_wrong_comes_first_whenever_it_was() -> None:
    attempts = [
        attempt(1, Outcome.INCORRECT, sureness=Sureness.GUESSING),
        attempt(2, Outcome.CORRECT, sureness=Sureness.FAIRLY_SURE),
        attempt(4, Outcome.PARTIAL, sureness=Sureness.SURE, days=0.5),
        attempt(3, Outcome.INCORRECT, sureness=Sureness.SURE, days=1),
    ]
    found = due(attempts, START + timedelta(days=3))
    assert [item.item_id for item in found] == [f"staging-item-{n}" for n in (4, 3, 1, 2)]
    assert [item.reason for item in found] == [Reason.SURE_AND_WRONG] * 2 + [Reason.WRONG, Reason.SCHEDULE]
    assert found[0].why == "You were sure 2 days ago, and only part of it was right."
    assert found[1].why == "You were sure 2 days ago, and it was not right."


def test_a_question_is_due_from_its_date_on() -> None:
    attempts = [attempt(1, sureness=Sureness.SURE)]
    date = next_due(attempts, START)
    assert date is not None
    assert timedelta(days=2) < date - START < timedelta(days=30)
    assert due(attempts, date - timedelta(seconds=1)) == []
    assert [item.due_since for item in due(attempts, date)] == [date]
    assert next_due(attempts, date) is None


def test_questions_that_no_longer_exist_are_not_asked() -> None:
    attempts = [attempt(1), attempt(2)]
    assert [item.item_id for item in due(attempts, LATER, items={"staging-item-2"})] == ["staging-item-2"]
    assert next_due(attempts, START, items=set()) is None


@pytest.mark.parametrize(
    ("made", "hours", "why"),
    [
        (attempt(1, Outcome.INCORRECT), 4.5, "Your answer 4 hours ago was not right."),
        (attempt(1, Outcome.PARTIAL), 47, "Your answer 1 day ago was right in part."),
        (attempt(1, Outcome.SHOWN), 13.5 * 24, "You asked to see the answer 13 days ago."),
        (
            attempt(1, sureness=Sureness.GUESSING),
            24 * 15,
            "You were right 2 weeks ago, and said that you were guessing.",
        ),
        (attempt(1), 24 * 24, "You were right 3 weeks ago; now is a good time to see whether it stayed with you."),
    ],
)
def test_why_now_in_one_sentence(made: Attempt, hours: float, why: str) -> None:
    assert [item.why for item in due([made], START + timedelta(hours=hours))] == [why]


MIX_UP = "stage-is-grade"
TARGETS = {MIX_UP: ["staging-a", "staging-b", "staging-c"]}


def mixed_up(number: int, item: str, days: float, **changes: object) -> Attempt:
    return attempt(number, Outcome.INCORRECT, item_id=item, days=days, misconceptions=(MIX_UP,), **changes)


def targeted(attempts: list[Attempt], **arguments: object) -> list[str]:
    now = START + timedelta(days=10)
    found = due(attempts, now, items_by_misconception=TARGETS, **arguments)  # type: ignore[arg-type]
    return [item.item_id for item in found if item.reason is Reason.MISCONCEPTION]


def test_a_mix_up_met_twice_brings_one_question_not_tried_yet() -> None:
    once = [mixed_up(1, "staging-a", 1)]
    twice = [*once, mixed_up(2, "receptors-x", 2)]
    assert targeted(once) == []
    assert targeted(twice) == ["staging-b"]
    found = due(twice, START + timedelta(days=10), items_by_misconception=TARGETS)
    assert [item.reason for item in found] == [Reason.WRONG, Reason.WRONG, Reason.MISCONCEPTION]
    assert found[2].misconception == MIX_UP
    assert found[2].why == "The same mix-up showed in 2 of your answers; this question takes it up again."
    assert found[2].due_since == twice[-1].at


def test_the_second_try_at_the_same_question_counts_as_meeting_it_again() -> None:
    tries = [mixed_up(1, "staging-a", 1, session_id="s"), mixed_up(2, "staging-a", 1.001, session_id="s", try_number=2)]
    assert targeted(tries) == ["staging-b"]


def test_a_mix_up_brings_the_question_tried_longest_ago_when_all_were() -> None:
    tried = [attempt(n, item_id=item, days=0.1 * n) for n, item in enumerate(["staging-c", "staging-b", "staging-a"])]
    assert targeted([*tried, mixed_up(5, "receptors-x", 1), mixed_up(6, "receptors-y", 2)]) == ["staging-c"]


def test_a_mix_up_is_mended_by_a_right_first_try_afterward() -> None:
    met = [mixed_up(1, "staging-a", 1), mixed_up(2, "receptors-x", 2)]
    retried = attempt(3, item_id="staging-b", days=3, try_number=2)
    mended = attempt(4, item_id="staging-b", days=4)
    assert targeted([*met, retried]) == ["staging-c"]
    assert targeted([*met, mended]) == []
    assert [entry.mended for entry in misconceptions_met([*met, mended], TARGETS)] == [True]
    again = [*met, mended, mixed_up(5, "staging-c", 5)]
    assert [(entry.times, entry.mended) for entry in misconceptions_met(again, TARGETS)] == [(3, False)]


def test_a_mix_up_waits_for_the_sure_and_wrong_question_that_reveals_it() -> None:
    sure = mixed_up(1, "staging-a", 1, sureness=Sureness.SURE)
    found = due([sure, mixed_up(2, "receptors-x", 2)], START + timedelta(days=10), items_by_misconception=TARGETS)
    assert [(item.item_id, item.reason) for item in found] == [
        ("staging-a", Reason.SURE_AND_WRONG),
        ("receptors-x", Reason.WRONG),
    ]


def test_two_mix_ups_never_bring_the_same_question_twice() -> None:
    both = ("one", "two")
    attempts = [attempt(n, Outcome.INCORRECT, misconceptions=both, days=n) for n in (1, 2)]
    found = due(attempts, LATER, items_by_misconception={"one": ["staging-z"], "two": ["staging-z"]})
    assert [item.item_id for item in found] == ["staging-item-1", "staging-item-2", "staging-z"]


def test_a_mix_up_without_questions_brings_nothing() -> None:
    met = [mixed_up(1, "staging-x", 1), mixed_up(2, "staging-y", 2)]
    assert targeted(met, items={"staging-x", "staging-y"}) == []
    assert [entry.times for entry in misconceptions_met(met, {})] == [2]
