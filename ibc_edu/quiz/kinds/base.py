"""The contract of a question kind, and what all kinds share.

A kind is one module of this package with one class that fills in every abstract member of `QuestionBase`; the registry
finds it by its name, and the page finds its controls by the same name.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.drafts import open_fields
from ibc_edu.quiz.grading import FeedbackLine, Grade, blank
from ibc_edu.quiz.kinds.fields import Bloom, FactId, SentenceId, Slug, Text, Where, content_hash
from ibc_edu.quiz.kinds.forms import Exchange, Option, PaperForm, PresenterForm

T = TypeVar("T")


class Complaint(NamedTuple):
    """What is wrong with the form of a question.

    Parameters
    ----------
    rule : str
        Short name of the rule that found it.
    what, cure : str
        What is wrong, and what to do about it.
    field : tuple
        Where it stands in the question, such as ``("answers", 1, "feedback")``; empty for the question as a whole.
    """

    rule: str
    what: str
    cure: str
    field: tuple[str | int, ...] = ()


# The fields that say where a question is asked and what it is called, and neither what it asks nor how it is judged.
_PLACE = {"id", "was", "lesson", "part", "where", "paper_stem"}
# What questions did not have when records named them by one hash of everything.
_LATER = {"was", "where", "paper_stem"}


class QuestionBase(BaseModel, ABC):
    """The fields and the behavior that every kind of question has.

    A part of a question (an answer, a step, an entry) is known to the page by an opaque key, the hash of its text, so
    that a key neither tells what is right nor changes when answers are moved or shown in another order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # only kinds that are met are built

    instruction: ClassVar[str]
    interaction_type: ClassVar[str] = "other"
    """What xAPI and SCORM call the way of answering: xAPI 1.0.3, part Data, appendix C."""

    kind: str
    id: Slug = Field(description="kebab-case, unique in the whole bank, starting with the lesson's name")
    was: tuple[Slug, ...] = Field(default=(), description="ids that it had before, oldest first; records follow them")
    lesson: Slug
    part: Slug = Field(description="the check of the lesson where the question is asked")
    objective: Slug = Field(description="objective_id of the objectives table")
    bloom: Bloom = Field(description="level of thinking asked for")
    stem: Text = Field(description="the question itself")
    where: tuple[Where, ...] = Field(
        default=("screen", "room", "paper"), description="where it can be asked; always on a screen"
    )
    paper_stem: Text | None = Field(
        default=None, description="the question itself on paper, where `stem` speaks of something on the screen"
    )
    hint: Text | None = Field(default=None, description="shown on request; must not give the answer away")
    explanation: Text = Field(description="why the answer is right; shown with it")
    evidence: tuple[SentenceId, ...] = Field(default=(), description="ids of the article's sentences behind it")
    facts: tuple[FactId, ...] = Field(default=(), description="ids in the table of facts beyond the article")

    @model_validator(mode="after")
    def _has_name_and_ground(self) -> QuestionBase:
        if not self.id.startswith(f"{self.lesson}-"):
            raise ValueError(f"the id must start with the lesson's name, as in {self.lesson}-{self.id}")
        if self.id in self.was or len(set(self.was)) < len(self.was):
            raise ValueError("`was` names ids that the question had before, each once, and not its present one")
        if not self.evidence and not self.facts:
            raise ValueError("neither `evidence` nor `facts` says what the answer rests on")
        return self

    @model_validator(mode="after")
    def _has_a_place(self) -> QuestionBase:
        if "screen" not in self.where or len(set(self.where)) < len(self.where):
            raise ValueError('`where` names each place once, and "screen" among them')
        if self.paper_stem is not None and "paper" not in self.where:
            raise ValueError("`paper_stem` is never shown, as `where` leaves paper out")
        return self

    # What a kind fills in: responses and grades

    @abstractmethod
    def read(self, response: Any) -> Any:
        """Return a response of the page in its one canonical JSON form, or None if it is blank.

        Raises
        ------
        ResponseError
            If it is no response to this question.
        """

    @abstractmethod
    def read_text(self, text: str) -> Any:
        """Return a response written in words, as in a table of answers, in canonical form; empty text is blank.

        Raises
        ------
        ResponseError
            If it is no response to this question.
        """

    @abstractmethod
    def response_text(self, response: Any) -> str:
        """Return a canonical response in words that `read_text` reads back; blank is empty."""

    @abstractmethod
    def key(self) -> Any:
        """Return the response that earns the full score."""

    @abstractmethod
    def key_text(self) -> str:
        """Return the key in words."""

    @abstractmethod
    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return the lines that show the key to someone who answered nothing."""

    @abstractmethod
    def _grade(self, answered: Any) -> Grade:
        """Judge a canonical response that is not blank."""

    @abstractmethod
    def grading_rule(self) -> Any:
        """Return, as JSON, all that decides a grade, and nothing else."""

    @abstractmethod
    def wrong_response(self, pick: Callable[[Sequence[T]], T]) -> Any:
        """Return a response below the full score, one that a misconception leads to where there is one.

        Parameters
        ----------
        pick : callable
            Chooses one of a sequence.
        """

    # What a kind fills in: forms

    @abstractmethod
    def page_form(self, seed: int) -> dict[str, Any]:
        """Return what the page shows besides the stem, in the order that `seed` gives, and nothing of the key."""

    @abstractmethod
    def paper_form(self, seed: int) -> PaperForm:
        """Return the lines of a worksheet, in the page's order, and those of its answer key."""

    @abstractmethod
    def presenter_form(self, seed: int) -> PresenterForm:
        """Return what a class raises hands for."""

    @abstractmethod
    def exchange(self) -> Exchange:
        """Return the neutral form from which other formats are written."""

    @classmethod
    @abstractmethod
    def skeleton(cls, misconception: str) -> str:
        """Return the fields of this kind as commented TOML to fill in, valid as it stands, naming a misconception."""

    # What a kind fills in: checks of the bank

    @abstractmethod
    def options(self) -> tuple[Option, ...]:
        """Return the answers to choose from in the author's order; none where nothing is chosen."""

    @abstractmethod
    def guessed_options(self) -> tuple[Option, ...]:
        """Return the options among which a test-wise guesser picks exactly one; none where form cannot betray it."""

    @abstractmethod
    def misconceptions(self) -> tuple[str, ...]:
        """Return the ids of all misconceptions that the question can reveal, each once."""

    @abstractmethod
    def complaints(self) -> Iterator[Complaint]:
        """Yield what is wrong with the form of this question by the rules of its kind."""

    # What all kinds share

    def chosen_options(self, response: Any) -> tuple[str, ...]:
        """Return the keys of the options that a canonical response chooses; none where there are no options."""
        return ()

    def presented_lines(self, voted: Collection[str]) -> tuple[FeedbackLine, ...]:
        """Return the lines shown to a class at the end, given the keys of the answers to speak of."""
        return self.key_lines()

    def grade(self, response: Any) -> Grade:
        """Judge a response by the rule in the docstring of the kind; blank has no score and is not wrong.

        Raises
        ------
        ResponseError
            If it is no response to this question.
        """
        answered = self.read(response)
        return blank(self.key_lines()) if answered is None else self._grade(answered)

    @property
    def first_id(self) -> str:
        """The id that the question had at first: keys of parts hang on it, so that old responses stay readable."""
        return self.was[0] if self.was else self.id

    @property
    def page_id(self) -> str:
        """Opaque name of the question on the page; 12 hexadecimal digits that tell nothing of what it asks."""
        return content_hash("question", self.first_id, length=12)

    @property
    def item_hash(self) -> str:
        """Hash of what decides the grade: 16 hexadecimal digits that a corrected hint or stem leaves alone."""
        return content_hash("grade", self.kind, json.dumps(self.grading_rule(), sort_keys=True, ensure_ascii=False))

    @property
    def wording_hash(self) -> str:
        """Hash of all that a screen shows or a grade rests on: 16 hexadecimal digits that change with any word."""
        shown = self.model_dump(mode="json", exclude=_PLACE)
        return content_hash("wording", json.dumps(shown, sort_keys=True, ensure_ascii=False))

    @property
    def _whole_hash(self) -> str:
        """Hash of everything, by which records named a question before there were two."""
        whole = self.model_dump(mode="json", exclude=_LATER) | {"id": self.first_id}
        return content_hash(json.dumps(whole, sort_keys=True, ensure_ascii=False))

    @property
    def gaps(self) -> tuple[str, ...]:
        """The names of the fields that a draft still leaves open, each once; none for a finished question."""
        return each_once(open_fields(self.model_dump(mode="json")))

    @property
    def judged_as(self) -> tuple[str, str]:
        """The hashes of attempts that were judged by the rule that the question has now, its `item_hash` first."""
        return self.item_hash, self._whole_hash

    def part_key(self, *text: str) -> str:
        """Return the opaque key of a part of this question."""
        return content_hash(self.first_id, *text, length=8)

    def shuffled(self, keys: Iterable[str], seed: int) -> list[str]:
        """Return `keys` in an order that depends on nothing but `seed` and the keys."""
        return sorted(keys, key=lambda key: content_hash(str(seed), self.first_id, key, length=64))

    def refuse(self, what: str, cure: str = "Reload the page if the question has changed since.") -> ResponseError:
        """Return the error for a response that does not fit this question."""
        return ResponseError(what, where=self.id, cure=cure)


def gives_away(shown: Iterable[tuple[str, str, str, tuple[str | int, ...]]]) -> Iterator[Complaint]:
    """Yield a complaint for each text shown before the key that names the key.

    Parameters
    ----------
    shown : iterable of (what it is, its text, the right answer, where it stands)
    """
    for name, text, right, field in shown:
        if len(right) > 1 and re.search(rf"(?<!\w){re.escape(right)}(?!\w)", text, re.IGNORECASE):
            what = f"the {name} names the right answer ({right!r})."
            yield Complaint("gives-away", what, "Point the way without naming the answer.", field)


def each_once(names: Iterable[str | None]) -> tuple[str, ...]:
    """Return the names without None and doubles, in order."""
    return tuple(dict.fromkeys(name for name in names if name))
