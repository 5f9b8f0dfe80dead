"""Generated questions of every kind with texts that formats give a meaning, and responses to try on any question."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.question_files.question_file import read_question

GENERATED = 1000
MARKS = r"""
liver node ER+ ER- a<b x&y 50% {x} } { ~5 #1 ####x a=b =1+1 C:\new \ \n \~ -> "q" it's * [html] [id:x] :: // @a +1 -1 '
&#126; &amp; &amp;lt; <b>x</b> </p> <p> <!--x--> 1;=2 ;+x _x0041_ _x005F_ $5 | A. B) ANSWER: é ₂ mg/m² naïve 😀
한국 עברית %100% =%50%x {1:MULTICHOICE:a} ~%-50%x ]]> <![CDATA[ café 1,5 1..2 null TRUE T , ; ;; ''x '=y
"""
WORDS = (*MARKS.split(), "soft\u00adhyphen", "zero\u200dwidth")
CREDITS = (0.0, 0.5, 0.25, 0.1)


def text(rng: Random, taken: set[str]) -> str:
    """A text that none of the `taken` reads like, whatever marks it carries."""
    while True:
        found = " ".join(" ".join(rng.choices(WORDS, k=rng.randint(1, 4))).split())
        if found.casefold() not in taken:
            taken.add(found.casefold())
            return found


def generated(number: int, rng: Random) -> QuestionBase:
    """A question of the kind that falls to this number."""
    names = sorted(_PARTS)
    kind = names[number % len(names)]
    taken: set[str] = set()
    table: dict[str, Any] = {
        "id": f"made-question-{number}",
        "kind": kind,
        "lesson": "made",
        "part": "check-one",
        "objective": "made-objective",
        "bloom": rng.choice(["remember", "apply", "create"]),
        "stem": f"{text(rng, taken)} q{number}",
        "explanation": text(rng, taken),
        **({"hint": text(rng, taken)} if rng.random() < 0.5 else {}),
        **({"evidence": ["faq/a1/s1"]} if rng.random() < 0.5 else {"facts": ["CF-028"]}),
        **_PARTS[kind](rng, taken),
    }
    question, slips = read_question(table)
    assert question is not None, (table, slips)
    return question


def all_questions() -> list[QuestionBase]:
    """Every question of the bank, and the generated ones."""
    rng = Random(20)
    return [*load_bank(), *(generated(number, rng) for number in range(GENERATED))]


def some_questions(step: int) -> list[QuestionBase]:
    """Every question of the bank, and every `step`-th of the generated ones: of each kind, unless 7 divides it."""
    bank, questions = load_bank(), all_questions()
    return [*bank, *questions[len(bank) :: step]]


def responses(question: QuestionBase, rng: Random) -> Iterator[Any]:
    """Responses by the keys of a question's parts: right, wrong, in part, and any."""
    yield question.key()
    for _ in range(3):
        yield question.wrong_response(rng.choice)
        yield _some(question, rng)


def _some(question: QuestionBase, rng: Random) -> Any:
    form = question.exchange()
    keys = [row.key for row in form.rows]
    if form.interaction == "choice":
        return rng.choice(keys) if form.most == 1 else rng.sample(keys, rng.randint(1, len(keys)))
    if form.targets:
        return {key: rng.choice(list(form.targets)) for key in rng.sample(keys, rng.randint(1, len(keys)))}
    if form.interaction == "order":
        return rng.sample(keys, len(keys))
    if form.interaction == "number":
        row = rng.choice(form.rows)
        return rng.choice([row.low, row.high, rng.uniform(row.low or 0, row.high or 0), rng.uniform(-9, 999)])
    return rng.choice([row.text for row in form.rows])


def _choices(rng: Random, taken: set[str], right: int, wrong: int) -> dict[str, Any]:
    rows = [{"text": text(rng, taken), "correct": True, "feedback": text(rng, taken)} for _ in range(right)]
    rows += [{"text": text(rng, taken), "feedback": text(rng, taken), "misconception": "a-b"} for _ in range(wrong)]
    rng.shuffle(rows)
    return {"answers": rows}


def _said(rng: Random, taken: set[str]) -> dict[str, Any]:
    return {"feedback": text(rng, taken), "mistake": text(rng, taken), "misconception": "a-b"}


def _matching(rng: Random, taken: set[str]) -> dict[str, Any]:
    pairs = [
        {"left": text(rng, taken), "right": text(rng, taken), **_said(rng, taken)} for _ in range(rng.randint(2, 6))
    ]
    return {"pairs": pairs, "distractors": [text(rng, taken) for _ in range(rng.randint(0, 2))]}


def _categorise(rng: Random, taken: set[str]) -> dict[str, Any]:
    groups = [text(rng, taken) for _ in range(rng.randint(2, 4))]
    entries = [
        {"text": text(rng, taken), "category": rng.choice(groups), **_said(rng, taken)}
        for _ in range(rng.randint(2, 6))
    ]
    return {"categories": groups, "entries": entries}


def _ordering(rng: Random, taken: set[str]) -> dict[str, Any]:
    steps = [{"text": text(rng, taken), "feedback": text(rng, taken)} for _ in range(rng.randint(3, 6))]
    return {"steps": steps, "misplaced": text(rng, taken), "misconception": "a-b"}


def _numeric(rng: Random, taken: set[str]) -> dict[str, Any]:
    value = round(rng.uniform(-50, 500), rng.randint(0, 3))
    own = {"value": value, "tolerance": rng.choice([0.0, 0.1, 0.25, 3.0])}
    if rng.random() < 0.3:
        own = {"range": [value, value + rng.choice([0.5, 0.3, 10.0])]}
    misses = [
        {"low": low, "high": low + rng.choice([0.0, 0.7]), "credit": rng.choice(CREDITS), "feedback": text(rng, taken)}
        for low in rng.sample([value - 40.1, value + 20.5, value * 2 + 100], rng.randint(0, 3))
    ]
    misses = [miss for miss in misses if miss["low"] > value + 11 or miss["high"] < value - 4]
    return {
        **own,
        **({"unit": rng.choice(["mm", "%", "weeks"])} if rng.random() < 0.5 else {}),
        "feedback": text(rng, taken),
        "otherwise": text(rng, taken),
        "near_misses": [{**miss, "misconception": "a-b"} for miss in misses],
    }


def _short_text(rng: Random, taken: set[str]) -> dict[str, Any]:
    words = ["tamoxifen", "HER2", "lymph node", "B-12", "the skin", "T4d", "ER+", "25%", "bone-marrow biopsy", "a*b"]
    rng.shuffle(words)
    wrong = [
        {"text": word, "feedback": text(rng, taken), "misconception": "a-b", "credit": rng.choice(CREDITS)}
        for word in words[3 : 3 + rng.randint(0, 3)]
    ]
    own = {"accepted": words[: rng.randint(1, 3)], "feedback": text(rng, taken), "otherwise": text(rng, taken)}
    return {**own, "recognized": wrong}


_PARTS = {
    "single": lambda rng, taken: _choices(rng, taken, 1, rng.randint(1, 5)),
    "multiple": lambda rng, taken: _choices(rng, taken, rng.randint(1, 5), rng.randint(1, 5)),
    "matching": _matching,
    "categorise": _categorise,
    "ordering": _ordering,
    "numeric": _numeric,
    "short_text": _short_text,
}
