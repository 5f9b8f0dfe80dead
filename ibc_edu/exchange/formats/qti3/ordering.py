"""How QTI 3.0 is told to judge an order as the course does: by the pairs of steps that stand in the right order.

See `ibc_edu.quiz.kinds.ordering`: the score is (pairs in order - pairs out of order) / all pairs, and never below 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ibc_edu.exchange.formats.qti3.elements import (
    RESPONSE,
    RIGHT,
    WRONG,
    assign,
    condition,
    feedback_of,
    literal,
    name_of,
)
from ibc_edu.quiz.kinds.forms import ExchangeRow

_PAIRS = "PAIRS"


def declared(rows: Sequence[ExchangeRow]) -> Iterator[str]:
    """Yield the declarations of the place of each step, and of the count of pairs in order."""
    for name in (*(_place(row) for row in rows), _PAIRS):
        yield (
            f'<qti-outcome-declaration identifier="{name}" cardinality="single" base-type="integer">'
            "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>"
        )


def judged(rows: Sequence[ExchangeRow]) -> Iterator[str]:
    """Yield the rules: where each step stands, what is said of it, how many pairs are in order, and the score."""
    places = range(1, len(rows) + 1)
    for right, row in enumerate(rows, 1):
        found = ((_stands(row, place), assign(_place(row), literal("integer", str(place)))) for place in places)
        yield condition(*found)
        said = assign(feedback_of(row), literal("identifier", RIGHT))
        yield condition((_stands(row, right), said), otherwise=assign(feedback_of(row), literal("identifier", WRONG)))
    pairs = list(combinations(rows, 2))
    one_more = assign(_PAIRS, f"<qti-sum>{_variable(_PAIRS)}{literal('integer', '1')}</qti-sum>")
    for first, second in pairs:
        yield condition((f"<qti-lt>{_variable(_place(first))}{_variable(_place(second))}</qti-lt>", one_more))
    yield condition(*(_earned(count, len(pairs)) for count in range(len(pairs), len(pairs) // 2, -1)))


def _earned(count: int, pairs: int) -> tuple[str, str]:
    test = f"<qti-match>{_variable(_PAIRS)}{literal('integer', str(count))}</qti-match>"
    return test, assign("SCORE", literal("float", repr((2 * count - pairs) / pairs)))


def _stands(row: ExchangeRow, place: int) -> str:
    found = f'<qti-index n="{place}">{RESPONSE}</qti-index>'
    return f"<qti-match>{found}{literal('identifier', name_of(row.key))}</qti-match>"


def _place(row: ExchangeRow) -> str:
    return f"PLACE-{row.key}"


def _variable(name: str) -> str:
    return f'<qti-variable identifier="{name}"/>'
