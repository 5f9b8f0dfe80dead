"""Questions that sort entries into groups."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from ibc_edu.quiz.grading import FeedbackLine, Grade, Verdict, graded
from ibc_edu.quiz.kinds.base import Part, QuestionBase, Slug, Text, read_mapping, require_distinct


class Entry(Part):
    """One thing to sort, and where it belongs."""

    text: Text
    category: Text = Field(description="one of `categories`, word for word")
    feedback: Text = Field(description="why it belongs there; shown when it is sorted right")
    mistake: Text = Field(description="shown when it is sorted elsewhere; must not name the right group")
    misconception: Slug = Field(description="misconception_id revealed by sorting it elsewhere")


class Categorise(QuestionBase):
    """Each entry goes into one of two or more groups; a group may stay empty.

    Partial credit: the share of entries that are sorted right. An entry not sorted earns nothing and is not called
    wrong.
    """

    instruction: ClassVar[str] = "Put each item into its group."

    kind: Literal["categorise"]
    categories: tuple[Text, ...] = Field(min_length=2, max_length=6)
    entries: tuple[Entry, ...] = Field(min_length=2, max_length=12)

    @model_validator(mode="after")
    def _entries_have_a_group(self) -> Categorise:
        require_distinct(self.categories, "categories")
        require_distinct([entry.text for entry in self.entries], "entries")
        for entry in self.entries:
            if entry.category not in self.categories:
                raise ValueError(f"{entry.category!r}, the group of {entry.text!r}, is not among `categories`")
        return self

    @property
    def by_key(self) -> dict[str, Entry]:
        """The entries by their keys."""
        return {self.part_key("entry", entry.text): entry for entry in self.entries}

    @property
    def groups(self) -> dict[str, str]:
        """The names of the groups by their keys, in the author's order."""
        return {self.part_key("category", name): name for name in self.categories}

    def parts(self, seed: int) -> dict[str, Any]:
        """Return `entries`, shuffled, and `categories`, in the author's order: lists of `{key, text}`."""
        by_key = self.by_key
        return {
            "entries": [{"key": key, "text": by_key[key].text} for key in self.shuffled(by_key, seed)],
            "categories": [{"key": key, "text": name} for key, name in self.groups.items()],
        }

    def read(self, response: Any) -> dict[str, str] | None:
        """Return `{entry key: category key}`; None and a mapping without any entry are blank."""
        return read_mapping(self, response, self.by_key, self.groups)

    def key(self) -> dict[str, str]:
        """Return the group of every entry."""
        return {key: self.part_key("category", entry.category) for key, entry in sorted(self.by_key.items())}

    def key_text(self) -> str:
        """Return every group with its entries, in words."""
        members = {name: [e.text for e in self.entries if e.category == name] for name in self.categories}
        return "; ".join(f"{name}: {', '.join(texts)}" for name, texts in members.items() if texts)

    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return every entry with its group and its feedback."""
        return tuple(self._missed(key) for key in self.by_key)

    def _missed(self, key: str) -> FeedbackLine:
        entry = self.by_key[key]
        return FeedbackLine(key, Verdict.MISSED, False, f"{entry.text}: {entry.category}", entry.feedback)

    def _grade(self, answered: dict[str, str]) -> Grade:
        by_key, groups, right_groups = self.by_key, self.groups, self.key()
        wrong = [key for key, group in answered.items() if right_groups[key] != group]
        lines = [
            FeedbackLine(
                key,
                Verdict.WRONG if key in wrong else Verdict.RIGHT,
                True,
                f"{by_key[key].text}: {groups[group]}",
                by_key[key].mistake if key in wrong else by_key[key].feedback,
            )
            for key, group in answered.items()
        ]
        missed = [self._missed(key) for key in by_key if key in wrong or key not in answered]
        score = (len(answered) - len(wrong)) / len(by_key)
        return graded(score, [*lines, *missed], (by_key[key].misconception for key in wrong))
