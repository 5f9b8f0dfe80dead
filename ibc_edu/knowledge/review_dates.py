"""When a fact is to be read again in its source, so that an outdated one is noticed before a learner meets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

READ = "read"
"""The mark of a fact that was read in its source; any other was recalled."""
READ_MONTHS = 12
"""Months after which a fact that was read is to be read again, where the table `fact_reviews` gives no date."""
RECALLED_MONTHS = 6
"""The same for a fact that was only recalled."""


def review_by(as_of: str, mark: str, given: str | None = None) -> str:
    """Return the month by whose end a fact is to be read again, as YYYY-MM.

    Parameters
    ----------
    as_of : str
        Year, or year and month, for which the fact holds; a year alone counts as its January.
    mark : str
        Whether it was read or recalled.
    given : str, optional
        The month that stands in the table `fact_reviews`; it counts before any rule.
    """
    if given is not None:
        return given
    year, _, month = as_of.partition("-")
    months = int(year) * 12 + int(month or 1) - 1 + (READ_MONTHS if mark == READ else RECALLED_MONTHS)
    return f"{months // 12}-{months % 12 + 1:02}"


def overdue(facts: Iterable[Mapping[str, Any]], reviews: Mapping[str, str], today: date) -> dict[str, str]:
    """Return the ids of the facts that are past their month, each with that month.

    Parameters
    ----------
    facts : iterable of rows
        With `fact_id`, `as_of` and `mark`.
    reviews : mapping of fact_id to month
    today : date
    """
    due = {row["fact_id"]: review_by(row["as_of"], row["mark"], reviews.get(row["fact_id"])) for row in facts}
    return {fact_id: month for fact_id, month in due.items() if month < f"{today:%Y-%m}"}
