"""xAPI statements, as `ibc-edu record export NAME.jsonl` writes them, read back."""

from __future__ import annotations

import re
from typing import Any

from ibc_edu.quiz.attempt import AttemptDict

_OUTCOMES = {"attempted": "blank", "experienced": "shown"}
_PARTS = "[,]"
_PAIR = "[.]"


def fields_of(statement: Any) -> dict[str, Any] | None:
    """Return the fields of an attempt from one statement, or None if it is not one that this course wrote.

    Parameters
    ----------
    statement : JSON value
        See `ibc_edu.learner.exports.statement`.
    """
    try:
        result, said = statement["result"], statement["context"]["extensions"]
        extensions = {name.rpartition("/")[2]: value for name, value in said.items()}
        score = result.get("score", {}).get("scaled")
        fields: dict[str, Any] = {
            **dict.fromkeys(AttemptDict.__annotations__),
            **{name: value for name, value in extensions.items() if name in AttemptDict.__annotations__},
            "attempt_id": statement["id"].replace("-", ""),
            "learner": statement["actor"]["account"]["name"],
            "item_id": statement["object"]["id"].rpartition("/")[2],
            "response": _response(result.get("response"), extensions["kind"]),
            "score": score,
            "outcome": _outcome(statement["verb"]["id"].rpartition("/")[2], result, score),
            "seconds": _seconds(result.get("duration")),
            "at": statement["timestamp"],
        }
    except (KeyError, TypeError, AttributeError, ValueError):
        return None
    return fields


def _response(text: str | None, kind: str) -> Any:
    if text is None:
        return None
    match kind:
        case "multiple" | "ordering":
            return text.split(_PARTS) if text else []
        case "matching" | "categorise":
            return dict(part.split(_PAIR, 1) for part in text.split(_PARTS)) if text else {}
        case "numeric":
            return float(text)
        case _:
            return text


def _outcome(verb: str, result: dict[str, Any], score: float | None) -> str:
    if verb in _OUTCOMES:
        return _OUTCOMES[verb]
    return "correct" if result["success"] else "partial" if score else "incorrect"


def _seconds(duration: str | None) -> float | None:
    found = re.fullmatch(r"PT([\d.]+)S", duration or "")
    return float(found[1]) if found else None
