"""Moodle XML in: every question becomes a draft, or a sentence that says why not."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import Brought, Draft, Loss
from ibc_edu.exchange.formats.moodle_cloze import gap_fields
from ibc_edu.exchange.incoming import one_line, xml_root
from ibc_edu.exchange.readings import (
    Answer,
    Fields,
    RefusedItem,
    choice_fields,
    draft,
    number_fields,
    order_fields,
    pair_fields,
    read_items,
    seen,
    span,
    text_fields,
)
from ibc_edu.exchange.source_list import without_sources
from ibc_edu.exchange.tags import fields_from

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read(data: bytes) -> Brought:
    """Return the drafts of a Moodle XML file, and what was refused or changed.

    Raises
    ------
    QuestionError
        If it is no such file, or has no question.
    """
    root = xml_root(data, "quiz")
    items = [item for item in root.iter("question") if item.get("type") != "category"]
    if not items:
        raise QuestionError("this file has no question.", cure="Export a category that has some.")
    given = Counter(_name(item, number) for number, item in enumerate(items, 1))
    named: list[tuple[str, Element]] = []
    for number, item in enumerate(items, 1):
        name = _name(item, number)
        name = f"{name} (question {number})" if given[name] > 1 else name
        named.append((name, item))
    return read_items(_draft, named)


def _name(item: Element, number: int) -> str:
    return one_line(item.findtext("idnumber") or item.findtext("name/text") or "") or f"question {number}"


def _draft(name: str, item: Element) -> tuple[Draft, list[Loss]]:
    if next(item.iter("file"), None) is not None:
        raise RefusedItem("it has a picture or another file in it, which cannot be brought in.")
    known = fields_from(each.text or "" for each in item.findall("tags/tag/text"))
    kind = known.pop("kind", "")
    common: dict[str, Any] = {"id": name}
    explanation = without_sources(item.findtext("generalfeedback/text") or "")
    if said := seen(explanation, _markup(item.find("generalfeedback"))):
        common["explanation"] = said
    hints = [said for each in item.findall("hint") if (said := _shown(each))]
    common |= {"hint": hints[0]} if hints else {}
    if item.get("type") == "cloze":
        _require_seen(item.find("questiontext"))
        stem, (fields, changed) = gap_fields(item.findtext("questiontext/text") or "", kind)
    else:
        stem = _shown(item.find("questiontext"))
        fields, changed = _fields(item, kind)
    said_more = ["Only its first hint is kept."] if len(hints) > 1 else []
    return draft(name, {**common, "stem": stem, **known}, (fields, [*changed, *said_more]))


def _fields(item: Element, kind: str) -> Fields:
    match item.get("type"):
        case "multichoice" | "truefalse" | "multichoiceset" as named:
            if named == "multichoiceset":
                raise RefusedItem("it counts all or nothing, which no kind here does.")
            several = (item.findtext("single") or "true").strip() in ("false", "0")
            answers = [_answer(each) for each in item.findall("answer")]
            if named == "truefalse":
                answers = [Answer(each.text.capitalize(), each.credit, each.feedback) for each in answers]
            return choice_fields(answers, several)
        case "match":
            return _pairs(item, kind)
        case "ordering":
            return _order(item)
        case "numerical":
            return _numbers(item)
        case "shortanswer":
            return _texts(item)
    shown = str(item.get("type"))[:40]
    raise RefusedItem(f"it is of Moodle's type {shown!r}, which no kind here can hold.")


def _pairs(item: Element, kind: str) -> Fields:
    sides = [(_shown(each), one_line(each.findtext("answer/text") or "")) for each in item.findall("subquestion")]
    pairs = [(left, right) for left, right in sides if left]
    return pair_fields(pairs, [right for left, right in sides if not left], kind)


def _order(item: Element) -> Fields:
    fields, changed = order_fields([_shown(each) for each in item.findall("answer")])
    if misplaced := _shown(item.find("incorrectfeedback")):
        fields["misplaced"] = misplaced
    return fields, changed


def _numbers(item: Element) -> Fields:
    otherwise, spans = "", []
    for each in item.findall("answer"):
        answer = _answer(each, written=True)
        if answer.text == "*":
            otherwise = answer.feedback
        else:
            spans.append(span(answer.text, each.findtext("tolerance") or "0", answer.credit, answer.feedback))
    units = [one_line(each.text or "") for each in item.findall("units/unit/unit_name")]
    fields, changed = number_fields(spans, otherwise, units[0] if units else "")
    return fields, [*changed, *(["Only its first unit is kept."] if len(units) > 1 else [])]


def _texts(item: Element) -> Fields:
    answers = [_answer(each, written=True) for each in item.findall("answer")]
    otherwise = next((each.feedback for each in answers if each.text == "*"), "")
    given = [each for each in answers if each.text != "*"]
    if any(re.search(r"(?<!\\)\*", each.text) for each in given):
        raise RefusedItem("an answer has a star for any text, which cannot be brought in.")
    plain_ones = [Answer(each.text.replace(r"\*", "*"), each.credit, each.feedback) for each in given]
    fields, changed = text_fields(plain_ones, otherwise)
    exact = (item.findtext("usecase") or "0").strip() == "1"
    return fields, [*changed, *(["Capitals do not matter here."] if exact else [])]


def _answer(each: Element, written: bool = False) -> Answer:
    try:
        credit = float(each.get("fraction") or 0) / 100
    except ValueError as error:
        raise RefusedItem(f"a fraction is {str(each.get('fraction'))[:20]!r}, which is no number.") from error
    text = one_line(each.findtext("text") or "") if written else _shown(each)
    return Answer(text, credit, _shown(each.find("feedback")))


def _markup(element: Element | None) -> str:
    return "html" if element is None else element.get("format") or "html"


def _shown(element: Element | None) -> str:
    if element is None:
        return ""
    return seen(element.findtext("text") or "", _markup(element))


def _require_seen(element: Element | None) -> None:
    _shown(element)
