"""A course of radiation: dose a day and days, their total, and how both weigh on cancer and on normal tissue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.simulators.checks import Range, check
from ibc_edu.simulators.radiation import LEAVES_OUT, Fractionation

if TYPE_CHECKING:
    from ibc_edu.parts.radiation_course.widget import RadiationCourse

TENTHS = {"min": 10, "max": 80, "step": 5}  # dose a day in tenths of a Gy; the model is doubtful above 8 to 10 Gy
DAYS = {"min": 1, "max": 30, "step": 1}
STEP = 2.0  # Gy a day with which courses are compared
EARLY, LATE = 10.0, 3.0  # alpha/beta in Gy: cancer and early effects, late effects (Fowler 1989, see the simulator)

# Courses for a painful bone that trials compared: tenths of a Gy a day, days.
COMPARED = {"8x1": (80, 1), "4x5": (40, 5), "4x6": (40, 6), "3x10": (30, 10)}
SINGLE = "8x1"

START: dict[str, Any] = {"dose": 30, "days": 10}


def content(course: Course) -> dict[str, Any]:
    """What stays the same: ends of the sliders, the courses that trials compared, the sources."""
    return {
        "dose": TENTHS,
        "days": DAYS,
        "compared": [
            {"key": key, "label": _course_name(dose, days), "settings": {"dose": dose, "days": days}}
            for key, (dose, days) in COMPARED.items()
        ],
        "leaves_out": LEAVES_OUT,
        "sources": course.sources(
            ("standard-treatment-approaches/p10/s3", "standard-treatment-approaches/p11/s4"), ("CF-190", "CF-191")
        ),
    }


def picture(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What a course adds up to.

    settings : dose (a day, in tenths of a Gy), days.

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
    compared = next((key for key, each in COMPARED.items() if each == (tenths, days)), None)
    return {
        "compared": compared,
        "bars": [{"label": label, "gray": round(gray, 1)} for label, gray in rows],
        "sentence": _sentence(tenths, days, early, late, compared),
        "numbers": {"columns": ["What", "Gy"], "rows": [[label, _gray(gray)] for label, gray in rows]},
    }


def _gray(gray: float) -> str:
    return f"{gray:.1f}".removesuffix(".0")


def _course_name(tenths: int, days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'} of {_gray(tenths / 10)} Gy"


def _sentence(tenths: int, days: int, early: Fractionation, late: Fractionation, compared: str | None) -> str:
    told = [
        f"{_course_name(tenths, days)}: {_gray(early.total_dose)} Gy in all.",
        f"On the cancer this acts like {_gray(early.eqd2)} Gy given as {_gray(STEP)} Gy a day, and on normal tissue "
        f"that reacts late like {_gray(late.eqd2)} Gy.",
        _weighed(tenths / 10),
    ]
    if compared:
        told.append("Trials compared this course with others for a painful bone: the relief was alike.")
    if compared == SINGLE:
        told.append("After a single dose, radiation had to be repeated more often.")
    return " ".join(told)


def _weighed(dose: float) -> str:
    """What the daily dose does to normal tissue, beside the same effect on the cancer in steps of 2 Gy."""
    if dose > STEP:
        return "A large daily dose weighs more on tissue that reacts late than on the cancer."
    if dose < STEP:
        return "A small daily dose weighs less on tissue that reacts late than on the cancer."
    return "With 2 Gy a day the three numbers are the same: this is the measure that courses are compared with."


def make(course: Course) -> RadiationCourse:
    """A course of radiation to put together, and what it adds up to."""
    from ibc_edu.parts.radiation_course.widget import RadiationCourse

    return RadiationCourse(content(course), picture, START)
