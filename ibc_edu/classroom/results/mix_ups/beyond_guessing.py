"""Which mix-ups a class shows more often than guesses would, all of them looked at together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ibc_edu.classroom.results.item_statistics import Array
from ibc_edu.classroom.results.mix_ups.guessing import shown_by_wrong_guesses, wrong_options

if TYPE_CHECKING:
    from ibc_edu.quiz.kinds.base import QuestionBase

FALSE_ALARMS = 0.04
"""Share of classes that only guess in which some mix-up may be said to exceed guessing."""
HELD_BY = 1 / 3
"""Share of a class whose belief is looked for: where it is held by more or by fewer, the error stays what it is."""
MOST_BY_BELIEF = 0.9
"""Largest share of the wrong answers to a question that is put down to a belief."""
DRAWN = 1_999
"""Classes that are drawn for comparison; with the one that answered they are 2,000."""
SEED = 1
"""Of those draws, so that the same answers always give the same table."""


@dataclass
class WrongAnswers:
    """The wrong answers to one question.

    Parameters
    ----------
    answered : int
        All answers, right ones among them.
    wrong : int
    options : counter of key
        Of a question with one answer to choose: how often each was chosen.
    shown : counter of misconception id
    """

    answered: int = 0
    wrong: int = 0
    options: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)


class _Columns(NamedTuple):
    """What is counted at one question: a column for each wrong option, or for each misconception where none is offered.

    `shares` says how often a wrong guess is of that column, and whether a wrong answer is of one column alone.
    """

    wrong: int
    by_belief: float
    shares: Array
    exclusive: bool
    counts: Array
    places: dict[str, list[int]]


def beyond_guessing(
    answers: Mapping[str, WrongAnswers], bank: Mapping[str, QuestionBase], names: Collection[str]
) -> set[str]:
    """Return those of `names` that wrong answers show more often than guesses among what was offered would.

    How many answers to each question were wrong is taken as given: a hard question alone makes no mix-up. For each
    misconception the likelihood ratio is formed of what was counted, if `HELD_BY` of the class hold it, against
    guesses; where several options show it, whoever holds it may prefer any one of them, and the ratios are averaged.
    The ratios are compared with those of `DRAWN` classes whose wrong answers are guesses, by the step-down method of
    the largest statistic: Westfall and Young, Resampling-Based Multiple Testing, Wiley 1993, algorithm 4.1. A ratio
    counts as reached where as many drawn classes reach it, the class itself being counted too, so the chance of any
    false alarm is `FALSE_ALARMS` at most for a class that guesses, whole numbers of answers included. That the
    misconceptions of a question exclude each other is drawn with it where one answer is to be chosen; at other
    questions they are drawn apart. What all wrong answers to its questions show cannot exceed guessing.

    Parameters
    ----------
    answers : mapping of item to WrongAnswers
    bank : mapping of item to question
    names : collection of misconception id
    """
    rng = np.random.default_rng(SEED)
    observed: dict[str, Array] = {}
    drawn: dict[str, Array] = {}
    for item, of_one in answers.items():
        columns = _columns(bank[item], of_one)
        if of_one.wrong == 0 or not columns.places:
            continue
        guesses = _drawn(columns, rng)
        for name in columns.places.keys() & set(names):
            observed[name] = observed.get(name, np.zeros(1)) + _log_ratio(columns, name, columns.counts[None, :])
            drawn[name] = drawn.get(name, np.zeros(DRAWN)) + _log_ratio(columns, name, guesses)
    return _reached({name: float(value[0]) for name, value in observed.items()}, drawn)


def _columns(question: QuestionBase, answers: WrongAnswers) -> _Columns:
    by_belief = min(MOST_BY_BELIEF, HELD_BY * answers.answered / max(1, answers.wrong))
    options = wrong_options(question)
    if options:
        places: dict[str, list[int]] = {}
        for column, name in enumerate(options.values()):
            places.setdefault(name, []).append(column)
        counts = np.array([answers.options[key] for key in options], dtype=float)
        shares = np.full(len(options), 1 / len(options))
        tells = {name: of for name, of in places.items() if len(of) < len(options)}
        return _Columns(answers.wrong, by_belief, shares, True, counts, tells)
    chances = {name: chance for name, chance in shown_by_wrong_guesses(question).items() if 0 < chance < 1}
    counts = np.array([answers.shown[name] for name in chances], dtype=float)
    each = {name: [column] for column, name in enumerate(chances)}
    return _Columns(answers.wrong, by_belief, np.array([*chances.values()]), False, counts, each)


def _drawn(columns: _Columns, rng: np.random.Generator) -> Array:
    """Counts of classes whose wrong answers are guesses, classes by columns."""
    if columns.exclusive:
        return rng.multinomial(columns.wrong, columns.shares, size=DRAWN).astype(float)
    return rng.binomial(columns.wrong, columns.shares, size=(DRAWN, len(columns.shares))).astype(float)


def _log_ratio(columns: _Columns, name: str, counts: Array) -> Array:
    """Logarithm of how much likelier counts are with a belief than with guesses, one for each row."""
    held = columns.by_belief
    places = columns.places[name]
    share, of_them = columns.shares[places], counts[:, places]
    ways = of_them * np.log(held / share + 1 - held) + (columns.wrong - of_them) * np.log(1 - held)
    mean: Array = np.logaddexp.reduce(ways, axis=1) - np.log(len(places))
    return mean


def _reached(observed: Mapping[str, float], drawn: Mapping[str, Array]) -> set[str]:
    """Names whose value few of the drawn classes reach by their largest, step by step without those found before."""
    found: set[str] = set()
    if not observed:
        return found
    order = sorted(observed, key=lambda name: -observed[name])
    largest = np.maximum.accumulate(np.array([drawn[name] for name in reversed(order)]), axis=0)[::-1]
    for name, among in zip(order, largest, strict=True):
        reaching = 1 + int((among >= observed[name] - 1e-9).sum())
        if reaching > FALSE_ALARMS * (DRAWN + 1):
            break
        found.add(name)
    return found
