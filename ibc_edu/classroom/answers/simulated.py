"""A class that was never there: answers drawn from known abilities and item parameters.

For trying the tables before a class has answered, and for checking that the statistics find what was put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ibc_edu.quiz.attempt import Attempt, Mode, Sureness

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds.base import QuestionBase

FIRST_LESSON = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)


def response_probabilities(
    ability: NDArray[np.float64], discrimination: NDArray[np.float64], difficulty: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Chance of a right answer, people by items, in the two-parameter logistic model.

    1 / (1 + exp(-a (ability - b))) with discrimination a and difficulty b: Birnbaum in Lord and Novick, Statistical
    Theories of Mental Test Scores (1968), part 5.

    Parameters
    ----------
    ability : array, one a person, in standard deviations
    discrimination, difficulty : arrays, one an item
    """
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-discrimination * (ability[:, None] - difficulty)))
    return chance


def simulated_class(
    questions: Sequence[QuestionBase], people: int, seed: int, *, belief: str = "", held_by: float = 0.0
) -> tuple[Attempt, ...]:
    """First answers of a class that was never there; each student stops somewhere in the last third or goes to the end.

    Abilities are standard normal; the items' discriminations are lognormal around 1, their difficulties normal around
    -0.7, so that a bit more than six in ten answers are right. The students are called `simulated-001` and so on.

    Parameters
    ----------
    questions : sequence
    people, seed : int
    belief : str
        misconception_id that the first students hold: they choose it wherever one answer is to be chosen and it is
        among them.
    held_by : float
        Their share, 0 to 1.
    """
    rng = np.random.default_rng(seed)
    count = len(questions)
    ability = rng.normal(size=people)
    chance = response_probabilities(ability, rng.lognormal(0, 0.3, count), rng.normal(-0.7, 1, count))
    right = rng.random(chance.shape) < chance
    reached = np.where(rng.random(people) < 0.7, count, rng.integers(2 * count // 3, count + 1, people))
    asked = [_Asked(question, question.item_hash, _believed(question, belief)) for question in questions]
    return tuple(
        _attempt(asked[place], bool(right[person, place]), person < round(held_by * people), person, place, rng)
        for person in range(people)
        for place in range(reached[person])
    )


@dataclass(frozen=True)
class _Asked:
    """A question with what is worked out once for all students."""

    question: QuestionBase
    item_hash: str
    believed: str | None = None


def _believed(question: QuestionBase, belief: str) -> str | None:
    """Key of the answer that shows a belief."""
    keys = (option.key for option in question.guessed_options() if belief)
    return next((key for key in keys if belief in question.grade(key).misconceptions), None)


def _attempt(asked: _Asked, right: bool, holds: bool, person: int, place: int, rng: np.random.Generator) -> Attempt:
    question = asked.question
    response = question.key() if right else question.wrong_response(lambda of: of[int(rng.integers(len(of)))])
    said = int(rng.choice([1, 2, 3], p=[0.1, 0.4, 0.5] if right else [0.35, 0.45, 0.2]))
    sureness = Sureness(said) if rng.random() < 0.6 else None
    seconds = float(np.round(rng.lognormal(3, 0.5), 1))
    if holds and asked.believed is not None:
        response = asked.believed
    return _answered(asked, response, person, place, sureness=sureness, seconds=seconds)


def _answered(asked: _Asked, response: Any, person: int, place: int, **said: Any) -> Attempt:
    question = asked.question
    grade = question.grade(response)
    return Attempt(
        attempt_id=f"{person:016x}{place:016x}",
        learner=f"simulated-{person + 1:03d}",
        item_id=question.id,
        item_hash=asked.item_hash,
        kind=question.kind,
        lesson=question.lesson,
        objective=question.objective,
        mode=Mode.PRACTICE,
        response=question.read(response),
        score=grade.score,
        outcome=grade.outcome,
        misconceptions=grade.misconceptions,
        at=FIRST_LESSON + timedelta(days=person % 5, minutes=place),
        session_id=f"{person:032x}",
        **said,
    )
