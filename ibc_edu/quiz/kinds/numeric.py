"""Questions answered with a number."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
from ibc_edu.quiz.kinds.base import Complaint, QuestionBase, each_once, gives_away
from ibc_edu.quiz.kinds.fields import Credit, Part, Slug, Text
from ibc_edu.quiz.kinds.forms import (
    Blank,
    Exchange,
    ExchangeRow,
    Interaction,
    KeyRow,
    Option,
    PaperForm,
    PaperRow,
    PresenterForm,
)
from ibc_edu.quiz.kinds.responses import WRITTEN, printable
from ibc_edu.quiz.typed_answers.typed_number import NotANumber, number_text, read_number

T = TypeVar("T")

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]

_SKELETON = """\
value = 10.0
tolerance = 0.5                    # or: range = [9.5, 10.5] in place of value and tolerance
unit = "weeks"                     # may be left out
feedback = "Shown with the right number."
otherwise = "Shown with any other number; does not name the right one."

# misconception: the id of the mix-up that this number would reveal
[[question.near_misses]]           # wrong numbers with a known cause; may be left out
low = 20.0
high = 21.0
feedback = "What went wrong on the way to this number."
misconception = "{misconception}"
"""


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
    interaction_type: ClassVar[str] = "numeric"

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

    def grading_rule(self) -> Any:
        """Return the right numbers, the near misses with their credit, and the unit."""
        misses = sorted([miss.low, miss.high, miss.credit] for miss in self.near_misses)
        return [list(self.bounds), misses, self.unit]

    def page_form(self, seed: int) -> dict[str, Any]:
        """Return `unit`, or null where the number has none."""
        return {"unit": self.unit}

    def paper_form(self, seed: int) -> PaperForm:
        """Return a blank before the unit."""
        return PaperForm(((PaperRow(self.unit or "", Blank.WORD),),), (KeyRow(self.key_text()),))

    def presenter_form(self, seed: int) -> PresenterForm:
        """Return nothing to raise hands for."""
        return PresenterForm()

    def exchange(self) -> Exchange:
        """Return the right numbers, then the near misses, each from lowest to highest."""
        low, high = self.bounds
        right = ExchangeRow(self.key_text(), WRITTEN, credit=1.0, low=low, high=high, feedback=self.feedback)
        misses = (
            ExchangeRow(
                f"{number_text(miss.low)} to {number_text(miss.high)}",
                credit=miss.credit,
                low=miss.low,
                high=miss.high,
                feedback=miss.feedback,
                misconception=miss.misconception,
            )
            for miss in self.near_misses
        )
        return Exchange(Interaction.NUMBER, (right, *misses), unit=self.unit or "", otherwise=self.otherwise)

    @classmethod
    def skeleton(cls, misconception: str) -> str:
        """Return a value with a near miss."""
        return _SKELETON.format(misconception=misconception)

    def read(self, response: Any) -> float | None:
        """Return the number; None and empty text are blank.

        Text may have the unit after it; see `ibc_edu.quiz.typed_answers.typed_number` for how digits may be written.

        Raises
        ------
        ResponseError
            If it is no number, or carries another unit; it says how the number would be typed.
        """
        if isinstance(response, str):
            return self.read_text(response)
        if response is None:
            return None
        if isinstance(response, bool) or not isinstance(response, int | float):
            raise self.refuse("this is not a number.")
        return self._finite(response)

    def read_text(self, text: str) -> float | None:
        """Return the number that was typed.

        Raises
        ------
        ResponseError
            As for `read`.
        """
        plain = " ".join(text.split())
        if not plain:
            return None
        if self.unit is not None and plain.casefold().endswith(self.unit.casefold()):
            plain = plain[: -len(self.unit)].strip()
        number = read_number(plain)
        if isinstance(number, NotANumber):
            raise self._unread(text, plain, number)
        return self._finite(number)

    def response_text(self, response: Any) -> str:
        """Return the shortest text of the number that reads back as the same."""
        return "" if response is None else repr(float(response))

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

    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return the first near miss, or a number far off."""
        return self.near_misses[0].low if self.near_misses else self.key() * 3 + 7 + self.tolerance

    def options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def guessed_options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def misconceptions(self) -> tuple[str, ...]:
        """Return those of the near misses."""
        return each_once(miss.misconception for miss in self.near_misses)

    def complaints(self) -> Iterator[Complaint]:
        """Ask that what is said of a wrong number does not name the right one."""
        yield from gives_away([("otherwise", self.otherwise, self.key_text(), ("otherwise",))])

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

    def _unread(self, text: str, plain: str, found: NotANumber) -> Exception:
        """Return the error that says why a text is not read, and how it would be typed."""
        shown = f"“{printable(text[:40])}” is not a number that can be read"
        if found.what:
            return self.refuse(f"{shown}: {found.what}", self._as_typed(found.typed or "12.5"))
        # A number with a word after it: another unit, or the unit in another form.
        worded = re.fullmatch(r"(.*\d)\s*([^\W\d].*|%.*)", plain)
        if worded and isinstance(read_number(worded[1]), float):
            unit = f" The unit here is {self.unit}." if self.unit else " No unit is asked for."
            what = f"{shown}, because of “{printable(worded[2][:40])}” after the digits.{unit}"
            return self.refuse(what, self._as_typed(worded[1]))
        return self.refuse(f"{shown}.", self._as_typed("12.5"))

    def _as_typed(self, number: str) -> str:
        with_unit = f" or {self._with_unit(number)}" if self.unit else ""
        return f"Type it as {number}{with_unit}."

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
