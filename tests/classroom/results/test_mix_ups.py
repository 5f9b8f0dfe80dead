"""Mix-ups: what exceeds guessing stands on top, and guessing alone does not."""

from __future__ import annotations

from typing import Any

import pytest
from class_examples import answered, question
from quiz_examples import BY_KIND
from simulated_classes import found_in, guessing_class, single_choice

from ibc_edu.classroom.answers.simulated import simulated_class
from ibc_edu.classroom.results.first_answers import first_answers
from ibc_edu.classroom.results.mix_ups.guessing import rivals, shown_by_wrong_guesses
from ibc_edu.classroom.results.mix_ups.ranking import mix_ups
from ibc_edu.quiz.attempt import Outcome
from ibc_edu.quiz.bank import load_bank
from ibc_edu.quiz.kinds import QuestionBase, kind, kind_names
from ibc_edu.quiz.kinds.choice import Answer

ONE, TWO = question(1), question(2)
BANK: dict[str, QuestionBase] = {f"{asked.id} {asked.item_hash}": asked for asked in (ONE, TWO)}


def rows(*attempts: Any) -> dict[str, dict[str, Any]]:
    return {row["misconception_id"]: row for row in mix_ups(first_answers(attempts), BANK, {})}


def test_guessers_show_nothing() -> None:
    asked = single_choice("staging")
    assert [found_in(guessing_class(asked, 40, seed), asked) for seed in range(12)] == [set()] * 12


def test_a_belief_of_a_third_of_the_class_is_found() -> None:
    asked = single_choice("staging")
    names = sorted({name for one in asked for name in one.misconceptions()})[:12]
    found = [
        name in found_in(simulated_class(asked, 40, seed, belief=name, held_by=1 / 3), asked)
        for seed, name in enumerate(names)
    ]
    assert sum(found) >= 9


def test_expected_is_what_wrong_answers_would_show_by_chance() -> None:
    made = [answered(ONE, f"p{n}", "wrong" if n < 16 else "right") for n in range(40)]
    made += [answered(TWO, f"p{n}", minute=1) for n in range(40)]
    row = rows(*made)["stage-is-grade"]
    assert (row["opportunities"], row["shown"], row["n"], row["people"]) == (80, 16, 40, 16)
    assert (row["rate"], row["expected"], row["excess"]) == pytest.approx((0.2, 0.1, 0.1))  # 1 of 2 wrong answers
    assert row["excess_low"] < 0.1 < row["excess_high"]
    assert row["above_guessing"]  # 16 of 16 coins


def test_an_answer_that_was_asked_for_is_no_opportunity() -> None:
    shown = answered(ONE, "anna", response=None, score=None, outcome=Outcome.SHOWN, misconceptions=())
    assert rows(shown) == {}


def test_of_too_few_people_nothing_is_said() -> None:
    row = rows(*(answered(ONE, f"p{n}", "wrong") for n in range(9)))["stage-is-grade"]
    assert row["above_guessing"] is None
    assert row["excess"] != row["excess"]


def test_a_class_that_shows_two_beliefs_which_exclude_each_other_is_flagged() -> None:
    more = [Answer(text=name, feedback="No.", misconception=name) for name in ("third", "fourth")]
    asked = ONE.model_copy(update={"answers": (*ONE.answers, *more)})
    attempts = [answered(asked, f"p{n}", "wrong" if n < 20 else "unused") for n in range(40)]
    bank = {f"{asked.id} {asked.item_hash}": asked}
    found = {row["misconception_id"]: row for row in mix_ups(first_answers(attempts), bank, {})}
    assert found["stage-is-grade"]["above_guessing"]
    assert found["stage-is-grade"]["contradicts"] == ["never-chosen"]
    assert found["third"]["contradicts"] == []
    assert "third" in rivals([asked])["stage-is-grade"]


@pytest.mark.parametrize("name", kind_names())
def test_chances_of_every_kind_are_chances(name: str) -> None:
    model = kind(name)
    assert model is not None
    for one in (BY_KIND[name], *(one for one in load_bank().questions if isinstance(one, model))):
        chances = shown_by_wrong_guesses(one)
        assert set(chances) == set(one.misconceptions())
        assert all(0 < chance <= 1 for chance in chances.values())


def test_chances_agree_with_guesses_counted_one_by_one() -> None:
    asked = next(one for one in load_bank().questions if one.kind == "multiple")
    keys = [option.key for option in asked.options()]
    sets = [[key for place, key in enumerate(keys) if mask >> place & 1] for mask in range(1, 2 ** len(keys))]
    wrong = [grade for grade in map(asked.grade, sets) if grade.score != 1]
    for name, chance in shown_by_wrong_guesses(asked).items():
        assert chance == pytest.approx(sum(name in grade.misconceptions for grade in wrong) / len(wrong))
