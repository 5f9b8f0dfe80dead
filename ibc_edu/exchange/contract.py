"""What a format of another system is to the rest of the course: one contract, and plain words for what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypedDict

from ibc_edu.exchange.changed import EARLIEST
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.sources import Library

if TYPE_CHECKING:
    from ibc_edu.course.cards import Card


class Effect(StrEnum):
    """How a question arrives: its key, its credit and its feedback as they are, changed, or not at all."""

    EXACT = "exact"
    DEGRADED = "degraded"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Arrival:
    """How the questions of one kind arrive in a format.

    Parameters
    ----------
    effect : Effect
    why : str
        What is changed or why it cannot be held, as a sentence; empty where it is exact.
    """

    effect: Effect
    why: str = ""


EXACT = Arrival(Effect.EXACT)


def degraded(why: str) -> Arrival:
    """Return the arrival of a kind that a format holds with changes."""
    return Arrival(Effect.DEGRADED, why)


def impossible(why: str) -> Arrival:
    """Return the arrival of a kind that a format cannot hold."""
    return Arrival(Effect.LEFT_OUT, why)


@dataclass(frozen=True)
class Loss:
    """What one question loses on its way out or in.

    Parameters
    ----------
    question : str
        The question's id; for what comes in, what the file calls the item, or its number.
    what : str
        A sentence.
    effect : Effect
        `EXACT` where key, credit and feedback arrive all the same (a lost hint or tag), never silence.
    """

    question: str
    what: str
    effect: Effect = Effect.EXACT


class LossRow(TypedDict):
    """One sentence of what is lost, and the questions that lose it; `effect` is that of a `Loss`."""

    effect: str
    what: str
    questions: list[str]


def told_once(losses: Iterable[Loss]) -> list[LossRow]:
    """Return each sentence once, with its questions, those that were left out first.

    Where it stands by itself (`exact`) it begins with a capital; others follow a word for their effect, and a colon.
    """
    order = list(reversed(Effect))
    found: dict[tuple[str, str], list[str]] = {}
    for loss in sorted(losses, key=lambda loss: order.index(loss.effect)):
        found.setdefault((str(loss.effect), loss.what), []).append(loss.question)
    return [
        {"effect": effect, "what": _begun(what) if effect == Effect.EXACT else what, "questions": names}
        for (effect, what), names in found.items()
    ]


def _begun(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]}"


@dataclass(frozen=True)
class About:
    """What a format may say of the questions besides themselves.

    Parameters
    ----------
    title : str
        The course's title.
    library : Library
        Where the sources of a question are looked up.
    cards : sequence of Card
        The flash cards of the course.
    deck_titles : mapping of the name of a deck to str
    changed : int
        The second, counted from 1970, when the course was changed last.
    """

    title: str = "Questions"
    library: Library = field(default_factory=Library)
    cards: Sequence[Card] = ()
    deck_titles: Mapping[str, str] = field(default_factory=dict)
    changed: int = EARLIEST


@dataclass(frozen=True)
class Draft:
    """A question that came in, as the fields of a question file; what the file did not say is missing.

    Parameters
    ----------
    name : str
        What the file calls it, or its number.
    fields : mapping
    """

    name: str
    fields: Mapping[str, Any]


Written = tuple[bytes, Sequence[Loss]]
Brought = tuple[Sequence[Draft], Sequence[Loss]]


@dataclass(frozen=True)
class Format:
    """One format, as its module lists it in ``FORMATS``.

    Parameters
    ----------
    name : str
        As it is called at the terminal.
    title : str
        As people call it.
    suffix : str
        How its files end, with the dot.
    kinds : mapping of kind to Arrival
        A kind that is not named arrives as the one that is answered in the same way, if that is named, and comes
        back as that one where the format can be read, so that it is not exact there.
    without : tuple of str
        What the format has no place for: names in `CARRIED`.
    write : callable, optional
        Takes questions of the kinds that arrive, in order, and an `About`; returns the file, the same bytes for the
        same questions, and what single questions lose beyond `kinds` and `without`.
    read : callable, optional
        Takes a file; returns the drafts, and what was refused or changed. Raises `QuestionError` if it is no such file.
    verified_by : str
        The consumer that read its files, with its version; for the docs.
    loaded_by : str
        A sentence that says what to do with a file: the menus of the other system that load it, by the names that
        documentation of that system, or of tools that make files for it, has for them, or what reads it where there
        are no menus; empty where nothing was found.
    """

    name: str
    title: str
    suffix: str
    kinds: Mapping[str, Arrival]
    without: tuple[str, ...] = ()
    write: Callable[[Sequence[QuestionBase], About], Written] | None = None
    read: Callable[[bytes], Brought] | None = None
    verified_by: str = ""
    loaded_by: str = ""

    def arrival(self, question: QuestionBase) -> Arrival | None:
        """Return how a question arrives; None if the format has no place for its kind."""
        return self.kinds.get(question.kind) or self._arrival_as(question.exchange().answered_as)

    def _arrival_as(self, kind: str) -> Arrival | None:
        """How a question of a kind that is not named arrives as one of this kind, which it is when it is read again."""
        known = self.kinds.get(kind)
        if known is None or known.effect is Effect.LEFT_OUT or self.read is None:
            return known
        return degraded(f"it comes back as {kind}{f'; {known.why}' if known.why else '.'}")


CARRIED: Mapping[str, tuple[str, Callable[[QuestionBase], bool]]] = {
    "hint": ("its hint is lost", lambda question: question.hint is not None),
    "explanation": ("its explanation is lost", lambda question: True),
    "tags": ("its lesson, part, objective and level of thinking are lost", lambda question: True),
    "sources": ("its sources are lost", lambda question: True),
    "former ids": ("the names (ids) that it had before are lost", lambda question: bool(question.was)),
    "misconceptions": ("the mix-up of a wrong answer is lost", lambda question: bool(question.misconceptions())),
}
"""What travels with a question beside key, credit and feedback: what is said where it is lost, and who has it."""
