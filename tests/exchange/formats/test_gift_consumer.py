"""What gift-pegjs, a reader that others wrote, finds in our GIFT: for the bank and for generated questions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from exchange_examples import all_questions

from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Effect
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.grades import nearest
from ibc_edu.exchange.tags import LONGEST, tags_of
from ibc_edu.quiz.kinds.base import QuestionBase

Found = dict[str, dict[str, Any]]
TYPES = {"single": "MC", "multiple": "MC", "numeric": "Numerical", "short_text": "Short"}


@pytest.fixture(scope="module")
def written() -> tuple[bytes, list[QuestionBase]]:
    questions = all_questions()
    data, losses = export(formats()["gift"], questions, About())
    gone = {loss.question for loss in losses if loss.effect is Effect.LEFT_OUT}
    return data, [question for question in questions if question.id not in gone]


@pytest.fixture(scope="module")
def found(written: tuple[bytes, list[QuestionBase]], run_consumer: Callable[[str, bytes], bytes]) -> Found:
    return {item["id"]: item for item in json.loads(run_consumer("gift.js", written[0]))}


def said(part: dict[str, Any] | None) -> str:
    return "" if part is None else part["text"]


def arrowed(text: str, question: QuestionBase, credit: float) -> str:
    return text.replace("->", "→") if question.kind == "single" and credit > 0 else text


def test_every_question_is_found_with_its_texts_and_tags(
    written: tuple[bytes, list[QuestionBase]], found: Found
) -> None:
    assert list(found) == [question.id for question in written[1]]
    for question in written[1]:
        item = found[question.id]
        assert item["type"] == TYPES.get(question.kind, "Matching")
        assert said(item["stem"]) == question.stem
        assert said(item["globalFeedback"]) == question.explanation
        assert item["tags"] == [tag for tag in tags_of(question) if len(tag) <= LONGEST]


def test_choices_have_their_credit_and_feedback(written: tuple[bytes, list[QuestionBase]], found: Found) -> None:
    for question in written[1]:
        if question.kind not in ("single", "multiple"):
            continue
        rows = question.exchange().rows
        choices = found[question.id]["choices"]
        wanted = [(arrowed(row.text, question, row.credit), row.feedback) for row in rows]
        assert [(said(each["text"]), said(each["feedback"])) for each in choices] == wanted
        if question.kind == "single":
            assert [each["isCorrect"] for each in choices] == [row.credit > 0 for row in rows]
        else:
            assert [each["weight"] for each in choices] == [float(nearest(row.credit)) for row in rows]


def test_numbers_and_words_have_their_credit_and_feedback(
    written: tuple[bytes, list[QuestionBase]], found: Found
) -> None:
    for question in written[1]:
        form, choices = question.exchange(), found[question.id].get("choices", [])
        if question.kind == "numeric":
            assert [said(each["feedback"]) for each in choices] == [
                *(row.feedback for row in form.rows),
                form.otherwise,
            ]
            for each, row in zip(choices, form.rows, strict=False):
                low, high = bounds(each["text"])
                assert (low, high) == pytest.approx((row.low, row.high))
                assert (each["weight"] or 100) == pytest.approx(float(nearest(row.credit)) or 0) or row.credit == 0
        elif question.kind == "short_text":
            assert said(choices[-1]["feedback"]) == form.otherwise.replace("->", "→")
            for each in choices[:-1]:
                grade = question.grade(each["text"]["text"].replace("\\*", "*"))
                assert float(nearest(grade.score or 0)) == each["weight"]
                assert said(each["feedback"]) == grade.lines[0].text.replace("->", "→")


def bounds(text: dict[str, Any]) -> tuple[float, float]:
    if text["type"] == "high-low":
        return text["numberLow"], text["numberHigh"]
    return text["number"] - text.get("range", 0), text["number"] + text.get("range", 0)


def unhidden(text: str) -> str:
    """A text on the right with its signs: gift-pegjs 1.0.2 leaves its own marks in their place, and only there."""
    return re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), text)


def test_pairs_are_all_there(written: tuple[bytes, list[QuestionBase]], found: Found) -> None:
    for question in written[1]:
        if question.kind not in ("matching", "categorise"):
            continue
        form = question.exchange()
        pairs = [(said(each["subquestion"]), unhidden(each["subanswer"])) for each in found[question.id]["matchPairs"]]
        wanted = [(row.text, form.targets[row.target or ""]) for row in form.rows]
        assert pairs[: len(wanted)] == [tuple(side.replace("->", "→") for side in pair) for pair in wanted]
        assert all(left == "" for left, _ in pairs[len(wanted) :])
