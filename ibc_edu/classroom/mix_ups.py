"""The mix-ups of a class, ranked by how far they exceed what guessing would show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, lgamma, log
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
    def wrong_share(self) -> float:
        """Share of wrong answers, 0 to 1."""
        return sum(self.wrong.values()) / self.opportunities

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
    An opportunity is an answer to a question that can reveal the misconception. Expected is how often it would show if
    every wrong answer were a guess among what was offered: that takes nothing for granted about how much the class
    knows, and a hard question alone makes no mix-up. The number shown is compared with the exact distribution of such
    guesses (a sum of binomials). The comparisons of all misconceptions are taken together by the method of Holm, "A
    Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979, pages 65 to 70,
    each weighted by its share of wrong answers, so that of classes that only guess at most `FALSE_ALARMS` are told of
    any. The interval of the excess is Wilson's with each person counted as one observation, because answers of one
    person go together: it is wide rather than narrow. benchmarks/classroom.py measures both kinds of error.
    """
    tallies = _tallied(first, bank)
    chances = {name: _upper_tail(tally) for name, tally in tallies.items() if len(tally.met) >= ENOUGH_FOR_SHARE}
    above = _holm(chances, {name: tallies[name].wrong_share for name in chances})
    against = rivals(bank.values())
    rows = []
    for name, tally in tallies.items():
        row = _row(tally)
        opposed = [other for other in against.get(name, ()) if other in tallies and _shown_no_less(tallies[other])]
        rows.append(
            {"misconception_id": name, "statement": statements.get(name, name)}
            | row
            | {"above_guessing": name in above if name in chances else None}
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


def _upper_tail(tally: _Tally) -> float:
    """Chance that guesses alone would show it as often as it showed, or more often."""
    distribution = np.ones(1)
    for chance, count in tally.wrong.items():
        distribution = np.convolve(distribution, _binomial(count, chance))
    return float(min(1.0, distribution[tally.shown :].sum()))


def _binomial(n: int, chance: float) -> Array:
    if chance in (0, 1):
        certain: Array = np.eye(n + 1)[n if chance else 0]
        return certain
    ways = lgamma(n + 1)
    return np.array(
        [
            exp(ways - lgamma(k + 1) - lgamma(n - k + 1) + k * log(chance) + (n - k) * log(1 - chance))
            for k in range(n + 1)
        ]
    )


def _holm(chances: Mapping[str, float], weights: Mapping[str, float]) -> set[str]:
    """Names whose chance is too small for guessing, all comparisons taken together; a heavier one bears more."""
    found: set[str] = set()
    left = sum(weights.values())
    for name in sorted((name for name in chances if weights[name]), key=lambda name: chances[name] / weights[name]):
        if chances[name] > FALSE_ALARMS * weights[name] / left:
            break
        found.add(name)
        left -= weights[name]
    return found
