"""Checks of the bank: each rule finds what it is for and nothing in a good question."""

from __future__ import annotations

import random
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from quiz_examples import ALL, CATEGORISE, COMMON, MATCHING, MULTIPLE, NUMERIC, SHORT_TEXT, SINGLE, make

from ibc_edu.quiz.bank import Bank, load_bank
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.quiz.linting.guesser import ENOUGH, guess, words
from ibc_edu.quiz.linting.lint import QuestionFinding, lint, lint_ground
from ibc_edu.quiz.linting.near_words import near_words
from ibc_edu.quiz.question_files.own_names import OwnNames
from ibc_edu.quiz.question_files.question_file import Located, read_text
from ibc_edu.resources import course_folder


def bank(*questions: QuestionBase) -> Bank:
    return Bank(tuple(Located(question, Path("x.toml"), 7) for question in questions))


def single(*texts: str, stem: str = "What is it?", right: int = 0, number: int = 0) -> Single:
    answers: list[dict[str, Any]] = [
        {"text": text, "feedback": "f", **({"correct": True} if place == right else {"misconception": "m"})}
        for place, text in enumerate(texts)
    ]
    return make(Single, kind="single", id=f"staging-{number}", stem=stem, answers=answers, **COMMON)


def rules(*questions: QuestionBase) -> list[str]:
    return [finding.rule for finding in lint(bank(*questions))]


def test_the_examples_of_every_kind_are_clean() -> None:
    assert rules(*ALL) == []


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (single("bone", "liver", "all of the above"), "catch-all"),
        (single("bone", "liver", "none of these"), "catch-all"),
        (single("bone", "liver"), "answers"),
        (single("a1", "a2", "a3", "a4", "a5", "a6"), "answers"),
        (single("bone", "liver", "lung", stem="Which of these is not a site?"), "negative-stem"),
        (single("bone", "liver", "lung", stem="It spread. Which organ doesn’t it reach?"), "negative-stem"),
        (single("bone", "liver", "lung", stem="What is the least likely site?"), "negative-stem"),
        (single("a very long answer that explains itself", "liver", "lung"), "length"),
        (single("bone", "a very long answer that explains itself", "another long answer of this kind"), "length"),
        (single("Bone.", "Liver", "Lung"), "form"),
        (single("bone", "Liver", "Lung"), "form"),
        (single("bones", "liver", "lungs").model_copy(update={"hint": "Not liver; think of Bones."}), "gives-away"),
        (SHORT_TEXT.model_copy(update={"otherwise": "It is tamoxifen."}), "gives-away"),
        (SHORT_TEXT.model_copy(update={"hint": "Not letrozole but nolvadex."}), "gives-away"),
        (NUMERIC.model_copy(update={"otherwise": "It is 20 mm."}), "gives-away"),
        (
            MATCHING.model_copy(
                update={"pairs": (MATCHING.pairs[0].model_copy(update={"mistake": "T is tumor."}), *MATCHING.pairs[1:])}
            ),
            "gives-away",
        ),
        (
            CATEGORISE.model_copy(
                update={"entries": (CATEGORISE.entries[0].model_copy(update={"mistake": "No, regional."}),)}
            ),
            "gives-away",
        ),
    ],
)
def test_each_rule_finds_its_slip(question: QuestionBase, rule: str) -> None:
    assert set(rules(question)) == {rule}


@pytest.mark.parametrize(
    "question",
    [
        single("bone", "liver", "lung", stem="Which of these is NOT a site?"),
        single("bone", "liver", "lung", stem="Why does it not reach the liver?"),
        single("bone", "liver", "lung", stem="It is not curable. What is the aim?"),
        single("IIIB", "IV", "II"),
        single("1 dose", "2 doses", "3 doses"),
        single("bone", "liver", "lung").model_copy(update={"hint": "Think of the backbone."}),
    ],
)
def test_good_form_is_left_alone(question: QuestionBase) -> None:
    assert rules(question) == []


def test_near_duplicates_are_found_across_the_bank() -> None:
    stems = [
        "Which drug blocks the estrogen receptor of a cancer cell?",
        "Which drugs block the estrogen receptor of a cancer cell?",
        "Which drug lowers the amount of estrogen in the body?",
    ]
    found = lint(bank(*(single("a", "b", "c", stem=stem, number=n) for n, stem in enumerate(stems))))
    assert [(finding.rule, finding.item_id) for finding in found] == [("near-duplicate", "staging-1")]
    assert "staging-0" in found[0].what


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (single("bone", "liver", "lung").model_copy(update={"id": "staging-find-bones"}), ["bones"]),
        (single("bone", "liver", "lung").model_copy(update={"id": "staging-not-the-liver"}), []),
        (single("bone", "liver", "lung", stem="Is it bone?").model_copy(update={"id": "staging-bone"}), []),
        (SHORT_TEXT.model_copy(update={"id": "staging-name-tamoxifen"}), ["tamoxifen"]),
        (MATCHING.model_copy(update={"id": "staging-nodes-and-grades"}), []),
        (NUMERIC.model_copy(update={"id": "staging-millimeters"}), []),
    ],
)
def test_an_id_that_holds_a_word_of_the_right_answer_alone_is_found(question: QuestionBase, told: list[str]) -> None:
    found = [finding for finding in lint(bank(question)) if finding.rule == "telling-id"]
    assert [finding.what.split("'")[1] for finding in found] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<b>bold</b>", True),
        ("line<br/>break", True),
        ("&nbsp;x", True),
        ("**bold**", True),
        ("a [link](https://example.org)", True),
        ("`code`", True),
        (r"half is $\frac{1}{2}$", True),
        ("# heading", True),
        ("ER < 1% and PR > 20%", False),
        ("5 * 3 * 2 and 2_3", False),
        ("costs $5 or $6", False),
        ("AT&T; that is all", False),
        (r"C:\new", False),
    ],
)
def test_markup_that_would_be_shown_as_it_stands_is_found(text: str, told: bool) -> None:
    question = single("bone", "liver", "lung").model_copy(update={"explanation": text})
    assert ("markup" in rules(question)) == told


def test_near_duplicates_are_those_of_comparing_all_pairs() -> None:
    dice = random.Random(4)
    pool = ["spread", "nodes", "liver", "bone", "stage", "breast", "cells", "drug", "trial", "dose"]
    stems = [" ".join(dice.choices(pool, k=dice.randint(3, 6))) for _ in range(150)]
    made = [single("a", "b", "c", stem=stem, number=number) for number, stem in enumerate(stems)]
    expected = {
        (one, other)
        for other in range(len(stems))
        for one in range(other)
        for mine, theirs in [(words(stems[one]), words(stems[other]))]
        if (shared := len(mine & theirs) / len(mine | theirs)) >= 0.85
        or (shared >= 0.5 and SequenceMatcher(None, stems[one], stems[other]).ratio() >= 0.95)
    }
    found = [finding for finding in lint(bank(*made)) if finding.rule == "near-duplicate"]
    pairs = {
        (int(finding.what.split("staging-")[-1].rstrip(".")), int((finding.item_id or "").split("-")[1]))
        for finding in found
    }
    assert pairs == expected
    assert expected


def test_a_folders_own_names_are_known() -> None:
    question = SINGLE.model_copy(update={"objective": "my-objective"})
    own = OwnNames({}, {"my-objective": "Mine"})
    assert [finding.rule for finding in lint_ground(bank(question), TABLES)] == ["unknown-objective"]
    assert lint_ground(replace(bank(question), own=own), TABLES) == []


def test_a_finding_names_place_question_and_cure() -> None:
    assert str(lint(bank(single("bone", "liver")))[0]) == (
        "x.toml, line 7: question staging-0: it has 2 answers. Give it 3 to 5."
    )


def even_bank(count: int, seed: int = 3) -> list[Single]:
    """Questions whose right answers nothing betrays."""
    made = []
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")
        texts = ["".join(dice.choices("bcdfghjklm", k=dice.randint(5, 9))) for _ in range(4)]
        stem = f"What is {''.join(dice.choices('nopqrstvwxz', k=20))}?"
        made.append(single(*texts, stem=stem, right=number % 4, number=number))
    return made


def test_the_guesser_is_near_chance_where_nothing_betrays_the_answer() -> None:
    questions = even_bank(400)
    assert all(abs(found.excess) < 8 and found.chance == 25 for found in guess(questions))
    assert lint(bank(*questions)) == []


@pytest.mark.parametrize(
    ("cue", "change"),
    [
        ("longest", lambda q: {"text": q.answers[0].text + "zz"}),
        ("most qualified", lambda q: {"text": "may" + q.answers[0].text[3:] + " may"}),
        ("most shared with stem", lambda q: {"text": q.stem.split()[-1].strip("?")}),
        ("odd one out", lambda q: {"text": q.answers[0].text[0]}),
    ],
)
def test_the_guesser_finds_each_cue(cue: str, change: Any) -> None:
    questions = []
    for question in even_bank(ENOUGH * 2):
        right = next(answer for answer in question.answers if answer.correct)
        changed = right.model_copy(update=change(question.model_copy(update={"answers": (right,)})))
        answers = tuple(changed if answer is right else answer for answer in question.answers)
        questions.append(question.model_copy(update={"answers": answers}))
    found = {guesses.cue: guesses for guesses in guess(questions)}
    assert found[cue].excess > 40
    assert f"({cue})" in " ".join(str(finding) for finding in lint(bank(*questions)))


def test_the_guesser_rules_out_what_is_said_without_exception() -> None:
    def absolute(question: Single) -> Single:
        answers = [a if a.correct else a.model_copy(update={"text": f"{a.text} always"}) for a in question.answers]
        return question.model_copy(update={"answers": tuple(answers)})

    found = {guesses.cue: guesses for guesses in guess(map(absolute, even_bank(ENOUGH * 2)))}
    assert found["least absolute"].accuracy == 100
    assert found["least absolute, most qualified, longest"].accuracy == 100
    assert found["best combination"].accuracy == 100


def test_the_best_combination_is_at_least_as_good_as_any_cue() -> None:
    *single_cues, best = guess(even_bank(200))
    assert best.cue == "best combination"
    assert all(best.accuracy >= found.accuracy for found in single_cues)


def test_no_combination_of_cues_gives_the_courses_answers_away() -> None:
    """Chance is 25.4%; the bound is 8 points above it."""
    found = {guesses.cue: guesses for guesses in guess(load_bank(course=course_folder()))}
    assert found["best combination"].questions > 100
    assert found["best combination"].accuracy <= 33.4


def test_the_guesser_finds_the_usual_place() -> None:
    questions = [
        q.model_copy(update={"answers": tuple(sorted(q.answers, key=lambda a: not a.correct))}) for q in even_bank(80)
    ]
    assert {guesses.cue: guesses.accuracy for guesses in guess(questions)}["usual place"] == 100
    assert any("usual place" in finding.what for finding in lint(bank(*questions)))


def test_ties_count_by_their_share_and_a_small_bank_is_not_judged() -> None:
    questions = [single("aaa", "bbb", "ccc"), single("dddd", "eeee", "fff", number=1)]
    longest = next(guesses for guesses in guess(questions) if guesses.cue == "longest")
    assert longest.accuracy == pytest.approx(100 * (1 / 3 + 1 / 2) / 2)
    assert longest.questions == 2
    assert guess([MULTIPLE]) == []
    assert "guessable" not in rules(*(q for q in even_bank(ENOUGH - 1)))


WHAT = """lesson = "staging"

[[question]]
id = "staging-map"
kind = "single"
part = "check-spread"
objective = "staging-spread"
bloom = "understand"
stem = "What does the map above show?"
explanation = "It has **spread**."
evidence = ["faq/a1/s1"]

[[question.answers]]
text = "Bone"
correct = true
feedback = "Yes."

[[question.answers]]
text = "liver"
feedback = "No."
misconception = "m"

[[question.answers]]
text = "Lung, or any of these"
feedback = "<b>No.</b>"
misconception = "m"
"""


def test_a_complaint_names_the_line_of_the_slip() -> None:
    located, problems = read_text(WHAT, Path("x.toml"))
    assert problems == []
    found = {(finding.rule, finding.row) for finding in lint(Bank(tuple(located)))}
    assert found == {("paper", 9), ("markup", 10), ("form", 19), ("catch-all", 24), ("markup", 25)}


@pytest.mark.parametrize(
    ("stem", "change", "complains"),
    [
        ("Put them in order. The map above may help.", {}, True),
        ("Look at the 100 people. Who is most?", {}, True),
        ("Move the slider. What happens?", {"where": ("screen", "room")}, False),
        ("Move the slider. What happens?", {"paper_stem": "The dose is doubled. What happens?"}, False),
        ("Move the slider. What happens?", {"paper_stem": "See the picture. What happens?"}, True),
        ("Nodes above the collarbone are involved, ER is below 1%. Which stage is it?", {}, False),
    ],
)
def test_paper_is_asked_nothing_that_only_a_screen_shows(stem: str, change: dict[str, Any], complains: bool) -> None:
    question = single("bone", "liver", "lung", stem=stem).model_copy(update=change)
    assert ("paper" in rules(question)) is complains


TABLES = {
    "sentences": pd.DataFrame({"sentence_id": ["faq/a1/s1", "faq/a1/s2"]}),
    "facts": pd.DataFrame({"fact_id": ["CF-028", "CF-065"], "mark": ["read", "recalled"]}),
    "caveats": pd.DataFrame(
        {"sentence_ids": [["faq/a1/s2"], ["faq/a1/s1"]], "quiz": ["forbidden", "allowed"]},
    ),
    "objectives": pd.DataFrame({"objective_id": ["staging-spread"]}),
    "misconceptions": pd.DataFrame({"misconception_id": ["believes-hair", "believes-nails"]}),
}


def test_ground_that_holds_is_left_alone() -> None:
    assert lint_ground(bank(SINGLE.model_copy(update={"facts": ("CF-028",)})), TABLES) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"evidence": ("faq/a1/s2",)}, "caveat"),
        ({"evidence": ("faq/a9/s9",)}, "unknown-sentence"),
        ({"facts": ("CF-065",)}, "unread-fact"),
        ({"facts": ("CF-999",)}, "unknown-fact"),
        ({"objective": "staging-sprread"}, "unknown-objective"),
        (
            {"answers": (SINGLE.answers[0], SINGLE.answers[1].model_copy(update={"misconception": "x"}))},
            "unknown-misconception",
        ),
    ],
)
def test_ground_that_gives_way_is_found(change: dict[str, Any], rule: str) -> None:
    found: list[QuestionFinding] = lint_ground(bank(SINGLE.model_copy(update=change)), TABLES)
    assert [finding.rule for finding in found] == [rule]


@pytest.mark.parametrize(
    ("accepted", "recognized", "read", "complains"),
    [
        ("remission", (), "A mission, or a Remissian?", True),
        ("remission", ("Remissian",), "A mission, or a Remissian?", False),
        ("remission", (), "Two remissions, one remission.", False),
        ("metastasis", (), "Metastases of it.", False),
        ("in full remission", (), "A Remissian.", False),
        ("tumor", (), "A tumbr.", False),
    ],
)
def test_a_real_word_that_would_pass_for_a_slip_is_named(
    accepted: str, recognized: tuple[str, ...], read: str, complains: bool
) -> None:
    wrong = tuple(SHORT_TEXT.recognized[0].model_copy(update={"text": text}) for text in recognized)
    question = SHORT_TEXT.model_copy(update={"accepted": (accepted,), "recognized": wrong})
    assert [complaint.rule for _, complaint in near_words(bank(question), [read])] == ["near-word"] * complains


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.kind)
def test_every_kind_names_its_misconceptions(question: QuestionBase) -> None:
    found = question.misconceptions()
    assert found
    assert len(set(found)) == len(found)
