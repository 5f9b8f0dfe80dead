"""What is due, in which order, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attempt_examples import START, attempt
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st
from ibc_edu.learner.first_tries import first_tries

from ibc_edu.learner.review import Reason, cards, due, misconceptions_met, next_due, rating_of
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

LATER = START + timedelta(days=365)


def test_first_tries_leave_out_what_feedback_or_the_class_told() -> None:
    session: dict[str, Any] = {"session_id": "s", "item_id": "staging-a"}
    attempts = [
        attempt(1, Outcome.INCORRECT, **session),
        attempt(2, Outcome.CORRECT, try_number=2, days=0.001, **session),
        attempt(3, Outcome.SHOWN, try_number=1, days=0.002, **session),
        attempt(4, Outcome.BLANK, response=None),
        attempt(5, mode=Mode.PRESENT),
        attempt(6, Outcome.CORRECT, try_number=2, days=1, session_id="resumed", item_id="staging-a"),
        attempt(7, Outcome.SHOWN, response=None, days=2),
        attempt(8, mode=Mode.REVIEW, days=3, item_id="staging-a"),
    ]
    assert [found.attempt_id for found in first_tries(reversed(attempts))] == [attempt(n).attempt_id for n in (1, 7, 8)]


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
    assert rating_of(attempt(1, outcome, sureness=sureness)) is rating


def test_the_schedule_is_that_of_fsrs_with_its_defaults() -> None:
    days = (0, 0.01, 2, 11, 40)
    attempts = [attempt(n, days=day, item_id="staging-a", sureness=None) for n, day in enumerate(days)]
    scheduler, card = Scheduler(enable_fuzzing=False), Card(card_id=0, due=START)
    for day in days:
        card, _ = scheduler.review_card(card, Rating.Good, START + timedelta(days=day))
    assert cards(attempts) == {"staging-a": card}
    assert card.state is State.Review
    assert card.due - attempts[-1].at > timedelta(days=30)


@given(st.permutations([attempt(n, item_id=f"staging-{n % 3}", days=n * 1.7) for n in range(9)]))
def test_replay_does_not_depend_on_the_order_given(attempts: list[Attempt]) -> None:
    assert cards(attempts) == cards(sorted(attempts, key=lambda made: made.at))


def test_nothing_met_means_nothing_due() -> None:
    assert due([], LATER) == []
    assert next_due([], LATER) is None
    assert due([attempt(1, Outcome.BLANK, response=None)], LATER) == []


def test_sure_and_wrong_comes_first_whenever_it_was() -> None:
    attempts = [
        attempt(1, Outcome.INCORRECT, sureness=Sureness.GUESSING),
        attempt(2, Outcome.CORRECT, sureness=Sureness.FAIRLY_SURE),
        attempt(3, Outcome.INCORRECT, sureness=Sureness.SURE, days=1),
        attempt(4, Outcome.PARTIAL, sureness=Sureness.SURE, days=0.5),
    ]
    found = due(attempts, START + timedelta(days=3))
    assert [item.item_id for item in found] == [f"staging-item-{n}" for n in (4, 3, 1, 2)]
    assert [item.reason for item in found] == [Reason.SURE_AND_WRONG] * 2 + [Reason.SCHEDULE] * 2
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
        (attempt(1, Outcome.INCORRECT), 0.5, "Your answer less than an hour ago was not right."),
        (attempt(1, Outcome.INCORRECT), 1.5, "Your answer 1 hour ago was not right."),
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
    assert found[0].misconception == MIX_UP
    assert found[0].why == "The same mix-up showed in 2 of your answers; this question takes it up again."
    assert found[0].due_since == twice[-1].at


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
    assert [entry.mended_at for entry in misconceptions_met([*met, mended], TARGETS)] == [mended.at]
    again = [*met, mended, mixed_up(5, "staging-c", 5)]
    assert [(entry.times, entry.mended_at) for entry in misconceptions_met(again, TARGETS)] == [(3, None)]


def test_a_mix_up_waits_for_the_sure_and_wrong_question_that_reveals_it() -> None:
    sure = mixed_up(1, "staging-a", 1, sureness=Sureness.SURE)
    found = due([sure, mixed_up(2, "receptors-x", 2)], START + timedelta(days=10), items_by_misconception=TARGETS)
    assert [(item.item_id, item.reason) for item in found] == [
        ("staging-a", Reason.SURE_AND_WRONG),
        ("receptors-x", Reason.SCHEDULE),
    ]


def test_two_mix_ups_never_bring_the_same_question_twice() -> None:
    both = ("one", "two")
    attempts = [attempt(n, Outcome.INCORRECT, misconceptions=both, days=n) for n in (1, 2)]
    found = due(attempts, LATER, items_by_misconception={"one": ["staging-z"], "two": ["staging-z"]})
    assert [item.item_id for item in found] == ["staging-z", "staging-item-1", "staging-item-2"]


def test_a_mix_up_without_questions_brings_nothing() -> None:
    met = [mixed_up(1, "staging-x", 1), mixed_up(2, "staging-y", 2)]
    assert targeted(met, items={"staging-x", "staging-y"}) == []
    assert [entry.times for entry in misconceptions_met(met, {})] == [2]
