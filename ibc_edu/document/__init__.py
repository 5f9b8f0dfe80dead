"""From the article's text to tables, losing nothing and knowing nothing of teaching."""

from __future__ import annotations

from ibc_edu.document.article import BLOCK_KINDS, Block, Document, Section, parse
from ibc_edu.document.document_tables import DOCUMENT_TABLES, document_rows, document_table
from ibc_edu.document.reading import MAX_BYTES, MAX_LINES, read_document
from ibc_edu.document.sentences import Sentence

__all__ = [
    "BLOCK_KINDS",
    "DOCUMENT_TABLES",
    "MAX_BYTES",
    "MAX_LINES",
    "Block",
    "Document",
    "Section",
    "Sentence",
    "document_rows",
    "document_table",
    "parse",
    "read_document",
]
