"""Reading an article from disk, with every way it can go wrong told in one sentence."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from ibc_edu.document.article import Document, parse
from ibc_edu.errors import DocumentError
from ibc_edu.file_errors import not_read

MAX_BYTES = 5_000_000
"""Largest article accepted, in bytes; the course's own article has 24,643."""
MAX_LINES = 50_000
"""Most lines accepted; the course's own article has 199."""

ORGANISATIONS_FILE = "organisations.csv"
"""Beside an article: who publishes the pages that it cites."""

_CURE_PATH = "Give the path of a plain-text article."


def read_document(path: Path | str) -> Document:
    """Read and parse the article at `path`, a UTF-8 text file.

    A file `organisations.csv` beside it (columns host and organisation) may name the publishers of the pages it cites.

    Raises
    ------
    DocumentError
        If the file is missing, not a regular file, unreadable, empty, over `MAX_BYTES` or `MAX_LINES`, not UTF-8,
        or holds no heading; or if `organisations.csv` cannot be read.
    """
    path = Path(path)
    text = _decoded(path, _bytes_of(path))
    _refuse_endless(path, text)
    document = parse(text, path.name)
    if not any(block.kind == "heading" for block in document.blocks):
        raise DocumentError(
            "no heading found, so this does not look like an article.",
            where=str(path),
            cure="A heading is a short line on its own, without a full stop, between blank lines.",
        )
    return replace(document, organisations=_organisations(path.with_name(ORGANISATIONS_FILE)))


def _organisations(path: Path) -> dict[str, str]:
    try:
        if not path.is_file():
            return {}
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
        return {row["host"]: row["organisation"] for row in rows}
    except (OSError, ValueError, KeyError, csv.Error) as error:
        cure = "It needs the columns host and organisation, in UTF-8."
        raise DocumentError("the names of the organisations cannot be read.", where=str(path), cure=cure) from error


def _bytes_of(path: Path) -> bytes:
    where = str(path)
    try:
        if not path.exists():
            raise DocumentError("there is no such file.", where=where, cure=_CURE_PATH)
        if path.is_dir():
            raise DocumentError("this is a folder, not a file.", where=where, cure=_CURE_PATH)
        if not path.is_file():  # a pipe or a device could keep the reader waiting for ever
            raise DocumentError("this is not a regular file.", where=where, cure=_CURE_PATH)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read.",
                where=where,
                cure="Split it, or check that it is the article's text and not a scan or an archive.",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise not_read(error).as_error(DocumentError, where) from error


def _decoded(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"the file is not UTF-8 text (byte {error.start} cannot be read).",
            where=str(path),
            cure="Save it as UTF-8 and try again.",
        ) from error
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("the file is empty.", where=str(path), cure=_CURE_PATH)
    return text


def _refuse_endless(path: Path, text: str) -> None:
    """Millions of short lines would take minutes and gigabytes, and are no article."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if lines > MAX_LINES:
        raise DocumentError(
            f"the file has {lines:,} line ends; at most {MAX_LINES:,} are read.",
            where=str(path),
            cure="Check that it is the article's text and not a table or a log.",
        )
