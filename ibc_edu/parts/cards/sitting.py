"""Which card comes now, for one learner: what is due first, then new ones, some a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypedDict

from ibc_edu.course.cards import cards, decks
from ibc_edu.course.course import Course
from ibc_edu.learner.cards import Grade, card_attempt
from ibc_edu.learner.history import History
from ibc_edu.learner.review import back_in_words, due_cards, in_words, next_due_card, waits
from ibc_edu.quiz.attempt import new_id
from ibc_edu.quiz.sources import Source

NEW_A_DAY = 20
"""New cards in 24 hours before the learner is asked whether they want more: each comes back several times."""
ALL = ""
"""The choice of all decks."""


class ShownCard(TypedDict):
    """A card; `waits` says for each grade, in their order, when it would come back."""

    key: str
    deck: str
    new: bool
    context: str
    ask: str
    front: str
    back: str
    sources: list[Source]
    waits: list[str]


class Look(TypedDict):
    """What the page shows of a deck: a card, or None and why there is `nothing`; `has_new` if some were never shown."""

    card: ShownCard | None
    counts: str
    nothing: str
    has_new: bool


class Sitting:
    """The cards of a course, and where its learner stands with them.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._session = new_id()
        self._extra = 0  # new cards that the learner asked for beyond those of a day
        self.cards = {card.id: card for card in cards(course)}
        self.decks = [{"key": deck.name, "title": deck.title} for deck in decks(course)]
        self._titles = {deck.name: deck.title for deck in decks(course)}

    def of(self, deck: str) -> list[str]:
        """Ids of the cards of a deck: those that ask for the meaning first, decks in turn."""
        places: dict[tuple[str, str], int] = {}
        order = []
        for card in self.cards.values():
            way = card.id.rpartition(":")[2]
            place = places[card.deck, way] = places.get((card.deck, way), 0) + 1
            if deck in (ALL, card.deck):
                order.append((way != "meaning", place, card.id))
        return [card for _, _, card in sorted(order, key=lambda each: each[:2])]

    def look(self, deck: str) -> Look:
        """What the page shows of a deck now; the record is read once for all of it."""
        history, now, ids = self._course.record.history(), self._course.clock(), self.of(deck)
        card = self._next(history, now, ids)
        return {
            "card": None if card is None else self.shown(card, history, now),
            "counts": _counts(history, now, ids),
            "nothing": self._nothing(history, now, ids) if card is None else "",
            "has_new": any(each not in history.cards for each in ids),
        }

    def more(self) -> None:
        """Allow as many new cards again."""
        self._extra += NEW_A_DAY

    def grade(self, card: str, grade: Grade) -> Callable[[], None]:
        """Take in how well a card was recalled, so that the next one is chosen by it; what is returned keeps it."""
        course = self._course
        learner = course.record.learner
        attempt = card_attempt(card, grade, at=course.clock(), learner=learner, session_id=self._session)
        course.record.take(attempt)
        return partial(course.keep, attempt)

    def shown(self, card_id: str, history: History, now: datetime) -> ShownCard:
        """A card as the page shows it, with when it would come back for each grade."""
        card = self.cards[card_id]
        return {
            "key": card.id,
            "deck": self._titles[card.deck],
            "new": card.id not in history.cards,
            "context": card.context,
            "ask": card.ask,
            "front": card.front,
            "back": card.back,
            "sources": self._course.sources(card.evidence, card.facts),
            "waits": [in_words(date, now) for date in waits(history, now, card.id).values()],
        }

    def _next(self, history: History, now: datetime, ids: list[str]) -> str | None:
        """The card to show now, or None when none is due and enough new ones were begun in the last 24 hours."""
        if due := due_cards(history, now, ids):
            return due[0]
        new = [card for card in ids if card not in history.cards]
        return new[0] if new and _begun(history, now) < NEW_A_DAY + self._extra else None

    def _nothing(self, history: History, now: datetime, ids: list[str]) -> str:
        """Why no card is shown, and when the next one comes back."""
        date = next_due_card(history, now, ids)
        if date is None:
            return "There is no card here."
        return (
            f"No card is due now. The next one comes back {back_in_words(date, now, kept=self._course.record.keeps)}."
        )


def _counts(history: History, now: datetime, ids: list[str]) -> str:
    """How many cards are due, and how many were seen at all."""
    due = len(due_cards(history, now, ids))
    seen = sum(card in history.cards for card in ids)
    return f"{due} due now · {seen} of {len(ids)} cards seen"


def _begun(history: History, now: datetime) -> int:
    """How many cards were begun in the last 24 hours."""
    return sum(standing.begun_at > now - timedelta(days=1) for standing in history.cards.values())
