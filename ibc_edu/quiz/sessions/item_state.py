"""Where a learner, or a class, stands with one question, and how that is found again from attempts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.attempt import Attempt, Outcome, Sureness, is_encodable
from ibc_edu.quiz.kinds.base import QuestionBase


@dataclass(frozen=True)
class ItemState:
    """Where a learner, or a class, stands with one question.

    Parameters
    ----------
    response : JSON value or None
        The last answer, or the draft of one in an exam.
    outcome : Outcome or None
        Of the last judged answer; None before it.
    first : Outcome or None
        Of the first try, before any feedback; None before it, or when nobody knows any more.
    tries : int
        Answers judged so far.
    retrying : bool
        True between "try again" and the next answer.
    sureness : Sureness or None
    seconds : float or None
    flagged : bool
    hint_seen : bool
    counts, earlier : mapping of answer key to hands, or None
        The show of hands, and the first one when the class was asked again.
    revealed : bool
        Whether the class has seen the key.
    """

    response: Any = None
    outcome: Outcome | None = None
    first: Outcome | None = None
    tries: int = 0
    retrying: bool = False
    sureness: Sureness | None = None
    seconds: float | None = None
    flagged: bool = False
    hint_seen: bool = False
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    earlier: Mapping[str, int] | None = None
    revealed: bool = False


def read_response(question: QuestionBase, response: Any) -> Any:
    """Return a response in the form that its question keeps, None if it is blank.

    Raises
    ------
    ResponseError
        If it does not fit the question, or holds text that cannot be kept.
    """
    if not is_encodable(response):
        cure = "Delete the last character and type it again."
        raise ResponseError("this holds half of a character, which cannot be kept.", where=question.id, cure=cure)
    return question.read(response)


def read_sureness(value: Sureness | int | None, item_id: str) -> Sureness | None:
    """Return how sure the learner said they were; None when they did not say.

    Raises
    ------
    ResponseError
        If it is not 1, 2 or 3.
    """
    try:
        return None if value is None else Sureness(value)
    except ValueError:
        raise ResponseError(
            f"a sureness of {value!r} is not known.", where=item_id, cure="1 is guessing, 2 fairly sure, 3 sure."
        ) from None


def read_seconds(value: float | None) -> float | None:
    """Return the time as the page gave it, or None if it cannot be one (a clock set back, say)."""
    if value is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None


def last_complete(attempts: list[Attempt], items: set[str]) -> list[Attempt]:
    """Return the attempts of the last session that covers all `items`, or none; `attempts` come as they were given."""
    sessions: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        sessions.setdefault(attempt.session_id, []).append(attempt)
    complete = [group for group in sessions.values() if {attempt.item_id for attempt in group} == items]
    return complete[-1] if complete else []


def resumed(question: QuestionBase, attempt: Attempt, earlier: ItemState | None = None) -> ItemState:
    """Return the standing that an attempt left after an `earlier` one; an unreadable response is passed over."""
    try:
        response = question.read(attempt.response)
    except ResponseError:  # the record was changed by hand
        return ItemState()
    return ItemState(
        response=response,
        outcome=attempt.outcome,
        first=earlier.first if earlier is not None and _goes_on(attempt) else attempt.outcome,
        tries=0 if response is None else attempt.try_number,
        sureness=attempt.sureness,
        seconds=attempt.seconds,
    )


def _goes_on(attempt: Attempt) -> bool:
    """Whether feedback came before this attempt."""
    return attempt.try_number > 1 or attempt.outcome is Outcome.SHOWN


def drafted(question: QuestionBase, draft: Any) -> ItemState:
    """Return the standing of a question in an exam that goes on, from what was kept; what cannot be read is left open.

    Parameters
    ----------
    question : question
    draft : mapping
        As `QuizSession.drafts` gives it for one question.
    """
    try:
        return ItemState(
            response=read_response(question, draft["response"]),
            sureness=read_sureness(draft["sureness"], question.id),
            seconds=read_seconds(draft["seconds"]),
            flagged=bool(draft["flagged"]),
        )
    except (ResponseError, KeyError, TypeError):  # the record was changed by hand
        return ItemState()
