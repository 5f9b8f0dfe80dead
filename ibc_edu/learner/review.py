"""What to ask again, when and why: spaced review by FSRS, and mix-ups that showed more than once.

The schedule is that of the package fsrs with its default parameters and without its random fuzz, so that the same
attempts always give the same dates. It is a reasonable rule for spacing and is not claimed to be the best for anyone:
its parameters were fitted to flash cards of other people and other subjects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from ibc_edu.learner.first_tries import first_tries
from ibc_edu.quiz.attempt import Attempt, Outcome, Sureness

if TYPE_CHECKING:
    from fsrs import Card, Rating

TIMES_MET = 2  # a mix-up that showed this often brings a question of its own


class Reason(IntEnum):
    """Why a question is due; smaller comes first."""

    SURE_AND_WRONG = 1
    MISCONCEPTION = 2
    SCHEDULE = 3


@dataclass(frozen=True)
class DueItem:
    """One question to ask again.

    Parameters
    ----------
    item_id : str
    due_since : datetime
        Since when, in UTC.
    why : str
        One plain sentence for the learner.
    reason : Reason
    misconception : str or None
        The `misconception_id` that a targeted question takes up.
    """

    item_id: str
    due_since: datetime
    why: str
    reason: Reason
    misconception: str | None = None


@dataclass(frozen=True)
class MisconceptionMet:
    """One mix-up that showed in a learner's answers.

    Parameters
    ----------
    misconception : str
        Its `misconception_id`.
    times : int
        Attempts that revealed it.
    last_met : datetime
    mended_at : datetime or None
        When a question that can reveal it was answered right at the first try, after it was last met.
    """

    misconception: str
    times: int
    last_met: datetime
    mended_at: datetime | None


def rating_of(attempt: Attempt) -> Rating:
    """Return the FSRS rating of a first try.

    | answer | rating | because |
    |---|---|---|
    | wrong, partly right, or shown | Again | the whole answer was not recalled; FSRS takes Hard for a success |
    | right, but guessing | Hard | it may have been luck: a success that earns the shortest wait |
    | right, fairly sure or not said | Good | the usual case |
    | right and sure | Easy | nothing is gained by asking again within minutes |
    """
    from fsrs import Rating

    if attempt.outcome is not Outcome.CORRECT:
        return Rating.Again
    by_sureness = {Sureness.GUESSING: Rating.Hard, Sureness.SURE: Rating.Easy}
    return by_sureness.get(attempt.sureness, Rating.Good) if attempt.sureness is not None else Rating.Good


def cards(attempts: Iterable[Attempt]) -> dict[str, Card]:
    """Replay the first tries and return the FSRS card of each question met, by item id."""
    from fsrs import Card, Scheduler

    scheduler = Scheduler(enable_fuzzing=False)
    found: dict[str, Card] = {}
    for attempt in first_tries(attempts):
        # With an id given, a new card doesn't wait for the clock to make one.
        card = found.get(attempt.item_id) or Card(card_id=len(found), due=attempt.at)
        found[attempt.item_id], _ = scheduler.review_card(card, rating_of(attempt), attempt.at)
    return found


def due(
    attempts: Iterable[Attempt],
    now: datetime,
    *,
    items: Collection[str] | None = None,
    items_by_misconception: Mapping[str, Collection[str]] | None = None,
) -> list[DueItem]:
    """Return what is due at `now`: first what was sure and wrong, then mix-ups met twice, then by date.

    Parameters
    ----------
    attempts : iterable of Attempt
        Of one learner, in any order.
    now : datetime
        Aware.
    items : collection of str, optional
        The questions that still exist; others are left out.
    items_by_misconception : mapping of misconception_id to item ids, optional
        Questions that can reveal each mix-up; without it mix-ups bring nothing.
    """
    attempts = list(attempts)
    last = {attempt.item_id: attempt for attempt in first_tries(attempts)}
    found = [
        DueItem(item_id, card.due, _why(last[item_id], now), _reason(last[item_id]))
        for item_id, card in cards(attempts).items()
        if card.due <= now and (items is None or item_id in items)
    ]
    first = {item.item_id for item in found if item.reason is Reason.SURE_AND_WRONG}
    extra = {item.item_id: item for item in _targeted(attempts, items_by_misconception or {}, items, first)}
    found = [item for item in found if item.item_id not in extra]
    return sorted([*found, *extra.values()], key=lambda item: (item.reason, item.due_since, item.item_id))


def next_due(attempts: Iterable[Attempt], now: datetime, *, items: Collection[str] | None = None) -> datetime | None:
    """Return when the next question becomes due after `now`, or None if none is waiting."""
    dates = [card.due for item_id, card in cards(attempts).items() if items is None or item_id in items]
    return min((date for date in dates if date > now), default=None)


def misconceptions_met(
    attempts: Iterable[Attempt], items_by_misconception: Mapping[str, Collection[str]]
) -> list[MisconceptionMet]:
    """Return the mix-ups that showed in a learner's answers, the most frequent first."""
    attempts = list(attempts)
    met: dict[str, list[datetime]] = defaultdict(list)
    for attempt in attempts:
        for misconception in attempt.misconceptions:
            met[misconception].append(attempt.at)
    right = [attempt for attempt in first_tries(attempts) if attempt.outcome is Outcome.CORRECT]
    found = []
    for misconception, times in met.items():
        its_items = items_by_misconception.get(misconception, ())
        mended = [attempt.at for attempt in right if attempt.item_id in its_items and attempt.at > max(times)]
        found.append(MisconceptionMet(misconception, len(times), max(times), min(mended, default=None)))
    return sorted(found, key=lambda item: (-item.times, item.misconception))


def _targeted(
    attempts: list[Attempt],
    items_by_misconception: Mapping[str, Collection[str]],
    items: Collection[str] | None,
    taken: set[str],
) -> Iterable[DueItem]:
    """One question for each mix-up met twice and not mended: one not tried yet, else the one tried longest ago.

    A mix-up that a `taken` question can reveal waits for that question.
    """
    last_tried = {attempt.item_id: attempt.at for attempt in sorted(attempts, key=lambda attempt: attempt.at)}
    for met in misconceptions_met(attempts, items_by_misconception):
        candidates = [
            item for item in items_by_misconception.get(met.misconception, ()) if items is None or item in items
        ]
        if met.times < TIMES_MET or met.mended_at is not None or not candidates or taken & set(candidates):
            continue
        untried = sorted(item for item in candidates if item not in last_tried)
        item_id = untried[0] if untried else min(candidates, key=lambda item: (last_tried[item], item))
        taken.add(item_id)
        why = f"The same mix-up showed in {met.times} of your answers; this question takes it up again."
        yield DueItem(item_id, met.last_met, why, Reason.MISCONCEPTION, met.misconception)


def _reason(attempt: Attempt) -> Reason:
    wrong = attempt.outcome in (Outcome.INCORRECT, Outcome.PARTIAL)
    return Reason.SURE_AND_WRONG if wrong and attempt.sureness is Sureness.SURE else Reason.SCHEDULE


def _why(attempt: Attempt, now: datetime) -> str:
    ago = _ago(now - attempt.at)
    if _reason(attempt) is Reason.SURE_AND_WRONG:
        part = "only part of it was right" if attempt.outcome is Outcome.PARTIAL else "it was not right"
        return f"You were sure {ago}, and {part}."
    if attempt.outcome is Outcome.INCORRECT:
        return f"Your answer {ago} was not right."
    if attempt.outcome is Outcome.PARTIAL:
        return f"Your answer {ago} was right in part."
    if attempt.outcome is Outcome.SHOWN:
        return f"You asked to see the answer {ago}."
    if attempt.sureness is Sureness.GUESSING:
        return f"You were right {ago}, and said that you were guessing."
    return f"You were right {ago}; now is a good time to see whether it stayed with you."


def _ago(passed: timedelta) -> str:
    hours = passed // timedelta(hours=1)
    if hours < 1:
        return "less than an hour ago"
    days = hours // 24
    count, unit = (days // 7, "week") if days >= 14 else (days, "day") if days else (hours, "hour")
    return f"{count} {unit}{'s' if count > 1 else ''} ago"
