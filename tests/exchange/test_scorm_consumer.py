"""What scorm-again, a platform's half that others wrote, keeps of answers to every question."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from exchange_examples import all_questions

from ibc_edu.app.site.page.reports import told
from ibc_edu.quiz.attempt import Attempt, Mode, utc_now
from ibc_edu.quiz.kinds.base import QuestionBase


def answered(question: QuestionBase, response: Any) -> dict[str, Any]:
    grade = question.grade(response)
    attempt = Attempt(
        attempt_id="0" * 32,
        session_id="1" * 32,
        learner="me",
        item_id=question.id,
        item_hash="0" * 16,
        kind=question.kind,
        lesson=question.lesson,
        objective=question.objective,
        mode=Mode.PRACTICE,
        response=response,
        score=grade.score,
        outcome=grade.outcome,
        sureness=None,
        misconceptions=(),
        try_number=1,
        seconds=75.5,
        at=utc_now(),
    )
    return dict(told(attempt, question) or {})


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    pick = Random(5).choice
    return [
        answered(question, response)
        for question in all_questions()
        for response in (question.key(), question.wrong_response(pick))
    ]


@pytest.fixture(scope="module")
def found(answers: list[dict[str, Any]], run_consumer: Callable[[str, bytes], bytes]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(run_consumer("scorm.js", json.dumps(answers).encode()))
    return said


@pytest.mark.parametrize("version", ["1.2", "2004"])
def test_a_platform_keeps_every_answer_and_refuses_nothing(
    found: dict[str, Any], answers: list[dict[str, Any]], version: str
) -> None:
    assert found[version]["refused"] == []
    kept = found[version]["kept"]
    rows = list(kept["interactions"].values())
    assert len(rows) == len(answers) > 300
    assert {answer["type"] for answer in answers} == {"choice", "matching", "sequencing", "numeric", "fill-in"}
    for row, answer in zip(rows, answers, strict=True):
        assert (row["id"], row["type"]) == (answer["id"], answer["type"])
        assert row["student_response" if version == "1.2" else "learner_response"]
        wrong = "wrong" if version == "1.2" else "incorrect"
        assert row["result"] == {1: "correct", 0: wrong}.get(answer["credit"], str(answer["credit"]))
    assert len(kept["suspend_data"]) == (4096 if version == "1.2" else 64000)
