"""What a reader sees of an element of QTI 3.0, as text on one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ibc_edu.exchange.incoming import one_line
from ibc_edu.exchange.readings import RefusedItem
from ibc_edu.exchange.source_list import SOURCES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ANSWER = "course-answer"
"""Class of the line that has the field to type into, and nothing of the question."""
GAP = "____"

_PICTURES = {"img", "object", "picture", "video", "audio", "svg", "iframe", "embed", "canvas", "link"}
_INLINE = {"b", "i", "em", "strong", "sub", "sup", "span", "a", "code", "kbd", "q", "small", "abbr", "cite", "var"}
_NOT_SEEN = {"style", "qti-feedback-inline", "qti-feedback-block", "qti-rubric-block", "qti-companion-materials-info"}
_ANSWERS = {"qti-simple-choice", "qti-simple-match-set", "qti-inline-choice"}


def shown(element: Element, *, asks: bool = False) -> str:
    """Return the text of an element; of a whole question (`asks`) without its answers, with a gap to type into.

    Raises
    ------
    RefusedItem
        If there is more to see than text: a picture, a script, a formula.
    """
    return one_line("".join(_pieces(element, asks)))


def _pieces(element: Element, asks: bool) -> Iterator[str]:
    tag = str(element.tag)
    _require_text(element, tag)
    if tag == "qti-text-entry-interaction":
        yield f" {GAP} "
    elif not _is_passed_over(element, tag, asks):
        apart = "" if tag in _INLINE else " "
        yield apart + (element.text or "")
        for child in element:
            yield from _pieces(child, asks)
            yield child.tail or ""
        yield apart


def _is_passed_over(element: Element, tag: str, asks: bool) -> bool:
    kind = element.get("class")
    return tag in _NOT_SEEN or kind == SOURCES or (asks and (tag in _ANSWERS or kind == ANSWER))


def _require_text(element: Element, tag: str) -> None:
    if tag in _PICTURES:
        raise RefusedItem("it has a picture or another file in it, which cannot be brought in.")
    if tag == "math":
        raise RefusedItem("it has a formula in it, which cannot be shown.")
    if tag == "qti-printed-variable":
        raise RefusedItem("its text is drawn anew each time, which no kind here does.")
    values = {name.casefold(): value.strip().casefold() for name, value in element.attrib.items()}
    if tag == "script" or any(name.startswith("on") for name in values):
        raise RefusedItem("it has a script in it, which is never brought in.")
    if any(value.startswith("javascript:") for value in values.values()):
        raise RefusedItem("it has a script in it, which is never brought in.")
