"""Questions answered with a word or a few."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Literal, TypeVar

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
from ibc_edu.quiz.kinds.responses import WRITTEN
from ibc_edu.quiz.typed_answers.typed_text import same_but_for_slips, same_meaning, says_something

T = TypeVar("T")

MAX_TYPED = 300

_SKELETON = """\
accepted = ["right word", "the same in other words"]   # case, accents and a slip in a long word don't matter
feedback = "Shown with a right answer."
otherwise = "Shown with anything else; does not name the right answer."

# misconception: the id of the mix-up that this answer would reveal
[[question.recognized]]            # wrong answers that you expect; may be left out
text = "wrong word"
feedback = "What is wrong with it."
misconception = "{misconception}"
"""


class RecognizedWrong(Part):
    """A wrong answer that the author expects."""

    text: Text
    feedback: Text
    misconception: Slug
    credit: Credit = Field(default=0.0, description="score that it earns, 0 unless given")


class ShortText(QuestionBase):
    """A word or a few to type, compared without regard to case, accents, punctuation and a leading article.

    A different meaning is never taken for the right one: signs (ER+ and ER-), numbers, Roman numerals, phases and
    stages, results of tests, units and words of negation are exact. In each other word of six letters or more one slip
    of spelling (a letter too many, too few, changed, or two swapped) still counts as right, unless it changes a prefix
    that turns the meaning around (hypo-, hyper-, in-, a-) or what was typed is a `recognized` wrong answer. British and
    American spellings are the same, and so are B12 and B-12. The rules are in `ibc_edu.quiz.typed_answers.typed_text`.

    Partial credit: a `recognized` wrong answer earns its `credit`, which is 0 unless the author gives one. Anything
    else earns 0.
    """

    instruction: ClassVar[str] = "Type a word or a few."
    interaction_type: ClassVar[str] = "fill-in"

    kind: Literal["short_text"]
    accepted: tuple[Text, ...] = Field(min_length=1, description="right answers; the first is the one shown")
    feedback: Text = Field(description="shown with a right answer")
    otherwise: Text = Field(description="shown with an answer that is not recognized; must not give the key away")
    recognized: tuple[RecognizedWrong, ...] = Field(default=(), description="wrong answers with a known cause")

    @model_validator(mode="after")
    def _answers_are_apart(self) -> ShortText:
        if not all(says_something(text) for text in self.accepted):
            raise ValueError("an accepted answer has neither letters nor digits")
        for wrong in self.recognized:
            if any(same_meaning(wrong.text, text) for text in self.accepted):
                raise ValueError(f"{wrong.text!r} is both accepted and recognized as wrong")
        return self

    def grading_rule(self) -> Any:
        """Return the accepted answers, and the recognized wrong ones with their credit."""
        return [sorted(self.accepted), sorted([wrong.text, wrong.credit] for wrong in self.recognized)]

    def page_form(self, seed: int) -> dict[str, Any]:
        """Return nothing: there is only a field to type in."""
        return {}

    def paper_form(self, seed: int) -> PaperForm:
        """Return a blank."""
        return PaperForm(((PaperRow("", Blank.WORD),),), (KeyRow(self.key_text()),))

    def presenter_form(self, seed: int) -> PresenterForm:
        """Return nothing to raise hands for."""
        return PresenterForm()

    def exchange(self) -> Exchange:
        """Return the accepted answers, then the recognized wrong ones."""
        right = (ExchangeRow(text, WRITTEN, credit=1.0, feedback=self.feedback) for text in self.accepted)
        wrong = (
            ExchangeRow(found.text, credit=found.credit, feedback=found.feedback, misconception=found.misconception)
            for found in self.recognized
        )
        return Exchange(Interaction.TEXT, (*right, *wrong), otherwise=self.otherwise)

    @classmethod
    def skeleton(cls, misconception: str) -> str:
        """Return accepted answers and a recognized wrong one."""
        return _SKELETON.format(misconception=misconception)

    def read(self, response: Any) -> str | None:
        """Return the text on one line; None and empty text are blank.

        Raises
        ------
        ResponseError
            If it is no text, too long, or holds half a character, which nothing could keep.
        """
        if response is None:
            return None
        if not isinstance(response, str):
            raise self.refuse("this is not text.")
        if len(response) > MAX_TYPED:
            raise self.refuse(f"this is longer than {MAX_TYPED} characters.", "A word or a few are enough.")
        try:
            response.encode()
        except UnicodeEncodeError:
            raise self.refuse("half a character stands in this text.", "Delete it, or type the answer again.") from None
        return " ".join(response.split()) or None

    def read_text(self, text: str) -> str | None:
        """Return the text on one line."""
        return self.read(text)

    def response_text(self, response: Any) -> str:
        """Return the text."""
        return response or ""

    def key(self) -> str:
        """Return the answer that is shown as right."""
        return self.accepted[0]

    def key_text(self) -> str:
        """Return the answer that is shown as right."""
        return self.accepted[0]

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return the key with its feedback."""
        return (FeedbackLine(WRITTEN, Verdict.MISSED, False, self.key_text(), self.feedback),)

    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return the first recognized wrong answer, or words that say nothing."""
        return self.recognized[0].text if self.recognized else "something else"

    def options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def guessed_options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def misconceptions(self) -> tuple[str, ...]:
        """Return those of the recognized wrong answers."""
        return each_once(wrong.misconception for wrong in self.recognized)

    def complaints(self) -> Iterator[Complaint]:
        """Ask that neither the hint nor what is said of a wrong answer names a right one."""
        yield from gives_away(("otherwise", self.otherwise, text, ("otherwise",)) for text in self.accepted)
        yield from gives_away(("hint", self.hint or "", text, ("hint",)) for text in self.accepted)

    def _grade(self, answered: str) -> Grade:
        if any(same_meaning(answered, text) for text in self.accepted):
            return graded(1.0, [FeedbackLine(WRITTEN, Verdict.RIGHT, True, answered, self.feedback)])
        for wrong in self.recognized:
            if same_meaning(answered, wrong.text):
                line = FeedbackLine(WRITTEN, Verdict.WRONG, True, answered, wrong.feedback)
                return graded(wrong.credit, [line, *self.key_lines()], [wrong.misconception])
        meant = next((text for text in self.accepted if same_but_for_slips(answered, text)), None)
        if meant is not None:
            spelled = f"{self.feedback} It is spelled {meant}."
            return graded(1.0, [FeedbackLine(WRITTEN, Verdict.RIGHT, True, answered, spelled)])
        line = FeedbackLine(WRITTEN, Verdict.WRONG, True, answered, self.otherwise)
        return graded(0.0, [line, *self.key_lines()])
