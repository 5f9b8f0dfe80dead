"""Questions answered with a word or a few."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
from ibc_edu.quiz.kinds.base import Part, QuestionBase, Slug, Text
from ibc_edu.quiz.kinds.numeric import WRITTEN, Credit

MAX_TYPED = 300
# Shorter words have too many neighbors for a slip to be told from another word.
MIN_LETTERS_FOR_A_SLIP = 6


class RecognizedWrong(Part):
    """A wrong answer that the author expects."""

    text: Text
    feedback: Text
    misconception: Slug
    credit: Credit = Field(default=0.0, description="score that it earns, 0 unless given")


class ShortText(QuestionBase):
    """A word or a few to type, compared without regard to case, accents, punctuation and a leading article.

    One slip of spelling (a letter too many, too few, changed, or two swapped) in an answer of six letters or more still
    counts as right, unless the answer contains a digit or what was typed is a `recognized` wrong answer.

    Partial credit: a `recognized` wrong answer earns its `credit`, which is 0 unless the author gives one. Anything
    else earns 0.
    """

    instruction: ClassVar[str] = "Type a word or a few."

    kind: Literal["short_text"]
    accepted: tuple[Text, ...] = Field(min_length=1, description="right answers; the first is the one shown")
    feedback: Text = Field(description="shown with a right answer")
    otherwise: Text = Field(description="shown with an answer that is not recognized; must not give the key away")
    recognized: tuple[RecognizedWrong, ...] = Field(default=(), description="wrong answers with a known cause")

    @model_validator(mode="after")
    def _answers_are_apart(self) -> ShortText:
        right = {plain(text) for text in self.accepted}
        if "" in right:
            raise ValueError("an accepted answer has neither letters nor digits")
        for wrong in self.recognized:
            if plain(wrong.text) in right:
                raise ValueError(f"{wrong.text!r} is both accepted and recognized as wrong")
        return self

    def parts(self, seed: int) -> dict[str, Any]:
        """Return nothing: there is only a field to type in."""
        return {}

    def read(self, response: Any) -> str | None:
        """Return the text on one line; None and empty text are blank."""
        if response is None:
            return None
        if not isinstance(response, str):
            raise self.refuse("this is not text.")
        if len(response) > MAX_TYPED:
            raise self.refuse(f"this is longer than {MAX_TYPED} characters.", "A word or a few are enough.")
        return " ".join(response.split()) or None

    def key(self) -> str:
        """Return the answer that is shown as right."""
        return self.accepted[0]

    def key_text(self) -> str:
        """Return the answer that is shown as right."""
        return self.accepted[0]

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return the key with its feedback."""
        return (FeedbackLine(WRITTEN, Verdict.MISSED, False, self.key_text(), self.feedback),)

    def _grade(self, answered: str) -> Grade:
        typed = plain(answered)
        right = {plain(text): text for text in self.accepted}
        if typed in right:
            return graded(1.0, [FeedbackLine(WRITTEN, Verdict.RIGHT, True, answered, self.feedback)])
        for wrong in self.recognized:
            if typed == plain(wrong.text):
                line = FeedbackLine(WRITTEN, Verdict.WRONG, True, answered, wrong.feedback)
                return graded(wrong.credit, [line, *self.key_lines()], [wrong.misconception])
        for form, text in right.items():
            if _allows_slips(form) and one_slip(typed, form):
                spelled = f"{self.feedback} It is spelled {text}."
                return graded(1.0, [FeedbackLine(WRITTEN, Verdict.RIGHT, True, answered, spelled)])
        line = FeedbackLine(WRITTEN, Verdict.WRONG, True, answered, self.otherwise)
        return graded(0.0, [line, *self.key_lines()])


def plain(text: str) -> str:
    """Return the text as it is compared: lower case, no accents, letters and digits with single spaces."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = re.sub(r"[\W_]+", " ", bare).split()
    if len(words) > 1 and words[0] in ("a", "an", "the"):
        words = words[1:]
    return " ".join(words)


def _allows_slips(form: str) -> bool:
    return not any(char.isdigit() for char in form) and sum(char.isalpha() for char in form) >= MIN_LETTERS_FOR_A_SLIP


def one_slip(typed: str, right: str) -> bool:
    """Return whether one letter added, dropped, changed, or one swap of neighbors turns `typed` into `right`."""
    if typed == right or abs(len(typed) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, right, strict=False)) if a != b), min(len(typed), len(right)))
    rest, wanted = typed[start:], right[start:]
    if len(typed) > len(right):
        return rest[1:] == wanted
    if len(typed) < len(right):
        return rest == wanted[1:]
    return rest[1:] == wanted[1:] or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
