"""A test-wise guesser: how often the form of the answers alone gives the right one away.

It knows nothing of the subject. Its cues are those that help in badly written tests (Millman, Bishop and Ebel, An
analysis of test-wiseness, Educational and Psychological Measurement, 1965).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Option

# Percentage points that the guesser may be away from chance, over the whole bank.
TOLERANCE = 8.0
# Below this many questions chance alone moves the figure by more than the tolerance.
ENOUGH = 40

_QUALIFIER = re.compile(r"\b(can|may|might|could|often|sometimes|usually|typically|generally|mostly|some|most|many)\b")
_ABSOLUTE = re.compile(
    r"\b(all|always|any|anyone|anything|at once|at all|alone|cannot|completely|each|ends?|entirely|every|everyone|"
    r"everything|everybody|for life|in full|more than all|must|needless|never|no|no longer|nobody|none|no one|nothing|"
    r"only|proof|proven|simply|surely|too|useless|whole|without|free of)\b"
)
_LITTLE_WORD = re.compile(r"(an?|and|are|as|at|by|for|from|in|is|its?|of|on|or|that|the|this|to|was|what|which)")

Scores = list[float]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


class Asked(NamedTuple):
    """What the guesser sees of a question: the stem, and the options of which exactly one is right."""

    stem: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Guesses:
    """How often one way of guessing is right.

    Parameters
    ----------
    cue : str
        What the guesser looks at; `all cues` lets them vote, `best combination` is the choice of voters that does best.
    accuracy, chance : float
        In percent; ties count by their share.
    questions : int
        Questions that it guessed at.
    """

    cue: str
    accuracy: float
    chance: float
    questions: int

    @property
    def excess(self) -> float:
        """Percentage points above chance; below it when negative."""
        return self.accuracy - self.chance


def guess(questions: Iterable[QuestionBase]) -> list[Guesses]:
    """Let the guesser take every question of whose options one is to be guessed.

    It goes by each cue, by the vote of all, and by the combination of voting cues that does best: someone who tries out
    which habits pay off cannot do better than that.

    Answers are taken in the author's order, in which files are printed and exported.
    """
    asked = [Asked(question.stem, options) for question in questions if (options := question.guessed_options())]
    if not asked:
        return []
    chance = 100 * fmean(1 / len(question.options) for question in asked)
    cues = {**CUES, "usual place": _usual_place(asked)}
    shares = {name: [_share(cue(question), question) for question in asked] for name, cue in cues.items()}
    ballots = _ballots(asked, list(cues.values()))
    right = _right(asked)
    votes = {voters: _by_vote(ballots, right, voters) for voters in _combinations(len(cues))}
    shares["all cues"] = votes[tuple(range(len(cues)))]
    shares["best combination"] = max(votes.values(), key=fmean)
    return [Guesses(name, 100 * fmean(found), chance, len(asked)) for name, found in shares.items()]


@lru_cache(maxsize=50_000)
def words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, in lower case."""
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if not _LITTLE_WORD.fullmatch(word))


def _longest(question: Asked) -> Scores:
    return [float(len(answer.text)) for answer in question.options]


def _most_qualified(question: Asked) -> Scores:
    return [float(len(_QUALIFIER.findall(answer.text.casefold()))) for answer in question.options]


def _least_absolute(question: Asked) -> Scores:
    return [-float(len(_ABSOLUTE.findall(answer.text.casefold()))) for answer in question.options]


def _least_absolute_then_longest(question: Asked) -> Scores:
    """Rule out what is said without exception, then prefer hedged answers, then long ones."""
    absolute, hedged, length = _least_absolute(question), _most_qualified(question), _longest(question)
    return [1e6 * a + 1e4 * h + n for a, h, n in zip(absolute, hedged, length, strict=True)]


def _most_shared_with_stem(question: Asked) -> Scores:
    stem = words(question.stem)
    return [float(len(words(answer.text) & stem)) for answer in question.options]


def _odd_one_out(question: Asked) -> Scores:
    """Score how little an answer has in common with the others, in words and in length."""
    found = []
    for answer in question.options:
        others = [other for other in question.options if other is not answer]
        shared = fmean(_overlap(words(answer.text), words(other.text)) for other in others)
        mean_length = fmean(len(other.text) for other in others)
        found.append(abs(len(answer.text) - mean_length) / mean_length - shared)
    return found


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


CUES: dict[str, Callable[[Asked], Scores]] = {
    "longest": _longest,
    "most qualified": _most_qualified,
    "least absolute": _least_absolute,
    "least absolute, most qualified, longest": _least_absolute_then_longest,
    "most shared with stem": _most_shared_with_stem,
    "odd one out": _odd_one_out,
}
"""What the guesser looks at: a score for each answer, the highest being its guess."""


def _usual_place(asked: Sequence[Asked]) -> Callable[[Asked], Scores]:
    """Return the cue of someone who has noticed in which place the right answer usually stands."""
    places = [next(i for i, option in enumerate(q.options) if option.right) for q in asked]

    def usual_place(question: Asked) -> Scores:
        return [float(places.count(place)) for place in range(len(question.options))]

    return usual_place


def _best(scores: Scores) -> list[int]:
    return [place for place, score in enumerate(scores) if score == max(scores)]


def _share(scores: Scores, question: Asked) -> float:
    """Return the chance of being right when guessing among the best-scored answers."""
    best = _best(scores)
    return sum(question.options[place].right for place in best) / len(best)


def _ballot(scores: Scores) -> Scores:
    """Return one vote, shared among the best-scored answers."""
    best = _best(scores)
    return [(place in best) / len(best) for place in range(len(scores))]


def _combinations(cues: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, cues + 1):
        yield from combinations(range(cues), size)


def _ballots(asked: Sequence[Asked], cues: Sequence[Callable[[Asked], Scores]]) -> FloatArray:
    """Return the votes by question, cue and option; where a question has fewer options, none can be elected."""
    found = np.full((len(asked), len(cues), max(len(question.options) for question in asked)), -np.inf)
    for number, question in enumerate(asked):
        found[number, :, : len(question.options)] = [_ballot(cue(question)) for cue in cues]
    return found


def _right(asked: Sequence[Asked]) -> BoolArray:
    """Return whether an option is right, by question and option."""
    found = np.zeros((len(asked), max(len(question.options) for question in asked)), dtype=bool)
    for number, question in enumerate(asked):
        found[number, : len(question.options)] = [option.right for option in question.options]
    return found


def _by_vote(ballots: FloatArray, right: BoolArray, voters: Sequence[int]) -> list[float]:
    """Return for each question the chance of being right when these cues vote."""
    votes = ballots[:, list(voters)].sum(axis=1).round(9)
    best = votes == votes.max(axis=1, keepdims=True)
    shares: list[float] = ((best & right).sum(axis=1) / best.sum(axis=1)).tolist()
    return shares
