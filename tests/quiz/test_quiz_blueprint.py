"""Exams drawn by blueprint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import SINGLE

from ibc_edu.errors import QuestionError
from ibc_edu.quiz.blueprint import Cell, draw
from ibc_edu.quiz.kinds.single import Single

POOL = [
    SINGLE.model_copy(update={"id": f"staging-{objective}-{bloom}-{number}", "objective": objective, "bloom": bloom})
    for objective in ("nodes", "spread")
    for bloom in ("remember", "apply")
    for number in range(5)
]
BLUEPRINT = [Cell("nodes", None, 3), Cell("nodes", "apply", 4), Cell("spread", "remember", 2)]


@given(st.integers(), st.permutations(POOL))
def test_an_exam_follows_its_blueprint_and_its_seed(seed: int, shuffled: list[Single]) -> None:
    exam = draw(POOL, BLUEPRINT, seed)
    assert exam == draw(shuffled, BLUEPRINT, seed)
    assert len({question.id for question in exam}) == 9
    assert all(question.objective == "nodes" for question in exam[:7])
    assert all(question.bloom == "apply" for question in exam[3:7])
    assert all((question.objective, question.bloom) == ("spread", "remember") for question in exam[7:])


def test_seeds_draw_different_exams() -> None:
    assert len({draw(POOL, BLUEPRINT, seed) for seed in range(20)}) > 15


def test_every_question_has_its_chance() -> None:
    drawn = [question.id for seed in range(400) for question in draw(POOL, [Cell("spread", "remember", 2)], seed)]
    assert sorted(set(drawn)) == [f"staging-spread-remember-{number}" for number in range(5)]
    assert all(120 <= drawn.count(item_id) <= 200 for item_id in set(drawn))


def test_too_few_questions_are_named_cell_by_cell() -> None:
    with pytest.raises(QuestionError) as caught:
        draw(POOL, [Cell("nodes", "apply", 6), Cell("grade", None, 1), Cell("spread", None, 2)], 0)
    assert "nodes (apply): 6 wanted, 5 there; grade (any level): 1 wanted, 0 there." in str(caught.value)
