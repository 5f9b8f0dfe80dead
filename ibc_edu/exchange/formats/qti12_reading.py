"""QTI 1.2 in: a package, or one file of it; every item becomes a draft, or a sentence that says why not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import Brought, Draft, Loss
from ibc_edu.exchange.incoming import one_line, without_namespaces, xml_root
from ibc_edu.exchange.packing import unpacked
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
    text_fields,
)
from ibc_edu.exchange.source_list import without_sources
from ibc_edu.exchange.tags import fields_from

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TAGS = "course_tags"
"""Label of the field of an item that has our tags, with spaces between them."""
GENERAL, WRONG = "general_fb", "general_incorrect_fb"
"""Names that Canvas gives to feedback on the whole, and on a wrong answer."""

_FILES = ("matimage", "mataudio", "matvideo", "matapplet", "matapplication")
_NUMBERS = ("decimal", "integer", "scientific")


def read(data: bytes) -> Brought:
    """Return the drafts of a QTI 1.2 package or file, and what was refused or changed.

    Raises
    ------
    QuestionError
        If it is none, or has no question.
    """
    items = [item for root in _documents(data) for item in root.iter("item")]
    if not items:
        raise QuestionError("this file has no question.", cure="Export a quiz that has some.")
    named = (
        (one_line(item.get("ident") or item.get("title") or "") or f"question {number}", item)
        for number, item in enumerate(items, 1)
    )
    return read_items(_draft, named)


def _documents(data: bytes) -> Iterator[Element]:
    if data[:2] != b"PK":
        yield without_namespaces(xml_root(data, "questestinterop"))
        return
    for name, member in unpacked(data).items():
        if name.endswith(".xml") and b"<questestinterop" in member:
            yield without_namespaces(xml_root(member, "questestinterop"))


@dataclass
class _Rule:
    """One condition: what must be chosen, what must not, numbers between, its score as a share, and its feedback."""

    chosen: list[tuple[str, str]] = field(default_factory=list)
    avoided: list[tuple[str, str]] = field(default_factory=list)
    low: float | None = None
    high: float | None = None
    score: float | None = None
    feedback: str = ""
    either: bool = False


def _draft(name: str, item: Element) -> tuple[Draft, list[Loss]]:
    if any(next(item.iter(tag), None) is not None for tag in _FILES):
        raise RefusedItem("it has a picture or another file in it, which cannot be brought in.")
    metadata = _metadata(item)
    known = fields_from(metadata.get(TAGS, "").split())
    kind = known.pop("kind", "")
    presentation = item.find("presentation")
    if presentation is None:
        raise RefusedItem("it asks nothing.")
    said = {str(each.get("ident")): _shown(each) for each in item.iter("itemfeedback")}
    common: dict[str, Any] = {"id": name, "stem": _stem(presentation)}
    common |= {"explanation": said[GENERAL]} if said.get(GENERAL) else {}
    rules = _rules(item)
    return draft(name, {**common, **known}, _fields(item, metadata.get("question_type", ""), kind, rules, said))


def _fields(item: Element, canvas: str, kind: str, rules: list[_Rule], said: Mapping[str, str]) -> Fields:
    lists, typed = list(item.iter("response_lid")), list(item.iter("response_str"))
    if canvas in ("essay_question", "file_upload_question", "calculated_question", "fill_in_multiple_blanks_question"):
        raise RefusedItem(f"it is of the type {canvas!r}, which no kind here can hold.")
    if len(lists) == 1 and not typed and canvas != "matching_question":
        several = (lists[0].get("rcardinality") or "Single").lower() == "multiple"
        return _choices(lists[0], several, kind, rules, said)
    if len(lists) > 1 and not typed and canvas in ("matching_question", ""):
        return _pairs(lists, kind, rules, said)
    if len(typed) == 1 and not lists:
        fib = typed[0].find(".//render_fib")
        numeric = fib is not None and (fib.get("fibtype") or "").lower() in _NUMBERS
        if canvas == "numerical_question" or (numeric and not canvas):
            return _numbers(rules, said)
        return _texts(rules, said)
    raise RefusedItem("it is answered in a way that no kind here has.")


def _choices(asked: Element, several: bool, kind: str, rules: list[_Rule], said: Mapping[str, str]) -> Fields:
    texts = {str(each.get("ident")): _shown(each) for each in asked.iter("response_label")}
    feedback = {rule.chosen[0][1]: said.get(rule.feedback, "") for rule in rules if rule.feedback and rule.chosen}
    earning = [rule for rule in rules if (rule.score or 0) > 0]
    if several and (any(rule.either for rule in earning) or sum(len(rule.chosen) > 1 for rule in earning) > 1):
        raise RefusedItem("more than one choice of answers is right, which no kind here has.")
    right = {value for rule in earning for _, value in rule.chosen}
    if not several and any((rule.score or 0) < 1 for rule in earning):
        raise RefusedItem("an answer earns a part of the score, which no kind here does.")
    share = 1 / max(len(right), 1) if several else 1.0
    wrong = -1 / max(len(texts) - len(right), 1) if several else 0.0
    answers = [Answer(text, share if key in right else wrong, feedback.get(key, "")) for key, text in texts.items()]
    fields, changed = choice_fields(answers, several)
    counted = ["Each right answer earns the same share here, and each wrong one takes off the same."]
    return fields, [*changed, *(counted if several and kind != "multiple" else [])]


def _pairs(lists: list[Element], kind: str, rules: list[_Rule], said: Mapping[str, str]) -> Fields:
    right = {response: value for rule in rules if (rule.score or 0) > 0 for response, value in rule.chosen}
    mistakes = {response: said.get(rule.feedback, "") for rule in rules for response, _ in rule.avoided}
    pairs, rows, texts = [], [], dict[str, str]()
    for asked in lists:
        response = str(asked.get("ident"))
        menu = {str(each.get("ident")): _shown(each) for each in asked.iter("response_label")}
        texts |= menu
        if response not in right or right[response] not in menu:
            raise RefusedItem("a row has no right match.")
        material = asked.find("material")
        pairs.append((_shown(material) if material is not None else "", menu[right[response]]))
        rows.append(mistakes.get(response, ""))
    fields, changed = pair_fields(pairs, texts.values(), kind)
    made = next(fields[name] for name in ("pairs", "entries") if name in fields)
    for row, mistake in zip(made, rows, strict=True):
        row |= {"mistake": mistake} if mistake else {}
    if "categories" in fields:
        fields["categories"] = list(dict.fromkeys(texts.values()))
    return fields, changed


def _numbers(rules: list[_Rule], said: Mapping[str, str]) -> Fields:
    spans = []
    for rule in rules:
        if rule.score is None:
            continue
        low, high = rule.low, rule.high
        if low is None or high is None:
            if not rule.chosen:
                raise RefusedItem("it has a condition that is no number.")
            low = high = _number(rule.chosen[0][1])
        ranged = not rule.chosen
        spans.append(Span(low, high, rule.score, said.get(rule.feedback, ""), ranged))
    return number_fields(spans, said.get(WRONG, ""))


def _texts(rules: list[_Rule], said: Mapping[str, str]) -> Fields:
    answers = [
        Answer(one_line(value), rule.score, said.get(rule.feedback, ""))
        for rule in rules
        if rule.score is not None
        for _, value in rule.chosen
    ]
    return text_fields(answers, said.get(WRONG, ""))


def _rules(item: Element) -> list[_Rule]:
    """Return the conditions of an item; the best score that one of them gives counts as 1."""
    rules = [_rule(each) for each in item.iter("respcondition")]
    best = max((rule.score for rule in rules if rule.score is not None), default=0)
    if not 0 < best < math.inf:
        raise RefusedItem("no answer earns a score, so that its key is not known.")
    for rule in rules:
        rule.score = None if rule.score is None else rule.score / best
    return rules


def _rule(condition: Element) -> _Rule:
    rule = _Rule()
    test, earned, shown = condition.find("conditionvar"), condition.find("setvar"), condition.find("displayfeedback")
    if test is not None:
        _gather(test, rule, False)
    if earned is not None:
        sign = -1 if (earned.get("action") or "Set").lower() in ("subtract", "divide") else 1
        rule.score = sign * _number(earned.text or "")
    if shown is not None:
        rule.feedback = shown.get("linkrefid") or ""
    return rule


def _gather(test: Element, rule: _Rule, avoided: bool) -> None:
    """Collect what a condition asks for; exclusive bounds count as the bounds themselves."""
    for each in test:
        value = (str(each.get("respident")), (each.text or "").strip())
        match each.tag:
            case "varequal":
                (rule.avoided if avoided else rule.chosen).append(value)
            case "vargte" | "vargt":
                rule.low = _number(value[1])
            case "varlte" | "varlt":
                rule.high = _number(value[1])
            case "not":
                _gather(each, rule, not avoided)
            case "and" | "or":
                rule.either |= each.tag == "or" and len(each) > 1
                _gather(each, rule, avoided)
            case "varsubstring":
                raise RefusedItem("it accepts any text with a word in it, which no kind here does.")


def _number(text: str) -> float:
    try:
        return float(text.strip())
    except ValueError as error:
        raise RefusedItem(f"“{text.strip()[:40]}” is no number.") from error


def _metadata(item: Element) -> dict[str, str]:
    fields = item.iter("qtimetadatafield")
    return {each.findtext("fieldlabel") or "": (each.findtext("fieldentry") or "").strip() for each in fields}


def _stem(presentation: Element) -> str:
    material = presentation.find("material")
    if material is None:
        material = presentation.find("flow/material")
    return "" if material is None else _shown(material)


def _shown(element: Element) -> str:
    texts = []
    for each in element.iter("mattext"):
        html = (each.get("texttype") or "text/plain").lower() == "text/html"
        texts.append(seen(without_sources(each.text or ""), "html" if html else "plain"))
    return " ".join(text for text in texts if text)
