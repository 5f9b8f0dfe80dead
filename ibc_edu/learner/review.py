"""What to ask again, when and why: spaced review, and mix-ups that showed more than once.

All of it is derived from a `History`; the spacing is that of `schedule`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from ibc_edu.learner.cards import Grade, graded
from ibc_edu.learner.history import LONG_AGO, History, Standing
from ibc_edu.learner.schedule import comes_back_today
from ibc_edu.quiz.attempt import Outcome, Sureness

TIMES_MET = 2  # a mix-up that showed this often brings a question of its own


class Reason(IntEnum):
    """Why a question is due; smaller comes first: what went wrong before anything that was right."""

    SURE_AND_WRONG = 1
    WRONG = 2
    MISCONCEPTION = 3
    GUESSED = 4
    SCHEDULE = 5


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
    mended : bool
        Whether a question that can reveal it was answered right at the first try after it was last met.
    """

    misconception: str
    times: int
    last_met: datetime
    mended: bool


def due(
    history: History,
    now: datetime,
    *,
    items: Collection[str] | None = None,
    items_by_misconception: Mapping[str, Collection[str]] | None = None,
) -> list[DueItem]:
    """Return what is due at `now`: sure and wrong, then wrong, then mix-ups met twice, then right by a guess, the rest.

    Within each group the longest waiting comes first. A limit set by the caller therefore never cuts what went wrong
    in favor of what was right.

    Parameters
    ----------
    history : History
        Of one learner.
    now : datetime
        Aware.
    items : collection of str, optional
        The questions that still exist; others are left out.
    items_by_misconception : mapping of misconception_id to item ids, optional
        Questions that can reveal each mix-up; without it mix-ups bring nothing.
    """
    found: dict[str, DueItem] = {}
    for item_id, standing in _known(history, items):
        since = standing.due
        if since is not None and since <= now:
            found[item_id] = DueItem(item_id, since, _why(standing, now), _reason(standing))
    taken = {item.item_id for item in found.values() if item.reason is Reason.SURE_AND_WRONG}
    for extra in _targeted(history, items_by_misconception or {}, items, taken):
        known = found.get(extra.item_id)
        if known is None or known.reason > extra.reason:
            found[extra.item_id] = extra
    return sorted(found.values(), key=lambda item: (item.reason, item.due_since, item.item_id))


def next_due(history: History, now: datetime, *, items: Collection[str] | None = None) -> datetime | None:
    """Return when the next question becomes due after `now`, or None if none is waiting."""
    dates = [standing.due for _, standing in _known(history, items)]
    return min((date for date in dates if date is not None and date > now), default=None)


def misconceptions_met(
    history: History, items_by_misconception: Mapping[str, Collection[str]]
) -> list[MisconceptionMet]:
    """Return the mix-ups that showed in a learner's answers, the most frequent first."""
    found = []
    for misconception, met in history.mix_ups.items():
        standings = (history.standings.get(item) for item in items_by_misconception.get(misconception, ()))
        mended = any(standing is not None and standing.last_right > met.last_place for standing in standings)
        found.append(MisconceptionMet(misconception, met.times, met.last_at, mended))
    return sorted(found, key=lambda item: (-item.times, item.misconception))


def due_cards(history: History, now: datetime, cards: Collection[str]) -> list[str]:
    """The cards that are due at `now`, the longest waiting first."""
    known = [(history.cards[card].due, card) for card in cards if card in history.cards]
    return [card for since, card in sorted(known) if since <= now]


def next_due_card(history: History, now: datetime, cards: Collection[str]) -> datetime | None:
    """When the next card comes back after `now`, or None if none is waiting."""
    dates = [history.cards[card].due for card in cards if card in history.cards]
    return min((date for date in dates if date > now), default=None)


def waits(history: History, now: datetime, card: str) -> dict[Grade, datetime]:
    """When a card would come back, for each grade that it could be given now."""
    return {grade: graded(history.cards.get(card), grade, now).due for grade in Grade}


def _known(history: History, items: Collection[str] | None) -> Iterable[tuple[str, Standing]]:
    return ((item, standing) for item, standing in history.standings.items() if items is None or item in items)


def _targeted(
    history: History,
    items_by_misconception: Mapping[str, Collection[str]],
    items: Collection[str] | None,
    taken: set[str],
) -> Iterable[DueItem]:
    """One question for each mix-up met twice and not mended: one not tried yet, else the one tried longest ago.

    A mix-up that a `taken` question can reveal waits for that question.
    """
    last_tried = {item: standing.last_tried for item, standing in history.standings.items()}
    for met in misconceptions_met(history, items_by_misconception):
        candidates = [
            item for item in items_by_misconception.get(met.misconception, ()) if items is None or item in items
        ]
        if met.times < TIMES_MET or met.mended or not candidates or taken & set(candidates):
            continue
        item_id = min(candidates, key=lambda item: (last_tried.get(item, 0), item))
        taken.add(item_id)
        why = f"The same mix-up showed in {met.times} of your answers; this question takes it up again."
        yield DueItem(item_id, met.last_met, why, Reason.MISCONCEPTION, met.misconception)


def _reason(standing: Standing) -> Reason:
    if standing.first in (Outcome.INCORRECT, Outcome.PARTIAL) and standing.sureness is Sureness.SURE:
        return Reason.SURE_AND_WRONG
    if standing.first is not Outcome.CORRECT:
        return Reason.WRONG
    return Reason.GUESSED if comes_back_today(standing.first, standing.sureness) else Reason.SCHEDULE


def _why(standing: Standing, now: datetime) -> str:
    ago = _ago(standing.first_at or LONG_AGO, now)
    if _reason(standing) is Reason.SURE_AND_WRONG:
        part = "only part of it was right" if standing.first is Outcome.PARTIAL else "it was not right"
        return f"You were sure {ago}, and {part}."
    if standing.first is Outcome.INCORRECT:
        return f"Your answer {ago} was not right."
    if standing.first is Outcome.PARTIAL:
        return f"Your answer {ago} was right in part."
    if standing.first is Outcome.SHOWN:
        return f"You asked to see the answer {ago}."
    if standing.sureness is Sureness.GUESSING:
        return f"You were right {ago}, and said that you were guessing."
    return f"You were right {ago}; now is a good time to see whether it stayed with you."


def _ago(at: datetime, now: datetime) -> str:
    if at == LONG_AGO:
        return "some time ago"
    hours = (now - at) // timedelta(hours=1)
    if hours < 1:
        return "less than an hour ago"
    days = hours // 24
    count, unit = (days // 7, "week") if days >= 14 else (days, "day") if days else (hours, "hour")
    return f"{count} {unit}{'s' if count > 1 else ''} ago"


def in_words(date: datetime, now: datetime) -> str:
    """Say in how long something is due; `date` is the later one. No clock time: the kernel's is not everyone's."""
    hours = (date - now) / timedelta(hours=1)
    if hours < 1:
        return "in less than an hour"
    if hours < 24:
        count, unit = round(hours), "hour"
    else:
        days = round(hours / 24)
        count, unit = (round(days / 7), "week") if days >= 14 else (days, "day")
    return f"in about {count} {unit}{'s' if count > 1 else ''}"


def back_in_words(date: datetime, now: datetime, *, kept: bool) -> str:
    """Say in how long something comes back, and that it does so only if answers are kept, where they are not."""
    return in_words(date, now) + ("" if kept else ", if the course keeps your answers")
