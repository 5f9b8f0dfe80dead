"""From what other systems say of a question to the fields of our kinds, with a sentence for what does not fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ibc_edu.exchange.contract import Draft, Effect, Loss
from ibc_edu.exchange.incoming import formula_in, one_line, plain, unshowable
from ibc_edu.quiz.typed_answers.typed_text import same_meaning

CLOSE = 1e-4
"""Credits written with five digits, as 33.33333%, are the same within this."""


class RefusedItem(Exception):  # noqa: N818  # not an error of the course: it becomes a sentence
    """An item that cannot be brought in; its text is the sentence that says why."""


def read_items(
    draft_of: Callable[..., tuple[Draft, list[Loss]]], items: Iterable[tuple[Any, ...]]
) -> tuple[list[Draft], list[Loss]]:
    """Return the drafts of all items and what is lost in them; one that is refused is left out, and why is said.

    Parameters
    ----------
    draft_of : callable
        Gives an item's draft and losses, or raises `RefusedItem`.
    items : iterable of tuple
        What it takes of each item, first the name by which losses speak of it.
    """
    drafts, losses = list[Draft](), list[Loss]()
    for item in items:
        try:
            made, changed = draft_of(*item)
        except RefusedItem as reason:
            losses.append(Loss(item[0], str(reason), Effect.LEFT_OUT))
        else:
            drafts.append(made)
            losses += changed
    return drafts, losses


@dataclass(frozen=True)
class Answer:
    """One answer of another system.

    Parameters
    ----------
    text : str
    credit : float
        1 is the full score.
    feedback : str
    """

    text: str
    credit: float
    feedback: str = ""


@dataclass(frozen=True)
class Span:
    """Numbers of another system that earn a credit, ends included; `ranged` if they are written as a range."""

    low: float
    high: float
    credit: float
    feedback: str = ""
    ranged: bool = False


Fields = tuple[dict[str, Any], list[str]]
"""Fields of a question file, and what was changed on the way, as sentences."""


def choice_fields(answers: Sequence[Answer], several: bool) -> Fields:
    """Return the fields of `single`, or of `multiple` where several answers may be ticked.

    Raises
    ------
    RefusedItem
        If no answer is right, or several are where one may be chosen.
    """
    changed = []
    right = [answer for answer in answers if answer.credit > 0]
    if not right:
        raise RefusedItem("it has no right answer.")
    if several:
        changed += _odd_credits(answers)
    else:
        best = [answer for answer in right if answer.credit > 1 - CLOSE]
        if len(best) != 1:
            raise RefusedItem(f"one answer may be chosen, and {len(best)} earn the full score.")
        if len(right) > 1:
            changed.append("An answer that earned a part of the score earns nothing here.")
        right = best
    rows = [{"text": each.text, "correct": each in right, "feedback": each.feedback} for each in answers]
    return {"kind": "multiple" if several else "single", "answers": rows}, changed


def pair_fields(pairs: Sequence[tuple[str, str]], alone: Iterable[str] = (), kind: str = "") -> Fields:
    """Return the fields of `matching`, or of `categorise` where a text on the right goes with several on the left.

    Parameters
    ----------
    pairs : sequence of (left, right)
    alone : iterable of str
        Texts on the right without a partner.
    kind : str
        The kind that the file says it is, if it does; an `ordering` has its places on the right.
    """
    rights = [right for _, right in pairs]
    others = [text for text in dict.fromkeys(alone) if text not in rights]
    if kind == "ordering" and sorted(rights) == sorted(map(str, range(1, len(rights) + 1))):
        return order_fields([left for left, _ in sorted(pairs, key=lambda pair: int(pair[1]))])
    if kind == "categorise" or len(set(rights)) < len(rights):
        entries = [{"text": left, "category": right} for left, right in pairs]
        return {"kind": "categorise", "categories": [*dict.fromkeys(rights), *others], "entries": entries}, []
    table = {"kind": "matching", "pairs": [{"left": left, "right": right} for left, right in pairs]}
    return {**table, **({"distractors": others} if others else {})}, []


def order_fields(steps: Sequence[str]) -> Fields:
    """Return the fields of `ordering`; the steps stand in the right order."""
    return {"kind": "ordering", "steps": [{"text": text} for text in steps]}, []


def number_fields(spans: Sequence[Span], otherwise: str = "", unit: str = "") -> Fields:
    """Return the fields of `numeric`: the first span with the full score is right, the others are near misses.

    Raises
    ------
    RefusedItem
        If not exactly one number, or one range, earns the full score.
    """
    right = [span for span in spans if span.credit > 1 - CLOSE]
    if len({(span.low, span.high) for span in right}) != 1:
        raise RefusedItem(f"{len(right)} numbers earn the full score; there must be one, or one range.")
    low, high = right[0].low, right[0].high
    fields: dict[str, Any] = {"kind": "numeric", **_right_numbers(right[0]), "feedback": right[0].feedback}
    misses = [part for span in spans if span not in right for part in _outside(span, low, high)]
    if misses:
        fields["near_misses"] = [
            {"low": miss.low, "high": miss.high, "credit": max(0.0, miss.credit), "feedback": miss.feedback}
            for miss in misses
        ]
    fields |= {"otherwise": otherwise} if otherwise else {}
    fields |= {"unit": unit} if unit else {}
    return {name: value for name, value in fields.items() if value != ""}, []


def text_fields(answers: Sequence[Answer], otherwise: str = "") -> Fields:
    """Return the fields of `short_text`; ways to write one word that are the same here become one.

    Raises
    ------
    RefusedItem
        If no answer earns the full score.
    """
    accepted: list[Answer] = []
    wrong: list[Answer] = []
    for answer in answers:
        kept = accepted if answer.credit > 1 - CLOSE else wrong
        if not any(same_meaning(answer.text, other.text) for other in (*accepted, *wrong)):
            kept.append(answer)
    if not accepted:
        raise RefusedItem("no answer earns the full score.")
    changed = []
    if len({answer.feedback for answer in accepted}) > 1:
        changed.append("Right answers have one feedback here, that of the first.")
    fields: dict[str, Any] = {"kind": "short_text", "accepted": [answer.text for answer in accepted]}
    fields |= {"feedback": accepted[0].feedback} if accepted[0].feedback else {}
    fields |= {"otherwise": otherwise} if otherwise else {}
    if wrong:
        fields["recognized"] = [
            {"text": each.text, "credit": max(0.0, each.credit), "feedback": each.feedback} for each in wrong
        ]
    return fields, changed


def draft(name: str, common: dict[str, Any], found: Fields) -> tuple[Draft, list[Loss]]:
    """Return a draft of an item and what was changed; its texts must be ones that can be shown.

    Raises
    ------
    RefusedItem
        If a text has a picture or a formula in it, or is empty.
    """
    fields, changed = found
    table = {**common, **fields}
    if not str(table.get("stem", "")).strip():
        raise RefusedItem("it asks nothing.")
    for text in _texts(table):
        if reason := formula_in(text):
            raise RefusedItem(reason)
    return Draft(name, table), [Loss(name, sentence, Effect.DEGRADED) for sentence in changed]


def seen(text: str, markup: str = "html") -> str:
    """Return what a reader sees of a text, on one line.

    Parameters
    ----------
    text : str
    markup : str
        As Moodle names it; ``plain`` and ``plain_text`` are shown as they stand, anything else is taken for HTML.

    Raises
    ------
    RefusedItem
        If there is more to see than text: a picture, a script, a formula.
    """
    if markup in ("plain", "plain_text"):
        return one_line(text)
    if reason := unshowable(text):
        raise RefusedItem(reason)
    return plain(text)


def span(value: str, tolerance: str, credit: float, feedback: str = "") -> Span:
    """Return the numbers from a value and a tolerance as written, so that 0.1 and 0.2 are what they look like.

    Raises
    ------
    RefusedItem
        If they are no numbers.
    """
    try:
        middle, around = Decimal(value.strip()), abs(Decimal(tolerance.strip() or "0"))
        low, high = float(middle - around), float(middle + around)
    except ArithmeticError as error:
        raise RefusedItem(f"“{value[:40]}” with the tolerance “{tolerance[:40]}” is no number.") from error
    if not (math.isfinite(low) and math.isfinite(high)):
        raise RefusedItem("a number is too large.")
    return Span(low, high, credit, feedback)


def _right_numbers(right: Span) -> dict[str, Any]:
    if right.ranged:
        return {"range": [right.low, right.high]}
    middle = (Decimal(repr(right.low)) + Decimal(repr(right.high))) / 2
    around = float(Decimal(repr(right.high)) - middle)
    return {"value": float(middle), **({"tolerance": around} if around else {})}


def _outside(miss: Span, low: float, high: float) -> Iterable[Span]:
    """Yield what is left of a near miss without the right numbers, which win where both hold."""
    if miss.high < low or miss.low > high:
        yield miss
        return
    if miss.low < low:
        yield Span(miss.low, math.nextafter(low, -math.inf), miss.credit, miss.feedback)
    if miss.high > high:
        yield Span(math.nextafter(high, math.inf), miss.high, miss.credit, miss.feedback)


def _odd_credits(answers: Sequence[Answer]) -> list[str]:
    """Return a sentence if the credits are not the shares that `multiple` gives."""
    right = [answer.credit for answer in answers if answer.credit > 0]
    wrong = [answer.credit for answer in answers if answer.credit <= 0]
    if not wrong:
        raise RefusedItem("every answer is right, so that ticking all would be right.")
    ours = all(abs(credit - 1 / len(right)) < CLOSE for credit in right)
    ours = ours and all(abs(credit + 1 / len(wrong)) < CLOSE for credit in wrong)
    return [] if ours else ["Each right answer earns the same share here, and each wrong one takes off the same."]


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
