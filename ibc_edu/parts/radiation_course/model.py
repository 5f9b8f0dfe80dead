"""A course of radiation: dose a day and days, their total, and how both weigh on cancer and on normal tissue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.parts.radiation_course.texts import NAME, Texts
from ibc_edu.simulators.parameters import Range, check
from ibc_edu.simulators.radiation import LEAVES_OUT, Fractionation

if TYPE_CHECKING:
    from ibc_edu.parts.radiation_course.widget import RadiationCourse

TENTHS = {"min": 10, "max": 80, "step": 5}  # dose a day in tenths of a Gy; the model is doubtful above 8 to 10 Gy
DAYS = {"min": 1, "max": 30, "step": 1}
STEP = 2.0  # Gy a day with which courses are compared
EARLY, LATE = 10.0, 3.0  # alpha/beta in Gy: cancer and early effects, late effects (Fowler 1989, see the simulator)

START: dict[str, Any] = {"dose": 30, "days": 10}


def content(course: Course) -> dict[str, Any]:
    """What stays the same: ends of the sliders, the courses that trials compared, the sources."""
    texts = course.texts(NAME, Texts)
    return {
        "dose": TENTHS,
        "days": DAYS,
        "compared_name": texts.compared.name,
        "compared": [
            {"key": _key(tenths, days), "label": _course_name(tenths, days), "settings": {"dose": tenths, "days": days}}
            for tenths, days in _compared(texts)
        ],
        "leaves_out": f"{LEAVES_OUT} {texts.ratio.text}",
        "sources": course.sources(
            texts.about.evidence, (*texts.compared.facts, *texts.about.facts, *texts.ratio.facts)
        ),
    }


def _compared(texts: Texts) -> list[tuple[int, int]]:
    return [(round(10 * each.gray), each.days) for each in texts.compared.courses]


def _key(tenths: int, days: int) -> str:
    return f"{tenths}-{days}"


def picture(texts: Texts, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What a course adds up to.

    texts : what trials found. settings : dose (a day, in tenths of a Gy), days.

    Raises
    ------
    ParameterError
        If a value is not a whole number within the ends of its slider.
    """
    tenths, days = settings["dose"], settings["days"]
    for name, value, ends in (("dose", tenths, TENTHS), ("days", days, DAYS)):
        check(name, value, Range(ends["min"], ends["max"], whole=True))
    early, late = (Fractionation(days, tenths / 10, ratio) for ratio in (EARLY, LATE))
    rows = [
        ("Dose in all", early.total_dose),
        ("On the cancer, acts like", early.eqd2),
        ("On normal tissue that reacts late, acts like", late.eqd2),
    ]
    found = _found(texts, tenths, days)
    return {
        "compared": _key(tenths, days) if found else None,
        "bars": [{"label": label, "gray": round(gray, 1)} for label, gray in rows],
        "sentence": " ".join([*_added_up(tenths, days, early, late), *found]),
        "numbers": {"columns": ["What", "Gy"], "rows": [[label, _gray(gray)] for label, gray in rows]},
    }


def _gray(gray: float) -> str:
    return f"{gray:.1f}".removesuffix(".0")


def _course_name(tenths: int, days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'} of {_gray(tenths / 10)} Gy"


def _added_up(tenths: int, days: int, early: Fractionation, late: Fractionation) -> list[str]:
    return [
        f"{_course_name(tenths, days)}: {_gray(early.total_dose)} Gy in all.",
        f"On the cancer this acts like {_gray(early.eqd2)} Gy given as {_gray(STEP)} Gy a day, and on normal tissue "
        f"that reacts late like {_gray(late.eqd2)} Gy.",
        _weighed(tenths / 10),
    ]


def _found(texts: Texts, tenths: int, days: int) -> list[str]:
    """What trials found of this course; nothing if they did not compare it."""
    if (tenths, days) not in _compared(texts):
        return []
    return [texts.compared.text, *([texts.single.text] if days == 1 else [])]


def _weighed(dose: float) -> str:
    """What the daily dose does to normal tissue, beside the same effect on the cancer in steps of 2 Gy."""
    if dose > STEP:
        return "In this model a large daily dose weighs more on tissue that reacts late than on the cancer."
    if dose < STEP:
        return "In this model a small daily dose weighs less on tissue that reacts late than on the cancer."
    return "With 2 Gy a day the three numbers are the same: this is the measure that courses are compared with."


def make(course: Course) -> RadiationCourse:
    """A course of radiation to put together, and what it adds up to."""
    from ibc_edu.parts.radiation_course.widget import RadiationCourse

    return RadiationCourse(content(course), partial(picture, course.texts(NAME, Texts)), START)
