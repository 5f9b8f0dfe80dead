"""GIFT in: every item becomes a draft, or a sentence that says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import Brought, Draft, Loss
from ibc_edu.exchange.incoming import one_line, text_of
from ibc_edu.exchange.readings import (
    Answer,
    Fields,
    RefusedItem,
    Span,
    choice_fields,
    draft,
    number_fields,
    pair_fields,
    read_items,
    seen,
    span,
    text_fields,
)
from ibc_edu.exchange.tags import fields_from

# A sign after a backslash is itself; until the end of reading it is one of these, which no text holds.
_HIDDEN = dict(zip("~=#{}:\\", map(chr, range(0xFDD0, 0xFDD7)), strict=True))
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_NAME = re.compile(r"::(.*?)::", re.DOTALL)
_MARKUP = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass
class _Item:
    """One item of the file: its lines, and what the comments before it say."""

    lines: list[str] = field(default_factory=list)
    id: str = ""
    tags: list[str] = field(default_factory=list)


def read(data: bytes) -> Brought:
    """Return the drafts of a GIFT file, and what was refused or changed.

    Raises
    ------
    QuestionError
        If it holds no item.
    """
    found: list[tuple[str, str, _Item]] = []
    items = list(_items(text_of(data)))
    if not items:
        raise QuestionError("this file has no question in GIFT.", cure="Each ends with its answers in braces.")
    for number, item in enumerate(items, 1):
        text = _ESCAPED.sub(lambda found: " " if found[1] == "n" else _HIDDEN[found[1]], "\n".join(item.lines))
        named = _NAME.match(text)
        name = item.id or (_said(named[1]) if named else "") or f"question {number}"
        found.append((name, text[named.end() :] if named else text, item))
    return read_items(_draft, found)


def _items(text: str) -> Iterator[_Item]:
    """Yield the items, which blank lines part; comments before one may carry its id and tags."""
    item = _Item()
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        if bare.startswith("//"):
            item.id = next(iter(re.findall(r"\[id:([^\]]+)\]", bare)), item.id)
            item.tags += re.findall(r"\[tag:([^\]]+)\]", bare)
        elif bare.startswith("$CATEGORY:"):
            continue
        elif bare:
            item.lines.append(bare)
        elif item.lines:
            yield item
            item = _Item()


def _draft(name: str, text: str, item: _Item) -> tuple[Draft, list[Loss]]:
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise RefusedItem("it is a description without answers.")
    if start < 0 or end < start:
        raise RefusedItem("its braces do not match.")
    stem = text[:start] + ("" if text[end + 1 :].strip() == "" else "_____") + text[end + 1 :]
    body, _, explanation = text[start + 1 : end].strip().partition("####")
    marked = _MARKUP.match(stem.strip())
    markup = marked[1] if marked else "moodle"
    common: dict[str, Any] = {"id": item.id or name, "stem": _said(stem, markup)}
    common |= {"explanation": said} if (said := _said(explanation, markup)) else {}
    known = fields_from(item.tags)
    kind = known.pop("kind", "")
    return draft(name, {**common, **known}, _fields(body.strip(), markup, kind))


def _fields(body: str, markup: str, kind: str) -> Fields:
    if not body:
        raise RefusedItem("it is an essay, which nothing here can grade.")
    if body.startswith("#"):
        return _numbers(body[1:], markup)
    if "~" in body:
        return _choices(body, markup)
    if "->" in body and body.startswith("="):
        return _pairs(body, markup, kind)
    word, *feedback = body.split("#")
    if word.strip().upper() in _TRUTH:
        return _truth(_TRUTH[word.strip().upper()], [_said(each, markup) for each in feedback])
    answers = [_answer(part, markup) for part in body.split("=") if part.strip()]
    otherwise = next((each.feedback for each in answers if each.text == "*"), "")
    given = [each for each in answers if each.text != "*"]
    if any(re.search(r"(?<!\\)\*", each.text) for each in given):
        raise RefusedItem("an answer has a star for any text, which cannot be brought in.")
    stars = [Answer(each.text.replace(r"\*", "*"), each.credit, each.feedback) for each in given]
    return text_fields(stars, otherwise)


def _choices(body: str, markup: str) -> Fields:
    several = not re.search(r"(?:^|[~\n ])=", body)
    parts = re.findall(r"([~=])([^~=]*)", body)
    answers = [_answer(part, markup, default=1.0 if sign == "=" else 0.0) for sign, part in parts]
    return choice_fields(answers, several)


def _pairs(body: str, markup: str, kind: str) -> Fields:
    sides = [part.partition("->") for part in body.split("=") if part.strip()]
    if any("->" not in mark for _, mark, _ in sides):
        raise RefusedItem("a match has no partner.")
    pairs = [(_said(left, markup), one_line(right.translate(_SHOWN))) for left, _, right in sides]
    return pair_fields([pair for pair in pairs if pair[0]], [right for left, right in pairs if not left], kind)


def _numbers(body: str, markup: str) -> Fields:
    body, _, wrong = body.partition("~")
    spans = []
    for part in body.split("="):
        if part.strip():
            answer = _answer(part, "plain")
            number = answer.text.translate(_SHOWN)
            spans.append(_span(number, answer.credit, _said(part.partition("#")[2], markup)))
    return number_fields(spans, _said(wrong.lstrip().lstrip("#"), markup))


def _span(written: str, credit: float, feedback: str) -> Span:
    low, dots, high = written.partition("..")
    if dots:
        first, last = span(low, "0", credit), span(high, "0", credit)
        if first.low > last.low:
            raise RefusedItem("the first number of a range is above the second.")
        return Span(first.low, last.low, credit, feedback, ranged=True)
    value, _, tolerance = written.partition(":")
    return span(value, tolerance, credit, feedback)


def _truth(right: bool, feedback: list[str]) -> Fields:
    """Return true or false as two answers; the first feedback of the file is for a wrong answer."""
    wrong_said, right_said = (*feedback, "", "")[:2]
    said = {right: right_said, not right: wrong_said}
    return choice_fields([Answer(str(value), float(value is right), said[value]) for value in (True, False)], False)


def _answer(part: str, markup: str, default: float = 1.0) -> Answer:
    part = part.strip()
    weight = _WEIGHT.match(part)
    text, _, feedback = (part[weight.end() :] if weight else part).partition("#")
    return Answer(_said(text, markup), float(weight[1]) / 100 if weight else default, _said(feedback, markup))


def _said(text: str, markup: str = "plain") -> str:
    """Return text without its marks; HTML as what a reader sees of it."""
    own = _MARKUP.match(text.strip())
    markup, text = (own[1], text.strip()[own.end() :]) if own else (markup, text)
    shown = text.translate(_SHOWN)
    return seen(shown, markup)
