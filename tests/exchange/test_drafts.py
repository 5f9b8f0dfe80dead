"""What comes in is a draft: usable at once, with its gaps marked and listed, and nothing filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibc_edu.exchange import bring_in
from ibc_edu.exchange.contract import Draft, Effect
from ibc_edu.exchange.drafts import Place, completed, toml_text
from ibc_edu.exchange.formats import formats
from ibc_edu.quiz.bank import read_bank
from ibc_edu.quiz.drafts import GAP, GAP_TEXT
from ibc_edu.quiz.linting.lint import lint, lint_ground

AIKEN = "Which one?\nA. this\nB. that\nC. those\nANSWER: B\n\nWhich other?\nA) one\nB) two\nANSWER: A\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quiz.txt").write_text(AIKEN, encoding="utf-8")
    text, count, _ = bring_in(formats()["aiken"], tmp_path / "quiz.txt", Place())
    assert count == 2
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "quiz.toml").write_text(text, encoding="utf-8")
    return tmp_path / "own"


def test_drafts_are_questions_that_a_class_can_answer(folder: Path) -> None:
    bank = read_bank([folder])
    assert bank.problems == ()
    assert [question.id for question in bank] == ["to-do-quiz-question-1", "to-do-quiz-question-2"]
    first = bank.questions[0]
    assert first.key_text() == "that"
    wrong = first.grade(first.read_text("this"))
    assert wrong.score == 0
    assert wrong.misconceptions == ()  # a mark is no mix-up
    assert wrong.lines[0].text == GAP_TEXT


def test_each_draft_is_listed_with_all_its_gaps_once(folder: Path) -> None:
    import pandas as pd

    bank = read_bank([folder])
    draft = [finding for finding in lint(bank) if finding.rule == "draft"]
    assert [finding.item_id for finding in draft] == [question.id for question in bank]
    named = "lesson, part, objective, explanation, evidence, feedback, misconception"
    assert named in draft[0].what
    tables = {
        "sentences": pd.DataFrame({"sentence_id": ["a/b1/s1"]}),
        "facts": pd.DataFrame({"fact_id": [], "mark": []}),
    }
    assert lint_ground(bank, tables) == []  # not told of twice


def test_the_file_names_the_gaps_above_each_question(folder: Path) -> None:
    text = (folder / "quiz.toml").read_text(encoding="utf-8")
    assert text.count("# Still missing: lesson, part, objective") == 2
    assert f'objective = "{GAP}"' in text
    assert f'explanation = "{GAP_TEXT}"' in text


def test_what_an_educator_says_fills_a_gap() -> None:
    fields = {"kind": "ordering", "stem": "In which order?", "steps": [{"text": text} for text in ("a", "b", "c")]}
    (question,), losses = completed([Draft("One", fields)], Place("staging", "check-one", "staging-x"))
    assert question.id == "staging-one"
    assert question.gaps == ("explanation", "evidence", "feedback", "misconception")
    assert [loss.what for loss in losses] == [
        "it came without explanation, evidence, feedback and misconception: to be filled in."
    ]


def test_ids_are_free_and_names_become_ids() -> None:
    fields = {"kind": "single", "stem": "?", "answers": [{"text": "a", "correct": True}, {"text": "b"}]}
    drafts = [Draft("Größe: wie?", fields), Draft("Größe: wie?", fields), Draft("¿?", fields)]
    questions, _ = completed(drafts, Place("staging"), taken=["staging-grosse-wie"])
    ids = [question.id for question in questions]
    assert ids == ["staging-grosse-wie-2", "staging-grosse-wie-3", "staging-question"]


def test_what_is_no_question_is_told_with_its_reason() -> None:
    fields = {"kind": "single", "stem": "?", "answers": [{"text": "a", "correct": True}, {"text": "A"}]}
    questions, losses = completed([Draft("twice", fields)], Place())
    assert questions == []
    assert losses[0].effect is Effect.LEFT_OUT
    assert "two answers read the same" in losses[0].what


def test_the_file_reads_back_as_the_same_questions(tmp_path: Path) -> None:
    fields = {
        "kind": "numeric",
        "stem": 'Say "x\\y" \N{DELETE}?'.replace("\N{DELETE}", ""),
        "range": [1.5, 2.0],
        "near_misses": [{"low": -3.0, "high": -2.0, "feedback": "≠ #1"}],
    }
    questions, _ = completed([Draft("n", fields), Draft("m", {**fields, "stem": "'''"})], Place("staging", "c", "o"))
    (tmp_path / "x.toml").write_text(toml_text(questions, "Title."), encoding="utf-8")
    bank = read_bank([tmp_path])
    assert bank.problems == ()
    assert list(bank) == questions
