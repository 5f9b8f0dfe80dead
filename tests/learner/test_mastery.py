"""Mastery per objective and its uncertainty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attempt_examples import START, attempt

from ibc_edu.intervals import jeffreys
from ibc_edu.learner.history import History
from ibc_edu.learner.mastery import Mastery, in_words, mastery
from ibc_edu.quiz.attempt import Outcome

LATER = START + timedelta(days=365)


def test_the_latest_first_try_at_each_question_counts() -> None:
    attempts = [
        attempt(1, Outcome.INCORRECT, item_id="staging-a", session_id="s"),
        attempt(2, Outcome.CORRECT, item_id="staging-a", session_id="s", try_number=2, days=0.01),
        attempt(3, Outcome.CORRECT, item_id="staging-b"),
        attempt(4, Outcome.PARTIAL, item_id="staging-c"),
        attempt(5, Outcome.SHOWN, item_id="staging-d"),
        attempt(6, Outcome.BLANK, item_id="staging-e", response=None),
        attempt(7, Outcome.CORRECT, item_id="receptors-a", objective="receptors-her2"),
    ]
    history = History.of(attempts, LATER)
    found = mastery(history)
    assert found == [Mastery("staging-nodes", 4, 1), Mastery("receptors-her2", 1, 1)]
    assert [one.estimate for one in found] == [0.3, 0.75]
    assert found[0].interval == jeffreys(1, 4)
    assert found[0].words == in_words(1, 4)
    history.extend([attempt(8, item_id="staging-a", days=9)], LATER)
    assert [one.right for one in mastery(history)] == [2, 1]


def test_objectives_not_met_yet_are_reported_as_such() -> None:
    found = mastery(History(), ["staging-nodes", "staging-spread"])
    assert found == [Mastery("staging-nodes", 0, 0), Mastery("staging-spread", 0, 0)]
    assert [(one.words, one.interval) for one in found] == [("No question answered yet.", (0, 1))] * 2
    assert mastery(History()) == []


@pytest.mark.parametrize(
    ("right", "answered", "words"),
    [
        (0, 0, "No question answered yet."),
        (1, 1, "1 of 1 question right at the first try: too few to tell."),
        (2, 2, "2 of 2 questions right at the first try: too few to tell."),
        (2, 4, "2 of 4 questions right at the first try: still open. Asked many more, you might get 17% to 83% right."),
    ],
)
def test_in_words(right: int, answered: int, words: str) -> None:
    assert in_words(right, answered) == words


@pytest.mark.parametrize(("right", "verdict"), [(0, "worth another look"), (5, "still open"), (10, "well known")])
def test_verdicts_need_the_whole_interval_on_one_side(right: int, verdict: str) -> None:
    assert f": {verdict}." in in_words(right, 10)
