"""From the article's text to tables, losing nothing and knowing nothing of teaching."""

from __future__ import annotations

from ibc_edu.document.article import BLOCK_KINDS, Block, Document, Section, parse
from ibc_edu.document.reading import MAX_BYTES, MAX_LINES, read_document
from ibc_edu.document.sentences import Sentence
from ibc_edu.document.tables import TABLE_NAMES, document_rows, document_table

__all__ = [
    "BLOCK_KINDS",
    "MAX_BYTES",
    "MAX_LINES",
    "TABLE_NAMES",
    "Block",
    "Document",
    "Section",
    "Sentence",
    "document_rows",
    "document_table",
    "parse",
    "read_document",
]
