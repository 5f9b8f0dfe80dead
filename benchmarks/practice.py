"""Does practice bring more aims to be known than random or fixed order? Learners of known skill, simulated.

A learner has a skill for each aim, in log odds, drawn from a normal distribution around 0; each answer with its
feedback raises it. This is not the model by which practice chooses, which knows answers only. An aim is truly known
where the skill gives at least 80% right answers. "shown" counts aims that the mastery panel would call well known;
"true" those among them that are truly known, and "false" those that are not. "gained" counts aims that are truly known
now and were not before, whether or not it shows; "asked" all truly known ones that were asked about.

What this shows: more aims are seen to be known, and truly are, after the same answers; a few more are also seen to be
known that are not ("false"). What it does not show: that more is learned in general. Random order learns a little about
everything; where much is known already ("gained" at mean skill +1) it gains as many aims or more, at 0 and -1 fewer.
Most of that is beyond what a few answers can show. The learners are simulated, and an aim gains the same by every
answer.

"until met" is the count of answers until each of 20 aims was asked about at least once: for learners of five skills and
as many seeds, in one sitting and over days, where what went wrong is due again the next day.
Run: python benchmarks/practice.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, log, sqrt
from random import Random
from statistics import mean, median, stdev

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
    chooser: Chooser, candidates: list[Candidate], answers: int, seed: int, skill: float, a_day: int | None = None
) -> tuple[History, dict[str, float], dict[str, float]]:
    """History and skills before and after; `a_day` answers in a sitting, None for all in one."""
    learner = Learner(candidates, seed, skill, a_day)
    before = dict(learner.skills)
    while learner.history.count < answers and learner.answer(chooser) is not None:
        pass
    return learner.history, before, learner.skills


class Learner:
    """Somebody who answers, and learns by it.

    Parameters
    ----------
    candidates : list of Candidate
    seed : int
    skill : float
        The mean of the skills, in log odds.
    a_day : int, optional
        Answers in a sitting; the next one is a day later.
    """

    def __init__(self, candidates: list[Candidate], seed: int, skill: float, a_day: int | None = None) -> None:
        draw, self._luck = Random(seed), Random(seed + 1_000_000)
        self._objective_of = {each.item_id: each.objective for each in candidates}
        self._a_day, self._now = a_day, START
        self.skills = {name: draw.gauss(skill, 1.5) for name in dict.fromkeys(self._objective_of.values())}
        self.history = History()

    def answer(self, chooser: Chooser) -> str | None:
        """Answer the next question; return its aim, or None if there was no question."""
        item = chooser(self.history, self._now)
        if item is None:
            return None
        name = self._objective_of[item]
        right = self._luck.random() < 1 / (1 + exp(-self.skills[name]))
        self.skills[name] += GAIN
        number = self.history.count
        self.history.extend([_attempt(item, name, right, number, self._now)], self._now)
        ended = self._a_day is not None and (number + 1) % self._a_day == 0
        self._now += timedelta(days=1) if ended else timedelta(seconds=40)
        return name


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
        session_id=str(number),
    )


def until_met(candidates: list[Candidate], *, seed: int, skill: float, a_day: int | None = None) -> int:
    """Answers until practice has asked about each aim at least once.

    Raises
    ------
    RuntimeError
        If it ends before.
    """
    chooser = choosers(candidates, seed)["adaptive"]
    learner = Learner(candidates, seed, skill, a_day)
    missing = {each.objective for each in candidates}
    while missing:
        name = learner.answer(chooser)
        if name is None:
            raise RuntimeError(f"Practice ended without a question about {sorted(missing)}.")
        missing.discard(name)
    return learner.history.count


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
    for a_day, sittings in ((None, "one sitting"), (20, "20 answers a day"), (5, "5 answers a day")):
        for skill in (-3.0, -1.0, 0.0, 1.0, 3.0):
            counts = [until_met(course_of(aims=20), seed=seed, skill=skill, a_day=a_day) for seed in range(20)]
            summary = f"min {min(counts)}, median {median(counts):g}, max {max(counts)}"
            print(f"until met, 20 aims, 20 seeds, {sittings}, mean skill {skill:+}: {summary}")
