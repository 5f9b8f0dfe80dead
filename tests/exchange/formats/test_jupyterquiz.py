"""jupyterquiz: the ends of ranges, signs that are HTML there, and items that others wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest
from quiz_examples import NUMERIC, SINGLE

from ibc_edu.errors import QuestionError
from ibc_edu.exchange.contract import About, Effect
from ibc_edu.exchange.formats import formats
from ibc_edu.exchange.formats.jupyterquiz import read, write


def items(*questions: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(write(questions, About())[0])
    return found


def test_the_last_number_of_a_range_is_right_there_too() -> None:
    low, high = items(NUMERIC)[0]["answers"][0]["range"]
    assert low <= 19.5
    assert 20.5 < high < 20.500001  # the end of a range is not in it there
    drafts, _ = read(json.dumps(items(NUMERIC)).encode())
    assert (drafts[0].fields["value"], drafts[0].fields["tolerance"]) == (20.0, 0.5)


def test_signs_are_entities_there() -> None:
    question = SINGLE.model_copy(update={"stem": "Is 5 < 6 & <b>so</b>?"})
    assert items(question)[0]["question"] == "Is 5 &lt; 6 &amp; &lt;b&gt;so&lt;/b&gt;?"
    assert read(json.dumps(items(question)).encode())[0][0].fields["stem"] == question.stem


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "essay"}, "no type 'essay'"),
        ({"question": "<img src='x'>What?"}, "a picture"),
        ({"code": "print(1)"}, "it shows code"),
        ({"answers": "none"}, "not what jupyterquiz writes"),
        ({"answers": [{"answer": "a", "correct": True}, {"answer": "b", "correct": True}]}, "2 earn the full score"),
        ({"type": "numeric", "answers": [{"value": 1, "correct": True, "precision": 2}]}, "it rounds"),
        ({"type": "numeric", "answers": [{"range": [2, 1], "correct": True}]}, "no number in it"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(change: dict[str, Any], reason: str) -> None:
    item = {"question": "What?", "type": "multiple_choice", "answers": [{"answer": "a", "correct": True}], **change}
    drafts, losses = read(json.dumps([item]).encode())
    assert list(drafts) == []
    assert [(loss.question, loss.effect) for loss in losses] == [("question 1", Effect.LEFT_OUT)]
    assert reason in losses[0].what


@pytest.mark.parametrize("data", [b"{", b"[]", b"[1]", b'{"a": 1}', b"[" * 100_000])
def test_what_is_no_list_of_questions_is_refused(data: bytes) -> None:
    with pytest.raises(QuestionError):
        read(data)


def test_partial_credit_is_told_as_lost() -> None:
    _, losses = write([NUMERIC], About())
    assert "what earned a part of the score earns none there." in [loss.what for loss in losses]
    assert formats()["jupyterquiz"].kinds["ordering"].effect is Effect.LEFT_OUT
