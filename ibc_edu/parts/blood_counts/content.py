"""What the view of blood counts shows: the course of neutrophils under docetaxel for every distance between doses.

All schedules and people are followed at once in steps of two hours, which takes a fraction of a second, so that the
page can hold every course and a slider needs no kernel. The model is that of Friberg and colleagues, J Clin Oncol
2002;20:4713-21, see `ibc_edu.simulators.marrow_model`; a test compares it with the same equations integrated exactly.
"""

from __future__ import annotations

from itertools import product
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ibc_edu.course.course import Course
from ibc_edu.knowledge.part_texts import Statement
from ibc_edu.parts.blood_counts.texts import NAME, Texts
from ibc_edu.simulators.blood_count_variability import AS_IN_TRIALS
from ibc_edu.simulators.marrow_model import DOCETAXEL, LEAVES_OUT, Drug
from ibc_edu.simulators.pharmacokinetics import Regimen, concentration

if TYPE_CHECKING:
    from ibc_edu.parts.blood_counts.widget import BloodCountContent, BloodCounts, CountCourse

Floats = NDArray[np.float64]

DOSES = 3
Schedule = tuple[tuple[int, ...], int]  # mg per m2 in each cycle, days between doses
DAYS = 70  # watched from the first dose on
EVERY = range(7, 29)  # days between doses
USUAL = 21
PLANS: dict[str, tuple[int, ...]] = {"75": (75, 75, 75), "100": (100, 100, 100), "100-75": (100, 75, 75)}
"""mg per m2 of body surface in each cycle; the last is what may be done after a count that fell too low."""
VERY_LOW = 0.5  # 1e9/L; a count that is called very low
STEP_H = 2
SHOWN_H = 12  # between two points of a curve
EFFECTS, STARTS = 15, 15  # people, as steps of equal chance in the drug's effect and in the count without drug
MIDDLE = (0.1, 0.9)  # share of people below and below the upper edge of the band: 8 of 10 are in between
RECOVERED = 0.9  # of the count without drug
NEAR_LOWEST, DEEPER = 1.2, 0.9  # of the first lowest count: still there, and clearly below it


def blood_count_content(course: Course) -> BloodCountContent:
    """Every course that can be chosen, with its sentence and numbers."""
    texts = course.texts(NAME, Texts)
    chosen = list(product(PLANS, EVERY))
    published = [texts.published.get(f"{plan}-{every}") for plan, every in chosen]
    courses = _courses([(PLANS[plan], every) for plan, every in chosen], published)
    return {
        "strengths": [{"key": key, "label": _plan_name(doses)} for key, doses in PLANS.items()],
        "every": {"min": EVERY[0], "max": EVERY[-1], "usual": USUAL},
        "days": DAYS,
        "hours_between": SHOWN_H,
        "very_low": VERY_LOW,
        "alarm": {"title": texts.alarm.title, "text": texts.alarm.text},
        "courses": {f"{plan}-{every}": found for (plan, every), found in zip(chosen, courses, strict=True)},
        "leaves_out": LEAVES_OUT,
        "sources": course.sources(
            (*texts.about.evidence, *texts.alarm.evidence),
            (
                *texts.about.facts,
                *texts.alarm.facts,
                *(fact for statement in texts.published.values() for fact in statement.facts),
            ),
        ),
    }


def _plan_name(doses: tuple[int, ...]) -> str:
    first, *later = doses
    return f"{first} mg per m²" if set(later) == {first} else f"{first} mg per m² once, then {later[0]}"


def relative_counts(drug: Drug, schedules: list[Schedule], effects: Floats) -> Floats:
    """Counts relative to the count without drug, for all schedules and all people at once.

    Parameters
    ----------
    drug : Drug
        With a linear effect (slope).
    schedules : list of (mg per m2 in each cycle, days between doses)
    effects : shape (people,)
        By which the drug's effect is multiplied.

    Returns
    -------
    shape (times, schedules, people); every `STEP_H` hours from 0 to `DAYS`, both ends included.

    The equations are Friberg's; each step takes the mean concentration over its two hours, since an
    infusion is shorter than a step.
    """
    slope, gamma, ktr = float(drug.marrow.slope or 0), drug.marrow.gamma, drug.marrow.ktr
    of_one = _mean_concentration(drug)
    exposure = slope * np.stack([_of_all_doses(of_one, *schedule) for schedule in schedules], axis=1)

    def rates(logs: Floats, effect: Floats) -> Floats:
        change = np.empty_like(logs)
        change[0] = (1 - effect) * np.exp(-gamma * logs[4]) - 1
        change[1:] = np.expm1(logs[:-1] - logs[1:])
        return ktr * change

    logs = np.zeros((5, len(schedules), effects.size))  # logarithms of the five pools
    counts = np.empty((len(exposure) + 1, len(schedules), effects.size))
    counts[0] = 1
    for step, level in enumerate(exposure, start=1):
        effect = level[:, None] * effects
        first = rates(logs, effect)
        second = rates(logs + STEP_H / 2 * first, effect)
        third = rates(logs + STEP_H / 2 * second, effect)
        last = rates(logs + STEP_H * third, effect)
        logs = logs + STEP_H / 6 * (first + 2 * second + 2 * third + last)
        counts[step] = np.exp(logs[4])
    return counts


def _mean_concentration(drug: Drug) -> Floats:
    """Mean concentration (umol/L) in each step after one dose of 1 mg per m2."""
    points = 40  # in a step
    times = (np.arange(DAYS * 24 // STEP_H * points) + 0.5) * STEP_H / points
    one = concentration(drug.pk, Regimen(drug.umol(1), drug.infusion_h, [0], DAYS * 24), times)
    mean: Floats = one.reshape(-1, points).mean(axis=1)
    return mean


def _of_all_doses(of_one: Floats, doses: tuple[int, ...], every_days: int) -> Floats:
    """Mean concentration (umol/L) in each step of all doses together, in proportion to each dose."""
    total: Floats = np.zeros_like(of_one)
    for number, mg_per_m2 in enumerate(doses):
        start = number * every_days * 24 // STEP_H
        total[start:] += mg_per_m2 * of_one[: total.size - start]
    return total


def _courses(schedules: list[Schedule], published: list[Statement | None]) -> list[CountCourse]:
    """One course a schedule, for people who react to docetaxel as those of the published rates did."""
    sd_start, sd_effect = AS_IN_TRIALS.log_sd
    effects = AS_IN_TRIALS.median_effect * np.exp(sd_effect * _normal_steps(EFFECTS))
    starts = np.exp(sd_start * _normal_steps(STARTS))
    counts = DOCETAXEL.marrow.circ0 * relative_counts(DOCETAXEL, schedules, effects)
    shown = counts[:: SHOWN_H // STEP_H]
    people = (shown[..., None] * starts).reshape(*shown.shape[:2], -1)
    low, high = np.quantile(people, MIDDLE, axis=2)
    typical = EFFECTS // 2
    made: list[CountCourse] = []
    for place, (schedule, told) in enumerate(zip(schedules, published, strict=True)):
        cycles = _cycles(schedule[1], counts[:, place, typical])
        very_low, rate = _very_low(told, counts[:, place], sd_start)
        made.append(
            {
                "typical": np.round(shown[:, place, typical], 2).tolist(),
                "low": np.round(low[:, place], 2).tolist(),
                "high": np.round(high[:, place], 2).tolist(),
                "rows": _rows(cycles),
                "very_low_of_100": very_low,
                "sentence": f"{_sentence(schedule, cycles)} {rate}",
            }
        )
    return made


def _normal_steps(count: int) -> Floats:
    """Standard normal values in the middle of `count` steps of equal chance."""
    return np.array([NormalDist().inv_cdf((step + 0.5) / count) for step in range(count)])


def _share_very_low(counts: Floats, sd_start: float) -> float:
    """Share of people whose count is below `VERY_LOW` at some time; counts of people with a typical start."""
    chances = [NormalDist(0, sd_start).cdf(float(np.log(VERY_LOW / lowest))) for lowest in counts.min(axis=0)]
    return float(np.mean(chances))


def _very_low(published: Statement | None, counts: Floats, sd_start: float) -> tuple[int | None, str]:
    """People of 100 who fall very low in the model, beside the published rate; no number where none was published."""
    if published is None:
        return None, f"This course knows no published rate of counts below {VERY_LOW} for this plan, so it gives none."
    share = round(100 * _share_very_low(counts, sd_start))
    return share, f"In this model about {share} of 100 people fall below {VERY_LOW} at some time. {published.text}"


class _Cycle(NamedTuple):
    """One cycle of a typical person: day of its dose, lowest count, days from the dose to it, count at its end."""

    day: int
    nadir: float
    after: float
    end: float


def _cycles(every: int, counts: Floats) -> list[_Cycle]:
    """The cycles in a typical course; the last is watched for three weeks."""
    a_day = 24 // STEP_H
    cycles = []
    for dose in range(DOSES):
        start = dose * every
        end = (dose + 1) * every if dose < DOSES - 1 else min(start + 21, DAYS)
        part = counts[start * a_day : end * a_day + 1]
        low = int(part.argmin())
        cycles.append(_Cycle(start, float(part[low]), low / a_day, float(part[-1])))
    return cycles


def _rows(cycles: list[_Cycle]) -> list[list[str]]:
    """The table: number of the dose, its day, lowest count, when, count at the next dose (empty after the last)."""
    return [
        [
            str(number),
            str(cycle.day),
            _count(cycle.nadir),
            f"{cycle.after:.0f} days after the dose",
            _count(cycle.end) if number < DOSES else "",
        ]
        for number, cycle in enumerate(cycles, start=1)
    ]


def _count(count: float) -> str:
    return f"{count:.1f}" if count >= 0.05 else "below 0.1"


def _sentence(schedule: Schedule, cycles: list[_Cycle]) -> str:
    doses, every = schedule
    start, first = DOCETAXEL.marrow.circ0, cycles[0]
    deepest = min(cycle.nadir for cycle in cycles)
    fall = f"A dose every {every} days. The typical count starts at {_count(start)} and falls to {_count(first.nadir)}"
    when = f"about {first.after:.0f} days after the first dose."
    if first.end >= RECOVERED * start:
        rest = f"When the next dose comes it is back at {_count(first.end)}"
        rest += ", so every cycle looks much like the first." if len(set(doses)) == 1 else "."
    elif first.end > NEAR_LOWEST * first.nadir:
        rest = f"When the next dose comes it is only back at {_count(first.end)}."
    else:
        rest = f"The next dose comes when it is still near its lowest point, at {_count(first.end)}."
    if deepest < DEEPER * first.nadir:
        rest += f" Then it falls further, to {_count(deepest)}."
    elif len(set(doses)) > 1:
        rest += f" With the smaller dose it falls to {_count(cycles[1].nadir)}."
    return f"{fall}, {when} {rest}"


def make(course: Course) -> BloodCounts:
    """The fall and rise of neutrophils over cycles of chemotherapy."""
    from ibc_edu.parts.blood_counts.widget import BloodCounts

    return BloodCounts(blood_count_content(course))
