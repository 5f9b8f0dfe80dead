"""How far someone has come, by lesson and objective."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from ibc_edu.quiz.attempt import Attempt, Mode, Outcome

if TYPE_CHECKING:
    import pandas as pd


class Question(Protocol):
    """What progress needs to know of a question of the bank."""

    @property
    def id(self) -> str: ...
    @property
    def lesson(self) -> str: ...
    @property
    def objective(self) -> str: ...


def progress(attempts: Iterable[Attempt], questions: Iterable[Question]) -> pd.DataFrame:
    """Return one row per lesson and objective, in the order of the questions.

    Parameters
    ----------
    attempts : iterable of Attempt
        Of one learner, in any order. Those at questions that no longer exist are passed over.
    questions : iterable
        The bank: anything with `id`, `lesson` and `objective`.

    Returns
    -------
    DataFrame
        lesson, objective  str
        questions          int64           in the bank
        answered           int64           of them answered at least once, or shown
        right              int64           of them right at the latest answer, after feedback or not
        last_at            datetime (UTC)  of the latest answer, missing if there is none
    """
    import pandas as pd

    latest: dict[str, Attempt] = {}
    for attempt in sorted(attempts, key=lambda attempt: (attempt.at, attempt.try_number)):
        if attempt.outcome is not Outcome.BLANK and attempt.mode is not Mode.PRESENT:
            latest[attempt.item_id] = attempt
    rows = []
    for question in questions:
        last = latest.get(question.id)
        right = last is not None and last.outcome is Outcome.CORRECT
        rows.append((question.lesson, question.objective, 1, int(last is not None), int(right), last and last.at))
    columns = ["lesson", "objective", "questions", "answered", "right", "last_at"]
    frame = pd.DataFrame(rows, columns=columns).astype({"lesson": "str", "objective": "str"})
    frame["last_at"] = pd.to_datetime(frame["last_at"], utc=True)
    counts = dict.fromkeys(("questions", "answered", "right"), "int64")
    sums = dict.fromkeys(counts, "sum") | {"last_at": "max"}
    return frame.astype(counts).groupby(["lesson", "objective"], sort=False, as_index=False).agg(sums)


def by_lesson(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `progress` added up to one row per lesson, without the column `objective`."""
    sums = {"questions": "sum", "answered": "sum", "right": "sum", "last_at": "max"}
    return table.groupby("lesson", sort=False, as_index=False).agg(sums)


def in_words(table: pd.DataFrame) -> str:
    """Say how far someone has come in one sentence; `table` is what `progress` or `by_lesson` returned."""
    total, answered, right = (int(table[name].sum()) for name in ("questions", "answered", "right"))
    if answered == 0:
        return f"None of the {total} questions answered yet."
    return f"{answered} of {total} questions answered, {right} of them right at the latest answer."
