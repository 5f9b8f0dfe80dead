"""Questions with one right answer to choose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import model_validator

from ibc_edu.quiz.grading import Grade, graded
from ibc_edu.quiz.kinds.base import Complaint
from ibc_edu.quiz.kinds.choice import SKELETON, Choice
from ibc_edu.quiz.kinds.forms import Blank, Exchange, Option, PaperForm
from ibc_edu.quiz.kinds.responses import read_list

T = TypeVar("T")

# A right answer this many times as long as the mean of the wrong ones, or the inverse, stands out.
LENGTH_RATIO = 1.6
# Shorter answers (a stage, a phase) differ in length by their nature.
LENGTH_MATTERS_FROM = 20


class Single(Choice):
    """One right answer. Scores 1 for it and 0 for any other; there is no partial credit."""

    instruction: ClassVar[str] = "Choose one answer."
    interaction_type: ClassVar[str] = "choice"

    kind: Literal["single"]

    @model_validator(mode="after")
    def _one_is_right(self) -> Single:
        right = sum(answer.correct for answer in self.answers)
        if right != 1:
            raise ValueError(f"`single` needs exactly one answer with correct = true, and {right} have it")
        return self

    def read(self, response: Any) -> str | None:
        """Return the key of the ticked answer; None and an empty string are blank.

        Raises
        ------
        ResponseError
            If it is not one of the answers.
        """
        if response is None or response == "":
            return None
        if not isinstance(response, str) or response not in self.by_key:
            raise self.refuse("this is not one of the answers.")
        return response

    def read_text(self, text: str) -> str | None:
        """Return the key of the answer that reads so; case does not matter.

        Raises
        ------
        ResponseError
            If it is none of the answers, or several.
        """
        found = read_list(self, text, {answer.text: key for key, answer in self.by_key.items()})
        if len(set(found)) > 1:
            raise self.refuse("these are several answers.", "Choose one.")
        return found[0] if found else None

    def response_text(self, response: Any) -> str:
        """Return the text of the chosen answer."""
        return "" if response is None else self.by_key[response].text

    def chosen_options(self, response: Any) -> tuple[str, ...]:
        """Return the key of the chosen answer."""
        return () if response is None else (response,)

    def key(self) -> str:
        """Return the key of the right answer."""
        return next(key for key, answer in self.by_key.items() if answer.correct)

    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return a wrong answer."""
        wrong: Any = [key for key, answer in self.by_key.items() if not answer.correct]
        return pick(wrong)

    def paper_form(self, seed: int) -> PaperForm:
        """Return a circle before each answer."""
        return self._on_paper(seed, Blank.CIRCLE)

    def exchange(self) -> Exchange:
        """Return the answers, of which one may be chosen."""
        return self._exchanged(most=1, wrong_credit=0.0)

    @classmethod
    def skeleton(cls, misconception: str) -> str:
        """Return one right answer and two wrong ones."""
        return SKELETON.format(more="", misconception=misconception)

    def guessed_options(self) -> tuple[Option, ...]:
        """Return all answers: their form may betray which one is right."""
        return self.options()

    def complaints(self) -> Iterator[Complaint]:
        """Ask for what all choices need, and for a right answer that does not stand out by its length."""
        yield from super().complaints()
        right = len(self.key_text())
        lengths = [len(answer.text) for answer in self.answers if not answer.correct]
        wrong = sum(lengths) / len(lengths)
        if not _like_length(right, wrong):
            what = f"the right answer has {right} characters, the wrong ones {wrong:.0f} on average."
            place = next(place for place, answer in enumerate(self.answers) if answer.correct)
            yield Complaint("length", what, "Make them of like length.", ("answers", place, "text"))

    def _grade(self, answered: str) -> Grade:
        score = 1.0 if self.by_key[answered].correct else 0.0
        return graded(score, self.lines([answered]), self._revealed_by([answered]))


def like_length(one: str, other: str) -> bool:
    """Return whether neither answer stands out by its length; the lengths of short ones don't matter."""
    return _like_length(len(one), len(other))


def _like_length(one: float, other: float) -> bool:
    return max(one, other) < LENGTH_MATTERS_FROM or 1 / LENGTH_RATIO <= one / other <= LENGTH_RATIO
