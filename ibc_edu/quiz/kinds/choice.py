"""Questions with answers to tick: one (`single`) or several (`multiple`)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
from ibc_edu.quiz.kinds.base import Part, QuestionBase, Slug, Text, require_distinct


class Answer(Part):
    """One answer to tick, with its own feedback; a wrong one names the misconception that it reveals."""

    text: Text
    correct: Annotated[bool, Field(strict=True)] = False
    feedback: Text
    misconception: Slug | None = Field(default=None, description="misconception_id; every wrong answer names one")

    @model_validator(mode="after")
    def _names_its_misconception(self) -> Answer:
        if not self.correct and self.misconception is None:
            raise ValueError("a wrong answer must name the `misconception` it reveals")
        if self.correct and self.misconception is not None:
            raise ValueError("a right answer reveals no `misconception`")
        return self


class Choice(QuestionBase):
    """What `single` and `multiple` share."""

    answers: tuple[Answer, ...] = Field(min_length=2, max_length=12)

    @model_validator(mode="after")
    def _answers_differ(self) -> Choice:
        require_distinct([answer.text for answer in self.answers], "answers")
        return self

    @property
    def by_key(self) -> dict[str, Answer]:
        """The answers by their opaque keys, in the author's order."""
        return {self.part_key(answer.text): answer for answer in self.answers}

    def parts(self, seed: int) -> dict[str, Any]:
        """Return `choices`, a list of `{key, text}` in the order that `seed` gives."""
        by_key = self.by_key
        return {"choices": [{"key": key, "text": by_key[key].text} for key in self.shuffled(by_key, seed)]}

    def key_text(self) -> str:
        """Return the right answers in words."""
        return "; ".join(answer.text for answer in self.answers if answer.correct)

    def lines(self, chosen: Collection[str]) -> tuple[FeedbackLine, ...]:
        """Return feedback on the chosen answers, then on right ones that were not chosen."""
        own = [
            FeedbackLine(key, Verdict.RIGHT if answer.correct else Verdict.WRONG, True, answer.text, answer.feedback)
            for key, answer in self.by_key.items()
            if key in chosen
        ]
        missed = [
            FeedbackLine(key, Verdict.MISSED, False, answer.text, answer.feedback)
            for key, answer in self.by_key.items()
            if answer.correct and key not in chosen
        ]
        return (*own, *missed)

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return the right answers with their feedback."""
        return self.lines(())

    def _misconceptions(self, chosen: Collection[str]) -> list[str | None]:
        return [answer.misconception for key, answer in self.by_key.items() if key in chosen]


class Single(Choice):
    """One right answer. Scores 1 for it and 0 for any other; there is no partial credit."""

    instruction: ClassVar[str] = "Choose one answer."

    kind: Literal["single"]

    @model_validator(mode="after")
    def _one_is_right(self) -> Single:
        right = sum(answer.correct for answer in self.answers)
        if right != 1:
            raise ValueError(f"`single` needs exactly one answer with correct = true, and {right} have it")
        return self

    def read(self, response: Any) -> str | None:
        """Return the key of the ticked answer; None and an empty string are blank."""
        if response is None or response == "":
            return None
        if not isinstance(response, str) or response not in self.by_key:
            raise self.refuse("this is not one of the answers.")
        return response

    def key(self) -> str:
        """Return the key of the right answer."""
        return next(key for key, answer in self.by_key.items() if answer.correct)

    def _grade(self, answered: str) -> Grade:
        score = 1.0 if self.by_key[answered].correct else 0.0
        return graded(score, self.lines([answered]), self._misconceptions([answered]))


class Multiple(Choice):
    """One or more right answers.

    Partial credit: right answers ticked minus wrong answers ticked, divided by the number of right answers, and never
    below 0. Ticking everything therefore does not pay.
    """

    instruction: ClassVar[str] = "Choose every answer that fits."

    kind: Literal["multiple"]

    @model_validator(mode="after")
    def _some_are_right(self) -> Multiple:
        if not any(answer.correct for answer in self.answers):
            raise ValueError("`multiple` needs at least one answer with correct = true")
        return self

    def read(self, response: Any) -> list[str] | None:
        """Return the keys of the ticked answers, sorted and each once; None and an empty list are blank."""
        if response is None:
            return None
        known = self.by_key
        if not isinstance(response, list | tuple) or not all(isinstance(k, str) and k in known for k in response):
            raise self.refuse("these are not all answers of this question.")
        if not response:
            return None
        return sorted(set(response))

    def key(self) -> list[str]:
        """Return the keys of the right answers."""
        return sorted(key for key, answer in self.by_key.items() if answer.correct)

    def _grade(self, answered: list[str]) -> Grade:
        right = sum(self.by_key[key].correct for key in answered)
        wrong = len(answered) - right
        score = max(0.0, (right - wrong) / len(self.key()))
        return graded(score, self.lines(answered), self._misconceptions(answered))
