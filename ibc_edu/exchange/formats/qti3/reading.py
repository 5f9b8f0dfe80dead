"""QTI 3.0 in: a package, or one item; every item becomes a draft, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import Brought, Draft, Effect, Loss
from ibc_edu.exchange.formats.qti3.elements import FEEDBACK, RIGHT, WRONG, name_of
from ibc_edu.exchange.formats.qti3.packages import items_of
from ibc_edu.exchange.formats.qti3.rules import ANY, CORRECT, Rule, correct, is_mapped, mapping, number, rules_of
from ibc_edu.exchange.formats.qti3.texts import shown
from ibc_edu.exchange.incoming import one_line
from ibc_edu.exchange.readings import (
    Answer,
    Fields,
    RefusedItem,
    Span,
    choice_fields,
    draft,
    number_fields,
    order_fields,
    pair_fields,
    read_items,
    span,
    text_fields,
)
from ibc_edu.exchange.tags import fields_from

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNIT = "course-unit"
"""Class of the unit that stands beside a field to type into."""

_KINDS = {
    "qti-choice-interaction": "_choices",
    "qti-order-interaction": "_order",
    "qti-match-interaction": "_pairs",
    "qti-text-entry-interaction": "_typed",
}
_NO_SUCH_KIND = "it is answered in a way that no kind here has."
_LOST = "what it says after some answers is not brought in, for no part of the question shows it alone."


def read(data: bytes) -> Brought:
    """Return the drafts of a QTI 3.0 package or item, and what was refused or changed.

    Raises
    ------
    QuestionError
        If it is none, or has no question.
    """
    named = (
        (one_line(item.get("identifier") or item.get("title") or "") or f"question {place}", item, tags)
        for place, (item, tags) in enumerate(items_of(data), 1)
    )
    drafts, losses = read_items(lambda *item: _Item(*item).draft(), named)
    if not drafts and not losses:
        raise QuestionError("this package has no question.", cure="Export some, as QTI 3.0.")
    return drafts, losses


class _Item:
    """One item on its way in.

    Parameters
    ----------
    name : str
    item : Element
        Without namespaces.
    tags : list of str
    """

    def __init__(self, name: str, item: Element, tags: list[str]) -> None:
        self._name, self._item = name, item
        self._known = fields_from(tags)
        self._kind = self._known.pop("kind", "")
        self._rules = rules_of(item)
        self._mapped = is_mapped(item)
        self._unused = {
            (str(each.get("outcome-identifier")), str(each.get("identifier"))): each
            for tag in ("qti-modal-feedback", "qti-feedback-block")
            for each in item.iter(tag)
        }

    def draft(self) -> tuple[Draft, list[Loss]]:
        """Return the draft, and what was changed.

        Raises
        ------
        RefusedItem
            If it can be no question here.
        """
        if next(self._item.iter("qti-template-processing"), None) is not None:
            raise RefusedItem("it is drawn anew each time, which no kind here is.")
        body = self._item.find("qti-item-body")
        asked = [] if body is None else [each for each in body.iter() if str(each.tag).endswith("-interaction")]
        if body is None or not asked:
            raise RefusedItem("it asks nothing.")
        if len(asked) > 1 or asked[0].tag not in _KINDS:
            raise RefusedItem(_NO_SUCH_KIND)
        response = self._declaration(asked[0])
        said = [self._told(rule) for rule in self._rules if not rule.asks and not rule.otherwise]
        common: dict[str, Any] = {"id": self._name, "stem": shown(body, asks=True)}
        common |= {"explanation": " ".join(said).strip()} if any(said) else {}
        fields: Fields = getattr(self, _KINDS[str(asked[0].tag)])(asked[0], response)
        made, changed = draft(self._name, {**common, **self._known}, fields)
        return made, [*changed, *([Loss(self._name, _LOST, Effect.DEGRADED)] if self._unused else [])]

    def _declaration(self, interaction: Element) -> Element:
        wanted = interaction.get("response-identifier")
        for each in self._item.iter("qti-response-declaration"):
            if each.get("identifier") == wanted:
                return each
        raise RefusedItem("its answer is not declared, so that its key is not known.")

    def _said(self, named: tuple[str, str]) -> str:
        """Return the feedback of an outcome and a name; empty if there is none."""
        found = self._unused.pop(named, None)
        return "" if found is None else shown(found)

    def _told(self, rule: Rule | None, value: str = "") -> str:
        """Return what a rule shows; with an answer, also what bears the name of that answer."""
        named = [] if rule is None else [(out, value if name == ANY else name) for out, name in rule.shows.items()]
        return " ".join(filter(None, map(self._said, named)))

    def _told_of(self, value: str) -> str:
        """Return what is shown with one answer that is chosen."""
        rules = [rule for rule in self._rules if rule.chosen == [value] or ANY in rule.shows.values()]
        return " ".join(filter(None, (self._told(rule, value) for rule in rules)))

    def _otherwise(self) -> str:
        return self._told(next((rule for rule in self._rules if rule.otherwise), None))

    def _choices(self, interaction: Element, response: Element) -> Fields:
        several = response.get("cardinality") == "multiple"
        choices = {str(each.get("identifier")): each for each in interaction.iter("qti-simple-choice")}
        credits = dict(mapping(response)) if self._mapped else {}
        if not credits:
            right = [value for value in correct(response) if value in choices]
            share = 1 / max(len(right), 1) if several else 1.0
            off = -1 / max(len(choices) - len(right), 1) if several else 0.0
            credits = {key: share if key in right else off for key in choices}
        whole = (
            sum(credit for credit in credits.values() if credit > 0) if several else max(credits.values(), default=0)
        )
        answers = [
            Answer(shown(each), credits.get(key, 0.0) / (whole or 1.0), _inline(each) or self._told_of(key))
            for key, each in choices.items()
        ]
        fields, changed = choice_fields(answers, several)
        counted = ["Each right answer earns a share here, and each wrong one takes some off."]
        return fields, [*changed, *(counted if several and not self._mapped else [])]

    def _order(self, interaction: Element, response: Element) -> Fields:
        choices = {str(each.get("identifier")): shown(each) for each in interaction.iter("qti-simple-choice")}
        right = correct(response)
        if sorted(right) != sorted(choices):
            raise RefusedItem("its right order is not given.")
        fields, changed = order_fields([choices[key] for key in right])
        names = [f"{FEEDBACK}-{key.removeprefix(name_of(''))}" for key in right]
        for step, name in zip(fields["steps"], names, strict=True):
            step["feedback"] = self._said((name, RIGHT))
        said = {self._said((name, WRONG)) for name in names} - {""}
        fields |= {"misplaced": said.pop()} if len(said) == 1 else {}
        counted = ["Each step in its place among the others earns a share here."]
        return fields, [*changed, *(counted if self._kind != "ordering" else [])]

    def _pairs(self, interaction: Element, response: Element) -> Fields:
        sets = [
            {str(each.get("identifier")): shown(each) for each in found.iter("qti-simple-associable-choice")}
            for found in interaction.iter("qti-simple-match-set")
        ]
        if len(sets) != 2:
            raise RefusedItem(_NO_SUCH_KIND)
        lefts, rights = sets
        worth = mapping(response) if self._mapped else {}
        right = [tuple(value.split()) for value in [key for key in worth if worth[key] > 0] or correct(response)]
        if sorted(pair[0] for pair in right if len(pair) == 2 and pair[1] in rights) != sorted(lefts):
            raise RefusedItem("a row has no right match, or several.")
        target = dict(pair for pair in right if len(pair) == 2)
        pairs = [(text, rights[target[key]]) for key, text in lefts.items()]
        fields, changed = pair_fields(pairs, rights.values(), self._kind)
        if "categories" in fields:
            fields["categories"] = list(dict.fromkeys(rights.values()))
        made = next(fields[name] for name in ("pairs", "entries") if name in fields)
        for key, row in zip(lefts, made, strict=True):
            row |= {name: text for name, text in self._told_of_row(key, target[key]).items() if text}
        even = self._mapped and len(set(worth.values())) == 1
        return fields, [*changed, *([] if even else ["Each right match earns the same share here."])]

    def _told_of_row(self, left: str, right: str) -> dict[str, str]:
        told = {"feedback": "", "mistake": ""}
        for rule in self._rules:
            if rule.chosen and all(value.split()[:1] == [left] for value in rule.chosen):
                told["feedback" if f"{left} {right}" in rule.chosen else "mistake"] = self._told(rule)
        return told

    def _typed(self, _: Element, response: Element) -> Fields:
        if any(not rule.clear for rule in self._rules if rule.score):
            raise RefusedItem("its score is counted in a way that no kind here has.")
        base = response.get("base-type")
        unit = next((shown(each) for each in self._item.iter("span") if each.get("class") == UNIT), "")
        if base in ("float", "integer"):
            spans = list(self._spans(response))
            return number_fields(spans, self._otherwise(), unit)
        if base != "string":
            raise RefusedItem(_NO_SUCH_KIND)
        words = list(self._words(response))
        return text_fields(words, self._otherwise())

    def _spans(self, response: Element) -> Iterator[Span]:
        right = correct(response)
        for rule, credit in self._scored():
            told = self._told(rule)
            values = right if CORRECT in rule.chosen else []
            yield from (Span(number(value), number(value), credit, told) for value in values)
            yield from (_span(low, high, credit, told, right) for low, high in rule.spans)
        if not self._scored():
            yield from (Span(number(value), number(value), credit) for value, credit in self._plain(response))

    def _words(self, response: Element) -> Iterator[Answer]:
        for rule, credit in self._scored():
            told = self._told(rule)
            words = [word for value in rule.chosen for word in (correct(response) if value == CORRECT else [value])]
            yield from (Answer(one_line(word), credit, told) for word in words)
        if not self._scored():
            yield from (Answer(one_line(word), credit) for word, credit in self._plain(response))

    def _scored(self) -> Sequence[tuple[Rule, float]]:
        """Return the rules that ask for something, each with its share of the best score."""
        asking = [rule for rule in self._rules if rule.chosen or rule.spans]
        best = max((rule.score or 0 for rule in asking), default=0)
        return [(rule, (rule.score or 0) / best) for rule in asking] if best > 0 else []

    def _plain(self, response: Element) -> Sequence[tuple[str, float]]:
        """Return each answer that the declaration alone names, with its share of the best score."""
        credits = mapping(response) if self._mapped else dict.fromkeys(correct(response), 1.0)
        best = max(credits.values(), default=0)
        return [(value, credit / best) for value, credit in credits.items()] if best > 0 else []


def _inline(choice: Element) -> str:
    found = choice.find(".//qti-feedback-inline")
    return (
        "" if found is None else " ".join(filter(None, (shown(each) for each in found))) or one_line(found.text or "")
    )


def _span(low: float, high: float, credit: float, told: str, right: Sequence[str]) -> Span:
    """Return a span; with a tolerance around the key, which a range of right numbers does not have."""
    if credit < 1 or not right:
        return Span(low, high, credit, told, ranged=True)
    middle = number(right[0])
    around = max(Decimal(repr(middle)) - Decimal(repr(low)), Decimal(repr(high)) - Decimal(repr(middle)))
    return span(repr(middle), f"{around:.12g}", credit, told)
