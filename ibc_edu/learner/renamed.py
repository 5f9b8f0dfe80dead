"""A learner's history under the ids that questions have now: what was done under a former id belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace

from ibc_edu.learner.history import History, Standing


def under_present_ids(history: History, present: Mapping[str, str]) -> History:
    """Return the history with every question under its present id; the same one where nothing was renamed.

    Parameters
    ----------
    history : History
    present : mapping of former id to present id
    """
    if present.keys().isdisjoint(history.standings):
        return history
    standings: dict[str, Standing] = {}
    for item_id, standing in sorted(history.standings.items(), key=lambda pair: pair[1].last_tried):
        name = present.get(item_id, item_id)
        standings[name] = _continued(standings[name], standing) if name in standings else standing
    renamed = copy(history)
    renamed.standings = standings
    return renamed


def _continued(earlier: Standing, later: Standing) -> Standing:
    """Return the standing of a question that was met under two ids, one after the other."""
    known = later if later.first is not None else earlier
    return replace(
        later,
        answered=later.answered or earlier.answered,
        answered_at=later.answered_at or earlier.answered_at,
        first=known.first,
        sureness=known.sureness,
        first_at=known.first_at,
        last_right=max(earlier.last_right, later.last_right),
        sessions=[*earlier.sessions, *later.sessions],
        card=later.card or earlier.card,
        reviews=[*earlier.reviews, *later.reviews] if later.card is None else later.reviews,
    )
