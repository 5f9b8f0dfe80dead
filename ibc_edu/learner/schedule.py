"""When to ask a question again: the spacing of FSRS in days, and sooner for what went wrong or was guessed.

The schedule is that of the package fsrs with its default parameters, without its random fuzz, so that the same
attempts always give the same dates, and without its learning steps, which would bring everything back within ten
minutes. It is a reasonable rule for spacing and is not claimed to be the best for anyone: its parameters were fitted
to flash cards of other people and other subjects.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from ibc_edu.quiz.attempt import Outcome, Sureness

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

AGAIN_AFTER = timedelta(hours=4)
"""When a question comes back that went wrong or was guessed: later that day, not at once."""

_RIGHT = {Sureness.GUESSING: 2, Sureness.FAIRLY_SURE: 3, Sureness.SURE: 4, None: 3}


def rating_of(outcome: Outcome, sureness: Sureness | None) -> int:
    """Return the number of the FSRS rating of a first try.

    | answer | rating | because |
    |---|---|---|
    | wrong, partly right, or shown | 1, Again | the whole answer was not recalled; FSRS takes Hard for a success |
    | right, but guessing | 2, Hard | it may have been luck: a success that earns the shortest wait |
    | right, fairly sure or not said | 3, Good | the usual case |
    | right and sure | 4, Easy | it can wait longest |
    """
    return _RIGHT[sureness] if outcome is Outcome.CORRECT else 1


def comes_back_today(outcome: Outcome, sureness: Sureness | None) -> bool:
    """Whether a first try went wrong or was guessed, so that the question comes back later that day."""
    return outcome is not Outcome.CORRECT or sureness is Sureness.GUESSING


def replayed(card: Card | None, reviews: Iterable[tuple[int, datetime]]) -> Card | None:
    """Return the FSRS card after further reviews, each a rating's number and its time in UTC."""
    from fsrs import Card, Rating

    for rating, at in reviews:
        card = card or Card(card_id=0, due=at)  # with an id given it does not wait for the clock to make one
        try:
            card, _ = _scheduler().review_card(card, Rating(rating), at)
        except OverflowError:
            card.due = END_OF_TIME
    return card


END_OF_TIME = datetime.max.replace(tzinfo=UTC)
"""Where the calendar ends, for what would be due after that."""


def later(at: datetime, wait: timedelta) -> datetime:
    """Return `at` plus `wait`, at most `END_OF_TIME`."""
    try:
        return at + wait
    except OverflowError:
        return END_OF_TIME


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
