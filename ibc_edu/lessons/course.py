"""What all lessons of one kernel share: the tables, the question bank, the sources and the learner's record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from ibc_edu.errors import RecordError
from ibc_edu.knowledge import Tables, load
from ibc_edu.lessons.places import homes, places
from ibc_edu.quiz.attempt import utc_now
from ibc_edu.quiz.sources import Fact, Library, Source, sources

if TYPE_CHECKING:
    from ibc_edu.learner.record import Record
    from ibc_edu.quiz.attempt import Attempt
    from ibc_edu.quiz.bank import Bank


@dataclass
class Course:
    """Everything a lesson needs, each loaded when it is first asked for.

    Parameters
    ----------
    clock : callable
        Gives the time of an attempt; tests pass a fixed one.
    record_url : str, optional
        Where the learner's record is kept; None means the place that `open_record` chooses.
    """

    clock: Callable[[], datetime] = utc_now
    record_url: str | None = None

    @cached_property
    def tables(self) -> Tables:
        """The article and the knowledge as tables."""
        return load()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table, each by column."""
        return [{str(name): value for name, value in row.items()} for row in self.tables[table].to_dict("records")]

    @cached_property
    def bank(self) -> Bank:
        """The question bank, the educator's own questions included."""
        from ibc_edu.quiz.bank import load_bank

        return load_bank()

    @cached_property
    def record(self) -> Record:
        """The learner's record."""
        from ibc_edu.learner.record import open_record

        return open_record(self.record_url, clock=self.clock)

    @cached_property
    def library(self) -> Library:
        """Sentences, facts, caveats, objectives and places by id, for showing sources and what to read again."""
        tables, known = self.tables, places()
        return Library(
            sentences=_texts(tables.sentences, "sentence_id", "text"),
            sections=_section_titles(tables.sections),
            facts={row["fact_id"]: Fact(row["statement"], row["source"], row["as_of"]) for row in self.rows("facts")},
            caveats=_caveats(self.rows("caveats")),
            objectives=_texts(tables.objectives, "objective_id", "statement"),
            places=known,
            homes=homes(self.bank.questions, known),
        )

    def keep(self, attempt: Attempt) -> None:
        """Put an attempt into the record.

        Raises
        ------
        RecordError
            Once, when the record cannot be written any more; the attempt is then kept in memory.
        """
        self.record.add(attempt)
        notice = self.record.take_notice()
        if notice:
            raise RecordError(notice)

    def sources(self, evidence: Iterable[str], facts: Iterable[str]) -> list[Source]:
        """Sentences and facts behind a statement, with dates and caveats."""
        return sources(tuple(evidence), tuple(facts), self.library)


def _texts(frame: pd.DataFrame, key: str, text: str) -> dict[str, str]:
    return dict(zip(frame[key], frame[text], strict=True))


def _section_titles(sections: pd.DataFrame) -> dict[str, str]:
    titles = _texts(sections, "section_id", "title")
    return {section_id: title or section_id.capitalize() for section_id, title in titles.items()}


def _caveats(rows: list[dict[str, Any]]) -> dict[str, str]:
    """What has changed since, by sentence; where the audit marks a sentence more than once, all of it."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if row["severity"] != "citation":
            for sentence_id in row["sentence_ids"]:
                found.setdefault(sentence_id, {})[row["what_changed"]] = None
    return {sentence_id: " ".join(texts) for sentence_id, texts in found.items()}


@cache
def shared_course() -> Course:
    """The course of this kernel."""
    return Course()
