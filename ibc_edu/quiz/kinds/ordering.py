"""Questions that put steps in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
from ibc_edu.quiz.kinds.base import Complaint, QuestionBase
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
)
from ibc_edu.quiz.kinds.responses import SEPARATOR, read_list

T = TypeVar("T")

_SKELETON = """\
misplaced = "Shown with a step in a wrong place; does not say which place is right."
misconception = "{misconception}"   # the id of the mix-up that another order would reveal

# The steps in the right order; the page shuffles them.
[[question.steps]]
text = "What comes first"
feedback = "Why it stands here."

[[question.steps]]
text = "What comes next"
feedback = "Why it stands here."

[[question.steps]]
text = "What comes last"
feedback = "Why it stands here."
"""


class Step(Part):
    """One step, written in the question file at its right place."""

    text: Text
    feedback: Text = Field(description="why it stands here; shown when it is in its place")


class Ordering(QuestionBase):
    """Steps to put in order, first to last; the file has them in the right order.

    Partial credit: Kendall's tau between the order given and the right one, that is (pairs of steps in the right
    relative order - pairs in the wrong one) / all pairs, and never below 0. A random order earns about 0, the reverse
    order nothing. (Kendall, A new measure of rank correlation, Biometrika 1938.)
    """

    instruction: ClassVar[str] = "Put the steps in order, first to last."
    interaction_type: ClassVar[str] = "sequencing"

    kind: Literal["ordering"]
    steps: tuple[Step, ...] = Field(min_length=3, max_length=8)
    misplaced: Text = Field(
        default="This step belongs in another place.",
        description="shown with a step that is not in its place; must not say which place is right",
    )
    misconception: Slug = Field(description="misconception_id revealed by another order")

    @model_validator(mode="after")
    def _steps_differ(self) -> Ordering:
        require_distinct([step.text for step in self.steps], "steps")
        return self

    @property
    def by_key(self) -> dict[str, Step]:
        """The steps by their keys, in the right order."""
        return {self.part_key(step.text): step for step in self.steps}

    def grading_rule(self) -> Any:
        """Return the steps in the right order."""
        return [step.text for step in self.steps]

    def page_form(self, seed: int) -> dict[str, Any]:
        """Return `steps`, a list of `{key, text}`, shuffled so that they don't stand in the right order already."""
        by_key = self.by_key
        keys = self.shuffled(by_key, seed)
        if keys == list(by_key):
            keys.reverse()
        return {"steps": [{"key": key, "text": by_key[key].text} for key in keys]}

    def paper_form(self, seed: int) -> PaperForm:
        """Return a gap before each step, for the number of its place."""
        steps, key = self.page_form(seed)["steps"], self.key()
        return PaperForm(
            columns=(tuple(PaperRow(step["text"], Blank.LETTER) for step in steps),),
            key=tuple(KeyRow(step["text"], str(key.index(step["key"]) + 1)) for step in steps),
        )

    def presenter_form(self, seed: int) -> PresenterForm:
        """Return nothing to raise hands for."""
        return PresenterForm()

    def exchange(self) -> Exchange:
        """Return the steps in the right order."""
        rows = (
            ExchangeRow(
                step.text,
                key=key,
                credit=1 / len(self.steps),
                feedback=step.feedback,
                mistake=self.misplaced,
                misconception=self.misconception,
            )
            for key, step in self.by_key.items()
        )
        return Exchange(Interaction.ORDER, tuple(rows), otherwise=self.misplaced)

    @classmethod
    def skeleton(cls, misconception: str) -> str:
        """Return three steps."""
        return _SKELETON.format(misconception=misconception)

    def read(self, response: Any) -> list[str] | None:
        """Return the keys in the order given; None and an empty list are blank.

        Raises
        ------
        ResponseError
            If a step is missing, doubled or unknown.
        """
        if response is None:
            return None
        if not isinstance(response, list | tuple) or not all(isinstance(key, str) for key in response):
            raise self.refuse("this is not a list of steps.")
        if not response:
            return None
        if sorted(response) != sorted(self.by_key):
            raise self.refuse("each step must stand in the list once.")
        return list(response)

    def read_text(self, text: str) -> list[str] | None:
        """Return the steps written one after another, with semicolons between them."""
        return self.read(read_list(self, text, {step.text: key for key, step in self.by_key.items()}))

    def response_text(self, response: Any) -> str:
        """Return the steps in the order given."""
        return SEPARATOR.join(self.by_key[key].text for key in response or ())

    def key(self) -> list[str]:
        """Return the keys in the right order."""
        return list(self.by_key)

    def key_text(self) -> str:
        """Return the steps in the right order, in words."""
        return "; ".join(f"{place}. {step.text}" for place, step in enumerate(self.steps, 1))

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return every step with its place and its feedback."""
        return tuple(self._missed(key) for key in self.by_key)

    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return the reverse order."""
        return self.key()[::-1]

    def options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def guessed_options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def misconceptions(self) -> tuple[str, ...]:
        """Return the one that another order reveals."""
        return (self.misconception,)

    def complaints(self) -> Iterator[Complaint]:
        """Ask for nothing: each step's feedback is shown only where the step stands right."""
        yield from ()

    def _missed(self, key: str) -> FeedbackLine:
        step = self.by_key[key]
        place = self.key().index(key) + 1
        return FeedbackLine(key, Verdict.MISSED, False, f"{place}. {step.text}", step.feedback)

    def _grade(self, answered: list[str]) -> Grade:
        right_place = {key: place for place, key in enumerate(self.by_key)}
        lines = [
            FeedbackLine(
                key,
                Verdict.RIGHT if right_place[key] == place else Verdict.WRONG,
                True,
                f"{place + 1}. {self.by_key[key].text}",
                self.by_key[key].feedback if right_place[key] == place else self.misplaced,
            )
            for place, key in enumerate(answered)
        ]
        missed = [self._missed(key) for key in self.by_key if answered[right_place[key]] != key]
        pairs = list(combinations(answered, 2))
        in_order = sum(right_place[first] < right_place[second] for first, second in pairs)
        score = max(0.0, (2 * in_order - len(pairs)) / len(pairs))
        return graded(score, [*lines, *missed], [self.misconception] if missed else [])
