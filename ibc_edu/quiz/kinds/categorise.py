"""Questions that sort entries into groups."""

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
)
from ibc_edu.quiz.kinds.responses import pairs_text, read_mapping, read_pairs, rotated

T = TypeVar("T")

_SKELETON = """\
categories = ["One group", "Another group"]

# misconception: the id of the mix-up that sorting it elsewhere would reveal
[[question.entries]]
text = "Belongs to the one"
category = "One group"
feedback = "Why it belongs there."
mistake = "Shown when it is sorted elsewhere; does not name the right group."
misconception = "{misconception}"

[[question.entries]]
text = "Belongs to the other"
category = "Another group"
feedback = "Why it belongs there."
mistake = "Shown when it is sorted elsewhere; does not name the right group."
misconception = "{misconception}"
"""


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
    interaction_type: ClassVar[str] = "matching"

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
    def texts(self) -> dict[str, str]:
        """The texts of the entries by their keys."""
        return {key: entry.text for key, entry in self.by_key.items()}

    @property
    def groups(self) -> dict[str, str]:
        """The names of the groups by their keys, in the author's order."""
        return {self.part_key("category", name): name for name in self.categories}

    def grading_rule(self) -> Any:
        """Return the groups, and the entries with the group of each."""
        return [sorted(self.categories), sorted([entry.text, entry.category] for entry in self.entries)]

    def page_form(self, seed: int) -> dict[str, Any]:
        """Return `entries`, shuffled, and `categories`, in the author's order: lists of `{key, text}`."""
        texts = self.texts
        return {
            "entries": [{"key": key, "text": texts[key]} for key in self.shuffled(texts, seed)],
            "categories": [{"key": key, "text": name} for key, name in self.groups.items()],
        }

    def paper_form(self, seed: int) -> PaperForm:
        """Return a blank for the group before each entry."""
        entries = [self.by_key[part["key"]] for part in self.page_form(seed)["entries"]]
        return PaperForm(
            columns=(tuple(PaperRow(entry.text, Blank.WORD) for entry in entries),),
            key=tuple(KeyRow(f"{entry.text}: {entry.category}") for entry in entries),
            note=f"Groups: {', '.join(self.categories)}",
        )

    def presenter_form(self, seed: int) -> PresenterForm:
        """Return nothing to raise hands for."""
        return PresenterForm()

    def exchange(self) -> Exchange:
        """Return the entries, each with its group as target."""
        key = self.key()
        rows = (
            ExchangeRow(
                entry.text,
                key=name,
                credit=1 / len(self.entries),
                target=key[name],
                feedback=entry.feedback,
                mistake=entry.mistake,
                misconception=entry.misconception,
            )
            for name, entry in self.by_key.items()
        )
        return Exchange(Interaction.GROUP, tuple(rows), targets=self.groups)

    @classmethod
    def skeleton(cls, misconception: str) -> str:
        """Return two groups with an entry each."""
        return _SKELETON.format(misconception=misconception)

    def read(self, response: Any) -> dict[str, str] | None:
        """Return `{entry key: category key}`; None and a mapping without any entry are blank."""
        return read_mapping(self, response, self.by_key, self.groups)

    def read_text(self, text: str) -> dict[str, str] | None:
        """Return the entries written as ``entry: group; entry: group``."""
        return self.read(read_pairs(self, text, self.texts, self.groups))

    def response_text(self, response: Any) -> str:
        """Return the entries as ``entry: group; entry: group``."""
        return pairs_text(response, self.texts, self.groups)

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

    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return the key with most of its entries moved on by one group."""
        return rotated(self.key(), list(self.groups))

    def options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def guessed_options(self) -> tuple[Option, ...]:
        """Return none."""
        return ()

    def misconceptions(self) -> tuple[str, ...]:
        """Return those of the entries."""
        return each_once(entry.misconception for entry in self.entries)

    def complaints(self) -> Iterator[Complaint]:
        """Ask that what is said of a wrong group does not name the right one."""
        yield from gives_away(
            (f"mistake for {entry.text!r}", entry.mistake, entry.category, ("entries", place, "mistake"))
            for place, entry in enumerate(self.entries)
        )

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
