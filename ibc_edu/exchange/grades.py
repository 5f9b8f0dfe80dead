"""The shares of a score that Moodle knows; it skips a question with another one and says OK all the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ibc_edu.errors import ResponseError
from ibc_edu.exchange.contract import Effect, Loss
from ibc_edu.exchange.tags import LONGEST, tags_of
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

# question_bank::fraction_options_full() of Moodle 4.5, in percent.
_PERCENT: tuple[float, ...] = (100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20)
_PERCENT += (16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0)
GRADES = tuple(sorted({sign * grade for grade in _PERCENT for sign in (1, -1)}))
"""In percent, the lowest first."""


def nearest(credit: float) -> str:
    """Return the grade nearest to a share of the score, in percent, as Moodle writes it."""
    grade = min(GRADES, key=lambda known: abs(known - 100 * credit))
    return f"{grade:g}" if grade == int(grade) else f"{grade:.5f}".rstrip("0")


def credit_losses(question: QuestionBase, form: Exchange) -> Iterator[Loss]:
    """Yield what a question loses where Moodle has no such share of the score, or no room for a tag."""
    odd = [row.credit for row in form.rows if not is_grade(row.credit)]
    if odd and form.interaction is Interaction.CHOICE:
        share = f"{abs(odd[0]):.2%}"
        yield Loss(question.id, f"an answer counts {share}, which is no share that Moodle knows.", Effect.LEFT_OUT)
    elif odd and form.interaction in (Interaction.NUMBER, Interaction.TEXT):
        told = ", ".join(f"{credit:.1%} became {nearest(credit)}%" for credit in odd)
        yield Loss(question.id, f"credit is none of Moodle's: {told}.", Effect.DEGRADED)
    if any(len(tag) > LONGEST for tag in tags_of(question)):
        yield Loss(question.id, f"a tag of more than {LONGEST} characters is left out.")


def around(row: ExchangeRow) -> tuple[str, str]:
    """Return the middle of a row's numbers and how far they reach on both sides, as written."""
    low, high = Decimal(repr(row.low)), Decimal(repr(row.high))
    middle = (low + high) / 2
    return _digits(middle), _digits(high - middle)


def value_and_tolerance(question: QuestionBase, row: ExchangeRow) -> tuple[str, str]:
    """Return the right number as its author wrote it, and how far the farther end of the right numbers is from it."""
    value, low, high = (Decimal(repr(float(number or 0))) for number in (question.key(), row.low, row.high))
    return _digits(value), _digits(max(value - low, high - value))


def is_range(question: QuestionBase, row: ExchangeRow) -> bool:
    """Return whether the numbers of a row are told as a range, and not as one number with a tolerance."""
    try:
        question.read_text(row.text)
    except ResponseError:
        return True
    return False


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def is_grade(credit: float) -> bool:
    """Return whether Moodle has this share of the score."""
    return any(abs(known - 100 * credit) < 1e-4 for known in GRADES)
