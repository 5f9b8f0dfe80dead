"""What every file from elsewhere goes through before a format reads it: size, text, and XML without traps."""

from __future__ import annotations

import html
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.errors import QuestionError
from ibc_edu.file_errors import not_read

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 10_000_000
"""A bank of 1,000 questions is 3 MB of XML."""
MOST_UNPACKED = 40_000_000
"""All that a package may hold once unpacked."""
MOST_FILES = 5_000
"""Files in a package; one a question, and some beside them."""

MOST_DEPTH = 200
"""How deep elements of XML may lie in each other; those of a question lie some 20 deep."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# What opens and is not closed ends where the same opens again, so that no text takes longer than it is long.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
_STYLE = re.compile(r"<style\b(?:(?!<style\b).)*?</style\s*>", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<script\b|<[a-z][^<>]*(?:\bon\w+\s*=|javascript:)", re.IGNORECASE)
_PICTURE = re.compile(r"<(img|svg|video|audio|object|embed|iframe|math|canvas)\b|@@PLUGINFILE@@", re.IGNORECASE)
_FORMULAS = (("$$", "$$"), ("\\(", "\\)"), ("\\[", "\\]"))
_COMMAND = re.compile(r"\\[a-zA-Z]")


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    QuestionError
        If it cannot be read, is no file, or is larger than `MOST_BYTES`.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise QuestionError("this is no file.", where=str(path), cure="Name the file to read.")
        if found.st_size > MOST_BYTES:
            what = f"the file is larger than {MOST_BYTES:,} bytes."
            raise QuestionError(what, where=str(path), cure="Export fewer questions at once, without pictures.")
        return path.read_bytes()
    except OSError as error:
        raise not_read(error).as_error(QuestionError, str(path)) from error


def text_of(data: bytes) -> str:
    """Return a text file's text, with plain ends of lines.

    Raises
    ------
    QuestionError
        If it is neither UTF-8 nor UTF-16 with its mark.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise QuestionError(f"this is not UTF-8 text (byte {error.start}).", cure="Save it as UTF-8.") from error


def xml_root(data: bytes, tag: str) -> Element:
    """Return the root of an XML document, which must bear this tag (its namespace aside).

    Raises
    ------
    QuestionError
        If it is no such document, or declares entities or a document type, by which a small file can grow without end
        or read other files.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        what = "the file declares entities or a document type, which could hide anything."
        raise QuestionError(what, cure="Export it again, or delete its <!DOCTYPE> line.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise QuestionError(f"this is not XML that can be read ({error}).", cure="Export it again.") from error
    if _depth(root) > MOST_DEPTH:
        what = f"elements of this XML lie in each other more than {MOST_DEPTH} deep."
        raise QuestionError(what, cure="Do not trust this file; ask for another.")
    if root.tag.rpartition("}")[2] != tag:
        shown = root.tag.rpartition("}")[2][:40]
        raise QuestionError(f"this XML begins with <{shown}> and not with <{tag}>.", cure="Name its own format.")
    return root


def without_namespaces(root: Element) -> Element:
    """Return the same document, changed in place, with the names of its elements only."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def plain(markup: str) -> str:
    """Return what a reader sees of HTML, on one line; tags and styles are dropped."""
    without = _TAG.sub("", _BREAK.sub(" ", _STYLE.sub(" ", markup)))
    return one_line(html.unescape(without))


def one_line(text: str) -> str:
    """Return text on one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def unshowable(markup: str) -> str | None:
    """Return why HTML cannot be shown here as plain text: a picture, a script or a formula; None if it can."""
    if _PICTURE.search(markup):
        return "it has a picture or another file in it, which cannot be brought in."
    if _SCRIPT.search(markup):
        return "it has a script in it, which is never brought in."
    return formula_in(markup)


def formula_in(text: str) -> str | None:
    """Return that a text has a formula in it, which cannot be shown here; None if it has none."""
    between = text.split("$")[1:-1]  # a price has a space or no command of TeX behind its sign
    has_one = any(part[:1].strip() and _COMMAND.search(part) for part in between)
    if has_one or any(_encloses(text, opening, closing) for opening, closing in _FORMULAS):
        return "it has a formula in it, which cannot be shown."
    return None


def _encloses(text: str, opening: str, closing: str) -> bool:
    """Return whether a text has something between two marks."""
    start = text.find(opening)
    return start >= 0 and text.find(closing, start + len(opening) + 1) >= 0


def _depth(root: Element) -> int:
    """Return how deep elements lie in each other, up to a little more than `MOST_DEPTH`."""
    deep, level = 0, [root]
    while level and deep <= MOST_DEPTH:
        deep, level = deep + 1, [child for element in level for child in element]
    return deep
