"""What follows from a learner's attempts, kept up to date as they come in: where they stand with each question.

Attempts come in the order in which they reached the record. Their times are those of a clock that may have been wrong:
a time that lies in the future, or before that of an attempt that came earlier, is not believed, and the last believed
one is taken instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ibc_edu.learner.cards import CardStanding, grade_of, graded
from ibc_edu.learner.schedule import AGAIN_AFTER, comes_back_today, later, rating_of, replayed
from ibc_edu.quiz.attempt import CARD_KIND, Attempt, Mode, Outcome, Sureness

if TYPE_CHECKING:
    from fsrs import Card

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a time that nobody knows."""
_SESSIONS_KEPT = 8


@dataclass
class Standing:
    """Where a learner stands with one question.

    Parameters
    ----------
    objective : str
        Of the question, when it was last answered.
    answered : Outcome or None
        Of the latest answer, after feedback or not; blanks and what a class did together are no answers.
    answered_at : datetime or None
    first : Outcome or None
        Of the latest first try, see `History`.
    sureness : Sureness or None
        At the latest first try.
    first_at : datetime or None
        Its believed time.
    last_tried, last_right : int
        Places in the history, counted from 1, of the last attempt and of the last right first try; 0 is never.
    """

    objective: str
    answered: Outcome | None = None
    answered_at: datetime | None = None
    first: Outcome | None = None
    sureness: Sureness | None = None
    first_at: datetime | None = None
    last_tried: int = 0
    last_right: int = 0
    sessions: list[str] = field(default_factory=list, repr=False)
    card: Card | None = field(default=None, repr=False)
    reviews: list[tuple[int, datetime]] = field(default_factory=list, repr=False)  # not in the card yet

    @property
    def due(self) -> datetime | None:
        """When to ask it again: by the schedule of fsrs, or later that day for what went wrong or was guessed."""
        if self.first is None or self.first_at is None:
            return None
        if comes_back_today(self.first, self.sureness):
            return later(self.first_at, AGAIN_AFTER)
        card = self.replay()
        return None if card is None else card.due

    def replay(self) -> Card | None:
        """Return the FSRS card, brought up to date."""
        if self.reviews:
            self.card = replayed(self.card, self.reviews)
            self.reviews = []
        return self.card


@dataclass
class MixUp:
    """How often a misconception showed: `times`, the believed time, and its place in the history."""

    times: int
    last_at: datetime
    last_place: int


@dataclass
class ExamTaken:
    """An exam that was handed in: how many questions were right, not right, and left open, and the score of all."""

    right: int = 0
    wrong: int = 0
    open: int = 0
    score: float = 0.0


class History:
    """A learner's standing with every question met, from attempts in the order in which they reached the record.

    A *first try* is the first answer to a question in a session, blanks and the class's apart. Later tries tell what
    the feedback had just told. Asking for the answer before any try counts as one. Flash cards stand apart in `cards`.
    """

    def __init__(self) -> None:
        self.standings: dict[str, Standing] = {}
        self.mix_ups: dict[str, MixUp] = {}
        self.exams: dict[str, ExamTaken] = {}
        self.cards: dict[str, CardStanding] = {}
        self.count = 0
        self.believed: datetime | None = None  # the latest time that was believed

    @classmethod
    def of(cls, attempts: Iterable[Attempt], now: datetime) -> History:
        """Return the history of some attempts, given in their order, as it looks at `now`."""
        history = cls()
        history.extend(attempts, now)
        return history

    def extend(self, attempts: Iterable[Attempt], now: datetime) -> None:
        """Take in further attempts; times after `now` are not believed."""
        for attempt in attempts:
            self.count += 1
            self._take(attempt, self._believe(attempt.at, now))

    def _believe(self, at: datetime, now: datetime) -> datetime:
        if at > now or (self.believed is not None and at < self.believed):
            return self.believed or LONG_AGO
        self.believed = at
        return at

    def _take_card(self, attempt: Attempt, at: datetime) -> None:
        if (grade := grade_of(attempt)) is not None:
            self.cards[attempt.item_id] = graded(self.cards.get(attempt.item_id), grade, at)

    def _take(self, attempt: Attempt, at: datetime) -> None:
        if attempt.kind == CARD_KIND:
            self._take_card(attempt, at)
            return
        for misconception in attempt.misconceptions:
            earlier = self.mix_ups.get(misconception)
            self.mix_ups[misconception] = MixUp(1 + (earlier.times if earlier else 0), at, self.count)
        if attempt.mode is Mode.EXAM:
            self._take_exam(attempt)
        standing = self.standings.get(attempt.item_id)
        if standing is None:
            standing = self.standings[attempt.item_id] = Standing(attempt.objective)
        standing.last_tried = self.count
        if attempt.outcome is Outcome.BLANK or attempt.mode is Mode.PRESENT:
            return
        standing.objective = attempt.objective
        standing.answered, standing.answered_at = attempt.outcome, at
        again = attempt.session_id in standing.sessions
        if not again:
            standing.sessions = [*standing.sessions, attempt.session_id][-_SESSIONS_KEPT:]
        if again or attempt.try_number > 1:
            return
        standing.first, standing.sureness, standing.first_at = attempt.outcome, attempt.sureness, at
        standing.reviews.append((rating_of(attempt.outcome, attempt.sureness), at))
        if attempt.outcome is Outcome.CORRECT:
            standing.last_right = self.count

    def _take_exam(self, attempt: Attempt) -> None:
        exam = self.exams.setdefault(attempt.session_id, ExamTaken())
        if attempt.outcome is Outcome.BLANK:
            exam.open += 1
        elif attempt.outcome is Outcome.CORRECT:
            exam.right += 1
        else:
            exam.wrong += 1
        exam.score += attempt.score or 0.0

    # A long history need not be read from its beginning: its summary is kept as text

    def to_text(self) -> str:
        """Return all of it as JSON; `from_text` reads it back."""
        return json.dumps(
            {
                "count": self.count,
                "believed": _stamp(self.believed),
                "standings": {item: _packed(standing) for item, standing in self.standings.items()},
                "mix_ups": {name: [m.times, _stamp(m.last_at), m.last_place] for name, m in self.mix_ups.items()},
                "cards": {card: standing.packed() for card, standing in self.cards.items()},
                "exams": {session: [e.right, e.wrong, e.open, e.score] for session, e in self.exams.items()},
            }
        )

    @classmethod
    def from_text(cls, text: str) -> History:
        """Return the history that `to_text` wrote.

        Raises
        ------
        ValueError, KeyError, TypeError
            If it is none.
        """
        data = json.loads(text)
        history = cls()
        history.count = int(data["count"])
        history.believed = _date(data["believed"])
        history.standings = {item: _unpacked(fields) for item, fields in data["standings"].items()}
        history.mix_ups = {
            name: MixUp(int(times), _date(at) or LONG_AGO, int(place))
            for name, (times, at, place) in data["mix_ups"].items()
        }
        history.exams = {session: ExamTaken(*numbers) for session, numbers in data["exams"].items()}
        history.cards = {card: CardStanding.unpacked(fields) for card, fields in data["cards"].items()}
        return history


def summary_form() -> str:
    """Name the form of the text: it changes with what is kept and with the scheduler."""
    from importlib.metadata import version

    return f"2 fsrs {version('fsrs')}"


def _packed(standing: Standing) -> list[Any]:
    card = standing.replay()
    return [
        standing.objective,
        standing.answered,
        _stamp(standing.answered_at),
        standing.first,
        standing.sureness,
        _stamp(standing.first_at),
        standing.last_tried,
        standing.last_right,
        standing.sessions,
        None if card is None else card.to_dict(),
    ]


def _unpacked(fields: list[Any]) -> Standing:
    objective, answered, answered_at, first, sureness, first_at, last_tried, last_right, sessions, card = fields
    if card is not None:
        from fsrs import Card

        card = Card.from_dict(card)
    return Standing(
        objective,
        None if answered is None else Outcome(answered),
        _date(answered_at),
        None if first is None else Outcome(first),
        None if sureness is None else Sureness(sureness),
        _date(first_at),
        int(last_tried),
        int(last_right),
        list(sessions),
        card,
    )


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _date(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
