"""The document tables: an article's parts as pandas DataFrames.

Offsets count characters of the file decoded as UTF-8, a BOM and CRLF line ends included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ibc_edu.document.article import Block, Document, numbered_references
from ibc_edu.document.citations import without_markers
from ibc_edu.document.references import is_well_formed, organisation_of

if TYPE_CHECKING:
    import pandas as pd

_Rows = list[tuple[object, ...]]


def document_table(document: Document, name: str) -> pd.DataFrame:
    """A fresh DataFrame of the table `name`, one of `DOCUMENT_TABLES`.

    ==========  ==================================================================================================
    table       columns
    ==========  ==================================================================================================
    sections    section_id, title, kind, position (from 1), start, end, sentence_count
    blocks      block_id, section_id, kind, depth (bullets: 1 = outermost; else 0), text, start, end
    sentences   sentence_id, block_id, section_id, text (markers removed), start, end, references (list of int)
    citations   block_id, sentence_id, ref_no: one row a number in a marker
    methods     method (outermost bullet), detail, depth, sentence_id of the detail
    references  ref_no (from 1), url, organisation, same_as (first ref_no with that url, else missing), well_formed,
                times_cited
    faq         faq_id, question, answer, sentence_ids (list of str)
    takeaways   takeaway_id, text, sentence_id of its first sentence
    ==========  ==================================================================================================
    """
    import pandas as pd  # heavy: only who asks for a DataFrame waits for it

    columns, dtypes, rows = _TABLES[name]
    frame = pd.DataFrame(rows(document), columns=list(columns))
    return frame.astype({column: dtypes.get(column, "str") for column in columns if dtypes.get(column) != "object"})


def document_rows(document: Document, name: str) -> list[dict[str, Any]]:
    """The rows of the table `name`, each by column; the same as `document_table` without a DataFrame."""
    columns, _, rows = _TABLES[name]
    return [dict(zip(columns, row, strict=True)) for row in rows(document)]


def _sections(document: Document) -> _Rows:
    count = Counter(sentence.section_id for sentence in document.sentences)
    return [(s.section_id, s.title, s.kind, s.position, s.start, s.end, count[s.section_id]) for s in document.sections]


def _blocks(document: Document) -> _Rows:
    return [(b.block_id, b.section_id, b.kind, b.depth, b.text, b.start, b.end) for b in document.blocks]


def _sentences(document: Document) -> _Rows:
    return [
        (s.sentence_id, s.block_id, s.section_id, s.text, s.start, s.end, list(s.references))
        for s in document.sentences
    ]


def _citations(document: Document) -> _Rows:
    return [(s.block_id, s.sentence_id, number) for s in document.sentences for number in s.references]


def _methods(document: Document) -> _Rows:
    sections = _section_ids(document, "methods")
    first_sentence = _first_sentences(document)
    rows: _Rows = []
    method = ""
    for block in document.blocks:
        if block.section_id not in sections or block.kind != "bullet":
            continue
        if block.depth == 1:
            method = _clean(block)
        else:
            rows.append((method, _clean(block), block.depth, first_sentence.get(block.block_id)))
    return rows


def _references(document: Document) -> _Rows:
    cited = Counter(number for sentence in document.sentences for number in sentence.references)
    first_seen: dict[str, int] = {}
    rows: _Rows = []
    listed = numbered_references(document.text, list(document.sections), list(document.blocks))
    for number, url in ((number, block.text) for number, block in listed.items()):
        same_as = first_seen.setdefault(url, number)
        rows.append(
            (
                number,
                url,
                organisation_of(url, document.organisations),
                None if same_as == number else same_as,
                is_well_formed(url),
                cited[number],
            )
        )
    return rows


def _faq(document: Document) -> _Rows:
    sentences: dict[str, list[str]] = {}
    for sentence in document.sentences:
        sentences.setdefault(sentence.block_id, []).append(sentence.sentence_id)
    entries: list[tuple[str, str, list[str], list[str]]] = []
    for block in document.blocks:
        if block.kind == "question":
            entries.append((block.block_id, _clean(block), [], []))
        elif block.kind in ("answer", "bullet", "callout") and entries and _same_section(block, entries[-1][0]):
            entries[-1][2].append(_clean(block))
            entries[-1][3].extend(sentences.get(block.block_id, []))
    return [(faq_id, question, "\n".join(answers) or None, ids) for faq_id, question, answers, ids in entries]


def _takeaways(document: Document) -> _Rows:
    sections = _section_ids(document, "takeaways")
    first_sentence = _first_sentences(document)
    return [
        (block.block_id, _clean(block), first_sentence.get(block.block_id))
        for block in document.blocks
        if block.section_id in sections and block.kind in ("bullet", "paragraph")
    ]


def _section_ids(document: Document, kind: str) -> set[str]:
    return {section.section_id for section in document.sections if section.kind == kind}


def _first_sentences(document: Document) -> dict[str, str]:
    return {s.block_id: s.sentence_id for s in reversed(document.sentences)}


def _same_section(block: Block, other_id: str) -> bool:
    return other_id.startswith(f"{block.section_id}/")


def _clean(block: Block) -> str:
    return without_markers(block.text)


_INT = "int64"
_TABLES: dict[str, tuple[tuple[str, ...], dict[str, str], Callable[[Document], _Rows]]] = {
    "sections": (
        ("section_id", "title", "kind", "position", "start", "end", "sentence_count"),
        {"position": _INT, "start": _INT, "end": _INT, "sentence_count": _INT},
        _sections,
    ),
    "blocks": (
        ("block_id", "section_id", "kind", "depth", "text", "start", "end"),
        {"depth": _INT, "start": _INT, "end": _INT},
        _blocks,
    ),
    "sentences": (
        ("sentence_id", "block_id", "section_id", "text", "start", "end", "references"),
        {"start": _INT, "end": _INT, "references": "object"},
        _sentences,
    ),
    "citations": (("block_id", "sentence_id", "ref_no"), {"ref_no": _INT}, _citations),
    "methods": (("method", "detail", "depth", "sentence_id"), {"depth": _INT}, _methods),
    "references": (
        ("ref_no", "url", "organisation", "same_as", "well_formed", "times_cited"),
        {"ref_no": _INT, "same_as": "Int64", "well_formed": "bool", "times_cited": _INT},
        _references,
    ),
    "faq": (("faq_id", "question", "answer", "sentence_ids"), {"sentence_ids": "object"}, _faq),
    "takeaways": (("takeaway_id", "text", "sentence_id"), {}, _takeaways),
}
DOCUMENT_TABLES = tuple(_TABLES)
"""Names of the document tables."""
