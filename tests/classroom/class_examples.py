"""A small question bank and classes for the classroom's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ibc_edu.quiz.attempt import Attempt, Mode, Outcome
from ibc_edu.quiz.kinds import QuestionBase
from ibc_edu.quiz.kinds.choice import Answer
from ibc_edu.quiz.kinds.single import Single

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def question(number: int, lesson: str = "staging") -> Single:
    answers = [
        Answer(text="right", correct=True, feedback="Yes."),
        Answer(text="wrong", feedback="No.", misconception="stage-is-grade"),
        Answer(text="unused", feedback="No.", misconception="never-chosen"),
    ]
    return Single(
        kind="single",
        id=f"{lesson}-question-{number}",
        lesson=lesson,
        part="check",
        objective=f"{lesson}-objective",
        bloom="apply",
        stem=f"Question {number}?",
        explanation="Because.",
        evidence=("faq/a1/s1",),
        answers=tuple(answers),
    )


def key_of(asked: Single, text: str) -> str:
    return next(key for key, answer in asked.by_key.items() if answer.text == text)


def answered(asked: Single, person: str, chosen: str = "right", *, minute: float = 0, **changes: Any) -> Attempt:
    """What `person` answered first; its id follows from person, question and minute."""
    return attempt_of(asked, person, key_of(asked, chosen), minute=minute, **changes)


def attempt_of(asked: QuestionBase, person: str, key: str, *, minute: float = 0, **changes: Any) -> Attempt:
    """The same for an answer by its key."""
    grade = asked.grade(key)
    fields: dict[str, Any] = {
        "attempt_id": f"{person}/{asked.id}/{minute}",
        "learner": person,
        "item_id": asked.id,
        "item_hash": asked.item_hash,
        "kind": asked.kind,
        "lesson": asked.lesson,
        "objective": asked.objective,
        "mode": Mode.PRACTICE,
        "response": key,
        "score": grade.score,
        "outcome": grade.outcome,
        "misconceptions": grade.misconceptions,
        "at": START + timedelta(minutes=minute),
        "session_id": person,
    }
    return Attempt(**(fields | changes))


def blank(asked: Single, person: str, *, minute: float = 0) -> Attempt:
    return answered(asked, person, minute=minute, response=None, score=None, outcome=Outcome.BLANK, misconceptions=())
