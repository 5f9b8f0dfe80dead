"""Elements of QTI 3.0 that both the writing of items and of orders need."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ibc_edu.quiz.kinds.forms import ExchangeRow

RESPONSE = '<qti-variable identifier="RESPONSE"/>'
FEEDBACK = "FEEDBACK"
"""The outcome that shows feedback on what was chosen or typed."""
RIGHT, WRONG = "right", "wrong"
"""Names of the feedback on what is right, and on what is not."""


def name_of(key: str) -> str:
    """Return the key of a part as an identifier of QTI, which must not begin with a digit."""
    return f"k-{key}"


def feedback_of(row: ExchangeRow) -> str:
    """Return the name of the outcome that shows the feedback on a row."""
    return f"{FEEDBACK}-{row.key}"


def assign(name: str, value: str) -> str:
    """Return the rule that gives an outcome the value of an expression."""
    return f'<qti-set-outcome-value identifier="{name}">{value}</qti-set-outcome-value>'


def literal(base: str, text: str) -> str:
    """Return a value that is written there."""
    return f'<qti-base-value base-type="{base}">{escape(text)}</qti-base-value>'


def condition(*branches: tuple[str, str], otherwise: str = "") -> str:
    """Return a condition: the rules of the first test that holds, or else those of `otherwise`."""
    lines = []
    for place, (test, rules) in enumerate(branches):
        tag = "qti-response-else-if" if place else "qti-response-if"
        lines.append(f"<{tag}>{test}{rules}</{tag}>")
    last = f"<qti-response-else>{otherwise}</qti-response-else>" if otherwise else ""
    return f"<qti-response-condition>{''.join(lines)}{last}</qti-response-condition>"
