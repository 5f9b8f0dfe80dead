"""The forms that a question takes outside the page: on paper, before a class, and in other systems.

They are named tuples: they stand on the way to the first question, and a dataclass takes many times longer to make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from string import ascii_uppercase
from types import MappingProxyType
from typing import NamedTuple, TypeVar

T = TypeVar("T")


def lettered(parts: Iterable[T]) -> Iterator[tuple[str, T]]:
    """Yield the parts with the letters A, B, C by which class and paper call them."""
    return zip(ascii_uppercase, parts, strict=False)


class Option(NamedTuple):
    """An answer to choose from.

    Parameters
    ----------
    key : str
        Opaque, as in a response.
    text : str
    right : bool
        Whether choosing it is right.
    """

    key: str
    text: str
    right: bool


class Blank(StrEnum):
    """What a learner fills in on paper."""

    BOX = "box"
    CIRCLE = "circle"
    LETTER = "letter"
    WORD = "word"


class PaperRow(NamedTuple):
    """One line of a worksheet: what to fill in (if anything), the letter it is called by, and its text."""

    text: str
    blank: Blank | None = None
    letter: str = ""


class KeyRow(NamedTuple):
    """One line of the answer key.

    Parameters
    ----------
    text : str
    mark : str
        The letter or number that belongs into the blank of this line.
    right : bool
        False for a wrong answer, which is listed with its feedback.
    feedback : str
    """

    text: str
    mark: str = ""
    right: bool = True
    feedback: str = ""


class PaperForm(NamedTuple):
    """A question on paper.

    Parameters
    ----------
    columns : tuple of tuples of PaperRow
        Lists that stand side by side.
    key : tuple of KeyRow
        In the worksheet's own letters and numbers; on another sheet.
    note : str
        Stands above the columns.
    """

    columns: tuple[tuple[PaperRow, ...], ...]
    key: tuple[KeyRow, ...]
    note: str = ""


class Vote(NamedTuple):
    """One answer that a class can raise hands for."""

    letter: str
    key: str
    text: str


class PresenterForm(NamedTuple):
    """A question before a class: what hands are raised for, in the order of the page; empty where none are."""

    votes: tuple[Vote, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the answers, in their order."""
        return tuple(vote.key for vote in self.votes)


class Interaction(StrEnum):
    """What a learner does, in the words that most exchange formats share."""

    CHOICE = "choice"
    MATCH = "match"
    GROUP = "group"
    ORDER = "order"
    NUMBER = "number"
    TEXT = "text"


_CHOICES = ("single", "multiple")
_OTHERS = {
    Interaction.MATCH: "matching",
    Interaction.GROUP: "categorise",
    Interaction.ORDER: "ordering",
    Interaction.NUMBER: "numeric",
    Interaction.TEXT: "short_text",
}
ANSWERED_AS = (*_CHOICES, *_OTHERS.values())
"""The ways to answer, each called as the kind that is its plainest case."""


class ExchangeRow(NamedTuple):
    """One part of a question for another system; what does not apply is None or empty.

    Parameters
    ----------
    text : str
    key : str
        Opaque.
    credit : float
        What choosing or writing it earns, as a share of the full score; below 0 where it takes off.
    target : str or None
        Key of the target that it belongs to.
    low, high : float or None
        The numbers that it stands for.
    feedback : str
        Shown when it is right, or chosen.
    mistake : str
        Shown when it is placed wrong.
    misconception : str
        misconception_id that a wrong answer reveals.
    """

    text: str
    key: str = ""
    credit: float = 0.0
    target: str | None = None
    low: float | None = None
    high: float | None = None
    feedback: str = ""
    mistake: str = ""
    misconception: str = ""


class Exchange(NamedTuple):
    """The neutral form of a question, from which a format's module writes its own.

    Parameters
    ----------
    interaction : Interaction
    rows : tuple of ExchangeRow
        In the author's order; of an ordering, in the right order.
    targets : mapping of key to text
        What rows can be matched with or sorted into.
    most : int or None
        How many rows may be chosen; None sets no limit.
    unit : str
        Unit of a number.
    otherwise : str
        Shown with an answer that no row stands for.
    """

    interaction: Interaction
    rows: tuple[ExchangeRow, ...]
    targets: Mapping[str, str] = MappingProxyType({})
    most: int | None = None
    unit: str = ""
    otherwise: str = ""

    @property
    def answered_as(self) -> str:
        """How a learner answers: the plainest kind with the same controls, one of `ANSWERED_AS`."""
        one, several = _CHOICES
        if self.interaction is Interaction.CHOICE:
            return one if self.most == 1 else several
        return _OTHERS[self.interaction]
