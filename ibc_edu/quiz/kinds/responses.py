"""Reading responses that several kinds share: mappings from the page, and lists written in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from ibc_edu.quiz.kinds.base import QuestionBase

V = TypeVar("V")

SEPARATOR = "; "
# The key of the one line of feedback that a typed answer has.
WRITTEN = "response"


def read_mapping(
    question: QuestionBase, response: Any, from_keys: Collection[str], to_keys: Collection[str]
) -> dict[str, str] | None:
    """Return a mapping between parts of a question in canonical form; None, and one without any match, are blank.

    Parts mapped to nothing (null or empty text) are left out.

    Raises
    ------
    ResponseError
        If it is no mapping from `from_keys` to `to_keys`.
    """
    if response is None:
        return None
    if not isinstance(response, Mapping):
        raise question.refuse("this does not say what goes with what.")
    chosen = {key: value for key, value in response.items() if value not in (None, "")}
    if not all(isinstance(value, str) and value in to_keys and key in from_keys for key, value in chosen.items()):
        raise question.refuse("these are not all parts of this question.")
    return dict(sorted(chosen.items())) or None


def read_list(question: QuestionBase, text: str, known: Mapping[str, V]) -> list[V]:
    """Return the values of the `known` texts that stand in `text`, one after another with semicolons between them.

    Case and spaces do not matter, and a known text may hold a semicolon itself.

    Raises
    ------
    ResponseError
        If something else stands there.
    """
    by_form = {_plain(name): value for name, value in known.items()}
    forms = sorted(by_form, key=len, reverse=True)
    rest = _plain(text).strip("; ")
    found: list[V] = []
    while rest:
        form = next((f for f in forms if rest == f or rest.startswith((f"{f};", f"{f} ;"))), None)
        if form is None:
            said = rest.split(";")[0].strip()[:60]
            cure = f"Write the texts of the question, with a semicolon between them: {SEPARATOR.join(known)[:300]}."
            raise question.refuse(f"“{printable(said)}” is not a part of this question.", cure)
        found.append(by_form[form])
        rest = rest[len(form) :].lstrip("; ")
    return found


def read_pairs(
    question: QuestionBase, text: str, sources: Mapping[str, str], targets: Mapping[str, str]
) -> dict[str, str]:
    """Return `{source key: target key}` from text such as ``left: right; other left: other right``.

    Raises
    ------
    ResponseError
        If something else stands there.
    """
    pairs = {f"{left}: {right}": (key, to) for key, left in sources.items() for to, right in targets.items()}
    return dict(read_list(question, text, pairs))


def pairs_text(response: Mapping[str, str] | None, sources: Mapping[str, str], targets: Mapping[str, str]) -> str:
    """Return a mapping between parts in the words that `read_pairs` reads."""
    return SEPARATOR.join(f"{sources[key]}: {targets[to]}" for key, to in (response or {}).items())


def rotated(key: Mapping[str, str], targets: Sequence[str]) -> dict[str, str]:
    """Return the key with the target of two sources in three moved on by one."""
    following = dict(zip(targets, [*targets[1:], targets[0]], strict=True))
    return {source: to if place % 3 == 2 else following[to] for place, (source, to) in enumerate(key.items())}


def printable(text: str) -> str:
    """Return text that can be encoded, with a mark where half a character stands."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
