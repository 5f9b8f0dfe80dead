"""Questions that match one list with another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
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
    lettered,
)
from ibc_edu.quiz.kinds.responses import pairs_text, read_mapping, read_pairs, rotated

T = TypeVar("T")

_SKELETON = """\
distractors = ["Goes with nothing"]   # on the right, without a partner; may be left out

# misconception: the id of the mix-up that a wrong match would reveal
[[question.pairs]]
left = "First"
right = "What goes with the first"
feedback = "Why they go together."
mistake = "Shown with a wrong match; does not name the right one."
misconception = "{misconception}"

[[question.pairs]]
left = "Second"
right = "What goes with the second"
feedback = "Why they go together."
mistake = "Shown with a wrong match; does not name the right one."
misconception = "{misconception}"
"""


class Pair(Part):
    """One item on the left and what it goes with."""

    left: Text
    right: Text
    feedback: Text = Field(description="why the two belong together; shown with the right match")
    mistake: Text = Field(description="shown when `left` is matched with something else; must not name the right match")
    misconception: Slug = Field(description="misconception_id revealed by matching `left` with something else")


class Matching(QuestionBase):
    """Each item on the left goes with one on the right; `distractors` on the right go with none.

    Partial credit: the share of items on the left that are matched right. An item left open earns nothing and is not
    called wrong.
    """

    instruction: ClassVar[str] = "For each item, choose what goes with it."
    interaction_type: ClassVar[str] = "matching"

    kind: Literal["matching"]
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=10)
    distractors: tuple[Text, ...] = Field(default=(), max_length=5, description="texts on the right without a partner")

    @model_validator(mode="after")
    def _sides_differ(self) -> Matching:
        require_distinct([pair.left for pair in self.pairs], "items on the left")
        require_distinct([*(pair.right for pair in self.pairs), *self.distractors], "items on the right")
        return self

    @property
    def by_left(self) -> dict[str, Pair]:
        """The pairs by the keys of their left sides."""
        return {self.part_key("left", pair.left): pair for pair in self.pairs}

    @property
    def lefts(self) -> dict[str, str]:
        """The texts on the left by their keys."""
        return {key: pair.left for key, pair in self.by_left.items()}

    @property
    def rights(self) -> dict[str, str]:
        """The texts on the right by their keys."""
        texts = [*(pair.right for pair in self.pairs), *self.distractors]
        return {self.part_key("right", text): text for text in texts}

    def grading_rule(self) -> Any:
        """Return the pairs and the distractors."""
        return [sorted([pair.left, pair.right] for pair in self.pairs), sorted(self.distractors)]

    def page_form(self, seed: int) -> dict[str, Any]:
        """Return `left` and `right`, lists of `{key, text}`, shuffled apart from each other."""
        lefts, rights = self.lefts, self.rights
        return {
            "left": [{"key": key, "text": lefts[key]} for key in self.shuffled(lefts, seed)],
            "right": [{"key": key, "text": rights[key]} for key in self.shuffled(rights, seed)],
        }

    def paper_form(self, seed: int) -> PaperForm:
        """Return a gap before each item on the left, for the letter of one on the right."""
        parts, key = self.page_form(seed), self.key()
        letters = {part["key"]: letter for letter, part in lettered(parts["right"])}
        return PaperForm(
            columns=(
                tuple(PaperRow(part["text"], Blank.LETTER) for part in parts["left"]),
                tuple(PaperRow(part["text"], letter=letters[part["key"]]) for part in parts["right"]),
            ),
            key=tuple(KeyRow(part["text"], letters[key[part["key"]]]) for part in parts["left"]),
        )

    def presenter_form(self, seed: int) -> PresenterForm:
        """Return nothing to raise hands for."""
        return PresenterForm()

    def exchange(self) -> Exchange:
        """Return the items on the left, each with its target among those on the right."""
        key = self.key()
        rows = (
            ExchangeRow(
                pair.left,
                key=left,
                credit=1 / len(self.pairs),
                target=key[left],
                feedback=pair.feedback,
                mistake=pair.mistake,
                misconception=pair.misconception,
            )
            for left, pair in self.by_left.items()
        )
        return Exchange(Interaction.MATCH, tuple(rows), targets=self.rights)

    @classmethod
    def skeleton(cls, misconception: str) -> str:
        """Return two pairs and a distractor."""
        return _SKELETON.format(misconception=misconception)

    def read(self, response: Any) -> dict[str, str] | None:
        """Return `{left key: right key}`; None and a mapping without any match are blank."""
        return read_mapping(self, response, self.by_left, self.rights)

    def read_text(self, text: str) -> dict[str, str] | None:
        """Return the matches written as ``left: right; left: right``."""
        return self.read(read_pairs(self, text, self.lefts, self.rights))

    def response_text(self, response: Any) -> str:
        """Return the matches as ``left: right; left: right``."""
        return pairs_text(response, self.lefts, self.rights)

    def key(self) -> dict[str, str]:
        """Return the right key of every left key."""
        return {left: self.part_key("right", pair.right) for left, pair in sorted(self.by_left.items())}

    def key_text(self) -> str:
        """Return all pairs in words."""
        return "; ".join(f"{pair.left}: {pair.right}" for pair in self.pairs)

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return every pair with its feedback."""
        return tuple(self._missed(left) for left in self.by_left)

    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return the key with most of its matches moved on by one."""
        return rotated(self.key(), [part["key"] for part in self.page_form(0)["right"]])

    def options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def guessed_options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def misconceptions(self) -> tuple[str, ...]:
        """Return those of the pairs."""
        return each_once(pair.misconception for pair in self.pairs)

    def complaints(self) -> Iterator[Complaint]:
        """Ask that what is said of a wrong match does not name the right one."""
        yield from gives_away(
            (f"mistake for {pair.left!r}", pair.mistake, pair.right, ("pairs", place, "mistake"))
            for place, pair in enumerate(self.pairs)
        )

    def _missed(self, left: str) -> FeedbackLine:
        pair = self.by_left[left]
        return FeedbackLine(left, Verdict.MISSED, False, f"{pair.left}: {pair.right}", pair.feedback)

    def _grade(self, answered: dict[str, str]) -> Grade:
        by_left, rights, key = self.by_left, self.rights, self.key()
        wrong = [left for left, right in answered.items() if key[left] != right]
        lines = [
            FeedbackLine(
                left,
                Verdict.WRONG if left in wrong else Verdict.RIGHT,
                True,
                f"{by_left[left].left}: {rights[right]}",
                by_left[left].mistake if left in wrong else by_left[left].feedback,
            )
            for left, right in answered.items()
        ]
        missed = [self._missed(left) for left in by_left if left in wrong or left not in answered]
        score = (len(answered) - len(wrong)) / len(by_left)
        return graded(score, [*lines, *missed], (by_left[left].misconception for left in wrong))
