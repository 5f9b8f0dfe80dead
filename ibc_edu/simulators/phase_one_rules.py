"""What the rules of phase I do next, from all that a trial has seen so far: 3+3 and BOIN, next dose and final dose.

A trial so far is a list with the outcomes at each dose, dose 1 first (True: a dose-limiting toxicity, DLT), in the
order in which people were treated. The simulators in `dose_escalation` and `boin` run these same rules many times over;
here they are asked for a single step, also where the trial did not follow them before.

Sources: 3+3, Storer, Biometrics 1989;45:925-37; BOIN, Liu and Yuan, J R Stat Soc C 2015;64:507-23.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ibc_edu.simulators import boin
from ibc_edu.simulators.dose_escalation import COHORT, VARIANTS, advice
from ibc_edu.simulators.parameters import Range, check, check_choice

FULL = 2 * COHORT  # people at a dose beyond whom the 3+3 rule says nothing
TOO_MANY = 2  # DLTs among at most six people that put a dose out for the 3+3 rule

LEAVES_OUT = (
    "These rules leave out side effects that come late and clinical judgment that overrules them: they see how many "
    "people at each dose had a dose-limiting side effect, and nothing else."
)

Outcomes = Sequence[Sequence[bool]]


class NextStep(NamedTuple):
    """What a rule does next.

    move : "up", "stay", "down" or "stop"; None where the rule says nothing about such a trial.
    mtd : the dose it names when it stops, from 1, or 0 for none; None while it goes on.
    """

    move: str | None
    mtd: int | None = None


def three_plus_three(outcomes: Outcomes, dose: int, *, variant: str = "simple", room: bool = True) -> NextStep:
    """The next step of a 3+3 trial after its last cohort at `dose`.

    A dose with two or more DLTs among its first six people is out, and with it all higher ones: the trial never goes
    there again, wherever its last cohort was. The rule knows three or six people at a dose; with another number at the
    present one, or without room for the cohort that it wants, it says nothing.

    Parameters
    ----------
    outcomes : see the module
    dose : of the last cohort, from 1
    variant : "simple" or "confirm6", see `dose_escalation`
    room : whether another cohort can be treated

    Raises
    ------
    ParameterError
        If nobody was treated at `dose`, or the variant is not known.
    """
    _check(outcomes, dose)
    check_choice("variant", variant, VARIANTS)
    out = [number for number, seen in enumerate(outcomes, start=1) if sum(seen[:FULL]) >= TOO_MANY]
    people, dlts = len(outcomes[dose - 1]), sum(outcomes[dose - 1])
    if out:
        step = _ending(outcomes, dose, min(out) - 1, variant)
    elif people not in (COHORT, FULL):
        return NextStep(None)
    elif advice(people, dlts) == "stay":
        step = NextStep("stay")
    elif dose < len(outcomes):
        step = NextStep("up")
    else:
        step = _ending(outcomes, dose, dose, variant)
    return step if room or step.move == "stop" else NextStep(None)


def bayesian_interval(rule: boin.BoinRule, outcomes: Outcomes, dose: int, *, room: bool = True) -> NextStep:
    """The next step of a BOIN trial after its last cohort at `dose`.

    Doses that were eliminated stay so, wherever the last cohort was. Without room for another cohort the trial ends and
    names the dose whose isotonic rate is nearest to the target.

    Parameters
    ----------
    rule : BoinRule
    outcomes : see the module
    dose : of the last cohort, from 1
    room : whether another cohort can be treated

    Raises
    ------
    ParameterError
        If nobody was treated at `dose`.
    """
    _check(outcomes, dose)
    people, dlts = [len(seen) for seen in outcomes], [int(sum(seen)) for seen in outcomes]
    [place] = boin.next_doses(rule, np.array([dose - 1]), np.array([people]), np.array([dlts]))
    if place < 0:
        return NextStep("stop", 0)
    if not room:
        return NextStep("stop", boin.select_mtd(rule, people, dlts).mtd)
    target = int(place) + 1
    return NextStep("up" if target > dose else "down" if target < dose else "stay")


def _check(outcomes: Outcomes, dose: int) -> None:
    check("dose", dose, Range(1, len(outcomes), whole=True))
    check("people at the dose", len(outcomes[dose - 1]), Range(1, whole=True))


def _ending(outcomes: Outcomes, dose: int, below: int, variant: str) -> NextStep:
    """What happens once the way up has ended; `below` : the dose below the one that ended it, or the top."""
    if variant == "simple" or below == 0 or len(outcomes[below - 1]) >= FULL:
        return NextStep("stop", below)
    return NextStep("up" if below > dose else "down" if below < dose else "stay")
