"""Progress by lesson and objective."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from attempt_examples import START, attempt

from ibc_edu.learner.history import History
from ibc_edu.learner.progress import Progress, by_lesson, progress
from ibc_edu.quiz.attempt import Mode, Outcome

LATER = START + timedelta(days=365)


@dataclass(frozen=True)
class Item:
    id: str
    lesson: str
    objective: str


BANK = [
    Item("staging-a", "staging", "staging-nodes"),
    Item("receptors-a", "receptors", "receptors-her2"),
    Item("staging-b", "staging", "staging-nodes"),
    Item("staging-c", "staging", "staging-spread"),
]


def test_progress_counts_each_question_by_its_latest_answer() -> None:
    attempts = [
        attempt(1, Outcome.INCORRECT, item_id="staging-a"),
        attempt(2, Outcome.CORRECT, item_id="staging-a", try_number=2),
        attempt(3, Outcome.CORRECT, item_id="staging-b", days=1),
        attempt(4, Outcome.SHOWN, item_id="staging-b", days=2),
        attempt(5, Outcome.BLANK, item_id="staging-c", response=None),
        attempt(6, Outcome.CORRECT, item_id="receptors-a", mode=Mode.PRESENT),
        attempt(7, Outcome.CORRECT, item_id="staging-of-long-ago"),
    ]
    rows = progress(History.of(attempts, LATER), BANK)
    assert rows == [
        Progress("staging", "staging-nodes", 2, 2, 1, START + timedelta(days=2)),
        Progress("receptors", "receptors-her2", 1, 0, 0, None),
        Progress("staging", "staging-spread", 1, 0, 0, None),
    ]


def test_progress_by_lesson_adds_up() -> None:
    rows = by_lesson(progress(History.of([attempt(1, item_id="staging-c", days=3)], LATER), BANK))
    assert rows == [Progress("staging", "", 3, 1, 1, START + timedelta(days=3)), Progress("receptors", "", 1)]


def test_progress_before_the_first_answer() -> None:
    rows = progress(History(), BANK)
    assert sum(row.answered for row in rows) == 0
    assert progress(History.of([attempt(1)], LATER), []) == []
