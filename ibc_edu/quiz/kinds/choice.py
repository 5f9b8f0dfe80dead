"""What the kinds with answers to tick share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Any

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Verdict
from ibc_edu.quiz.kinds.base import Complaint, QuestionBase, each_once, gives_away
from ibc_edu.quiz.kinds.fields import Part, Slug, Text, require_distinct
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
    Vote,
    lettered,
)

_CATCH_ALL = re.compile(
    r"\b(all|none|any|both|neither) of (the |these |them)?(above|these|them|answers)\b", re.IGNORECASE
)

SKELETON = """\

# Three to five answers, alike in length and form.
[[question.answers]]
text = "The right answer"
correct = true
feedback = "Why this is right."

{more}# misconception: the id of the mix-up that choosing this would reveal
[[question.answers]]
text = "A wrong answer"
feedback = "What is wrong with it, without naming the right one."
misconception = "{misconception}"

[[question.answers]]
text = "Another wrong answer"
feedback = "What is wrong with it, without naming the right one."
misconception = "{misconception}"
"""


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

    def grading_rule(self) -> Any:
        """Return the texts of the answers, and which of them are right; their order is not part of it."""
        return sorted([answer.text, answer.correct] for answer in self.answers)

    def page_form(self, seed: int) -> dict[str, Any]:
        """Return `choices`, a list of `{key, text}` in the order that `seed` gives."""
        by_key = self.by_key
        return {"choices": [{"key": key, "text": by_key[key].text} for key in self.shuffled(by_key, seed)]}

    def presenter_form(self, seed: int) -> PresenterForm:
        """Return the answers with the letters of their places on the page."""
        choices = self.page_form(seed)["choices"]
        return PresenterForm(tuple(Vote(letter, choice["key"], choice["text"]) for letter, choice in lettered(choices)))

    def presented_lines(self, voted: Collection[str]) -> tuple[FeedbackLine, ...]:
        """Return feedback on the answers to speak of, then on right ones that are not among them."""
        return self.lines(voted)

    def key_text(self) -> str:
        """Return the right answers in words."""
        return "; ".join(answer.text for answer in self.answers if answer.correct)

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return the right answers with their feedback."""
        return self.lines(())

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

    def options(self) -> tuple[Option, ...]:
        """Return the answers."""
        return tuple(Option(key, answer.text, answer.correct) for key, answer in self.by_key.items())

    def misconceptions(self) -> tuple[str, ...]:
        """Return those of the wrong answers."""
        return each_once(answer.misconception for answer in self.answers)

    def complaints(self) -> Iterator[Complaint]:
        """Ask for 3 to 5 answers of one form, none that leans on the others, and a hint that names no right one."""
        for place, answer in enumerate(self.answers):
            if _CATCH_ALL.search(answer.text):
                what = f"the answer {answer.text!r} leans on the others."
                yield Complaint("catch-all", what, "Replace it with one of its own.", ("answers", place, "text"))
        if not 3 <= len(self.answers) <= 5:
            yield Complaint("answers", f"it has {len(self.answers)} answers.", "Give it 3 to 5.", ("answers", 0))
        texts = [answer.text for answer in self.answers]
        ends = [text.endswith((".", "!", "?")) for text in texts]
        begins = [text[0].islower() if text[0].isalpha() else None for text in texts]
        if (odd := _odd_place(ends)) is not None:
            what = "some answers end with a full stop and some don't."
            yield Complaint("form", what, "End them alike.", ("answers", odd, "text"))
        if (odd := _odd_place(begins)) is not None:
            what = "some answers begin with a capital and some don't."
            yield Complaint("form", what, "Begin them alike.", ("answers", odd, "text"))
        right = (answer.text for answer in self.answers if answer.correct)
        yield from gives_away(("hint", self.hint or "", text, ("hint",)) for text in right)

    def _revealed_by(self, chosen: Collection[str]) -> list[str | None]:
        return [answer.misconception for key, answer in self.by_key.items() if key in chosen]

    def _on_paper(self, seed: int, blank: Blank) -> PaperForm:
        by_key = self.by_key
        choices = [(letter, by_key[choice["key"]]) for letter, choice in lettered(self.page_form(seed)["choices"])]
        return PaperForm(
            columns=(tuple(PaperRow(answer.text, blank, letter) for letter, answer in choices),),
            key=tuple(KeyRow(answer.text, letter, answer.correct, answer.feedback) for letter, answer in choices),
        )

    def _exchanged(self, most: int | None, wrong_credit: float) -> Exchange:
        right_credit = 1 / sum(answer.correct for answer in self.answers)
        rows = (
            ExchangeRow(
                answer.text,
                key=key,
                credit=right_credit if answer.correct else wrong_credit,
                feedback=answer.feedback,
                misconception=answer.misconception or "",
            )
            for key, answer in self.by_key.items()
        )
        return Exchange(Interaction.CHOICE, tuple(rows), most=most)


def _odd_place(forms: Sequence[bool | None]) -> int | None:
    """Return the first place whose form fewer share, the later form where as many do; None if all are alike."""
    known = [form for form in forms if form is not None]
    if len(set(known)) < 2:
        return None
    first = known[0]
    return forms.index(first if 2 * known.count(first) < len(known) else not first)
