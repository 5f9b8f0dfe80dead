"""Attempts for the learner's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SCORES = {Outcome.CORRECT: 1.0, Outcome.PARTIAL: 0.5, Outcome.INCORRECT: 0.0}


class SteppedClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **passed: float) -> None:
        self.now += timedelta(**passed)


def attempt(number: int, outcome: Outcome = Outcome.CORRECT, *, days: float = 0, **changes: Any) -> Attempt:
    """Return the attempt with this number, made `days` after `START`; its own session unless one is named."""
    fields: dict[str, Any] = {
        "attempt_id": f"{number:032x}",
        "item_id": f"staging-item-{number}",
        "item_hash": "0123456789abcdef",
        "kind": "single",
        "lesson": "staging",
        "objective": "staging-nodes",
        "mode": Mode.PRACTICE,
        "response": "k1",
        "score": SCORES.get(outcome),
        "outcome": outcome,
        "at": START + timedelta(days=days),
        "session_id": f"{number:032x}",
        "sureness": Sureness.FAIRLY_SURE,
        "seconds": 4.5,
    }
    return Attempt(**(fields | changes))
