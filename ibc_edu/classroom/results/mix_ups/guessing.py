"""What a wrong answer would show if it were a guess among what the question offers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds.base import QuestionBase


def shown_by_wrong_guesses(question: QuestionBase) -> dict[str, float]:
    """Return for each misconception of a question the chance that a wrong guess shows it, 0 to 1.

    A guesser takes each answer offered alike: one of them; where several can be ticked, any set but the empty one; any
    target for each part; any order. What is typed is offered nowhere: a wrong answer is taken to be one of those that
    the question recognizes, or anything else, each alike. Only guesses below the full score count.
    """
    form = question.exchange()
    chances = {}
    for name in question.misconceptions():
        count = sum(row.misconception == name for row in form.rows)
        wrong = 1 - _all_right(form)
        chances[name] = min(1.0, _shown(form, count) / wrong) if wrong > 0 else 0.0
    return chances


def wrong_options(question: QuestionBase) -> dict[str, str]:
    """Return the misconception of each wrong option by its key, where one answer is to be chosen; empty elsewhere."""
    form = question.exchange()
    if form.interaction is not Interaction.CHOICE or form.most != 1:
        return {}
    return {row.key: row.misconception for row in form.rows if not _right(row)}


def rivals(questions: Iterable[QuestionBase]) -> dict[str, set[str]]:
    """Return for each misconception those that the same answer cannot show: other answers where one is to be chosen."""
    found: dict[str, set[str]] = {}
    for question in questions:
        form = question.exchange()
        if form.interaction is Interaction.CHOICE and form.most == 1:
            for one, other in combinations(question.misconceptions(), 2):
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


def _all_right(form: Exchange) -> float:
    """Chance that a guess earns the full score; 0 for what is typed."""
    parts = len(form.rows)
    match form.interaction:
        case Interaction.CHOICE if form.most == 1:
            return sum(_right(row) for row in form.rows) / parts
        case Interaction.CHOICE:
            return float(1 / (2**parts - 1))
        case Interaction.MATCH | Interaction.GROUP:
            return float(len(form.targets) ** -parts)
        case Interaction.ORDER:
            return 1 / factorial(parts)
        case _:
            return 0.0


def _shown(form: Exchange, count: int) -> float:
    """Chance that a guess shows a misconception that `count` parts of the question bear."""
    parts = len(form.rows)
    match form.interaction:
        case Interaction.CHOICE if form.most == 1:
            return count / parts
        case Interaction.CHOICE:
            return float((2**parts - 2 ** (parts - count)) / (2**parts - 1))
        case Interaction.MATCH | Interaction.GROUP:
            return float(1 - len(form.targets) ** -count)
        case Interaction.ORDER:
            return 1 - _all_right(form)
        case _:
            return count / (1 + sum(not _right(row) for row in form.rows))


def _right(row: ExchangeRow) -> bool:
    return not row.misconception
