"""Questions answered with a number."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
from ibc_edu.quiz.kinds.base import Part, QuestionBase, Slug, Text

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Credit = Annotated[float, Field(strict=True, ge=0, lt=1)]

# The key of the one line of feedback that a written answer has.
WRITTEN = "response"


class NearMiss(Part):
    """Wrong numbers with a known cause, from `low` to `high`."""

    low: Number
    high: Number
    feedback: Text
    misconception: Slug
    credit: Credit = Field(default=0.0, description="score that it earns, 0 unless given")

    @model_validator(mode="after")
    def _low_is_low(self) -> NearMiss:
        if self.low > self.high:
            raise ValueError(f"`low` ({self.low}) is above `high` ({self.high})")
        return self


class Numeric(QuestionBase):
    """A number to type: `value` give or take `tolerance`, or anything within `range`, ends included.

    Partial credit: a number in one of the `near_misses` earns the `credit` of that near miss, which is 0 unless the
    author gives one. Any other number earns 0.
    """

    instruction: ClassVar[str] = "Type a number."

    kind: Literal["numeric"]
    value: Number | None = None
    tolerance: Annotated[Number, Field(ge=0)] = 0.0
    range: tuple[Number, Number] | None = Field(default=None, description="lowest and highest number that are right")
    unit: Text | None = None
    feedback: Text = Field(description="shown with the right number")
    otherwise: Text = Field(description="shown with a wrong number that is no near miss; must not give the key away")
    near_misses: tuple[NearMiss, ...] = ()

    @model_validator(mode="after")
    def _one_way_to_be_right(self) -> Numeric:
        if (self.value is None) == (self.range is None):
            raise ValueError("give either `value` (with `tolerance`) or `range`")
        low, high = self.bounds
        if low > high:
            raise ValueError("the first number of `range` is above the second")
        for miss in self.near_misses:
            if miss.low <= high and miss.high >= low:
                raise ValueError(f"the near miss from {miss.low} to {miss.high} overlaps what is right")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number that are right."""
        if self.range is not None:
            return self.range
        value = self.value or 0.0
        return value - self.tolerance, value + self.tolerance

    def parts(self, seed: int) -> dict[str, Any]:
        """Return `unit`, or null where the number has none."""
        return {"unit": self.unit}

    def read(self, response: Any) -> float | None:
        """Return the number; None and empty text are blank.

        Text may have the unit after it, commas between thousands, and a comma for the decimal point.

        Raises
        ------
        ResponseError
            If it is no number, or carries another unit.
        """
        if isinstance(response, str):
            return self._typed(response)
        if response is None:
            return None
        if isinstance(response, bool) or not isinstance(response, int | float):
            raise self.refuse("this is not a number.")
        return self._finite(response)

    def key(self) -> float:
        """Return a number that is right: the value, or the middle of the range."""
        low, high = self.bounds
        return self.value if self.value is not None else low + (high - low) / 2

    def key_text(self) -> str:
        """Return the value, or the range, with its unit."""
        low, high = self.bounds
        if self.value is not None:
            return self._with_unit(number_text(self.value))
        return self._with_unit(f"{number_text(low)} to {number_text(high)}")

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return the key with its feedback."""
        return (FeedbackLine(WRITTEN, Verdict.MISSED, False, self.key_text(), self.feedback),)

    def _grade(self, answered: float) -> Grade:
        low, high = self.bounds
        slack = 1e-9 * max(1.0, abs(low), abs(high))  # 0.1 + 0.2 is to count as 0.3
        own = self._with_unit(number_text(answered))
        if low - slack <= answered <= high + slack:
            return graded(1.0, [FeedbackLine(WRITTEN, Verdict.RIGHT, True, own, self.feedback)])
        near = next((miss for miss in self.near_misses if miss.low <= answered <= miss.high), None)
        text = self.otherwise if near is None else near.feedback
        line = FeedbackLine(WRITTEN, Verdict.WRONG, True, own, text)
        return graded(near.credit if near else 0.0, [line, *self.key_lines()], [near.misconception] if near else [])

    def _typed(self, text: str) -> float | None:
        plain = " ".join(text.replace("\N{MINUS SIGN}", "-").split())
        if not plain:
            return None
        if self.unit is not None and plain.casefold().endswith(self.unit.casefold()):
            plain = plain[: -len(self.unit)].strip()
        if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain):
            plain = plain.replace(",", "")
        elif plain.count(",") == 1 and "." not in plain:
            plain = plain.replace(",", ".")
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", plain, flags=re.ASCII):
            unit = f" The unit {self.unit} may follow it." if self.unit else ""
            raise self.refuse(f"“{text[:40]}” is not a number that can be read.", f"Type it as in 12 or 12.5.{unit}")
        return self._finite(float(plain))

    def _finite(self, number: float) -> float:
        try:
            finite = float(number)
        except OverflowError:
            finite = math.inf
        if not math.isfinite(finite):
            raise self.refuse("this number is too large or not a number.", "Type a smaller one.")
        return finite

    def _with_unit(self, text: str) -> str:
        if self.unit is None:
            return text
        return f"{text}%" if self.unit == "%" else f"{text} {self.unit}"


def number_text(number: float) -> str:
    """Return a number as a reader writes it: 1,200 and not 1200.0."""
    return f"{int(number):,}" if number == int(number) and abs(number) < 1e15 else f"{number:,}"
