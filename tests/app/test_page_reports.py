"""What a learning platform is told of answers, from a record and questions of every kind."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from ibc_edu.app.site.page.reports import OPEN, Reports, questions_of
from ibc_edu.course.course import Course
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, new_id
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.forms import ANSWERED_AS

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def attempt(question: QuestionBase, response: Any, **changed: Any) -> Attempt:
    grade = question.grade(response)
    told = {
        "attempt_id": new_id(),
        "session_id": new_id(),
        "learner": "me",
        "item_id": question.id,
        "item_hash": "0" * 16,
        "kind": question.kind,
        "lesson": question.lesson,
        "objective": question.objective,
        "mode": Mode.PRACTICE,
        "response": response,
        "score": grade.score,
        "outcome": grade.outcome,
        "sureness": None,
        "misconceptions": (),
        "try_number": 1,
        "seconds": 12.0,
        "at": AT,
    }
    return Attempt(**{**told, **changed})


@pytest.fixture
def posted() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def reports(course: Course, posted: list[dict[str, Any]]) -> Reports:
    return Reports(course, course.plan.lesson_names, lambda text: posted.append(json.loads(text)))


@pytest.mark.usefixtures("reports")
def test_it_begins_with_everything_open(course: Course, posted: list[dict[str, Any]]) -> None:
    assert posted == [{"credits": OPEN * len(questions_of(course, course.plan.lesson_names)), "answers": []}]


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("kind", ANSWERED_AS)
def test_each_kind_of_answer_is_told_once_in_letters(course: Course, posted: list[dict[str, Any]], kind: str) -> None:
    question = next(each for each in questions_of(course, course.plan.lesson_names) if each.kind == kind)
    course.record.add(attempt(question, question.key()))
    wrong = question.wrong_response(Random(3).choice)
    course.record.add(attempt(question, wrong))
    [right], [other] = posted[1]["answers"], posted[2]["answers"]
    assert (right["id"], right["credit"], right["stem"]) == (question.id, 1, question.stem)
    assert other["credit"] < 1
    assert right["response"] != other["response"]
    form = question.exchange()
    expected = {"choice": "choice", "match": "matching", "group": "matching", "order": "sequencing"}
    expected |= {"number": "numeric", "text": "fill-in"}
    assert right["type"] == expected[form.interaction]
    if right["type"] in ("choice", "sequencing"):
        letters = [chr(ord("a") + place) for place, row in enumerate(form.rows) if row.credit > 0]
        assert sorted(right["response"]) == letters
    elif right["type"] == "matching":
        assert all(len(pair) == 2 and "".join(pair).isalpha() for pair in right["response"])
    else:
        assert right["response"] == question.key()


@pytest.mark.usefixtures("reports")
def test_the_latest_answer_counts_and_a_blank_one_is_none(course: Course, posted: list[dict[str, Any]]) -> None:
    questions = questions_of(course, course.plan.lesson_names)
    place, question = next((place, each) for place, each in enumerate(questions) if each.kind == "single")
    course.record.add(attempt(question, question.key()))
    assert posted[-1]["credits"][place] == "a"
    course.record.add(attempt(question, None, outcome=Outcome.BLANK, score=None))
    assert posted[-1]["credits"][place] == "a"
    assert posted[-1]["answers"] == []
    course.record.add(attempt(question, None, outcome=Outcome.SHOWN, score=None))
    assert posted[-1]["credits"][place] == "0"
    assert posted[-1]["credits"].count(OPEN) == len(questions) - 1


def test_what_was_answered_before_counts_and_is_not_told_again(course: Course, posted: list[dict[str, Any]]) -> None:
    [question] = questions_of(course, ["start"])
    course.record.add(attempt(question, question.key()))
    course.record.add(attempt(question, question.wrong_response(Random(1).choice), mode=Mode.PRESENT))
    held = Reports(course, ["start"], lambda text: posted.append(json.loads(text)))
    assert posted == [{"credits": "a", "answers": []}]
    assert held is not None


@pytest.mark.usefixtures("posted")
def test_answers_of_other_lessons_are_not_told(course: Course, posted: list[dict[str, Any]]) -> None:
    held = Reports(course, ["start"], lambda text: posted.append(json.loads(text)))
    other = questions_of(course, ["staging"])[0]
    course.record.add(attempt(other, other.key()))
    assert posted[-1] == {"credits": OPEN, "answers": []}
    assert held is not None
