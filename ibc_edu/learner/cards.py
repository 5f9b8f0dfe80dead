"""Where a learner stands with each flash card, by the grades that they gave themselves.

Cards are kept in the same record as answers and follow the same schedule of fsrs, and are kept apart in everything that
is said of questions: nobody judged them, so they count in no progress, no mastery, no certificate and no class.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from ibc_edu.learner.schedule import AGAIN_AFTER, later, replayed
from ibc_edu.quiz.attempt import CARD_KIND, Attempt, Mode, Outcome, new_id

if TYPE_CHECKING:
    from fsrs import Card


class Grade(IntEnum):
    """How well a card was recalled, as the learner says; the numbers are those of the ratings of fsrs."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass
class CardStanding:
    """Where a learner stands with one card.

    Parameters
    ----------
    grade : Grade
        The latest one.
    at, begun_at : datetime
        Believed times of the latest grade and of the first.
    """

    grade: Grade
    at: datetime
    begun_at: datetime
    card: Card | None = field(default=None, repr=False)
    reviews: list[tuple[int, datetime]] = field(default_factory=list, repr=False)  # not in the card yet

    @property
    def due(self) -> datetime:
        """When to show it again: by the schedule of fsrs, or later that day for what was not recalled."""
        if self.grade is Grade.AGAIN:
            return later(self.at, AGAIN_AFTER)
        card = self.replay()
        return self.at if card is None else card.due

    def replay(self) -> Card | None:
        """Return the FSRS card, brought up to date."""
        if self.reviews:
            self.card = replayed(self.card, self.reviews)
            self.reviews = []
        return self.card

    def packed(self) -> list[Any]:
        """Return it as JSON values; `unpacked` reads them back."""
        card = self.replay()
        dates = [self.at.isoformat(), self.begun_at.isoformat()]
        return [int(self.grade), *dates, None if card is None else card.to_dict()]

    @classmethod
    def unpacked(cls, fields: list[Any]) -> CardStanding:
        """Return the standing that `packed` gave."""
        grade, at, begun_at, card = fields
        if card is not None:
            from fsrs import Card

            card = Card.from_dict(card)
        return cls(Grade(grade), datetime.fromisoformat(at), datetime.fromisoformat(begun_at), card)


def graded(before: CardStanding | None, grade: Grade, at: datetime) -> CardStanding:
    """Return the standing after one more grade; `before` stays as it is."""
    if before is None:
        return CardStanding(grade, at, at, None, [(int(grade), at)])
    return CardStanding(grade, at, before.begun_at, before.replay(), [(int(grade), at)])


def grade_of(attempt: Attempt) -> Grade | None:
    """The grade that an attempt at a card holds; None if it holds none."""
    known = [int(grade) for grade in Grade]
    return Grade(attempt.response) if type(attempt.response) is int and attempt.response in known else None


def card_attempt(card_id: str, grade: Grade, *, at: datetime, learner: str, session_id: str) -> Attempt:
    """Return the grade of a card as the record keeps it: the back was shown, nothing was judged."""
    return Attempt(
        attempt_id=new_id(),
        learner=learner,
        item_id=card_id,
        item_hash="",
        kind=CARD_KIND,
        lesson="",
        objective="",
        mode=Mode.REVIEW,
        response=int(grade),
        score=None,
        outcome=Outcome.SHOWN,
        at=at,
        session_id=session_id,
    )
