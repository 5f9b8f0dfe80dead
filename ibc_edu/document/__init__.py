"""From the article's text to tables, losing nothing and knowing nothing of teaching."""

from __future__ import annotations

from ibc_edu.document.article import Block, Document, Section, parse
from ibc_edu.document.reading import MAX_BYTES, read_document
from ibc_edu.document.sentences import Sentence
from ibc_edu.document.tables import TABLE_NAMES, document_table

__all__ = [
    "MAX_BYTES",
    "TABLE_NAMES",
    "Block",
    "Document",
    "Section",
    "Sentence",
    "document_table",
    "parse",
    "read_document",
]
