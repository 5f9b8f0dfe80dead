"""How the class did: first answers only, n beside every number, nothing said of too few."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from class_examples import answered, blank, question

from ibc_edu.classroom.answers.merging import ClassRecord
from ibc_edu.classroom.answers.simulated import simulated_class
from ibc_edu.classroom.results.class_results import ClassResults, class_results
from ibc_edu.classroom.results.first_answers import first_answers, score_matrix
from ibc_edu.classroom.results.spreadsheet import as_text
from ibc_edu.errors import RecordError
from ibc_edu.learner.exports import FORMULA_STARTS
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness
from ibc_edu.quiz.bank import load_bank

BANK = [question(number) for number in range(12)]
ONE = BANK[0]


def results(*attempts: Attempt) -> ClassResults:
    return class_results(
        ClassRecord(attempts), BANK, objectives={}, misconceptions={"stage-is-grade": "Stage is grade"}
    )


def a_class(right: int, wrong: int) -> list[Attempt]:
    return [answered(ONE, f"r{n}") for n in range(right)] + [answered(ONE, f"w{n}", "wrong") for n in range(wrong)]


def test_only_the_first_answer_to_each_question_counts() -> None:
    made = [
        blank(ONE, "anna"),
        answered(ONE, "anna", "wrong", minute=1),
        answered(ONE, "anna", minute=2, try_number=2),
        answered(ONE, "anna", minute=60, session_id="another day"),
        answered(ONE, "bo", minute=3, mode=Mode.PRESENT),
        answered(ONE, "cy", minute=4, try_number=2),  # the first try is not in the record
        answered(ONE, "cy", minute=5, session_id="another day"),
    ]
    first = first_answers(reversed(made))
    assert first[["person", "score"]].to_numpy().tolist() == [["anna", 0.0]]
    assert first["misconceptions"].tolist() == [("stage-is-grade",)]


def test_a_clock_set_back_between_two_tries_does_not_lose_the_first() -> None:
    made = [answered(ONE, "anna", "wrong", minute=60), answered(ONE, "anna", minute=0, try_number=2)]
    assert first_answers(made)["score"].tolist() == [0.0]


def test_asking_for_the_answer_first_counts_as_not_known() -> None:
    shown = answered(ONE, "anna", response=None, score=None, outcome=Outcome.SHOWN)
    assert first_answers([shown])["score"].tolist() == [0.0]


def test_the_matrix_has_people_in_rows_and_gaps_where_nothing_was_answered() -> None:
    made = [answered(ONE, "anna", "wrong"), answered(BANK[1], "anna", minute=1), answered(BANK[1], "bo", minute=2)]
    scores, items = score_matrix(first_answers(made))
    assert items == [f"{asked.id} {asked.item_hash}" for asked in BANK[:2]]
    np.testing.assert_array_equal(scores, [[0, 1], [np.nan, 1]])


def test_an_items_share_and_its_answers() -> None:
    found = results(*a_class(48, 16))
    (item,) = found.items.to_dict("records")
    assert (item["item_id"], item["n"], item["score"]) == (ONE.id, 64, 0.75)
    assert item["low"] == pytest.approx(0.6318, abs=5e-5)  # Wilson, by hand
    answers = found.answers.set_index("answer")
    assert answers["chosen"].to_dict() == {"right": 48, "wrong": 16, "unused": 0}
    assert answers["rare"].tolist() == [None, False, True]
    assert found.notes == ()


def test_below_the_stated_number_there_is_n_and_no_share() -> None:
    found = results(*a_class(6, 3))
    (item,) = found.items.to_dict("records")
    assert item["n"] == 9
    assert np.isnan(item["score"])
    assert np.isnan(item["discrimination"])
    assert found.answers["share"].isna().all()
    assert found.answers["rare"].isna().all()
    assert found.misconceptions["share"].isna().all()
    (lesson,) = found.lessons.to_dict("records")
    assert (lesson["people"], lesson["answers"], lesson["questions"]) == (9, 9, 12)
    assert np.isnan(lesson["score"])
    assert np.isnan(lesson["alpha"])
    assert set(found.people["word"]) == {"too few answers"}


def test_a_misconception_counts_among_those_who_could_show_it() -> None:
    made = a_class(9, 3)
    made[-1] = answered(ONE, "w2", "wrong", sureness=Sureness.SURE)
    table = results(*made, answered(BANK[1], "w0", "wrong", minute=1)).misconceptions.set_index("misconception_id")
    row = table.loc["stage-is-grade"]
    assert (row["statement"], row["n"], row["people"], row["sure"]) == ("Stage is grade", 12, 3, 1)
    assert row["share"] == 0.25
    assert table.loc["never-chosen", "people"] == 0
    assert list(table.index) == ["stage-is-grade", "never-chosen"]


def test_who_may_need_help_is_said_only_when_it_is_clear() -> None:
    made = [answered(asked, "low", "wrong", minute=n) for n, asked in enumerate(BANK)]
    made += [answered(asked, "high", minute=n) for n, asked in enumerate(BANK)]
    made += [answered(asked, "half", ("right", "wrong")[n % 2], minute=n) for n, asked in enumerate(BANK)]
    made += [answered(asked, "new", "wrong", minute=n) for n, asked in enumerate(BANK[:3])]
    people = results(*made).people.set_index("person")
    assert people["word"].to_dict() == {"low": "may need help", "half": "", "high": "", "new": "too few answers"}
    assert next(iter(people.index)) == "low"
    assert people.loc["low", "misconceptions"] == ["stage-is-grade"]


def test_answers_to_other_wordings_are_left_out_and_said() -> None:
    found = results(answered(ONE, "anna"), answered(ONE, "bo", item_hash="f" * 16))
    assert found.items["n"].tolist() == [1]
    assert found.notes == (
        "1 first answer belongs to questions that are not in the bank now, or were reworded. "
        "To count what is left out, use the version of the course that the class used.",
    )
    with pytest.raises(RecordError, match="none of these answers"):
        results(answered(ONE, "bo", item_hash="f" * 16))


def test_a_score_that_a_file_claims_does_not_count() -> None:
    claimed = answered(ONE, "eve", "wrong", score=1.0, outcome=Outcome.CORRECT, misconceptions=())
    stray = answered(ONE, "mal", response="no such answer", score=1.0, outcome=Outcome.CORRECT)
    found = results(*(a_class(10, 0)), claimed, stray)
    assert found.items["score"].tolist() == [10 / 12]
    assert found.people.set_index("person").loc["eve", "misconceptions"] == ["stage-is-grade"]
    assert found.notes == (
        "Answers came with another score than they earn, and were scored anew: of eve (1), mal (1). "
        "If a file was changed by hand, ask for a new export.",
    )


def test_names_reach_a_spreadsheet_as_text(tmp_path: Path) -> None:
    names = ['=HYPERLINK("http://x.invalid","me")', "+1", "@sum", "<script>alert(1)</script>"]
    paths = results(*(answered(ONE, name) for name in names)).write_csv(tmp_path / "out")
    assert [path.name for path in paths] == [
        f"class_{name}.csv" for name in ("lessons", "objectives", "items", "answers", "misconceptions", "people")
    ]
    with paths[-1].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["person"] for row in rows} == {f"'{name}" for name in names[:3]} | {names[3]}
    assert {row["score"] for row in rows} == {""}


@pytest.mark.parametrize("start", [*FORMULA_STARTS])
def test_no_cell_begins_a_formula_even_when_semicolons_part_the_cells(start: str) -> None:
    assert as_text(f"{start}1") == f"'{start}1"
    assert as_text(f"Ann;{start}1; {start}2") == f"Ann;'{start}1; '{start}2"
    assert as_text(f"Ann {start} Bo; Cem") == f"Ann {start} Bo; Cem"


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordError, match="cannot be written"):
        results(answered(ONE, "anna")).write_csv(tmp_path / "file" / "out")


def test_a_simulated_class_of_the_whole_bank_fills_every_table() -> None:
    bank = load_bank().questions[::4]
    attempts = simulated_class(bank, 40, seed=2)
    assert attempts == simulated_class(bank, 40, seed=2)
    assert attempts != simulated_class(bank, 40, seed=3)
    found = class_results(ClassRecord(attempts), bank, objectives={}, misconceptions={})
    assert set(found.items["item_id"]) <= {asked.id for asked in bank}
    assert len(found.people) == 40
    assert found.people["person"].str.startswith("simulated-").all()
    assert found.items["discrimination"].notna().any()
    assert found.misconceptions["people"].sum() > 0
    assert 0.4 < first_answers(attempts)["score"].mean() < 0.8
    assert any(attempt.score == 0 for attempt in attempts)
