"""Which question is worth asking now: what is due, then aims begun and still open, then aims not met yet.

However much is due, one question in four is about an aim not met yet, so that no aim waits forever.

How well an aim is known is followed by an Elo rating, as R. Pelánek describes for learners who meet questions instead
of players ("Applications of the Elo rating system in adaptive educational systems", Computers & Education, 2016, doi
10.1016/j.compedu.2016.03.017). Author, title, journal and doi were looked up in November 2026; that the step shrinks
with the number of answers, and its two constants, are recalled and were not read there. Nothing is fitted: every aim
starts at 0, even odds, and every question counts as equally hard. The rating only orders aims. What is said of them,
and when an aim counts as well known, is that of `mastery`; dates are those of `review`. It is one reasonable order
and is not claimed to be the best for anyone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import exp

from ibc_edu.intervals import jeffreys
from ibc_edu.learner.history import History, Standing
from ibc_edu.learner.mastery import ENOUGH
from ibc_edu.learner.review import due
from ibc_edu.quiz.attempt import Outcome

STEP = 1.0  # the first step of the rating
SHRINK = 0.05  # how fast the step shrinks with the answers
AT_ONCE = 4  # aims worked on in turn
PATIENCE = 6  # answers after which an aim that is still open waits until every aim was met
NEW_EVERY = 4  # among so many answers one is about an aim not met before, however much is due


@dataclass(frozen=True)
class Candidate:
    """A question that could be asked; `generated` ones wait until those of the bank about the same aim are known.

    Known is a question that was right at the latest first try; one that was not comes back by its date first.
    """

    item_id: str
    objective: str
    generated: bool = False


@dataclass(frozen=True)
class Choice:
    """The question to ask now, and in one plain sentence why."""

    item_id: str
    objective: str
    why: str


@dataclass
class _Aim:
    """Where the learner stands with one aim; `last` is the place of its latest answer, 0 for never."""

    rating: float = 0.0
    answered: int = 0
    right: int = 0
    last: int = 0


def next_question(
    history: History,
    candidates: Iterable[Candidate],
    now: datetime,
    *,
    items_by_misconception: Mapping[str, Collection[str]] | None = None,
) -> Choice | None:
    """Return what is worth asking at `now`, or None when nothing is.

    Parameters
    ----------
    history : History
        Of one learner.
    candidates : iterable of Candidate
        In the order of the course.
    now : datetime
        Aware.
    items_by_misconception : mapping of misconception_id to item ids, optional
        Questions that can reveal each mix-up.
    """
    known = {each.item_id: each for each in candidates}
    aims = _aims(history)
    latest = max(aims, key=lambda name: aims[name].last, default=None)
    untried = _untried(history, known.values())
    new = [name for name in untried if name not in aims]
    waiting = due(history, now, items=known, items_by_misconception=items_by_misconception)
    if waiting and (not new or _begun_lately(history)):
        # Two in a row about one aim tell less than two about different ones.
        first = next((item for item in waiting if known[item.item_id].objective != latest), waiting[0])
        return Choice(first.item_id, known[first.item_id].objective, first.why)
    still_open = [name for name in untried if not _well_known(aims.get(name, _Aim()))]
    objective = _aim_to_ask(new if waiting else still_open, aims, latest)
    if objective is None:
        return None
    item = min(untried[objective], key=lambda each: each.generated)
    return Choice(item.item_id, objective, _why(aims.get(objective, _Aim()), item))


def _begun_lately(history: History) -> bool:
    """Whether an aim was met for the first time within the latest answers."""
    asked: dict[str, list[Standing]] = {}
    for standing in history.standings.values():
        if standing.first is not None:
            asked.setdefault(standing.objective, []).append(standing)
    since = history.count - NEW_EVERY
    return any(
        all(len(standing.sessions) == 1 and standing.last_tried > since for standing in standings)
        for standings in asked.values()
    )


def _untried(history: History, candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """The questions that were never answered, by aim, without generated ones that have to wait."""
    found: dict[str, list[Candidate]] = {}
    waiting: set[str] = set()  # aims of which a question of the bank was not right
    for each in candidates:
        standing = history.standings.get(each.item_id)
        if standing is None or standing.answered is None:
            found.setdefault(each.objective, []).append(each)
        elif not each.generated and standing.first is not Outcome.CORRECT:
            waiting.add(each.objective)
    allowed = {aim: [each for each in items if not (each.generated and aim in waiting)] for aim, items in found.items()}
    return {aim: items for aim, items in allowed.items() if items}


def _aims(history: History) -> dict[str, _Aim]:
    """The aims met, from the latest first try at each question in their order, as `mastery` counts them."""
    found: dict[str, _Aim] = {}
    for standing in sorted(history.standings.values(), key=lambda each: each.last_tried):
        if standing.first is None:
            continue
        aim = found.setdefault(standing.objective, _Aim())
        right = standing.first is Outcome.CORRECT
        aim.rating += STEP / (1 + SHRINK * aim.answered) * (right - 1 / (1 + exp(-aim.rating)))
        aim.answered += 1
        aim.right += right
        aim.last = standing.last_tried
    return found


def _aim_to_ask(still_open: list[str], aims: Mapping[str, _Aim], latest: str | None) -> str | None:
    """Among a few begun aims the weakest, never the latest again while there is another."""
    begun = [name for name in still_open if name in aims and aims[name].answered < PATIENCE]
    new = [name for name in still_open if name not in aims]
    at_work = [*begun[:AT_ONCE], *new[: max(0, AT_ONCE - len(begun))]] or still_open
    others = [name for name in at_work if name != latest] or at_work
    return min(others, key=lambda name: (name not in aims, aims.get(name, _Aim()).rating), default=None)


@cache
def _low_end(right: int, answered: int) -> float:
    return jeffreys(right, answered)[0]


def _well_known(aim: _Aim) -> bool:
    """Whether `mastery` says so, too."""
    return aim.answered >= ENOUGH and _low_end(aim.right, aim.answered) > 0.5


def _why(aim: _Aim, item: Candidate) -> str:
    if not aim.answered:
        return "You have not answered a question on this aim yet."
    source = "; this question is made from the tables of the course" if item.generated else ""
    count = f"{aim.right} of {aim.answered} right so far"
    few = "too few to tell" if aim.answered < ENOUGH else "still open"
    return f"On this aim you had {count}: {few}{source}."
