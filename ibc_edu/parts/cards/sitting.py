"""Which card comes now, for one learner: what is due first, then new ones, some a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypedDict

from ibc_edu.course.cards import cards, decks
from ibc_edu.course.course import Course
from ibc_edu.learner.cards import Grade, card_attempt
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


class Cards:
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

    def next(self, deck: str) -> str | None:
        """The card to show now, or None when none is due and enough new ones were begun in the last 24 hours."""
        history, now, ids = self._course.record.history(), self._course.clock(), self.of(deck)
        if due := due_cards(history, now, ids):
            return due[0]
        new = [card for card in ids if card not in history.cards]
        return new[0] if new and self._begun(now) < NEW_A_DAY + self._extra else None

    def has_new(self, deck: str) -> bool:
        """Whether there are cards that were never shown."""
        known = self._course.record.history().cards
        return any(card not in known for card in self.of(deck))

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

    def counts(self, deck: str) -> str:
        """How many cards are due, and how many were seen at all."""
        history, ids = self._course.record.history(), self.of(deck)
        due = len(due_cards(history, self._course.clock(), ids))
        seen = sum(card in history.cards for card in ids)
        return f"{due} due now · {seen} of {len(ids)} cards seen"

    def nothing(self, deck: str) -> str:
        """Why no card is shown, and when the next one comes back."""
        now = self._course.clock()
        date = next_due_card(self._course.record.history(), now, self.of(deck))
        if date is None:
            return "There is no card here."
        return (
            f"No card is due now. The next one comes back {back_in_words(date, now, kept=self._course.record.keeps)}."
        )

    def shown(self, card_id: str) -> ShownCard:
        """A card as the page shows it, with when it would come back for each grade."""
        card, now = self.cards[card_id], self._course.clock()
        history = self._course.record.history()
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

    def _begun(self, now: datetime) -> int:
        begun = (standing.begun_at for standing in self._course.record.history().cards.values())
        return sum(at > now - timedelta(days=1) for at in begun)
