"""The mix-ups of a class, ranked by how far they exceed what guessing would show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ibc_edu.classroom.results.item_statistics import ENOUGH_FOR_SHARE, share
from ibc_edu.classroom.results.mix_ups.beyond_guessing import WrongAnswers, beyond_guessing
from ibc_edu.classroom.results.mix_ups.guessing import rivals, shown_by_wrong_guesses
from ibc_edu.intervals import wilson

if TYPE_CHECKING:
    import pandas as pd

    from ibc_edu.quiz.kinds.base import QuestionBase


@dataclass
class _Tally:
    """What one misconception could show and showed."""

    met: set[str] = field(default_factory=set)
    showed: set[str] = field(default_factory=set)
    sure: set[str] = field(default_factory=set)
    opportunities: int = 0
    shown: int = 0
    expected: float = 0.0  # times that it would show if every wrong answer were a guess


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
    about how much the class knows, and a hard question alone makes no mix-up. Which numbers are too many for guessing
    is decided for all misconceptions together: see `beyond_guessing`.
    The interval of the excess is Wilson's with each person counted as one observation, because answers of one person
    go together: it is wide rather than narrow. benchmarks/classroom.py measures both kinds of error.
    """
    tallies = _tallied(first, bank)
    enough = {name for name, tally in tallies.items() if len(tally.met) >= ENOUGH_FOR_SHARE}
    exceeding = {name for name in enough if tallies[name].shown > tallies[name].expected}
    above = beyond_guessing(_wrong_answers(first), bank, enough) & exceeding
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
            tally.expected += chance if score < 1 else 0
            if name in shown:
                tally.shown += 1
                tally.showed.add(person)
                if was_sure:
                    tally.sure.add(person)
    return tallies


def _wrong_answers(first: pd.DataFrame) -> dict[str, WrongAnswers]:
    """What was answered wrong, question by question."""
    answers: dict[str, WrongAnswers] = {}
    columns = (first[name] for name in ("item", "score", "misconceptions", "response"))
    for item, score, shown, response in zip(*columns, strict=True):
        if response is None:
            continue
        of_one = answers.setdefault(item, WrongAnswers())
        of_one.answered += 1
        if score < 1:
            of_one.wrong += 1
            of_one.shown.update(shown)
            if isinstance(response, str):
                of_one.options[response] += 1
    return answers


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
