"""Answers from phones count as raised hands on the presenter's card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ibc_edu.quiz.sessions.item_state import ItemState
from ibc_edu.views.quiz.card import QuizCard

Counts = Mapping[str, int]


class PhoneCounts:
    """What of a card's counts came from phones, so that hands that were counted by key stay."""

    def __init__(self) -> None:
        self._shown: dict[tuple[int, str], list[Counts]] = {}

    def show(self, card: QuizCard, item_id: str, poll: Mapping[str, Any]) -> None:
        """Bring a card to what a poll says (see `Poll.tally`): counts of both rounds, and whether it is revealed."""
        state = card.session.state(item_id)
        before = self._shown.get((id(card), item_id), [{}])
        rounds = [poll["counts"]] if poll["earlier"] is None else [poll["earlier"], poll["counts"]]
        wanted = changed(state, before, rounds)
        if poll["state"] == "shown":
            wanted = replace(wanted, revealed=True)
        self._shown[id(card), item_id] = rounds
        if wanted != state:
            card.show_session(replace(card.session, states=MappingProxyType({**card.session.states, item_id: wanted})))


def changed(state: ItemState, before: list[Counts], now: list[Counts]) -> ItemState:
    """A question's state with the phones' counts of one or two rounds moved from `before` to `now`."""
    if len(now) == 1 and state.earlier is not None:  # the card is in its second round, and the phones soon will be
        return replace(state, earlier=_moved(state.earlier, before[0], now[0]))
    if len(now) == 1:
        return replace(state, counts=_moved(state.counts, before[0], now[0]))
    second = before[1] if len(before) > 1 else {}
    if state.earlier is None:  # the presenter was started anew, or the phones began the round
        return replace(state, earlier=_moved(state.counts, before[0], now[0]), counts=_moved({}, {}, now[1]))
    return replace(state, earlier=_moved(state.earlier, before[0], now[0]), counts=_moved(state.counts, second, now[1]))


def _moved(counts: Counts, before: Counts, now: Counts) -> Counts:
    moved = {key: counts.get(key, 0) + now.get(key, 0) - before.get(key, 0) for key in {**counts, **before, **now}}
    return MappingProxyType({key: max(0, count) for key, count in moved.items() if count > 0 or key in counts})
