"""What Open edX's own problem engine makes of our problems: score and feedback of each response, beside ours."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from exchange_examples import responses, some_questions
from quiz_examples import ALL, BY_KIND

from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Effect
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.formats.olx import menu_text, problem
from ibc_edu.quiz.kinds.base import QuestionBase

CAPA = ("xblocks-contrib==0.13.1", "setuptools<81")  # fs, which it needs, asks for pkg_resources


class Scored(NamedTuple):
    question: QuestionBase
    response: Any
    found: dict[str, Any]

    @property
    def ours(self) -> float:
        return self.question.grade(self.response).score or 0.0

    @property
    def theirs(self) -> float:
        return float(self.found["score"])


def in_order(question: QuestionBase, response: Any) -> list[Any]:
    """A response as the engine takes it: one answer for each of its inputs."""
    form = question.exchange()
    if form.interaction == "choice":
        if form.most == 1:
            return [f"choice_{response}"]
        return [[f"choice_{place}" for place, row in enumerate(form.rows) if row.key in response]]
    if form.targets:
        return [menu_text(form.targets[response[row.key]]) if row.key in response else None for row in form.rows]
    return [str(response)]


@pytest.fixture(scope="module")
def scored(consumer_python: Callable[..., Path]) -> list[Scored]:
    rng = Random(7)
    tried = [
        (question, list(responses(question, rng))[:4]) for question in some_questions(5) if question.kind != "ordering"
    ]
    asked = [
        {"xml": problem(question, About()), "responses": [in_order(question, each) for each in given]}
        for question, given in tried
    ]
    script = Path(__file__).parents[1] / "consumers" / "capa_grade.py"
    done = subprocess.run(
        [str(consumer_python(*CAPA)), str(script)],
        input=json.dumps(asked), capture_output=True, timeout=400, check=True, encoding="utf-8",
    )  # fmt: skip
    found = json.loads(done.stdout)
    return [
        Scored(question, response, one)
        for (question, given), graded in zip(tried, found, strict=True)
        for response, one in zip(given, graded, strict=True)
    ]


def of(scored: list[Scored], *kinds: str) -> list[Scored]:
    chosen = [each for each in scored if each.question.kind in kinds]
    assert len(chosen) > 100
    return chosen


def plain(text: str) -> str:
    return " ".join(text.split())


def test_one_choice_and_every_match_have_our_score_and_feedback(scored: list[Scored]) -> None:
    assert len(scored) > 1000
    for each in of(scored, "single", "matching", "categorise"):
        assert each.theirs == pytest.approx(each.ours), (each.question.id, each.response)
        lines = [line for line in each.question.grade(each.response).lines if line.chosen]
        told = [said.partition(": ")[2] for said in each.found["said"] if said]
        assert sorted(told) == sorted(plain(line.text) for line in lines), each.question.id


def test_several_choices_have_our_feedback_and_lose_half_for_each_error(scored: list[Scored]) -> None:
    for each in of(scored, "multiple"):
        rows = each.question.exchange().rows
        errors = sum((row.key in each.response) != (row.credit > 0) for row in rows)
        room = 1 if len(rows) > 2 else 0, 2 if len(rows) > 4 else 1
        expected = 1.0 if errors == 0 else 0.5 if errors <= room[0] else 0.25 if errors <= room[1] == 2 else 0.0
        assert each.theirs == expected
        assert (each.theirs == 1) is (each.ours == 1)
        assert all(plain(row.feedback) in each.found["said"][0] for row in rows if row.key in each.response)


def test_numbers_are_right_where_ours_are_and_near_misses_earn_nothing(scored: list[Scored]) -> None:
    for each in of(scored, "numeric"):
        right = each.ours == 1
        assert each.theirs == float(right), (each.question.id, each.response)
        assert (plain(each.question.exchange().rows[0].feedback) in each.found["said"][0]) is right


def test_words_are_right_where_ours_are_and_known_wrong_ones_have_their_feedback(scored: list[Scored]) -> None:
    for each in of(scored, "short_text"):
        assert each.theirs == float(each.ours == 1), (each.question.id, each.response)
        told = next(line for line in each.question.grade(each.response).lines if line.chosen)
        assert plain(told.text) in each.found["said"][0], (each.question.id, each.response)


def members(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar}  # type: ignore[union-attr]


def test_a_course_names_every_problem_and_ordering_stays_out() -> None:
    data, losses = export(formats()["olx"], ALL, About("A course"))
    found = members(data)
    run = ElementTree.fromstring(found["course/course/questions.xml"])
    named = [f"course/problem/{each.get('url_name')}.xml" for each in run.iter("problem")]
    assert sorted(named) == sorted(name for name in found if "/problem/" in name)
    assert len(named) == len(ALL) - 1
    assert [each.get("url_name") for each in run] == ["staging"]
    assert {loss.question for loss in losses if loss.effect is Effect.LEFT_OUT} == {BY_KIND["ordering"].id}
