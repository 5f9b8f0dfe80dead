"""Answers from phones as a file for the class tables, only when the educator switched it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ibc_edu.learner.exports import write_csv
from ibc_edu.quiz.attempt import Attempt, Mode
from ibc_edu.quiz.kinds.base import QuestionBase


def keep_answers(
    answers: Sequence[Mapping[str, Any]], room: str, questions: Mapping[str, QuestionBase], folder: Path
) -> Path | None:
    """Write the answers that a room may keep (see `Room.kept`) and return the path; None if there are none.

    The file is one a room, and is written anew each time; `ibc-edu class FOLDER` reads it.

    Raises
    ------
    RecordError
        If the file cannot be written.
    """
    attempts = [_attempt(row, room, questions[row["question"]]) for row in answers if row["question"] in questions]
    if not attempts:
        return None
    day = min(attempt.at for attempt in attempts).date().isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    return write_csv(attempts, folder / f"phones_{day}_{room[:6]}.csv")


def _attempt(row: Mapping[str, Any], room: str, question: QuestionBase) -> Attempt:
    """One answer. The first round is a first try; the second comes after the talk."""
    grade = question.grade(row["response"])
    name = f"{room} {row['question']} {row['round']} {row['phone']}"
    return Attempt(
        attempt_id=sha256(name.encode()).hexdigest()[:32],
        item_id=question.id,
        item_hash=question.item_hash,
        kind=question.kind,
        lesson=question.lesson,
        objective=question.objective,
        mode=Mode.PRACTICE,
        response=row["response"],
        score=grade.score,
        outcome=grade.outcome,
        at=datetime.fromisoformat(row["at"]),
        session_id=room,
        learner=row["name"] or f"phone {row['phone']} of room {room[:6]}",
        misconceptions=grade.misconceptions,
        try_number=row["round"],
    )
