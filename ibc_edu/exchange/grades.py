"""The shares of a score that Moodle knows; it skips a question with another one and says OK all the same."""

from __future__ import annotations

# question_bank::fraction_options_full() of Moodle 4.5, in percent.
_PERCENT: tuple[float, ...] = (
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
)
_PERCENT += (11.11111, 10, 5, 0)
GRADES = tuple(sorted({sign * grade for grade in _PERCENT for sign in (1, -1)}))
"""In percent, the lowest first."""


def nearest(credit: float) -> str:
    """Return the grade nearest to a share of the score, in percent, as Moodle writes it."""
    grade = min(GRADES, key=lambda known: abs(known - 100 * credit))
    return f"{grade:g}" if grade == int(grade) else f"{grade:.5f}".rstrip("0")


def is_grade(credit: float) -> bool:
    """Return whether Moodle has this share of the score."""
    return any(abs(known - 100 * credit) < 1e-4 for known in GRADES)
