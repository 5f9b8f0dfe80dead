"""What practice asks: due first, aims in turn, none left out, and more aims known than by other orders."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ibc_edu.learner.history import History
from ibc_edu.learner.practice import Candidate, next_question
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from practice import compare, course_of, until_met

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
MOST_ANSWERS = 9  # an aim: 6 until it waits, and 3 that were due for each one that was new
ITEMS = [Candidate(f"{aim}-{n}", aim, n == 3) for aim in "abcde" for n in range(4)]


def answered(history: History, item_id: str, outcome: Outcome, at: datetime = NOW, wrong_by: str = "") -> None:
    attempt = Attempt(
        attempt_id=f"{history.count}",
        item_id=item_id,
        item_hash="",
        kind="single",
        lesson="lesson",
        objective=item_id[0],
        mode=Mode.PRACTICE,
        response=None,
        score=None,
        outcome=outcome,
        misconceptions=(wrong_by,) if wrong_by and outcome is Outcome.INCORRECT else (),
        at=at,
        session_id=f"{history.count}",
    )
    history.extend([attempt], at)


def test_begins_with_the_first_aim_and_says_why() -> None:
    choice = next_question(History(), ITEMS, NOW)
    assert choice is not None
    assert (choice.item_id, choice.why) == ("a-0", "You have not answered a question on this aim yet.")


def test_what_went_wrong_comes_back_first_once_it_is_due() -> None:
    history = History()
    answered(history, "a-0", Outcome.INCORRECT)
    answered(history, "b-0", Outcome.CORRECT)
    later = next_question(history, ITEMS, NOW + timedelta(hours=5))
    assert later is not None
    assert later.item_id == "a-0"
    assert later.why == "Your answer 5 hours ago was not right."


def test_an_aim_is_not_asked_twice_in_a_row_while_another_is_open() -> None:
    history, asked = History(), []
    while (choice := next_question(history, ITEMS, NOW)) is not None:
        asked.append(choice.objective)
        answered(history, choice.item_id, Outcome.INCORRECT)
    assert set(asked) == set("abcde")
    assert all(one != two for one, two in pairwise(asked[:12]))


def test_generated_questions_wait_for_those_of_the_bank_and_well_known_aims_end_it() -> None:
    history, asked = History(), []
    while (choice := next_question(history, ITEMS, NOW)) is not None:
        asked.append(choice.item_id)
        answered(history, choice.item_id, Outcome.CORRECT)
    assert len(asked) == 15
    assert not [item for item in asked if item.endswith("-3")]


def test_a_generated_question_comes_once_those_of_the_bank_were_right() -> None:
    items = [Candidate("a-0", "a"), Candidate("a-1", "a"), Candidate("a-3", "a", generated=True)]
    history = History()
    answered(history, "a-0", Outcome.CORRECT)
    answered(history, "a-1", Outcome.INCORRECT)
    assert next_question(history, items, NOW) is None
    again = NOW + timedelta(hours=5)
    due = next_question(history, items, again)
    assert due is not None
    assert due.item_id == "a-1"
    answered(history, "a-1", Outcome.CORRECT, again)
    choice = next_question(history, items, again)
    assert choice is not None
    assert choice.item_id == "a-3"
    assert choice.why.endswith("too few to tell; this question is made from the tables of the course.")


@pytest.mark.parametrize("weakest", "ab")
def test_the_aim_with_wrong_answers_comes_before_those_with_right_ones(weakest: str) -> None:
    history = History()
    for aim in "abc":  # the latest is not asked again
        answered(history, f"{aim}-0", Outcome.INCORRECT if aim == weakest else Outcome.CORRECT)
    choice = next_question(history, [Candidate(f"{aim}-{n}", aim) for aim in "abc" for n in range(3)], NOW)
    assert choice is not None
    assert choice.objective == weakest


def test_more_aims_are_shown_as_known_after_60_answers_than_by_random_or_fixed_order() -> None:
    found = compare(learners=20, seed=1)
    assert found["shown: adaptive - random"].low > 0
    assert found["shown: adaptive - fixed"].low > 0
    assert found["true: adaptive - random"].low > 0
    assert found["true: adaptive - fixed"].low > 0
    assert found["gained: adaptive - fixed"].low > 0


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("a_day", [None, 5])
def test_each_aim_is_asked_about_before_long_whatever_the_learner_knows(seed: int, a_day: int | None) -> None:
    candidates = course_of(aims=8, questions=7)
    assert 8 <= until_met(candidates, seed=seed, skill=seed % 5 * 1.5 - 3.0, a_day=a_day) <= 8 * MOST_ANSWERS


WAITS = [timedelta(seconds=40), timedelta(hours=5), timedelta(days=1), timedelta(days=20)]
STEPS = st.tuples(st.sampled_from([Outcome.CORRECT, Outcome.INCORRECT]), st.sampled_from(WAITS))


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, min_size=5 * MOST_ANSWERS, max_size=5 * MOST_ANSWERS))
@example([(Outcome.INCORRECT, WAITS[2])] * 5 * MOST_ANSWERS)
@example([(Outcome.INCORRECT, WAITS[0])] * 5 * MOST_ANSWERS)
def test_no_aim_starves_by_any_answers_at_any_times(steps: list[tuple[Outcome, timedelta]]) -> None:
    items = [Candidate(f"{aim}-{n}", aim) for aim in "abcde" for n in range(7)]
    history, now, met = History(), NOW, set()
    for outcome, wait in steps:
        choice = next_question(history, items, now, items_by_misconception={"mix-up": ["a-0"]})
        if choice is None:
            break
        met.add(choice.objective)
        answered(history, choice.item_id, outcome, now, wrong_by="mix-up")
        now += wait
    assert met == set("abcde")


def test_a_mix_up_that_does_not_go_away_leaves_room_for_what_was_never_asked() -> None:
    history, asked = History(), []
    items = [Candidate(aim, aim) for aim in "abcdef"]
    for _ in range(12):
        choice = next_question(history, items, NOW, items_by_misconception={"mix-up": ["a"]})
        assert choice is not None
        asked.append(choice.item_id)
        answered(history, choice.item_id, Outcome.INCORRECT, wrong_by="mix-up")
    assert asked.count("a") > 3
    assert len({*asked}) >= 3
