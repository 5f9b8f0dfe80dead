"""What all kinds of question share."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.grading import FeedbackLine, Grade, blank

# Anderson and Krathwohl, A Taxonomy for Learning, Teaching, and Assessing (2001).
Bloom = Literal["remember", "understand", "apply", "analyze", "evaluate", "create"]

MAX_TEXT = 2000


def _one_line(text: str) -> str:
    """Join the lines of a TOML multi-line string; refuse text that is empty or holds control characters."""
    joined = " ".join(text.split())
    if not joined:
        raise ValueError("the text is empty")
    if any(unicodedata.category(char) == "Cc" for char in joined):
        raise ValueError("the text has a control character in it")
    return joined


Text = Annotated[str, Field(strict=True, min_length=1, max_length=MAX_TEXT), AfterValidator(_one_line)]
Slug = Annotated[str, Field(strict=True, max_length=120, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SentenceId = Annotated[str, Field(strict=True, max_length=200, pattern=r"^[a-z0-9-]+/[a-z]\d+/s\d+$")]
FactId = Annotated[str, Field(strict=True, max_length=40, pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]


class Part(BaseModel):
    """Anything inside a question: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def content_hash(*parts: str, length: int = 16) -> str:
    """Return the first hexadecimal digits of the SHA-256 of `parts`."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


class QuestionBase(BaseModel, ABC):
    """The fields and the behaviour that every kind of question has.

    A part of a question (an answer, a step, an entry) is known to the page by an opaque key, the hash of its text, so
    that a key neither tells what is right nor changes when answers are moved or shown in another order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    instruction: ClassVar[str]

    kind: str
    id: Slug = Field(description="kebab-case, unique in the whole bank, starting with the lesson's name")
    lesson: Slug
    part: Slug = Field(description="the check of the lesson where the question is asked")
    objective: Slug = Field(description="objective_id of the objectives table")
    bloom: Bloom = Field(description="level of thinking asked for")
    stem: Text = Field(description="the question itself")
    hint: Text | None = Field(default=None, description="shown on request; must not give the answer away")
    explanation: Text = Field(description="why the answer is right; shown with it")
    evidence: tuple[SentenceId, ...] = Field(default=(), description="ids of the article's sentences behind it")
    facts: tuple[FactId, ...] = Field(default=(), description="ids of facts beyond the article, such as CF-028")

    @model_validator(mode="after")
    def _has_name_and_ground(self) -> QuestionBase:
        if not self.id.startswith(f"{self.lesson}-"):
            raise ValueError(f"the id must start with the lesson's name, as in {self.lesson}-{self.id}")
        if not self.evidence and not self.facts:
            raise ValueError("neither `evidence` nor `facts` says what the answer rests on")
        return self

    @property
    def item_hash(self) -> str:
        """Hash of the whole content: 16 hexadecimal digits that change with any word of the question."""
        return content_hash(json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False))

    @abstractmethod
    def read(self, response: Any) -> Any:
        """Return the response in its one canonical JSON form, or None if it is blank.

        Raises
        ------
        ResponseError
            If it is no response to this question.
        """

    @abstractmethod
    def key(self) -> Any:
        """Return the response that earns the full score."""

    @abstractmethod
    def key_text(self) -> str:
        """Return the key in words."""

    @abstractmethod
    def parts(self, seed: int) -> dict[str, Any]:
        """Return what the page shows besides the stem, in the order that `seed` gives, and nothing of the key."""

    @abstractmethod
    def _grade(self, answered: Any) -> Grade:
        """Judge a canonical response that is not blank."""

    @abstractmethod
    def key_lines(self) -> tuple[FeedbackLine, ...]:
        """Return the lines that show the key to someone who answered nothing."""

    def grade(self, response: Any) -> Grade:
        """Judge a response by the rule in the docstring of the kind; blank has no score and is not wrong.

        Raises
        ------
        ResponseError
            If it is no response to this question.
        """
        answered = self.read(response)
        return blank(self.key_lines()) if answered is None else self._grade(answered)

    def part_key(self, *text: str) -> str:
        """Return the opaque key of a part of this question."""
        return content_hash(self.id, *text, length=8)

    def shuffled(self, keys: Iterable[str], seed: int) -> list[str]:
        """Return `keys` in an order that depends on nothing but `seed` and the keys."""
        return sorted(keys, key=lambda key: content_hash(str(seed), self.id, key, length=64))

    def refuse(self, what: str, cure: str = "Run the cell again if the question has changed since.") -> ResponseError:
        """Return the error for a response that does not fit this question."""
        return ResponseError(what, where=self.id, cure=cure)


def require_distinct(texts: Sequence[str], what: str) -> None:
    """Refuse texts that a reader could not tell apart.

    Raises
    ------
    ValueError
        If two are equal but for case; pydantic reports it with its place.
    """
    seen: set[str] = set()
    for text in texts:
        if text.casefold() in seen:
            raise ValueError(f"two {what} read the same: {text!r}")
        seen.add(text.casefold())


def read_mapping(
    question: QuestionBase, response: Any, from_keys: Collection[str], to_keys: Collection[str]
) -> dict[str, str] | None:
    """Return a mapping between parts of a question in canonical form; None, and one without any match, are blank.

    Parts mapped to nothing (null or empty text) are left out.

    Raises
    ------
    ResponseError
        If it is no mapping from `from_keys` to `to_keys`.
    """
    if response is None:
        return None
    if not isinstance(response, Mapping):
        raise question.refuse("this does not say what goes with what.")
    chosen = {key: value for key, value in response.items() if value not in (None, "")}
    if not all(isinstance(value, str) and value in to_keys and key in from_keys for key, value in chosen.items()):
        raise question.refuse("these are not all parts of this question.")
    return dict(sorted(chosen.items())) or None
