"""The phase II simulator: Simon's two-stage design for chosen response rates, exactly and by chance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ibc_edu.course.course import Course
from ibc_edu.errors import ParameterError
from ibc_edu.simulators import two_stage
from ibc_edu.simulators.parameters import Range, check, check_choice

if TYPE_CHECKING:
    from ibc_edu.parts.two_stage_trial.widget import TwoStageTrial

SEED = 20_260_205
TRIALS = 1_000
LEAST_GAP = 20  # percentage points between the two rates; closer ones need trials too large for a quick search
LOW = {"min": 5, "max": 45, "step": 5}
HIGH = {"min": 25, "max": 75, "step": 5}
TRUE = {"min": 0, "max": 90, "step": 1}
DESIGNS = ("optimal", "minimax")

CONTENT: dict[str, Any] = {
    "low": LOW,
    "high": HIGH,
    "true": TRUE,
    "gap": LEAST_GAP,
    "designs": [
        {"key": "optimal", "label": "Spare people if the drug does too little", "words": "(Simon's optimal design)"},
        {"key": "minimax", "label": "Keep the largest size small", "words": "(Simon's minimax design)"},
    ],
    "leaves_out": two_stage.LEAVES_OUT,
}
START: dict[str, Any] = {"low": 20, "high": 40, "true": 20, "design": "optimal", "run": 0}


@cache
def design(low: int, high: int, kind: str) -> two_stage.TwoStageDesign:
    """The design for two response rates in percent, with 5% and 20% for the two errors (`TwoStageGoal`)."""
    found = two_stage.search(two_stage.TwoStageGoal(low / 100, high / 100))
    return found.optimal if kind == "optimal" else found.minimax


@cache
def chances(chosen: two_stage.TwoStageDesign) -> list[tuple[int, two_stage.OperatingCharacteristics]]:
    """What a design does at response rates of 0, 2, 4, ... 90 percent."""
    rates = range(0, TRUE["max"] + 1, 2)
    return [(rate, two_stage.operating_characteristics(chosen, rate / 100)) for rate in rates]


def picture(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows of a design.

    settings : low, high, true (response rates in percent: too little, worth pursuing, and the drug's own), design (one
    of `DESIGNS`), run (0, or which single trial to show).

    Raises
    ------
    ParameterError
        If the settings are not possible.
    """
    low, high, true, run = (settings[name] for name in ("low", "high", "true", "run"))
    for name, ends in (("low", LOW), ("high", HIGH), ("true", TRUE)):
        check(name, settings[name], Range(ends["min"], ends["max"], whole=True))
    check("run", run, Range(0, 10_000, whole=True))
    check_choice("design", settings["design"], DESIGNS)
    if high - low < LEAST_GAP:
        cure = f"Give a rate at least {LEAST_GAP} points above the lower one."
        raise ParameterError(f"{high} is too close to {low}.", where="high", cure=cure)
    chosen = design(low, high, settings["design"])
    at = {name: two_stage.operating_characteristics(chosen, settings[name] / 100) for name in ("low", "high", "true")}
    trials = two_stage.simulate(chosen, true / 100, replicates=TRIALS, rng=SEED)
    stopped, promising = int(trials["stopped_early"].sum()), int(trials["promising"].sum())
    curve = chances(chosen)
    return {
        "settings": dict(settings),
        "design": {"first": chosen.n1, "stop": chosen.r1, "all": chosen.n, "more": chosen.r},
        "facts": _facts(chosen, low, high, at),
        "stops": [[rate, round(100 * point.pet, 2)] for rate, point in curve],
        "promising": [[rate, round(100 * point.prob_declare_promising, 2)] for rate, point in curve],
        "now": {"stops": 100 * at["true"].pet, "promising": 100 * at["true"].prob_declare_promising},
        "sentence": _sentence(chosen, true, at["true"]),
        "many": [
            ["Stopped early", stopped],
            ["Ran in full, not promising", TRIALS - stopped - promising],
            ["Called promising", promising],
        ],
        "many_people": float(trials["people"].mean()),
        "numbers": _numbers(low, high, true, at),
        "one": None if run == 0 else _one(chosen, true, run),
    }


def _facts(
    chosen: two_stage.TwoStageDesign, low: int, high: int, at: Mapping[str, two_stage.OperatingCharacteristics]
) -> list[list[str]]:
    """The design in words, then what a false hope costs and what a good drug may lose."""
    little, good = at["low"], at["high"]
    return [
        ["First group", f"{chosen.n1} people", _stop_rule(chosen.r1)],
        ["Whole trial", f"{chosen.n} people", f"Promising if more than {chosen.r} respond."],
        [
            f"If only {low} in 100 respond",
            f"{little.en:.1f} people on average",
            f"{_hundred(little.pet)} of 100 such trials stop early. {_hundred(little.prob_declare_promising)} of 100 "
            "call the drug promising all the same: a false hope.",
        ],
        [
            f"If {high} in 100 respond",
            f"{good.en:.1f} people on average",
            f"{_hundred(good.prob_declare_promising)} of 100 such trials find it. "
            f"{_hundred(1 - good.prob_declare_promising)} of 100 miss it.",
        ],
    ]


def _stop_rule(few: int) -> str:
    return f"Stop if {few} of them or fewer respond." if few else "Stop if none of them responds."


def _hundred(chance: float) -> str:
    return f"{100 * chance:.0f}"


def _sentence(chosen: two_stage.TwoStageDesign, true: int, now: two_stage.OperatingCharacteristics) -> str:
    return (
        f"With a drug to which {true} in 100 people respond, {_hundred(now.pet)} of 100 trials stop after the first "
        f"{chosen.n1} people and {_hundred(now.prob_declare_promising)} of 100 call it promising. A trial needs "
        f"{now.en:.1f} people on average and {chosen.n} at most."
    )


def _numbers(low: int, high: int, true: int, at: Mapping[str, two_stage.OperatingCharacteristics]) -> dict[str, Any]:
    named = [("Too little", low, "low"), ("Worth pursuing", high, "high"), ("This drug", true, "true")]
    rows = [
        [
            f"{name}: {rate} in 100",
            f"{100 * at[key].pet:.1f}%",
            f"{100 * at[key].prob_declare_promising:.1f}%",
            f"{at[key].en:.1f}",
        ]
        for name, rate, key in named
    ]
    return {"columns": ["Response rate", "Stops early", "Called promising", "People on average"], "rows": rows}


def _one(chosen: two_stage.TwoStageDesign, true: int, run: int) -> dict[str, Any]:
    """One trial: who responded (the first group first), and how it ended."""
    responded = np.random.default_rng([SEED, run]).random(chosen.n) < true / 100
    first = int(responded[: chosen.n1].sum())
    if first <= chosen.r1:
        text = f"{first} of the first {chosen.n1} people responded. That is too few: the trial stops here."
        return {"responded": responded[: chosen.n1].tolist(), "first": chosen.n1, "sentence": text}
    total = int(responded.sum())
    verdict = "promising: a larger trial may follow" if total > chosen.r else "not promising"
    text = (
        f"{first} of the first {chosen.n1} people responded, so the trial went on. "
        f"In the end {total} of {chosen.n} responded: {verdict}."
    )
    return {"responded": responded.tolist(), "first": chosen.n1, "sentence": text}


def make(_course: Course) -> TwoStageTrial:
    """Phase II: the response rates, the design and its costs."""
    from ibc_edu.parts.two_stage_trial.widget import TwoStageTrial

    return TwoStageTrial(CONTENT, picture, START)
