"""Progress by lesson and objective."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from attempt_examples import START, attempt

from ibc_edu.learner.progress import by_lesson, in_words, progress
from ibc_edu.quiz.attempt import Mode, Outcome


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
    table = progress(attempts, BANK)
    assert table[["lesson", "objective", "questions", "answered", "right"]].to_numpy().tolist() == [
        ["staging", "staging-nodes", 2, 2, 1],
        ["receptors", "receptors-her2", 1, 0, 0],
        ["staging", "staging-spread", 1, 0, 0],
    ]
    assert table["last_at"].tolist()[0] == START + pd.Timedelta(days=2)
    assert table["last_at"].isna().tolist() == [False, True, True]
    assert in_words(table) == "2 of 4 questions answered, 1 of them right at the latest answer."


def test_progress_by_lesson_adds_up() -> None:
    table = by_lesson(progress([attempt(1, item_id="staging-c", days=3)], BANK))
    assert table["lesson"].tolist() == ["staging", "receptors"]
    assert table[["questions", "answered", "right"]].to_numpy().tolist() == [[3, 1, 1], [1, 0, 0]]
    assert table["last_at"].tolist()[0] == START + pd.Timedelta(days=3)


def test_progress_before_the_first_answer() -> None:
    table = progress([], BANK)
    assert table["answered"].sum() == 0
    assert isinstance(table["last_at"].dtype, pd.DatetimeTZDtype)
    assert in_words(table) == "None of the 4 questions answered yet."
    assert len(progress([attempt(1)], [])) == 0
