"""Out and in again: same key, same credit, same feedback, wherever the table of formats says exact."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from random import Random
from typing import Any

import pytest
from exchange_examples import all_questions, responses

from ibc_edu.exchange import export
from ibc_edu.exchange.contract import About, Effect, Loss
from ibc_edu.exchange.drafts import Place, completed
from ibc_edu.exchange.formats import formats
from ibc_edu.quiz.grading import Grade
from ibc_edu.quiz.kinds.base import QuestionBase

BOTH_WAYS = [name for name, each in formats().items() if each.write and each.read]
WHOLE = ("csv", "xlsx")
# Run by itself: the digest of each format's file with some questions in it. Its clock is a year ahead of the last one.
DIGESTS = """
import hashlib, json, os, time
ahead = int(os.environ["PYTHONHASHSEED"]) * 31_536_000
now = time.time
time.time = lambda: now() + ahead
from exchange_examples import all_questions
from ibc_edu.exchange import export
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.contract import About
some = all_questions()[::40]
files = {name: export(each, some, About())[0] for name, each in formats().items() if each.write}
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()}))
"""


@cache
def questions() -> tuple[QuestionBase, ...]:
    return tuple(all_questions())


@cache
def trip(name: str) -> tuple[dict[str, QuestionBase], list[Loss], list[Loss]]:
    """The questions that come back, by id; what was lost on the way out; what was said on the way in."""
    chosen = formats()[name]
    assert chosen.read is not None
    data, out = export(chosen, questions(), About())
    drafts, refused = chosen.read(data)
    found, said = completed(drafts, Place())
    former = {question.id: question.was for question in questions()}  # the keys of parts hang on the first id
    back = {each.id: each.model_copy(update={"was": former[each.id]}) for each in found}
    return back, out, [*refused, *said]


def worst(losses: list[Loss]) -> dict[str, Effect]:
    """How each question with a loss arrives: left out, degraded, or exact."""
    order = [Effect.EXACT, Effect.DEGRADED, Effect.LEFT_OUT]
    found: dict[str, Effect] = {}
    for loss in losses:
        found[loss.question] = max(found.get(loss.question, Effect.EXACT), loss.effect, key=order.index)
    return found


def judged(question: QuestionBase, response: Any) -> tuple[float | None, list[Any]]:
    grade: Grade = question.grade(response)
    score = None if grade.score is None else round(grade.score, 9)
    return score, sorted((line.verdict, line.chosen, line.text) for line in grade.lines)


def same_key(one: QuestionBase, other: QuestionBase) -> bool:
    """Whether the keys are equal; the middle of a range may differ in its last digit."""
    mine, theirs = one.key(), other.key()
    return mine == pytest.approx(theirs) if isinstance(theirs, float) else mine == theirs


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_what_is_exact_is_judged_the_same_after_both_ways(name: str) -> None:
    back, out, _ = trip(name)
    effect, rng, compared = worst(out), Random(3), 0
    for question in questions():
        if effect.get(question.id, Effect.EXACT) is not Effect.EXACT:
            continue
        again = back[question.id]
        assert again.kind == question.kind
        assert again.stem == question.stem
        assert same_key(again, question), question.id
        if "explanation" not in formats()[name].without:
            assert again.explanation == question.explanation
        if "hint" not in formats()[name].without:
            assert again.hint == question.hint
        for response in responses(question, rng):
            assert judged(again, response) == judged(question, response), (question.id, response)
            compared += 1
    assert compared > 1000


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_what_is_degraded_keeps_its_key(name: str) -> None:
    back, out, _ = trip(name)
    effect = worst(out)
    degraded = [question for question in questions() if effect.get(question.id) is Effect.DEGRADED]
    for question in degraded:
        again = back[question.id]
        assert again.stem.startswith(question.stem), question.id
        assert same_key(again, question) or "->" in str(question), question.id
        assert again.grade(again.key()).score == 1


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_question_comes_back_or_a_sentence_says_that_it_was_left_out(name: str) -> None:
    back, out, said = trip(name)
    gone = {question for question, effect in worst(out).items() if effect is Effect.LEFT_OUT}
    assert {question.id for question in questions()} - set(back) == gone
    assert [loss for loss in said if loss.effect is not Effect.EXACT] == []
    assert all(loss.what.endswith(".") for loss in (*out, *said))


@pytest.mark.parametrize("name", WHOLE)
def test_a_spreadsheet_gives_back_the_very_same_questions(name: str) -> None:
    back, out, said = trip(name)
    assert list(back.values()) == list(questions())
    assert (out, said) == ([], [])


@pytest.mark.parametrize("name", sorted(set(formats()) - set(WHOLE)))
def test_all_that_a_format_has_no_place_for_is_told(name: str) -> None:
    chosen = formats()[name]
    if chosen.write is None:
        return
    _, losses = export(chosen, questions()[:30], About())
    told = " ".join(loss.what for loss in losses)
    assert "the mix-up of a wrong answer is lost" in told.lower() or "misconceptions" not in chosen.without


def test_every_file_is_the_same_byte_for_byte_in_another_process_another_day_and_time_zone() -> None:
    wanted = {name for name, each in formats().items() if each.write}
    found = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        folders = os.pathsep.join(path for path in sys.path if path)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": folders}
        command = [sys.executable, "-c", DIGESTS]
        done = subprocess.run(command, capture_output=True, check=True, env=environment, timeout=120, encoding="utf-8")
        found.append(json.loads(done.stdout))
    assert set(found[0]) == wanted
    assert found[0] == found[1]
