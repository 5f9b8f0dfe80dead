"""A quiz with one question of every kind, for the tests of the widget and for the notebooks that the browser opens.

Everything that a learner must not see before the answer starts with SECRET, or is one of the typed answers.
"""

from __future__ import annotations

from typing import Any

from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.question_files.question_file import read_question
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.quiz.sources import Fact, Library, Place

MARKUP = "<img src=x onerror=\"document.title='markup ran'\">"
TYPED_NUMBER = "31415"
TYPED_WORD = "zygomorphic"
SECRETS = ("SECRET", TYPED_NUMBER, TYPED_WORD)

COMMON: dict[str, Any] = {
    "lesson": "sample",
    "part": "check",
    "objective": "sample-objective",
    "bloom": "remember",
    "hint": "SECRET hint",
    "explanation": "SECRET explanation",
    "evidence": ["faq/a1/s1"],
    "facts": ["CF-001"],
}
LIBRARY = Library(
    sentences={"faq/a1/s1": f"SECRET sentence {MARKUP}"},
    sections={"faq": "Questions"},
    facts={"CF-001": Fact("SECRET fact", "A publisher", "2018")},
    caveats={"faq/a1/s1": "SECRET caveat"},
    objectives={"sample-objective": "Tell one thing from another"},
    places={("sample", "check"): Place("Sample lesson, first check", "sample.ipynb", "check")},
)


def questions() -> list[QuestionBase]:
    """One question of every kind, in the order of the contract."""
    made = [_single(), _multiple(), _matching(), _ordering(), _categorise(), _numeric(), _short_text()]
    tables = [{**COMMON, "id": f"sample-{item['kind'].replace('_', '-')}", **item} for item in made]
    return [question for question, _ in map(read_question, tables) if question is not None]


def session(mode: str = "practice", first: int = 0, last: int | None = None, **options: Any) -> QuizSession:
    """A session over some of the questions."""
    chosen = tuple(questions()[first:last])
    title = options.pop("title", f"Sample {MARKUP}")
    return QuizSession("sample", title, chosen, mode=mode, seed=3, library=LIBRARY, **options)  # type: ignore[arg-type]


def _answer(text: str, right: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"text": text, "correct": right, "feedback": f"SECRET feedback on {text}"}
    return made if right else {**made, "misconception": "sample-mix-up"}


def _single() -> dict[str, Any]:
    answers = [_answer("circle", right=True), _answer("square"), _answer(f"box {MARKUP}")]
    return {"kind": "single", "stem": f"Which shape is round? {MARKUP}", "answers": answers}


def _multiple() -> dict[str, Any]:
    answers = [_answer("red", right=True), _answer("blue", right=True), _answer("loud"), _answer("heavy")]
    return {"kind": "multiple", "stem": "Which are colors?", "answers": answers}


def _matching() -> dict[str, Any]:
    pairs = [("one", "first"), ("two", "second and then some more words to make it long"), ("three", "third")]
    return {
        "kind": "matching",
        "stem": "Which number goes with which place?",
        "pairs": [
            {
                "left": left,
                "right": right,
                "feedback": f"SECRET {left} fits",
                "mistake": f"SECRET {left} does not",
                "misconception": "sample-mix-up",
            }
            for left, right in pairs
        ],
        "distractors": ["fourth"],
    }


def _ordering() -> dict[str, Any]:
    steps = [{"text": text, "feedback": f"SECRET place of {text}"} for text in ("Seed", "Sprout", "Tree")]
    return {
        "kind": "ordering",
        "stem": "What comes first?",
        "steps": steps,
        "misplaced": "SECRET not its place",
        "misconception": "sample-mix-up",
    }


def _categorise() -> dict[str, Any]:
    entries = [("oak", "plant"), ("owl", "animal"), ("elm", "plant")]
    return {
        "kind": "categorise",
        "stem": "Plant or animal?",
        "categories": ["plant", "animal"],
        "entries": [
            {
                "text": text,
                "category": category,
                "feedback": f"SECRET {text} fits",
                "mistake": f"SECRET {text} does not",
                "misconception": "sample-mix-up",
            }
            for text, category in entries
        ],
    }


def _numeric() -> dict[str, Any]:
    return {
        "kind": "numeric",
        "stem": "Which number is meant?",
        "value": float(TYPED_NUMBER),
        "unit": "steps",
        "feedback": "SECRET right number",
        "otherwise": "SECRET wrong number",
    }


def _short_text() -> dict[str, Any]:
    return {
        "kind": "short_text",
        "stem": "Which word is meant?",
        "accepted": [TYPED_WORD],
        "feedback": "SECRET right word",
        "otherwise": "SECRET wrong word",
    }
