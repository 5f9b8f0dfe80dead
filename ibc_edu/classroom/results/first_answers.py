"""What each student knew before any feedback: the first answer of each to each question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from ibc_edu.classroom.results.item_statistics import Array
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("person", "item", "item_id", "lesson", "objective", "score", "sure", "misconceptions", "response")


def first_answers(attempts: Iterable[Attempt]) -> pd.DataFrame:
    """Return one row for each student and question, session after session by the times when they began.

    Within a session the tries are counted and their times not asked: a clock may have been set back between two.

    Left out are blanks, what the class did together, and questions whose first try is not among the attempts. Asking
    for the answer before any try scores 0. A question that was reworded counts as another question.

    Returns
    -------
    DataFrame
        person          str    the student
        item            str    id and hash of the question
        item_id, lesson, objective  str
        score           float  0 to 1
        sure            bool   the student said that they were sure
        misconceptions  tuple of str
        response        as it was answered
    """
    import pandas as pd

    attempts = list(attempts)
    began: dict[tuple[str, str], datetime] = {}
    for attempt in attempts:
        sitting = (attempt.learner, attempt.session_id)
        began[sitting] = min(attempt.at, began.get(sitting, attempt.at))
    seen: set[tuple[str, str]] = set()
    rows = []
    for attempt in sorted(attempts, key=lambda one: (began[one.learner, one.session_id], one.try_number)):
        item = f"{attempt.item_id} {attempt.item_hash}"
        if attempt.outcome is Outcome.BLANK or attempt.mode is Mode.PRESENT or (attempt.learner, item) in seen:
            continue
        seen.add((attempt.learner, item))
        if attempt.try_number == 1:
            place = (attempt.learner, item, attempt.item_id, attempt.lesson, attempt.objective)
            known = (attempt.score or 0.0, attempt.sureness is Sureness.SURE, attempt.misconceptions)
            rows.append((*place, *known, attempt.response))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"score": "float64", "sure": "bool", "misconceptions": "object", "response": "object"})


def score_matrix(answers: pd.DataFrame) -> tuple[Array, list[str]]:
    """Return the scores, people by items, NaN where somebody did not answer, and the items in column order."""
    people = answers["person"].astype("category").cat.codes.to_numpy()
    items = list(dict.fromkeys(answers["item"]))
    place = {item: column for column, item in enumerate(items)}
    columns = answers["item"].map(place).to_numpy(dtype=int)
    scores = np.full((people.max() + 1 if len(people) else 0, len(items)), np.nan)
    scores[people, columns] = answers["score"].to_numpy()
    return scores, items
