"""One attempt at one question: what the learner's record keeps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any, TypedDict
from uuid import uuid4

from ibc_edu.errors import RecordError

CARD_KIND = "card"
"""Kind of an attempt that is no answer: the grade that a learner gave their own recall of a flash card."""


class Mode(StrEnum):
    """How a quiz is taken."""

    PRACTICE = "practice"
    EXAM = "exam"
    PRESENT = "present"
    REVIEW = "review"


class Outcome(StrEnum):
    """What became of an attempt. Blank is not wrong; shown means that the learner asked for the answer."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    BLANK = "blank"
    SHOWN = "shown"


class Sureness(IntEnum):
    """How sure the learner said they were."""

    GUESSING = 1
    FAIRLY_SURE = 2
    SURE = 3


class AttemptDict(TypedDict):
    """The JSON form of an `Attempt`; `at` is ISO 8601 in UTC."""

    attempt_id: str
    learner: str
    item_id: str
    item_hash: str
    kind: str
    lesson: str
    objective: str
    mode: str
    response: Any
    score: float | None
    outcome: str
    sureness: int | None
    misconceptions: list[str]
    try_number: int
    seconds: float | None
    at: str
    session_id: str


def new_id() -> str:
    """Return a fresh random id of 32 hexadecimal digits."""
    return uuid4().hex


def utc_now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


def is_encodable(value: Any) -> bool:
    """Whether all text in a JSON value can be written as UTF-8: half of a surrogate pair (half an emoji) cannot."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)
    if isinstance(value, Mapping):
        return all(is_encodable(key) and is_encodable(inner) for key, inner in value.items())
    return not isinstance(value, list | tuple) or all(is_encodable(inner) for inner in value)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One answer to one question, as it was judged at the time.

    Parameters
    ----------
    attempt_id, session_id : str
        Random ids, 32 hexadecimal digits.
    learner : str
        A code of the learner's own choice.
    item_id, item_hash, kind, lesson, objective : str
        The question; the hash tells its wording apart from later ones.
    mode : Mode
        How the quiz was taken.
    response : JSON value or None
        What was answered, in the form that its kind reads; None is blank.
    score : float or None
        0 to 1; None when nothing was judged (blank, or the answer was shown).
    outcome : Outcome
    sureness : Sureness or None
        None when the learner did not say.
    misconceptions : tuple of str
        Each `misconception_id` revealed by what was chosen.
    try_number : int
        Counts from 1 within one quiz.
    seconds : float or None
        Time spent on the question; None when unknown.
    at : datetime
        Aware; kept in UTC.

    Raises
    ------
    RecordError
        If a value cannot be true (a score outside 0 to 1, a time without a zone, a try before the first), or a text
        cannot be encoded.
    """

    attempt_id: str
    item_id: str
    item_hash: str
    kind: str
    lesson: str
    objective: str
    mode: Mode
    response: Any
    score: float | None
    outcome: Outcome
    at: datetime
    session_id: str
    learner: str = "me"
    sureness: Sureness | None = None
    misconceptions: tuple[str, ...] = ()
    try_number: int = 1
    seconds: float | None = None

    def __post_init__(self) -> None:
        where = f"attempt {self.attempt_id} at {self.item_id}"
        if self.at.tzinfo is None:
            raise RecordError("the time has no time zone.", where=where, cure="Pass an aware datetime, in UTC.")
        try:
            object.__setattr__(self, "at", self.at.astimezone(UTC))
        except OverflowError:
            raise RecordError(f"{self.at} is beyond the calendar in UTC.", where=where) from None
        if not (is_encodable(self.learner) and is_encodable(self.response)):
            raise RecordError("it holds half of a character, which cannot be kept.", where=f"attempt at {self.item_id}")
        if self.score is not None and not 0.0 <= self.score <= 1.0:
            raise RecordError(f"a score of {self.score} is not between 0 and 1.", where=where)
        if self.try_number < 1:
            raise RecordError(f"a try number of {self.try_number} is impossible; tries count from 1.", where=where)
        if self.seconds is not None and not (math.isfinite(self.seconds) and self.seconds >= 0):
            raise RecordError(f"{self.seconds} seconds is not a time that can be spent.", where=where)

    def to_dict(self) -> AttemptDict:
        """Return the JSON form; `Attempt.from_dict` reads it back as an equal attempt."""
        return {
            "attempt_id": self.attempt_id,
            "learner": self.learner,
            "item_id": self.item_id,
            "item_hash": self.item_hash,
            "kind": self.kind,
            "lesson": self.lesson,
            "objective": self.objective,
            "mode": self.mode.value,
            "response": self.response,
            "score": self.score,
            "outcome": self.outcome.value,
            "sureness": None if self.sureness is None else self.sureness.value,
            "misconceptions": list(self.misconceptions),
            "try_number": self.try_number,
            "seconds": self.seconds,
            "at": self.at.isoformat(),
            "session_id": self.session_id,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Attempt:
        """Build an attempt from its JSON form.

        Raises
        ------
        RecordError
            If a field is missing, unknown or impossible.
        """
        try:
            fields = dict(data)
            sureness = fields["sureness"]
            fields.update(
                mode=Mode(fields["mode"]),
                outcome=Outcome(fields["outcome"]),
                sureness=None if sureness is None else Sureness(sureness),
                misconceptions=tuple(fields["misconceptions"]),
                at=datetime.fromisoformat(fields["at"]),
            )
            return cls(**fields)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise RecordError(f"this is not an attempt ({error}).", where=str(dict(data).get("attempt_id"))) from error
