"""The phase I simulator's drugs and rules: a trial is replayed from the learner's decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from ibc_edu.course.course import Course
from ibc_edu.errors import ParameterError
from ibc_edu.simulators import boin, dose_escalation
from ibc_edu.simulators.parameters import Range, check, check_choice
from ibc_edu.simulators.phase_one_rules import NextStep, bayesian_interval, three_plus_three

if TYPE_CHECKING:
    from ibc_edu.parts.dose_trial.widget import DoseTrial

SEED = 20_260_105
COHORT = 3
MAX_PEOPLE = 30
TRIALS = 1_000
TARGET = 0.30  # the rate of dose-limiting side effects that BOIN is set to aim at, its authors' usual example
MOVES = ("up", "stay", "down", "stop")

# Chance of a dose-limiting side effect at doses 1 to 5; made up for teaching. Drug A reaches the target at dose 4,
# drug B at dose 2, drug C at none.
DRUGS: dict[str, tuple[float, ...]] = {
    "a": (0.03, 0.08, 0.16, 0.30, 0.50),
    "b": (0.10, 0.30, 0.50, 0.65, 0.80),
    "c": (0.01, 0.03, 0.06, 0.10, 0.16),
}
DOSES = 5

CONTENT: dict[str, Any] = {
    "drugs": [{"key": key, "label": f"Drug {key.upper()}"} for key in DRUGS],
    "leaves_out": dose_escalation.LEAVES_OUT,
}
START: dict[str, Any] = {"drug": "a", "run": 1, "moves": [], "named": None}

NEXT_WORDS = {"up": "go up", "stay": "treat 3 more at the same dose", "down": "go back one dose", "stop": "stop"}
NO_RULE = "has no rule for this"


class Decision(NamedTuple):
    """A decision and what was known then: outcomes at each dose, the dose of the last group, and what was done."""

    outcomes: list[list[bool]]
    dose: int
    move: str

    @property
    def room(self) -> bool:
        """Whether another group could have been treated."""
        return sum(map(len, self.outcomes)) < MAX_PEOPLE


@dataclass
class DoseCourse:
    """A trial so far: outcomes at each dose (True: a dose-limiting side effect), and the decisions that led there."""

    outcomes: list[list[bool]]
    dose: int  # of the last group, from 1; 0 before the first
    stopped: bool
    decisions: list[Decision]

    @property
    def people(self) -> int:
        """People treated in all."""
        return sum(map(len, self.outcomes))

    @property
    def dlts(self) -> int:
        """People with a dose-limiting side effect in all."""
        return sum(map(sum, self.outcomes))

    def at(self, dose: int) -> tuple[int, int]:
        """People treated at a dose, and how many of them had a dose-limiting side effect."""
        outcomes = self.outcomes[dose - 1]
        return len(outcomes), sum(outcomes)

    def refusal(self, move: str) -> str | None:
        """Why a decision is not open now; None if it is."""
        if self.dose == 0:
            return None if move == "stay" else "First treat three people at dose 1."
        if move == "stop":
            return None
        if self.people >= MAX_PEOPLE:
            return f"The trial has room for {MAX_PEOPLE} people."
        if move == "up" and self.dose == DOSES:
            return "This is the highest dose."
        if move == "down" and self.dose == 1:
            return "This is the lowest dose."
        return None


def replay(drug: str, run: int, moves: Sequence[str]) -> DoseCourse:
    """The trial that a list of decisions leads to; the same people come with the same run.

    Raises
    ------
    ParameterError
        If the drug or a decision is not known, or a decision is not open at its place.
    """
    check_choice("drug", drug, DRUGS)
    check("run", run, Range(1, 10_000, whole=True))
    tolerance = np.random.default_rng([SEED, list(DRUGS).index(drug), run]).random(MAX_PEOPLE)
    course = DoseCourse([[] for _ in range(DOSES)], 0, False, [])
    for move in moves:
        check_choice("moves", move, MOVES)
        why_not = "The trial has stopped." if course.stopped else course.refusal(move)
        if why_not:
            raise ParameterError(f"{move!r} is not open now.", where="moves", cure=why_not)
        if course.dose:
            known = [list(outcomes) for outcomes in course.outcomes]
            course.decisions.append(Decision(known, course.dose, move))
        if move == "stop":
            course.stopped = True
            continue
        course.dose += {"up": 1, "stay": 0, "down": -1}[move] if course.dose else 1
        group = tolerance[course.people : course.people + COHORT] < DRUGS[drug][course.dose - 1]
        course.outcomes[course.dose - 1] += group.tolist()
    return course


def picture(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows of a trial; the drug's true risks only once a dose is named.

    settings : drug (a key of `DRUGS`), run (from 1: which people), moves (list of `MOVES`; the first is "stay", which
    treats the first three at dose 1), named (None, or the dose named after stopping, 0 for none).

    Raises
    ------
    ParameterError
        If the settings are not possible.
    """
    course = replay(settings["drug"], settings["run"], settings["moves"])
    named = settings["named"]
    if named is not None:
        _check_named(course, named)
    doses = [
        {"dose": dose, "outcomes": course.outcomes[dose - 1], "here": dose == course.dose}
        for dose in range(1, DOSES + 1)
    ]
    return {
        "doses": doses,
        "made": len(settings["moves"]),
        "stage": "done" if named is not None else "naming" if course.stopped else "open",
        "moves": _moves(course),
        "names": [0, *(dose for dose in range(1, DOSES + 1) if course.at(dose)[0])],
        "sentence": _sentence(course),
        "result": None if named is None else _result(settings["drug"], course, named),
    }


def _check_named(course: DoseCourse, named: object) -> None:
    check("named", named, Range(0, DOSES, whole=True))
    if not course.stopped or (named and not course.at(int(str(named)))[0]):
        raise ParameterError(f"{named} cannot be named.", where="named", cure="Stop first, then name a dose tried.")


def _moves(course: DoseCourse) -> list[dict[str, Any]]:
    if course.dose == 0:
        return [{"key": "stay", "label": "Treat the first 3 people at dose 1", "why_not": None}]
    labels = {
        "up": f"Go up: 3 people at dose {min(course.dose + 1, DOSES)}",
        "stay": f"Stay: 3 more people at dose {course.dose}",
        "down": f"Go back: 3 people at dose {max(course.dose - 1, 1)}",
        "stop": "Stop the trial",
    }
    return [{"key": move, "label": labels[move], "why_not": course.refusal(move)} for move in MOVES]


def _sentence(course: DoseCourse) -> str:
    if course.dose == 0:
        return "Nobody has been treated yet. The first group starts at the lowest dose."
    people, dlts = course.at(course.dose)
    return (
        f"Dose {course.dose}: {dlts} of {people} people had a dose-limiting side effect. "
        f"In all, {course.people} people have been treated, and {course.dlts} of them had such an effect."
    )


def best_dose(drug: str) -> int:
    """The dose whose risk is nearest to the target, 0 if even the highest is well below it."""
    risks = DRUGS[drug]
    return 0 if risks[-1] < 0.6 * TARGET else 1 + int(np.argmin([abs(risk - TARGET) for risk in risks]))


@cache
def thousand_trials(drug: str) -> dict[str, pd.DataFrame]:
    """1,000 trials of a drug by each rule, as the simulators give them."""
    risks = DRUGS[drug]
    return {
        "3+3": dose_escalation.simulate(dose_escalation.ThreePlusThree(risks), replicates=TRIALS, rng=SEED),
        "BOIN": boin.simulate(boin.BoinTrial(risks, n_cohorts=MAX_PEOPLE // COHORT), replicates=TRIALS, rng=SEED),
    }


def _result(drug: str, course: DoseCourse, named: int) -> dict[str, Any]:
    trials = thousand_trials(drug)
    counts = {
        rule: np.bincount(frame["mtd"], minlength=DOSES + 1).tolist() for rule, frame in trials.items()
    }  # index 0: no dose
    means = {rule: (frame["people"].mean(), frame["dlts"].mean()) for rule, frame in trials.items()}
    return {
        "risks": [round(100 * risk) for risk in DRUGS[drug]],
        "named": named,
        "counts": counts,
        "sentence": _result_sentence(drug, course, named, counts, means),
        "decisions": [_reviewed(decision) for decision in course.decisions],
    }


def _result_sentence(
    drug: str,
    course: DoseCourse,
    named: int,
    counts: Mapping[str, list[int]],
    means: Mapping[str, tuple[float, float]],
) -> str:
    best = best_dose(drug)
    told = [f"You named {_name(named)}, after {course.people} people, {course.dlts} with a dose-limiting side effect."]
    if best:
        risk = round(100 * DRUGS[drug][best - 1])
        told.append(f"The dose nearest to 30 in 100 was dose {best} ({risk} in 100).")
    else:
        told.append("No dose of this drug comes near 30 in 100, so the highest one was still bearable for most.")
    aim = best or DOSES
    for rule, found in counts.items():
        people, dlts = means[rule]
        told.append(
            f"{rule} named dose {aim} in {found[aim]} of {TRIALS:,} trials, with {people:.0f} people on average and "
            f"{dlts:.1f} of them with a dose-limiting side effect."
        )
    return " ".join(told)


def _name(dose: int) -> str:
    return f"dose {dose}" if dose else "no dose"


def _reviewed(decision: Decision) -> list[str]:
    """A decision in words, and what each rule would have done with all that the trial had seen by then."""
    outcomes, dose, move = decision
    seen = outcomes[dose - 1]
    rules = (
        three_plus_three(outcomes, dose, room=decision.room),
        bayesian_interval(boin.BoinRule(TARGET), outcomes, dose, room=decision.room),
    )
    return [f"Dose {dose}, {sum(seen)} of {len(seen)}", NEXT_WORDS[move], *map(_step_words, rules)]


def _step_words(step: NextStep) -> str:
    if step.move is None:
        return NO_RULE
    return NEXT_WORDS[step.move] if step.mtd is None else f"stop and name {_name(step.mtd)}"


def make(_course: Course) -> DoseTrial:
    """Phase I: escalate, stay, go back or stop."""
    from ibc_edu.parts.dose_trial.widget import DoseTrial

    return DoseTrial(CONTENT, picture, START)
