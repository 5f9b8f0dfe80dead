"""Questions, moments and ids that the quiz tests share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from ibc_edu.quiz.kinds import Multiple, QuestionBase, Single

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

COMMON: dict[str, Any] = {
    "lesson": "staging",
    "part": "check-spread",
    "objective": "staging-spread",
    "bloom": "understand",
    "hint": "the-hint-text",
    "explanation": "the-explanation-text",
    "evidence": ["faq/a1/s1"],
}


def answer(text: str, right: bool = False) -> dict[str, Any]:
    """An answer whose feedback and misconception carry its text."""
    made: dict[str, Any] = {"text": text, "correct": right, "feedback": f"feedback-on-{text}"}
    return made if right else {**made, "misconception": f"believes-{text}"}


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def counter_ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"attempt-{next(numbers)}"


@pytest.fixture
def single() -> Single:
    """Right: bones."""
    answers = [answer("bones", right=True), answer("hair"), answer("nails")]
    return Single(kind="single", id="staging-single", stem="Which one?", answers=answers, **COMMON)


@pytest.fixture
def multiple() -> Multiple:
    """Right: liver and lungs."""
    answers = [answer("liver", right=True), answer("lungs", right=True), answer("hair"), answer("nails")]
    return Multiple(kind="multiple", id="staging-multiple", stem="Which ones?", answers=answers, **COMMON)


def key_of(question: QuestionBase, text: str) -> str:
    """The opaque key of the answer that reads `text`."""
    return next(part["key"] for part in question.parts(0)["choices"] if part["text"] == text)
