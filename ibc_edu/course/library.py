"""What a course's tables say of its sources: sentences, sections, facts and what has changed since, each by its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ibc_edu.course.plan import CoursePlan
from ibc_edu.quiz.sources import Fact, Gate

if TYPE_CHECKING:
    from ibc_edu.document import Document

Row = Mapping[str, Any]


def sentences(document: Document) -> dict[str, str]:
    """The text of each sentence."""
    return {sentence.sentence_id: sentence.text for sentence in document.sentences}


def sections(document: Document) -> dict[str, str]:
    """The title of each section."""
    return {section.section_id: section.title or section.section_id.capitalize() for section in document.sections}


def facts(rows: Iterable[Row], gated: Iterable[Row], plan: CoursePlan) -> dict[str, Fact]:
    """Each fact; those of the table `gated` with what stands before them."""
    from ibc_edu.knowledge.review_dates import READ

    gates = {row["fact_id"]: _gate(row, plan) for row in gated}
    return {
        row["fact_id"]: Fact(
            row["statement"], row["source"], row["as_of"], row["mark"] == READ, gates.get(row["fact_id"])
        )
        for row in rows
    }


def _gate(row: Row, plan: CoursePlan) -> Gate:
    """What stands before a fact that is shown only to those who open it."""
    missing = "not given in what was read"
    told = "; ".join(f"{name}: {row[name] or missing}" for name in ("people", "interval", "years"))
    return {"title": plan.gate_title, "caution": plan.gate_caution, "rests_on": told}


def caveats(rows: Iterable[Row]) -> dict[str, str]:
    """What has changed since, by sentence; where the audit marks a sentence more than once, all of it."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if row["severity"] != "citation":
            for sentence_id in row["sentence_ids"]:
                found.setdefault(sentence_id, {})[row["what_changed"]] = None
    return {sentence_id: " ".join(texts) for sentence_id, texts in found.items()}
