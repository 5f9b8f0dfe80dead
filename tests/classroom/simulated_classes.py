"""Classes drawn by the computer, and the mix-ups that are found in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from class_examples import attempt_of

from ibc_edu.classroom.results.first_answers import first_answers
from ibc_edu.classroom.results.mix_ups.ranking import mix_ups
from ibc_edu.quiz.attempt import Attempt
from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.kinds import QuestionBase


def single_choice(*lessons: str) -> list[QuestionBase]:
    return [one for one in load_bank().questions if one.guessed_options() and one.lesson in lessons]


def guessing_class(questions: Sequence[QuestionBase], people: int, seed: int) -> list[Attempt]:
    """First answers of a class that knows nothing: each answer offered is taken alike."""
    rng = np.random.default_rng(seed)
    keys: list[tuple[QuestionBase, Any]] = [
        (one, [option.key for option in one.guessed_options()]) for one in questions
    ]
    return [
        attempt_of(one, f"p{person}", offered[int(rng.integers(len(offered)))], minute=place)
        for person in range(people)
        for place, (one, offered) in enumerate(keys)
    ]


def found_in(attempts: Sequence[Attempt], asked: Sequence[QuestionBase]) -> set[str]:
    """The mix-ups said to exceed guessing."""
    bank = {f"{one.id} {one.item_hash}": one for one in asked}
    return {row["misconception_id"] for row in mix_ups(first_answers(attempts), bank, {}) if row["above_guessing"]}
