"""Generated questions: over many seeds no wrong answer is true, no two answers are the same, and all has its ground."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ibc_edu
from ibc_edu.errors import QuestionError
from ibc_edu.quiz.bank import Bank
from ibc_edu.quiz.generated import TEMPLATES, generate
from ibc_edu.quiz.guesser import TOLERANCE, guess
from ibc_edu.quiz.kinds import Single
from ibc_edu.quiz.lint import lint, lint_ground
from ibc_edu.quiz.question_file import Located

TABLES = {name: frame for tables in [ibc_edu.load()] for name in tables.names for frame in [tables[name]]}
seeds = st.integers(0, 2**32)


@cache
def made(seed: int) -> tuple[Single, ...]:
    return generate(TABLES, seed=seed)


def template_and_subject(question: Single) -> tuple[str, str]:
    rest = question.id.split("-generated-")[1]
    name = max((name for name in TEMPLATES if rest.startswith(f"{name}-")), key=len)
    return name, rest.removeprefix(f"{name}-")


def frame(name: str, key: str) -> pd.DataFrame:
    return TABLES[name].set_index(key, drop=False)


# The truth of an answer, looked up by ways of its own and not by those of the templates.

CLASSES = frame("therapy_classes", "therapy_class_id")
DRUGS = frame("drugs", "drug_id")
LABELS = dict(zip(CLASSES["course_label"], CLASSES.index, strict=True))
CLASS_NAMES = dict(zip(CLASSES["name"], CLASSES.index, strict=True))
DRUG_NAMES = dict(zip(DRUGS["name"], DRUGS.index, strict=True))


@cache
def within(narrow: str, wide: str) -> bool:
    while isinstance(narrow, str):
        if narrow == wide:
            return True
        narrow = CLASSES.loc[narrow, "parent"]
    return False


def kin(one: str, other: str) -> bool:
    return within(one, other) or within(other, one)


def concerns(row: pd.Series, class_id: str | None, drug_id: str | None) -> bool:
    """Whether a row about a drug or a class says something of this class or drug."""
    row_drug = row["drug"] if isinstance(row["drug"], str) else None
    row_class = row["therapy_class"] if isinstance(row["therapy_class"], str) else None
    if drug_id is not None:
        return row_drug == drug_id or (row_class is not None and within(DRUGS.loc[drug_id, "therapy_class"], row_class))
    assert class_id is not None
    if row_drug is not None:
        return kin(DRUGS.loc[row_drug, "therapy_class"], class_id)
    return row_class is not None and kin(row_class, class_id)


def owner(row: pd.Series) -> tuple[str | None, str | None]:
    if isinstance(row["drug"], str):
        return None, row["drug"]
    return row["therapy_class"], None


@cache
def listed(table: str, column: str, class_id: str | None, drug_id: str | None) -> set[str]:
    rows = TABLES[table]
    return {row[column] for _, row in rows.iterrows() if concerns(row, class_id, drug_id)}


def stage(text: str) -> str:
    if "M1" in text or "spread to" in text:
        return "Stage IV"
    return "Stage IIIC" if "N3" in text else "Stage IIIB"


def subtype(stem: str) -> str:
    er, pr, her2 = re.findall(r"(?:ER|PR|HER2) (positive|negative)", stem)
    hormone = "positive" if er == "positive" or pr == "positive" else "negative"
    return f"HR-{hormone}, HER2-{her2}"


@cache
def side_effect_row(subject: str) -> pd.Series:
    return frame("side_effects", "side_effect_id").loc[subject]


@cache
def check_row(subject: str) -> pd.Series:
    return frame("monitoring", "monitoring_id").loc[subject]


@cache
def phase_of(subject: str) -> pd.Series:
    return frame("trial_phases", "phase_id").loc[subject.split("-")[0].upper()]


TRUE: dict[str, Callable[[str, str, str], bool]] = {
    "drug-class": lambda subject, stem, text: kin(LABELS[text], DRUGS.loc[subject, "therapy_class"]),
    "class-drug": lambda subject, stem, text: kin(
        DRUGS.loc[DRUG_NAMES[text], "therapy_class"], DRUGS.loc[subject, "therapy_class"]
    ),
    "drug-target": lambda subject, stem, text: text.casefold() == DRUGS.loc[subject, "target"].casefold(),
    "target-drug": lambda subject, stem, text: DRUGS.loc[DRUG_NAMES[text], "target"] == DRUGS.loc[subject, "target"],
    "whole-body": lambda subject, stem, text: CLASSES.loc[CLASS_NAMES[text], "reach"] == "systemic",
    "one-place": lambda subject, stem, text: CLASSES.loc[CLASS_NAMES[text], "reach"] == "local",
    "class-side-effect": lambda subject, stem, text: (
        text in listed("side_effects", "name", *owner(side_effect_row(subject)))
    ),
    "side-effect-class": lambda subject, stem, text: (
        side_effect_row(subject)["name"] in listed("side_effects", "name", CLASS_NAMES[text], None)
    ),
    "treatment-check": lambda subject, stem, text: text in listed("monitoring", "what", *owner(check_row(subject))),
    "check-test": lambda subject, stem, text: (
        text == check_row(subject)["how"]
        or (text == "Heart test" and "heart" in stem)
        or ("ECG" in text and "heart" in stem)
    ),
    "stage-group": lambda subject, stem, text: text == stage(stem),
    "site-stage": lambda subject, stem, text: text == stage(stem),
    "hormone-receptor": lambda subject, stem, text: text in ("ER", "PR"),
    "subtype": lambda subject, stem, text: text == subtype(stem),
    "phase-question": lambda subject, stem, text: text == phase_of(subject)["question"],
    "question-phase": lambda subject, stem, text: text == phase_of(subject)["name"],
    "measure-phase": lambda subject, stem, text: (
        stem.split(": ")[1].rstrip("?") in frame("trial_phases", "name").loc[text, "measured"]
    ),
}


def test_there_is_a_truth_for_each_of_at_least_ten_templates() -> None:
    assert set(TRUE) == set(TEMPLATES)
    assert len(TEMPLATES) >= 10
    assert {template_and_subject(question)[0] for question in made(0)} == set(TEMPLATES)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_the_right_answer_is_true_and_no_wrong_one_is(seed: int) -> None:
    for question in made(seed):
        name, subject = template_and_subject(question)
        for answer in question.answers:
            assert TRUE[name](subject, question.stem, answer.text) == answer.correct, (question.id, answer.text)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_no_two_answers_are_the_same(seed: int) -> None:
    for question in made(seed):
        texts = {re.sub(r"\W+", " ", answer.text.casefold()).strip() for answer in question.answers}
        assert len(texts) == len(question.answers) in (3, 4), question.id


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_no_wrong_class_or_target_is_hinted_at_by_how_the_drug_works(seed: int) -> None:
    """A conjugate carries chemotherapy and an antibody, so neither may be called wrong for it."""
    for question in made(seed):
        name, subject = template_and_subject(question)
        if name != "drug-class":
            continue
        drug = DRUGS.loc[subject]
        for answer in question.answers:
            if answer.correct:
                continue
            same_target = DRUGS[(DRUGS["therapy_class"] == LABELS[answer.text])]["target"]
            assert drug["target"] not in set(same_target), question.id
            if "chemotherapy" in drug["mechanism"]:
                assert not within(LABELS[answer.text], "chemotherapy"), question.id


def test_a_seed_repeats_its_questions_and_ids_do_not_depend_on_it() -> None:
    assert generate(TABLES, seed=5) == generate(TABLES, seed=5)
    assert [question.id for question in made(5)] == [question.id for question in made(6)]
    assert made(5) != made(6)
    assert len({question.id for question in made(5)}) == len(made(5))


def test_rows_may_stand_in_any_order() -> None:
    turned = {name: rows.iloc[::-1].reset_index(drop=True) for name, rows in TABLES.items()}
    before = {question.id: question for question in made(9)}
    for question in generate(turned, seed=9):
        assert [answer.text for answer in question.answers] == [a.text for a in before[question.id].answers]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_checks_of_the_bank_hold_for_generated_questions_too(seed: int) -> None:
    bank = Bank(tuple(Located(question, Path("generated"), None) for question in made(seed)))
    assert lint_ground(bank, TABLES) == []
    alike_by_nature = {"near-duplicate", "guessable"}  # one stem asks for several rows; see the next test
    assert [str(found) for found in lint(bank) if found.rule not in alike_by_nature] == []


def test_the_guesser_stays_near_chance_on_generated_questions() -> None:
    everything = [question for seed in range(8) for question in made(seed)]
    figures = {found.cue: found for found in guess(everything)}
    assert figures["all cues"].questions > 1000
    assert abs(figures["all cues"].excess) <= TOLERANCE, figures


def test_only_the_templates_asked_for_are_used() -> None:
    assert {template_and_subject(q)[0] for q in generate(TABLES, seed=0, templates=["subtype"])} == {"subtype"}
    with pytest.raises(QuestionError, match="Did you mean 'subtype'"):
        generate(TABLES, seed=0, templates=["subtyp"])


# Small frames: what may not be quizzed, and what has too few wrong answers, is not asked.


def small(**changes: object) -> dict[str, pd.DataFrame]:
    """Trial phases and the ground that they need."""
    phases = [
        {
            "phase_id": number,
            "name": f"Phase {number}",
            "question": f"Question {number}?",
            "measured": [f"thing{number}"],
        }
        for number in ("I", "II", "III")
    ]
    rows = [{**phase, "evidence": ["faq/a1/s1"], "facts": ["CF-001"]} for phase in phases]
    return {
        "sentences": pd.DataFrame({"sentence_id": ["faq/a1/s1"], "text": ["A sentence."]}),
        "facts": pd.DataFrame({"fact_id": ["CF-001"], "statement": ["A fact."], "mark": [changes.get("mark", "read")]}),
        "caveats": pd.DataFrame({"quiz": [changes.get("quiz", "allowed")], "sentence_ids": [["faq/a1/s1"]]}),
        "trial_phases": pd.DataFrame(rows[: int(str(changes.get("phases", 3)))]),
    }


def test_small_frames_are_enough() -> None:
    found = generate(small(), seed=0, templates=["question-phase"])
    assert [question.key_text() for question in found] == ["Phase I", "Phase II", "Phase III"]
    assert {(question.evidence, question.facts) for question in found} == {(("faq/a1/s1",), ("CF-001",))}


def test_a_sentence_that_must_not_be_quizzed_is_not_cited() -> None:
    found = generate(small(quiz="forbidden"), seed=0, templates=["question-phase"])
    assert {(question.evidence, question.facts) for question in found} == {((), ("CF-001",))}


@pytest.mark.parametrize("changes", [{"mark": "recalled"}, {"phases": 2}])
def test_what_is_recalled_or_has_too_few_wrong_answers_is_not_asked(changes: dict[str, object]) -> None:
    assert generate(small(**changes), seed=0, templates=["question-phase", "phase-question"]) == ()
