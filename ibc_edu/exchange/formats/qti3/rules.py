"""How an item of QTI 3.0 judges an answer, as far as it can be said by rules: if this is answered, then that."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ibc_edu.exchange.readings import RefusedItem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ANY = "(the answer)"
"""In place of a feedback's name: each answer shows the feedback that bears its own name."""
CORRECT = "(the key)"
"""Among what a rule asks for: the key that the item declares."""

_BRANCHES = {"qti-response-if": True, "qti-response-else-if": True, "qti-response-else": False}
_EQUAL = ("qti-match", "qti-equal", "qti-string-match", "qti-member")
_BOUNDS = ("qti-gte", "qti-gt", "qti-lte", "qti-lt")
_NUMBERS = ("float", "integer")


@dataclass
class Rule:
    """One rule.

    Parameters
    ----------
    asks : bool
        False for what holds whatever is answered, and for what holds where no other rule does.
    otherwise : bool
        Whether it holds where no other rule does.
    chosen : list of str
        Answers that it holds for.
    spans : list of (low, high)
        Numbers that it holds for, both ends included.
    score : float or None
    shows : mapping of outcome to name
        Feedback.
    clear : bool
        False if there is more to it than can be said here.
    """

    asks: bool = False
    otherwise: bool = False
    chosen: list[str] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)
    score: float | None = None
    shows: dict[str, str] = field(default_factory=dict)
    clear: bool = True


def rules_of(item: Element) -> list[Rule]:
    """Return the rules of an item, in its order.

    Raises
    ------
    RefusedItem
        If a number in it is none.
    """
    processing = item.find("qti-response-processing")
    return [] if processing is None else list(_rules(processing, clear=True))


def number(text: str) -> float:
    """Return the number that a text says.

    Raises
    ------
    RefusedItem
        If it says none.
    """
    try:
        found = float(text.strip())
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise RefusedItem(f"“{text.strip()[:40]}” is no number.")
    return found


def correct(response: Element) -> list[str]:
    """Return the key that a declaration gives; empty if it gives none."""
    return [(each.text or "").strip() for each in response.findall("qti-correct-response/qti-value")]


def mapping(response: Element) -> Mapping[str, float]:
    """Return what each answer counts by a declaration; empty if it does not say."""
    entries = response.findall("qti-mapping/qti-map-entry")
    return {str(each.get("map-key")): number(str(each.get("mapped-value"))) for each in entries}


def is_mapped(item: Element) -> bool:
    """Return whether the score is counted by the mapping of the declaration."""
    processing = item.find("qti-response-processing")
    if processing is None:
        return False
    by_template = "map_response" in (processing.get("template") or "")
    return by_template or processing.find(".//qti-map-response") is not None


def _rules(parent: Element, clear: bool) -> Iterator[Rule]:
    always = Rule(clear=clear)
    for each in parent:
        if each.tag == "qti-set-outcome-value":
            _set(each, always)
        elif each.tag == "qti-response-condition":
            for branch in each:
                yield from _branch(branch, clear)
    if always.shows:
        yield always


def _branch(branch: Element, clear: bool) -> Iterator[Rule]:
    asks = _BRANCHES.get(str(branch.tag), True)
    rule = Rule(asks=asks, otherwise=not asks, clear=clear)
    for place, each in enumerate(branch):
        if each.tag == "qti-set-outcome-value":
            _set(each, rule)
        elif each.tag == "qti-response-condition":
            yield from _rules(branch, clear=False)
        elif asks and place == 0:
            _ask(each, rule)
    yield rule


def _ask(test: Element, rule: Rule) -> None:
    """Add what a test asks for to a rule."""
    match test.tag:
        case "qti-or":
            for each in test:
                _ask(each, rule)
        case "qti-and":
            bounds = [found for each in test if each.tag in _BOUNDS for found in [_bound(each)]]
            lows, highs = ([value for low, value in bounds if low is side] for side in (True, False))
            if len(bounds) == len(test) == 2 and lows and highs:
                rule.spans.append((lows[0], highs[0]))
            else:
                rule.clear = False
        case tag if tag in _EQUAL:
            _equal(test, rule)
        case _:
            rule.clear = False


def _equal(test: Element, rule: Rule) -> None:
    value = test.find("qti-base-value")
    if value is None:
        if test.find("qti-correct") is None:
            rule.clear = False
        else:
            rule.chosen.append(CORRECT)
    elif value.get("base-type") in _NUMBERS:
        middle = number(value.text or "")
        below, above = _tolerance(test, middle)
        rule.spans.append((middle - below, middle + above))
    else:
        rule.chosen.append((value.text or "").strip())


def _tolerance(test: Element, middle: float) -> tuple[float, float]:
    """Return how far below and above a number still counts as equal."""
    mode = test.get("tolerance-mode", "exact")
    around = [number(text) for text in (test.get("tolerance") or "0").split()]
    if mode == "exact" or not around:
        return 0.0, 0.0
    below, above = around[0], around[-1]
    return (below, above) if mode == "absolute" else (abs(middle) * below / 100, abs(middle) * above / 100)


def _bound(test: Element) -> tuple[bool, float]:
    """Return whether a test is about the low end, and the end; where the number stands first, `gte` is."""
    value = test.find("qti-base-value")
    if value is None or len(test) != 2:
        raise RefusedItem("a number of it is compared with something that is not written there.")
    at_least = test.tag in ("qti-gte", "qti-gt")
    return at_least is (test[1] is value), number(value.text or "")


def _set(rule_element: Element, rule: Rule) -> None:
    """Add a score or a feedback that an element sets to a rule."""
    name = str(rule_element.get("identifier"))
    values = list(rule_element.iter("qti-base-value"))
    if name == "SCORE":
        if len(values) == 1:
            rule.score = number(values[0].text or "")
        elif rule_element.find("qti-map-response") is None:
            rule.clear = False
    elif values:
        rule.shows[name] = (values[-1].text or "").strip()
    elif rule_element.find("qti-variable") is not None:
        rule.shows[name] = ANY
