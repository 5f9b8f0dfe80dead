"""The mix-ups of a class, ranked by how far they exceed what guessing would show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np

from ibc_edu.classroom.guessing import rivals, shown_by_wrong_guesses
from ibc_edu.classroom.item_statistics import ENOUGH_FOR_SHARE, Array, share
from ibc_edu.intervals import wilson

if TYPE_CHECKING:
    import pandas as pd

    from ibc_edu.quiz.kinds.base import QuestionBase

FALSE_ALARMS = 0.05
"""Share of classes that only guess in which some mix-up may be said to exceed guessing."""
HELD_BY = 1 / 3
"""Share of a class whose belief is looked for: where it is held by more or by fewer, the error stays what it is."""
BELIEVERS = 100
"""Numbers of believers that are weighed: enough that a class of a hundred is not rounded."""


@dataclass
class _Tally:
    """What one misconception could show and showed."""

    met: set[str] = field(default_factory=set)
    showed: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)
    opportunities: int = 0
    shown: int = 0
    wrong: dict[float, int] = field(default_factory=dict)  # chance that a guess shows it: number of wrong answers

    @property
    def expected(self) -> float:
        """Times that it would show if every wrong answer were a guess."""
        return sum(chance * count for chance, count in self.wrong.items())


def mix_ups(
    first: pd.DataFrame, bank: Mapping[str, QuestionBase], statements: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return a row for each misconception that could show, those that exceed guessing first.

    Parameters
    ----------
    first : DataFrame
        See `first_answers`.
    bank : mapping of item to question
    statements : mapping of misconception id to statement

    Notes
    -----
    An opportunity is an answer to a question that can reveal the misconception, pooled over its questions. Expected is
    how often it would show if every wrong answer were a guess among what was offered: that takes nothing for granted
    about how much the class knows, and a hard question alone makes no mix-up. The number shown has then an exact
    distribution (a sum of binomials). Which numbers are too many for guessing is decided for all misconceptions
    together: those come first that are likeliest if `HELD_BY` of the class believe it, against guessing, and as many
    are taken as leave the chance of any false alarm at `FALSE_ALARMS`. One bound for all likelihood ratios finds
    the most among tests of that size: Spjotvoll, "On the Optimality of Some Multiple Comparison Procedures", Annals of
    Mathematical Statistics 43, 1972, pages 398 to 411. What is found is taken out and the rest is compared again, as
    in Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979,
    pages 65 to 70. Chances are added as they are, without rounding up to a common level: numbers of answers are whole.
    The interval of the excess is Wilson's with each person counted as one observation, because answers of one person
    go together: it is wide rather than narrow. benchmarks/classroom.py measures both kinds of error.
    """
    tallies = _tallied(first, bank)
    enough = {name: tally for name, tally in tallies.items() if len(tally.met) >= ENOUGH_FOR_SHARE}
    above = _above_guessing(enough)
    against = rivals(bank.values())
    rows = []
    for name, tally in tallies.items():
        row = _row(tally)
        opposed = [other for other in against.get(name, ()) if other in tallies and _shown_no_less(tallies[other])]
        rows.append(
            {"misconception_id": name, "statement": statements.get(name, name)}
            | row
            | {"above_guessing": name in above if name in enough else None}
            | {"contradicts": sorted(opposed) if name in above else []}
        )
    return sorted(rows, key=lambda row: (not row["above_guessing"], np.isnan(row["excess"]), -row["excess"]))


def _tallied(first: pd.DataFrame, bank: Mapping[str, QuestionBase]) -> dict[str, _Tally]:
    guessed = {item: shown_by_wrong_guesses(bank[item]) for item in first["item"].unique()}
    tallies: dict[str, _Tally] = {}
    columns = (first[name] for name in ("person", "item", "score", "sure", "misconceptions", "response"))
    for person, item, score, was_sure, shown, response in zip(*columns, strict=True):
        if response is None:  # asked for the answer: nothing was guessed, and nothing shown
            continue
        for name, chance in guessed[item].items():
            tally = tallies.setdefault(name, _Tally())
            tally.met.add(person)
            tally.opportunities += 1
            if score < 1:
                tally.wrong[chance] = tally.wrong.get(chance, 0) + 1
            if name in shown:
                tally.shown += 1
                tally.showed.add(person)
                if was_sure:
                    tally.sure.add(person)
    return tallies


def _row(tally: _Tally) -> dict[str, Any]:
    n, made = len(tally.met), tally.opportunities
    people = share(len(tally.showed), n)
    rate, expected = tally.shown / made, tally.expected / made
    low, high = wilson(rate * n, n)
    if not people.enough:
        rate = expected = low = high = float("nan")
    return (
        {"n": n, "people": len(tally.showed), "share": people.value, "low": people.low, "high": people.high}
        | {"sure": len(tally.sure), "opportunities": made, "shown": tally.shown, "rate": rate, "expected": expected}
        | {"excess": rate - expected, "excess_low": low - expected, "excess_high": high - expected}
    )


def _shown_no_less(tally: _Tally) -> bool:
    return 0 < tally.expected <= tally.shown


def _above_guessing(tallies: Mapping[str, _Tally]) -> set[str]:
    """Names that show too often for guessing, all comparisons taken together."""
    chances = {name: _if_guessed(tally) for name, tally in tallies.items()}
    ratios = {name: _likelihood_ratios(tally) for name, tally in tallies.items()}
    found: set[str] = set()
    while left := [name for name in tallies if name not in found]:
        bound = _bound(
            np.concatenate([ratios[name] for name in left]), np.concatenate([chances[name] for name in left])
        )
        more = {name for name in left if ratios[name][tallies[name].shown] > bound}
        if not more:
            break
        found |= more
    return found


def _bound(ratios: Array, chances: Array) -> float:
    """The ratio that is exceeded by chance, by any of them, at most as often as false alarms are allowed."""
    order = np.argsort(-ratios, kind="stable")
    too_many = np.flatnonzero(np.cumsum(chances[order]) > FALSE_ALARMS)
    return float(ratios[order][too_many[0]]) if len(too_many) else 0.0


def _if_guessed(tally: _Tally) -> Array:
    """Chance of each number of times that guesses alone would show it, given how many answers were wrong."""
    distribution = np.ones(1)
    for chance, count in tally.wrong.items():
        distribution = np.convolve(distribution, _binomial(count, chance))
    return distribution


def _likelihood_ratios(tally: _Tally) -> Array:
    """For each number of times shown, how much likelier it is with `HELD_BY` of the class holding it than with nobody.

    Who holds it shows it; all others know the answer or guess wrongly, any number of them alike.
    """
    answers, wrong = tally.opportunities, sum(tally.wrong.values())
    chance = tally.expected / wrong if wrong else 0.0
    believers = _binomial(answers, HELD_BY)
    held, counts = np.zeros(wrong + 1), _likely_believers(answers, wrong)
    for count in counts:
        held[count:] += believers[count] * _binomial(wrong - count, chance) * (answers + 1) / (answers - count + 1)
    return _ratio(held, _binomial(wrong, chance))


def _likely_believers(answers: int, wrong: int) -> list[int]:
    """How many of the wrong answers may come from a belief: at most `BELIEVERS` numbers, spread evenly."""
    middle, spread = HELD_BY * answers, 5 * (HELD_BY * (1 - HELD_BY) * answers) ** 0.5
    low, high = max(0.0, min(middle - spread, wrong)), min(middle + spread, wrong)
    return sorted({int(count) for count in np.linspace(low, high, BELIEVERS).round()})


def _ratio(held: Array, guessed: Array) -> Array:
    """Likelihood ratios; infinite where guessing is too unlikely for a number."""
    ratios: Array = np.where(held > 0, np.inf, 0.0)
    return np.divide(held, guessed, out=ratios, where=guessed > 0)


def _binomial(n: int, chance: float) -> Array:
    if chance in (0, 1):
        certain: Array = np.eye(n + 1)[n if chance else 0]
        return certain
    from scipy.special import gammaln

    k = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    chances: Array = np.exp(ways + k * log(chance) + (n - k) * log(1 - chance))
    return chances
