"""Which attempts tell what someone knew, and not what the feedback had just told them."""

from __future__ import annotations

from collections.abc import Iterable

from ibc_edu.quiz.attempt import Attempt, Mode, Outcome


def first_tries(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Return the first try at each question in each session, in the order of their times.

    Left out are blanks (not answering is not knowing wrongly), later tries (feedback came in between) and what a class
    did together. Asking for the answer before any try counts as a first try.
    """
    seen: set[tuple[str, str]] = set()
    found = []
    for attempt in sorted(attempts, key=lambda attempt: attempt.at):
        occasion = (attempt.session_id, attempt.item_id)
        if attempt.outcome is Outcome.BLANK or attempt.mode is Mode.PRESENT or occasion in seen:
            continue
        seen.add(occasion)
        if attempt.try_number == 1:
            found.append(attempt)
    return found
