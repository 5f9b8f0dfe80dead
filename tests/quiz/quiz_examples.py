"""Questions of every kind, and free responses, that the quiz tests share.

Feedback texts carry the word `secret`, so that a test can look for them in a view.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar

from hypothesis import strategies as st

from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.categorise import Categorise
from ibc_edu.quiz.kinds.matching import Matching
from ibc_edu.quiz.kinds.multiple import Multiple
from ibc_edu.quiz.kinds.numeric import Numeric
from ibc_edu.quiz.kinds.ordering import Ordering
from ibc_edu.quiz.kinds.short_text import ShortText
from ibc_edu.quiz.kinds.single import Single

Q = TypeVar("Q", bound=QuestionBase)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

COMMON: dict[str, Any] = {
    "lesson": "staging",
    "part": "check-spread",
    "objective": "staging-spread",
    "bloom": "understand",
    "hint": "a nudge",
    "explanation": "secret explanation",
    "evidence": ["faq/a1/s1"],
}


def make(model: type[Q], **fields: Any) -> Q:
    """A question from the fields of a question file."""
    return model.model_validate(fields)


def answer(text: str, right: bool = False) -> dict[str, Any]:
    """An answer whose feedback and misconception carry its text."""
    made: dict[str, Any] = {"text": text, "correct": right, "feedback": f"secret about {text}"}
    return made if right else {**made, "misconception": f"believes-{text}"}


SINGLE = make(
    Single,
    kind="single",
    id="staging-single",
    stem="Which one?",
    answers=[answer("bones", right=True), answer("hair"), answer("nails")],
    **COMMON,
)
MULTIPLE = make(
    Multiple,
    kind="multiple",
    id="staging-multiple",
    stem="Which ones?",
    answers=[answer("liver", right=True), answer("lungs", right=True), answer("hair"), answer("nails")],
    **COMMON,
)
MATCHING = make(
    Matching,
    kind="matching",
    id="staging-matching",
    stem="What goes together?",
    pairs=[
        {
            "left": left,
            "right": right,
            "feedback": f"secret about {left}",
            "mistake": f"secret mistake about {left}",
            "misconception": f"mixes-{left}",
        }
        for left, right in (("t", "tumor"), ("n", "nodes"), ("m", "metastasis"), ("g", "grade"))
    ],
    distractors=["stage"],
    **COMMON,
)
ORDERING = make(
    Ordering,
    kind="ordering",
    id="staging-ordering",
    stem="In which order?",
    steps=[{"text": text, "feedback": f"secret about {text}"} for text in ("one", "two", "three", "four")],
    misplaced="secret: elsewhere",
    misconception="phases-in-any-order",
    **COMMON,
)
CATEGORISE = make(
    Categorise,
    kind="categorise",
    id="staging-categorise",
    stem="Which group?",
    categories=["regional", "distant"],
    entries=[
        {
            "text": text,
            "category": category,
            "feedback": f"secret about {text}",
            "mistake": f"secret mistake about {text}",
            "misconception": f"misplaces-{text}",
        }
        for text, category in (("armpit", "regional"), ("liver", "distant"), ("bone", "distant"))
    ],
    **COMMON,
)
NUMERIC = make(
    Numeric,
    kind="numeric",
    id="staging-numeric",
    stem="How many millimeters?",
    value=20,
    tolerance=0.5,
    unit="mm",
    feedback="secret: right",
    otherwise="secret: wrong",
    near_misses=[
        {"low": 2, "high": 2, "feedback": "secret: cm", "misconception": "mm-is-cm", "credit": 0.5},
        {"low": 200, "high": 200, "feedback": "secret: too far", "misconception": "mm-is-cm"},
    ],
    **COMMON,
)
SHORT_TEXT = make(
    ShortText,
    kind="short_text",
    id="staging-short",
    stem="Which drug?",
    accepted=["tamoxifen", "Nolvadex"],
    feedback="secret: right",
    otherwise="secret: wrong",
    recognized=[
        {"text": "letrozole", "feedback": "secret: other class", "misconception": "ai-blocks-receptor"},
        {"text": "tamoxifan", "feedback": "secret: not that", "misconception": "x", "credit": 0.25},
    ],
    **COMMON,
)
ALL: tuple[QuestionBase, ...] = (SINGLE, MULTIPLE, MATCHING, ORDERING, CATEGORISE, NUMERIC, SHORT_TEXT)
BY_KIND = {question.kind: question for question in ALL}

KEYS: dict[str, st.SearchStrategy[Any]] = {
    "single": st.none() | st.sampled_from(sorted(SINGLE.by_key)),
    "multiple": st.none() | st.lists(st.sampled_from(sorted(MULTIPLE.by_key))),
    "matching": st.none()
    | st.dictionaries(st.sampled_from(sorted(MATCHING.by_left)), st.none() | st.sampled_from(sorted(MATCHING.rights))),
    "ordering": st.none() | st.permutations(sorted(ORDERING.by_key)),
    "categorise": st.none()
    | st.dictionaries(st.sampled_from(sorted(CATEGORISE.by_key)), st.sampled_from(sorted(CATEGORISE.groups))),
    "numeric": st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([2, 20]),
    "short_text": st.none()
    | st.text(max_size=40)
    | st.sampled_from(["Tamoxifen", "tamoxifn", "letrozole", "tamoxifan", "the tamoxifen!"]),
}
"""Responses that fit the example of each kind."""

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)

question_and_response = st.sampled_from(ALL).flatmap(lambda question: st.tuples(st.just(question), KEYS[question.kind]))


def key_of(question: QuestionBase, text: str, part: str = "choices") -> str:
    """The opaque key of the part that reads `text`."""
    return next(found["key"] for found in question.page_form(0)[part] if found["text"] == text)


def counter_ids() -> Callable[[], str]:
    """A source of attempt ids that counts."""
    numbers = count(1)
    return lambda: f"attempt-{next(numbers)}"
