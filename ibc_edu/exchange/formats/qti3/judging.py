"""How QTI 3.0 is told to judge a response: its score, and the feedback that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ibc_edu.exchange.formats.qti3 import ordering
from ibc_edu.exchange.formats.qti3.elements import (
    FEEDBACK,
    RESPONSE,
    RIGHT,
    WRONG,
    assign,
    condition,
    feedback_of,
    literal,
    name_of,
)
from ibc_edu.exchange.variants import variants
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import Exchange, ExchangeRow, Interaction

_MAPPED = assign("SCORE", '<qti-map-response identifier="RESPONSE"/>')


def judged(question: QuestionBase, form: Exchange) -> Iterator[str]:
    """Yield the rules by which a question of any kind is judged."""
    match form.interaction:
        case Interaction.CHOICE:
            yield _MAPPED
            yield assign(FEEDBACK, RESPONSE)
        case Interaction.MATCH | Interaction.GROUP:
            yield _MAPPED
            yield from (_row_judged(row, form) for row in form.rows)
        case Interaction.ORDER:
            yield from ordering.judged(form.rows)
        case Interaction.NUMBER:
            yield _typed([(_between(row), row.credit) for row in form.rows])
        case Interaction.TEXT:
            yield _typed([(_spelled(question, rows), rows[0].credit) for rows in by_feedback(form)])


def by_feedback(form: Exchange) -> list[list[ExchangeRow]]:
    """Return the words with the same credit and feedback together, in the order of the first of them."""
    found: dict[tuple[float, str], list[ExchangeRow]] = {}
    for row in form.rows:
        found.setdefault((row.credit, row.feedback), []).append(row)
    return list(found.values())


def _typed(answers: Sequence[tuple[str, float]]) -> str:
    """Return the condition that gives each test its credit and its feedback, by their place."""
    branches = (
        (test, assign("SCORE", literal("float", repr(float(credit)))) + _say(FEEDBACK, f"{RIGHT}-{place}"))
        for place, (test, credit) in enumerate(answers)
    )
    return condition(*branches, otherwise=_say(FEEDBACK, WRONG))


def _row_judged(row: ExchangeRow, form: Exchange) -> str:
    def placed(target: str) -> str:
        pair = literal("directedPair", f"{name_of(row.key)} {name_of(target)}")
        return f"<qti-member>{pair}{RESPONSE}</qti-member>"

    others = "".join(placed(key) for key in form.targets if key != row.target)
    name = feedback_of(row)
    return condition((placed(row.target or ""), _say(name, RIGHT)), (f"<qti-or>{others}</qti-or>", _say(name, WRONG)))


def _say(outcome: str, name: str) -> str:
    return assign(outcome, literal("identifier", name))


def _spelled(question: QuestionBase, rows: Sequence[ExchangeRow]) -> str:
    words = dict.fromkeys(text for row in rows for text in variants(question, row))
    tests = "".join(
        f'<qti-string-match case-sensitive="false">{RESPONSE}{literal("string", text)}</qti-string-match>'
        for text in words
    )
    return f"<qti-or>{tests}</qti-or>"


def _between(row: ExchangeRow) -> str:
    low, high = (literal("float", repr(number)) for number in (row.low, row.high))
    return f"<qti-and><qti-gte>{RESPONSE}{low}</qti-gte><qti-lte>{RESPONSE}{high}</qti-lte></qti-and>"
