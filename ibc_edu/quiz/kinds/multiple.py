"""Questions with one or more right answers to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import model_validator

from ibc_edu.quiz.grading import Grade, graded
from ibc_edu.quiz.kinds.choice import SKELETON, Choice
from ibc_edu.quiz.kinds.forms import Blank, Exchange, Option, PaperForm
from ibc_edu.quiz.kinds.responses import SEPARATOR, read_list

T = TypeVar("T")

_SECOND_RIGHT = """\
[[question.answers]]
text = "Another right answer"
correct = true
feedback = "Why this is right, too."

"""


class Multiple(Choice):
    """One or more right answers, and at least one wrong one.

    Partial credit: the share of the right answers that are ticked minus the share of the wrong answers that are
    ticked, and never below 0. Ticking everything therefore earns nothing.
    """

    instruction: ClassVar[str] = "Choose every answer that fits. Wrong ticks cost points, so ticking all earns none."
    interaction_type: ClassVar[str] = "choice"

    kind: Literal["multiple"]

    @model_validator(mode="after")
    def _some_are_right_and_some_wrong(self) -> Multiple:
        right = sum(answer.correct for answer in self.answers)
        if right == 0:
            raise ValueError("`multiple` needs at least one answer with correct = true")
        if right == len(self.answers):
            raise ValueError("`multiple` needs at least one wrong answer, or ticking everything is right")
        return self

    def read(self, response: Any) -> list[str] | None:
        """Return the keys of the ticked answers, sorted and each once; None and an empty list are blank.

        Raises
        ------
        ResponseError
            If it is no list of answers of this question.
        """
        if response is None:
            return None
        known = self.by_key
        if not isinstance(response, list | tuple) or not all(isinstance(k, str) and k in known for k in response):
            raise self.refuse("these are not all answers of this question.")
        if not response:
            return None
        return sorted(set(response))

    def read_text(self, text: str) -> list[str] | None:
        """Return the keys of the answers written one after another, with semicolons between them."""
        return self.read(read_list(self, text, {answer.text: key for key, answer in self.by_key.items()}))

    def response_text(self, response: Any) -> str:
        """Return the texts of the chosen answers."""
        return SEPARATOR.join(self.by_key[key].text for key in response or ())

    def chosen_options(self, response: Any) -> tuple[str, ...]:
        """Return the keys of the chosen answers."""
        return tuple(response or ())

    def key(self) -> list[str]:
        """Return the keys of the right answers."""
        return sorted(key for key, answer in self.by_key.items() if answer.correct)

    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return one wrong answer alone."""
        wrong: Any = [key for key, answer in self.by_key.items() if not answer.correct]
        return [pick(wrong)]

    def paper_form(self, seed: int) -> PaperForm:
        """Return a box before each answer."""
        return self._on_paper(seed, Blank.BOX)

    def exchange(self) -> Exchange:
        """Return the answers, each with its share of the score: right ones add it, wrong ones take it off."""
        wrong = sum(not answer.correct for answer in self.answers)
        return self._exchanged(most=None, wrong_credit=-1 / wrong)

    @classmethod
    def skeleton(cls, misconception: str) -> str:
        """Return two right answers and two wrong ones."""
        return SKELETON.format(more=_SECOND_RIGHT, misconception=misconception)

    def guessed_options(self) -> tuple[Option, ...]:
        """Return none: a guesser does not know how many answers to take."""
        return ()

    def _grade(self, answered: list[str]) -> Grade:
        right, wrong = self.key(), len(self.answers) - len(self.key())
        hits = sum(key in right for key in answered)
        # Over a common denominator, so that equal shares cancel exactly.
        score = max(0, hits * wrong - (len(answered) - hits) * len(right)) / (len(right) * wrong)
        return graded(score, self.lines(answered), self._revealed_by(answered))
