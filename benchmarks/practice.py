"""Does practice bring more aims to be known than random or fixed order? Learners of known skill, simulated.

A learner has a skill for each aim, in log odds, drawn from a normal distribution around 0; each answer with its
feedback raises it. This is not the model by which practice chooses, which knows answers only. An aim is truly known
where the skill gives at least 80% right answers. "shown" counts aims that the mastery panel would call well known;
"true" those among them that are truly known, and "false" those that are not. "gained" counts aims that are truly known
now and were not before, whether or not it shows; "asked" all truly known ones that were asked about. Random order
learns a little about everything, so that more of what it gains is beyond what a few answers can show.
Run: python benchmarks/practice.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, log, sqrt
from random import Random
from statistics import mean, stdev

from ibc_edu.learner.history import History
from ibc_edu.learner.mastery import mastery
from ibc_edu.learner.practice import Candidate, next_question
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome

START = datetime(2026, 1, 1, tzinfo=UTC)
GAIN = 0.5  # log odds that an answer with its feedback adds
KNOWN = log(0.8 / 0.2)
Chooser = Callable[[History, datetime], str | None]


@dataclass(frozen=True)
class Range:
    """A mean with its 95% interval over learners (normal)."""

    mean: float
    low: float
    high: float


def course_of(aims: int = 40, questions: int = 8) -> list[Candidate]:
    """A course of some aims with as many questions each, the last two generated."""
    return [Candidate(f"{a:02}-{q}", f"{a:02}", q >= questions - 2) for a in range(aims) for q in range(questions)]


def choosers(candidates: list[Candidate], seed: int) -> dict[str, Chooser]:
    """The three orders."""
    shuffled = Random(seed).sample(candidates, len(candidates))

    def in_turn(order: list[Candidate]) -> Chooser:
        left: Iterator[Candidate] = iter(order)
        return lambda history, now: next((each.item_id for each in left), None)

    def adaptive(history: History, now: datetime) -> str | None:
        choice = next_question(history, candidates, now)
        return None if choice is None else choice.item_id

    return {"adaptive": adaptive, "random": in_turn(shuffled), "fixed": in_turn(candidates)}


MEASURES = ("shown", "true", "false", "gained", "asked")


def practiced(chooser: Chooser, candidates: list[Candidate], answers: int, seed: int, skill: float) -> tuple[int, ...]:
    """Let one learner answer; return the `MEASURES`."""
    history, before, skills = _taken(chooser, candidates, answers, seed, skill)
    shown = [one.objective for one in mastery(history) if "well known" in one.words]
    true = sum(skills[name] >= KNOWN for name in shown)
    asked = {standing.objective for standing in history.standings.values()}
    known = [name for name in asked if skills[name] >= KNOWN]
    return len(shown), true, len(shown) - true, sum(before[name] < KNOWN for name in known), len(known)


def _taken(
    chooser: Chooser, candidates: list[Candidate], answers: int, seed: int, skill: float
) -> tuple[History, dict[str, float], dict[str, float]]:
    objective_of = {each.item_id: each.objective for each in candidates}
    draw, luck = Random(seed), Random(seed + 1_000_000)
    skills = {name: draw.gauss(skill, 1.5) for name in dict.fromkeys(objective_of.values())}
    before = dict(skills)
    history, now = History(), START
    for number in range(answers):
        item = chooser(history, now)
        if item is None:
            break
        name = objective_of[item]
        right = luck.random() < 1 / (1 + exp(-skills[name]))
        skills[name] += GAIN
        history.extend([_attempt(item, name, right, number, now)], now)
        now += timedelta(seconds=40)
    return history, before, skills


def _attempt(item: str, objective: str, right: bool, number: int, at: datetime) -> Attempt:
    return Attempt(
        attempt_id=str(number),
        item_id=item,
        item_hash="",
        kind="single",
        lesson="",
        objective=objective,
        mode=Mode.PRACTICE,
        response=None,
        score=float(right),
        outcome=Outcome.CORRECT if right else Outcome.INCORRECT,
        at=at,
        session_id="one",
    )


def reached(candidates: list[Candidate], *, answers: int, seed: int, skill: float) -> set[str]:
    """The aims that practice asked about."""
    chooser = choosers(candidates, seed)["adaptive"]
    history, _, _ = _taken(chooser, candidates, answers, seed, skill)
    return {standing.objective for standing in history.standings.values()}


def compare(*, learners: int, seed: int, answers: int = 60, skill: float = 0.0) -> dict[str, Range]:
    """Means and 95% intervals of each order, and of the differences learner by learner."""
    candidates = course_of()
    counts: dict[str, list[tuple[int, ...]]] = {"adaptive": [], "random": [], "fixed": []}
    for number in range(learners):
        for name, chooser in choosers(candidates, seed + number).items():
            counts[name].append(practiced(chooser, candidates, answers, seed + number, skill))
    found: dict[str, Range] = {}
    for place, measure in enumerate(MEASURES):
        values = {name: [float(each[place]) for each in counts[name]] for name in counts}
        found |= {f"{measure}: {name}": _range(each) for name, each in values.items()}
        for other in ("random", "fixed"):
            pairs = zip(values["adaptive"], values[other], strict=True)
            found[f"{measure}: adaptive - {other}"] = _range([one - two for one, two in pairs])
    return found


def _range(values: list[float]) -> Range:
    half = 1.96 * stdev(values) / sqrt(len(values))
    return Range(mean(values), mean(values) - half, mean(values) + half)


if __name__ == "__main__":
    for skill in (-1.0, 0.0, 1.0):
        print(f"200 learners, 60 answers, mean skill {skill:+} log odds: aims known, mean (95% interval)")
        for name, found in compare(learners=200, seed=1, skill=skill).items():
            print(f"  {name:26} {found.mean:6.2f} ({found.low:.2f} to {found.high:.2f})")
