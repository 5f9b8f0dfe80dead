"""Generated questions: over many seeds no wrong answer is true, no two answers are the same, and all has its ground."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from few_rows import FewRows
from hypothesis import given, settings
from hypothesis import strategies as st

import ibc_edu
from ibc_edu.errors import KnowledgeError, QuestionError
from ibc_edu.knowledge.part_texts import read_texts
from ibc_edu.parts.shared.question_templates.generate import generate
from ibc_edu.parts.shared.question_templates.registry import TEMPLATES
from ibc_edu.parts.shared.question_templates.texts import NAME, Texts
from ibc_edu.quiz.bank import Bank
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.quiz.linting.guesser import TOLERANCE, guess
from ibc_edu.quiz.linting.lint import lint, lint_ground
from ibc_edu.quiz.question_files.question_file import Located
from ibc_edu.resources import own_course_folder

TABLES = ibc_edu.load()
TEXTS = read_texts(own_course_folder(), NAME, Texts)
USED = TEXTS.templates
seeds = st.integers(0, 2**32)


@cache
def made(seed: int) -> tuple[Single, ...]:
    return generate(TABLES, TEXTS, seed=seed)


def template_and_subject(question: Single) -> tuple[str, str]:
    rest = question.was[0].split("-generated-")[1]
    name = max((name for name in TEMPLATES if rest.startswith(f"{name}-")), key=len)
    return name, rest.removeprefix(f"{name}-")


# The truth of an answer, looked up by ways of its own and not by those of the templates.

Row = dict[str, Any]


def keyed(table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in TABLES.rows(table)}


CLASSES = keyed("therapy_classes", "therapy_class_id")
DRUGS = keyed("drugs", "drug_id")
EFFECTS = keyed("side_effects", "side_effect_id")
CHECKS = keyed("monitoring", "monitoring_id")
PHASES = keyed("trial_phases", "phase_id")
CLASS_BY_LABEL = {row["course_label"]: key for key, row in CLASSES.items()}
CLASS_BY_NAME = {row["name"]: key for key, row in CLASSES.items()}
DRUG_BY_NAME = {row["name"]: key for key, row in DRUGS.items()}


def within(narrow: Any, wide: str) -> bool:
    while isinstance(narrow, str):
        if narrow == wide:
            return True
        narrow = CLASSES[narrow]["parent"]
    return False


def kin(one: str, other: str) -> bool:
    return within(one, other) or within(other, one)


def class_of(drug_id: str) -> str:
    return str(DRUGS[drug_id]["therapy_class"])


def concerns(row: Row, class_id: Any, drug_id: Any) -> bool:
    """Whether a row about a drug or a class says something of this drug, or else of this class."""
    row_drug, row_class = row["drug"], row["therapy_class"]
    if isinstance(drug_id, str):
        return row_drug == drug_id or (isinstance(row_class, str) and within(class_of(drug_id), row_class))
    if isinstance(row_drug, str):
        return kin(class_of(row_drug), class_id)
    return isinstance(row_class, str) and kin(row_class, class_id)


def listed(rows: dict[str, Row], column: str, of: Row) -> set[str]:
    return {row[column] for row in rows.values() if concerns(row, of["therapy_class"], of["drug"])}


def stage(stem: str) -> str:
    if "M1" in stem or "spread to" in stem:
        return "Stage IV"
    return "Stage IIIC" if "N3" in stem else "Stage IIIB"


def subtype(stem: str) -> str:
    er, pr, her2 = re.findall(r"(?:ER|PR|HER2) (positive|negative)", stem)
    return f"HR-{'positive' if 'positive' in (er, pr) else 'negative'}, HER2-{her2}"


def phase(subject: str) -> Row:
    return PHASES[subject.split("-")[0].upper()]


TRUE: dict[str, Callable[[str, str, str], bool]] = {
    "drug-class": lambda subject, stem, text: kin(CLASS_BY_LABEL[text], class_of(subject)),
    "class-drug": lambda subject, stem, text: kin(class_of(DRUG_BY_NAME[text]), class_of(subject)),
    "drug-target": lambda subject, stem, text: bool(text.casefold() == DRUGS[subject]["target"].casefold()),
    "target-drug": lambda subject, stem, text: bool(DRUGS[DRUG_BY_NAME[text]]["target"] == DRUGS[subject]["target"]),
    "whole-body": lambda subject, stem, text: bool(CLASSES[CLASS_BY_NAME[text]]["reach"] == "systemic"),
    "one-place": lambda subject, stem, text: bool(CLASSES[CLASS_BY_NAME[text]]["reach"] == "local"),
    "class-side-effect": lambda subject, stem, text: text in listed(EFFECTS, "name", EFFECTS[subject]),
    "side-effect-class": lambda subject, stem, text: (
        EFFECTS[subject]["name"] in listed(EFFECTS, "name", {"therapy_class": CLASS_BY_NAME[text], "drug": None})
    ),
    "treatment-check": lambda subject, stem, text: text in listed(CHECKS, "what", CHECKS[subject]),
    "check-test": lambda subject, stem, text: (
        text == CHECKS[subject]["how"] or ("heart" in stem and text in ("Heart test", "ECG"))
    ),
    "stage-group": lambda subject, stem, text: text == stage(stem),
    "site-stage": lambda subject, stem, text: text == stage(stem),
    "hormone-receptor": lambda subject, stem, text: text in ("ER", "PR"),
    "subtype": lambda subject, stem, text: text == subtype(stem),
    "phase-question": lambda subject, stem, text: bool(text == phase(subject)["question"]),
    "question-phase": lambda subject, stem, text: bool(text == phase(subject)["name"]),
    "measure-phase": lambda subject, stem, text: (
        stem.split(": ")[1].rstrip("?") in next(row["measured"] for row in PHASES.values() if row["name"] == text)
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
        drug = DRUGS[subject]
        for answer in question.answers:
            if not answer.correct:
                wrong = CLASS_BY_LABEL[answer.text]
                targets = {other["target"] for other in DRUGS.values() if other["therapy_class"] == wrong}
                assert drug["target"] not in targets, question.id
                assert "chemotherapy" not in drug["mechanism"] or not within(wrong, "chemotherapy"), question.id


def test_a_seed_repeats_its_questions_and_ids_do_not_depend_on_it() -> None:
    assert generate(TABLES, TEXTS, seed=5) == generate(TABLES, TEXTS, seed=5)
    assert [question.id for question in made(5)] == [question.id for question in made(6)]
    assert made(5) != made(6)
    assert len({question.id for question in made(5)}) == len(made(5))


def test_rows_may_stand_in_any_order() -> None:
    turned = FewRows({name: TABLES.rows(name)[::-1] for name in TABLES})
    before = {question.id: question for question in made(9)}
    for question in generate(turned, TEXTS, seed=9):
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
    assert figures["all cues"].questions > 900
    assert abs(figures["all cues"].excess) <= TOLERANCE, figures


def test_only_the_templates_asked_for_are_used() -> None:
    assert {template_and_subject(q)[0] for q in generate(TABLES, TEXTS, seed=0, templates=["subtype"])} == {"subtype"}
    with pytest.raises(QuestionError, match="Did you mean 'subtype'"):
        generate(TABLES, TEXTS, seed=0, templates=["subtyp"])


# Few rows: what may not be quizzed, and what has too few wrong answers, is not asked.


def small(**changes: object) -> FewRows:
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
    return FewRows(
        sentences=[{"sentence_id": "faq/a1/s1", "text": "A sentence."}],
        facts=[{"fact_id": "CF-001", "statement": "A fact.", "mark": changes.get("mark", "read")}],
        caveats=[{"quiz": changes.get("quiz", "allowed"), "sentence_ids": ["faq/a1/s1"]}],
        trial_phases=rows[: int(str(changes.get("phases", 3)))],
        objectives=[{"objective_id": use.objective, "lesson": "trials"} for use in USED.values()],
    )


def test_few_rows_are_enough() -> None:
    found = generate(small(), TEXTS, seed=0, templates=["question-phase"])
    assert [question.key_text() for question in found] == ["Phase I", "Phase II", "Phase III"]
    assert {(question.evidence, question.facts) for question in found} == {(("faq/a1/s1",), ("CF-001",))}


def test_a_sentence_that_must_not_be_quizzed_is_not_cited() -> None:
    found = generate(small(quiz="forbidden"), TEXTS, seed=0, templates=["question-phase"])
    assert {(question.evidence, question.facts) for question in found} == {((), ("CF-001",))}


@pytest.mark.parametrize("changes", [{"mark": "recalled"}, {"phases": 2}])
def test_what_is_recalled_or_has_too_few_wrong_answers_is_not_asked(changes: dict[str, object]) -> None:
    assert generate(small(**changes), TEXTS, seed=0, templates=["question-phase", "phase-question"]) == ()


def test_a_wrong_stage_iv_speaks_of_the_case_asked_about() -> None:
    asked = [question for question in made(0) if template_and_subject(question)[0] == "stage-group"]
    said = [
        answer.feedback
        for question in asked
        for answer in question.answers
        if answer.text == "Stage IV" and not answer.correct
    ]
    assert said
    assert all("Here it is M0" in feedback for feedback in said)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_fever_is_never_set_apart_from_chemotherapy(seed: int) -> None:
    for question in made(seed):
        wrong = {answer.text for answer in question.answers if not answer.correct}
        if "chemotherapy" in question.stem:
            assert not wrong & {"Fever", "Chills"}, question.stem
        if question.stem.endswith((": fever?", ": chills?")):
            assert "Chemotherapy" not in wrong, question.stem


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_what_a_label_warns_of_is_no_wrong_check(seed: int) -> None:
    asked = [question for question in made(seed) if "because of chemotherapy" in question.stem]
    assert asked
    assert "Eyes" not in {answer.text for question in asked for answer in question.answers}


def test_a_template_whose_aim_no_lesson_has_is_told() -> None:
    use = USED["question-phase"].model_copy(update={"objective": "trials-identify-phases"})
    texts = TEXTS.model_copy(update={"templates": {"question-phase": use}})
    with pytest.raises(KnowledgeError, match="Did you mean 'trials-identify-phase'"):
        generate(TABLES, texts, seed=0)


def test_a_word_of_any_class_shows_of_no_sentence_that_it_speaks_of_one() -> None:
    """The sentence on tamoxifen calls it a blocker, and says nothing else of its class."""
    asked = {template_and_subject(question) for question in made(0)}
    texts = TEXTS.model_copy(update={"of_any_class": (*TEXTS.of_any_class, "blocker", "blockers")})
    left = {template_and_subject(question) for question in generate(TABLES, texts, seed=0)}
    assert asked - left == {("drug-class", "tamoxifen"), ("class-drug", "tamoxifen")}


@pytest.mark.parametrize("name", ["whole-body", "one-place", "subtype"])
def test_a_sentence_or_fact_that_has_none_of_the_words_of_the_course_carries_no_question(name: str) -> None:
    assert generate(TABLES, TEXTS, seed=0, templates=[name])
    use = USED[name].model_copy(update={"says": ("no sentence has this",)})
    texts = TEXTS.model_copy(update={"templates": {name: use}})
    assert generate(TABLES, texts, seed=0) == ()
