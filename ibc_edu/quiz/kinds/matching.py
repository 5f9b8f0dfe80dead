"""Questions that match one list with another."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
from ibc_edu.quiz.kinds.base import Part, QuestionBase, Slug, Text, read_mapping, require_distinct


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
    def rights(self) -> dict[str, str]:
        """The texts on the right by their keys."""
        texts = [*(pair.right for pair in self.pairs), *self.distractors]
        return {self.part_key("right", text): text for text in texts}

    def parts(self, seed: int) -> dict[str, Any]:
        """Return `left` and `right`, lists of `{key, text}`, shuffled apart from each other."""
        by_left, rights = self.by_left, self.rights
        return {
            "left": [{"key": key, "text": by_left[key].left} for key in self.shuffled(by_left, seed)],
            "right": [{"key": key, "text": rights[key]} for key in self.shuffled(rights, seed)],
        }

    def read(self, response: Any) -> dict[str, str] | None:
        """Return `{left key: right key}`; None and a mapping without any match are blank."""
        return read_mapping(self, response, self.by_left, self.rights)

    def key(self) -> dict[str, str]:
        """Return the right key of every left key."""
        return {left: self.part_key("right", pair.right) for left, pair in sorted(self.by_left.items())}

    def key_text(self) -> str:
        """Return all pairs in words."""
        return "; ".join(f"{pair.left}: {pair.right}" for pair in self.pairs)

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return every pair with its feedback."""
        return tuple(self._missed(left) for left in self.by_left)

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
