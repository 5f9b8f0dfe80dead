"""How often a mix-up is said of a class that only guesses, and how often a belief that was put in is found.

Classes are drawn for each lesson from its questions with one answer to choose: 60 people who take each answer alike;
and 40 people of whom a third choose, wherever it is offered, the answer that shows one belief, while the others know
the answer or guess (two-parameter logistic model, as `simulated_class` draws it; the last third of a lesson is not
reached by all). The belief goes round all mix-ups of the lesson, those also that no count of wrong answers could tell
from guesses, because every wrong answer to their questions shows them; the shares are given with and without these.

    python benchmarks/mix_ups.py [classes a lesson] [lessons]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from ibc_edu.classroom.answers.simulated import response_probabilities
from ibc_edu.classroom.results.first_answers import COLUMNS
from ibc_edu.classroom.results.mix_ups.beyond_guessing import FALSE_ALARMS
from ibc_edu.classroom.results.mix_ups.guessing import wrong_options
from ibc_edu.classroom.results.mix_ups.ranking import mix_ups
from ibc_edu.intervals import wilson
from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.kinds.base import QuestionBase

GUESSERS, PEOPLE, HELD_BY = 60, 40, 1 / 3


class Asked(NamedTuple):
    """A question, its key and its wrong options with what each shows."""

    item: str
    key: str
    wrong: dict[str, str]


def frame(asked: list[Asked], answers: dict[tuple[int, int], str]) -> pd.DataFrame:
    """Answers by person and place of the question, in the form of `first_answers`."""
    rows = []
    for (person, place), response in answers.items():
        question = asked[place]
        shown = (question.wrong[response],) if response in question.wrong else ()
        rows.append((f"p{person}", question.item, "", "", "", float(not shown), False, shown, response))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def guessers(asked: list[Asked], rng: np.random.Generator) -> pd.DataFrame:
    """A class that takes each answer alike."""
    answers = {}
    for place, question in enumerate(asked):
        options = [question.key, *question.wrong]
        for person, choice in enumerate(rng.integers(len(options), size=GUESSERS)):
            answers[person, place] = options[choice]
    return frame(asked, answers)


def believers(asked: list[Asked], belief: str, rng: np.random.Generator) -> pd.DataFrame:
    """A class of which the first third hold a belief."""
    count = len(asked)
    chance = response_probabilities(rng.normal(size=PEOPLE), rng.lognormal(0, 0.3, count), rng.normal(-0.7, 1, count))
    right = rng.random(chance.shape) < chance
    reached = np.where(rng.random(PEOPLE) < 0.7, count, rng.integers(2 * count // 3, count + 1, PEOPLE))
    answers = {}
    for person in range(PEOPLE):
        for place, question in enumerate(asked[: reached[person]]):
            believed = [key for key, name in question.wrong.items() if name == belief]
            wrong = [*question.wrong][int(rng.integers(len(question.wrong)))]
            answers[person, place] = question.key if right[person, place] else wrong
            if believed and person < round(HELD_BY * PEOPLE):
                answers[person, place] = believed[0]
    return frame(asked, answers)


def told(answers: pd.DataFrame, bank: dict[str, QuestionBase]) -> set[str]:
    """The mix-ups said to exceed guessing."""
    return {row["misconception_id"] for row in mix_ups(answers, bank, {}) if row["above_guessing"]}


def of_all(count: int, n: int) -> str:
    """A share with its interval."""
    low, high = wilson(count, n)
    return f"{count} of {n} ({count / n:.1%}, 95% interval {low:.1%} to {high:.1%})"


def lesson(name: str, classes: int) -> None:
    """Print both kinds of error for one lesson."""
    questions = [one for one in load_bank().questions if one.guessed_options() and one.lesson == name]
    bank: dict[str, QuestionBase] = {f"{one.id} {one.item_hash}": one for one in questions}
    asked = [Asked(item, one.key(), wrong_options(one)) for item, one in bank.items()]
    names = sorted({mix_up for one in asked for mix_up in one.wrong.values()})
    tells = {n for n in names if any(0 < [*one.wrong.values()].count(n) < len(one.wrong) for one in asked)}
    seen: Counter[str] = Counter()
    start = time.perf_counter()
    for number in range(classes):
        belief = names[number % len(names)]
        seen["quiet"] += not told(guessers(asked, np.random.default_rng((1, number))), bank)
        said = told(believers(asked, belief, np.random.default_rng((2, number))), bank)
        seen["found"] += belief in said
        seen["could be told"] += belief in tells
        seen["another"] += bool(said - {belief})
    print(f"{name}: {len(asked)} questions, {len(names)} mix-ups, {len(tells)} of which can be told from guesses")
    print(f"  nothing said of {of_all(seen['quiet'], classes)} classes that guess")
    print(f"  belief found in {of_all(seen['found'], seen['could be told'])} where it could be told,")
    print(f"    {of_all(seen['found'], classes)} in all; another said in {of_all(seen['another'], classes)}")
    print(f"  {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(f"False alarms allowed: {FALSE_ALARMS:.0%} of classes that guess")
    for one_lesson in sys.argv[2:] or ["staging", "receptors", "therapies", "trials", "monitoring"]:
        lesson(one_lesson, many)
