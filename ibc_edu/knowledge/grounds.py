"""What a row rests on: sentences of the article, quoted exactly, or dated facts beyond it."""

from __future__ import annotations

from collections.abc import Iterator

from ibc_edu.knowledge.contents import Contents
from ibc_edu.knowledge.csv_file import Row
from ibc_edu.knowledge.findings import Finding
from ibc_edu.knowledge.review_dates import READ


def ground_findings(contents: Contents) -> Iterator[Finding]:
    """Check evidence, quote, facts and date of every row, and the phrases of the caveats.

    A table without the column `origin` rests on the article alone; one without `evidence` is not looked at.
    """
    for name, row in contents.all_rows():
        if "evidence" in contents.package.tables[name].columns:
            yield from _origin(contents, name, row)
            yield from _quote(contents, name, row)
            yield from _recalled(contents, name, row)
    for row in contents.rows.get("caveats", []):
        yield from _caveat(contents, row)
    for row in contents.rows.get("facts", []):
        if row.values["fact_id"] is not None and row.values.get("facts") not in (None, [row.values["fact_id"]]):
            yield contents.finding("facts", row, "facts", "a fact rests on itself.", f"Write {row.values['fact_id']}.")


def _origin(contents: Contents, name: str, row: Row) -> Iterator[Finding]:
    values = {"origin": "document", "facts": [], "as_of": None} | row.values
    if values["origin"] == "document" and not _is_about_heading(contents, name, row):
        if not values["evidence"]:
            cure = "Name the sentences that carry it" + (
                ", or set origin to beyond." if "origin" in row.values else "."
            )
            yield contents.finding(name, row, "evidence", "a document row names no evidence.", cure)
        elif "quote" in values and values["quote"] is None:
            cure = "Copy the words of one evidence sentence that support the row."
            yield contents.finding(name, row, "quote", "a document row quotes nothing.", cure)
    if values["origin"] == "beyond":
        for column in ("evidence", "quote"):
            if values.get(column):
                cure = f"Empty {column}, or set origin to document."
                yield contents.finding(name, row, column, "a row beyond the article has this filled in.", cure)
        if not values["facts"]:
            cure = "Name the facts that it rests on."
            yield contents.finding(name, row, "facts", "a row beyond the article names no fact.", cure)
    if values["facts"] and values["as_of"] is None and "as_of" not in row.faulty:
        cure = "Write the year, or year and month, for which the facts hold."
        yield contents.finding(name, row, "as_of", "a row with facts has no date.", cure)


def _recalled(contents: Contents, name: str, row: Row) -> Iterator[Finding]:
    """Facts that nobody has read in a source, in a table that must do without such."""
    if not contents.package.tables[name].read_facts_only:
        return
    marks = {fact.values["fact_id"]: fact.values["mark"] for fact in contents.rows.get("facts", [])}
    for fact_id in row.values.get("facts") or ():
        if marks.get(fact_id, READ) != READ:
            what = f"{fact_id} was recalled and not read in a source, which this table does not allow."
            yield contents.finding(name, row, "facts", what, "Read it in a source, or rest the row on another fact.")


def _quote(contents: Contents, name: str, row: Row) -> Iterator[Finding]:
    quote, evidence = row.values.get("quote"), row.values["evidence"]
    texts = [contents.sentences[sentence_id] for sentence_id in evidence if sentence_id in contents.sentences]
    if quote is None or not texts or any(quote in text for text in texts):
        return
    cure = "Copy the words exactly, curly quotes and dashes included."
    elsewhere = [sentence_id for sentence_id, text in contents.sentences.items() if quote in text]
    if elsewhere:
        cure = f"They stand in {elsewhere[0]}."
    yield contents.finding(name, row, "quote", f"the words {quote!r} stand in none of the evidence sentences.", cure)


def _caveat(contents: Contents, row: Row) -> Iterator[Finding]:
    phrase, sentence_ids = row.values["phrase"], row.values["sentence_ids"]
    if sentence_ids != row.values["evidence"]:
        cure = "Write the same ids in both."
        yield contents.finding("caveats", row, "sentence_ids", "sentence_ids and evidence differ.", cure)
    if phrase is None or _is_about_heading(contents, "caveats", row):
        return
    if not any(phrase in contents.sentences.get(sentence_id, "") for sentence_id in sentence_ids):
        cure = "Copy it exactly from the article, or name the sentence in which it stands."
        what = f"the phrase {phrase!r} stands in none of the sentences."
        yield contents.finding("caveats", row, "phrase", what, cure)


def _is_about_heading(contents: Contents, name: str, row: Row) -> bool:
    """Whether a caveat is about a heading, which is no sentence and cannot be evidence."""
    if name != "caveats" or row.values["sentence_ids"] or row.values["phrase"] is None:
        return False
    return any(row.values["phrase"] in section.title for section in contents.document.sections)
