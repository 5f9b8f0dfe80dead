"""Grading: the rule of each kind by tables, and what holds for every response by properties."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import (
    ALL,
    CATEGORISE,
    JSON_VALUES,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT_TEXT,
    SINGLE,
    answer,
    key_of,
    question_and_response,
)

from ibc_edu.errors import ResponseError
from ibc_edu.quiz.attempt import Outcome
from ibc_edu.quiz.grading import Verdict
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.multiple import Multiple
from ibc_edu.quiz.kinds.numeric import Numeric
from ibc_edu.quiz.kinds.short_text import ShortText


@given(question_and_response)
def test_score_is_between_0_and_1_and_blank_has_none(case: tuple[QuestionBase, Any]) -> None:
    question, response = case
    grade = question.grade(response)
    if question.read(response) is None:
        assert (grade.score, grade.outcome, grade.misconceptions) == (None, Outcome.BLANK, ())
        assert not any(line.chosen for line in grade.lines)
    else:
        assert grade.score is not None
        assert 0.0 <= grade.score <= 1.0
        assert grade.outcome is {0.0: Outcome.INCORRECT, 1.0: Outcome.CORRECT}.get(grade.score, Outcome.PARTIAL)


@given(question_and_response)
def test_reading_is_canonical_and_json(case: tuple[QuestionBase, Any]) -> None:
    question, response = case
    read = question.read(response)
    assert question.read(json.loads(json.dumps(read))) == read
    assert question.grade(read) == question.grade(response)


@given(question_and_response)
def test_full_score_means_that_nothing_was_missed(case: tuple[QuestionBase, Any]) -> None:
    question, response = case
    grade = question.grade(response)
    everything_right = all(line.verdict is Verdict.RIGHT for line in grade.lines)
    assert (grade.score == 1) == (everything_right and question.read(response) is not None)
    assert all((line.verdict is Verdict.MISSED) != line.chosen for line in grade.lines)


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.kind)
def test_the_key_scores_1(question: QuestionBase) -> None:
    grade = question.grade(question.key())
    assert (grade.score, grade.outcome, grade.misconceptions) == (1.0, Outcome.CORRECT, ())


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.kind)
@pytest.mark.parametrize("blank", [None, "", [], {}])
def test_blank_is_blank_or_refused(question: QuestionBase, blank: Any) -> None:
    try:
        assert question.grade(blank).score is None
    except ResponseError:
        assert blank is not None


@given(st.sampled_from(ALL), JSON_VALUES)
def test_any_json_is_judged_or_refused_in_plain_words(question: QuestionBase, response: Any) -> None:
    try:
        score = question.grade(response).score
    except ResponseError as error:
        score, refused = None, str(error)
        assert refused.startswith(f"{question.id}: ")
    assert score is None or 0.0 <= score <= 1.0


def test_single_has_no_partial_credit() -> None:
    grade = SINGLE.grade(key_of(SINGLE, "hair"))
    assert (grade.score, grade.outcome, grade.misconceptions) == (0.0, Outcome.INCORRECT, ("believes-hair",))
    assert [(line.verdict, line.answer_text) for line in grade.lines] == [
        (Verdict.WRONG, "hair"),
        (Verdict.MISSED, "bones"),
    ]


@pytest.mark.parametrize(
    ("ticked", "score"),
    [
        (["liver", "lungs"], 1.0),
        (["liver"], 0.5),
        (["liver", "lungs", "hair"], 0.5),
        (["liver", "hair"], 0.0),
        (["hair", "nails"], 0.0),
        (["liver", "lungs", "hair", "nails"], 0.0),
        (["liver", "liver"], 0.5),
    ],
)
def test_multiple_takes_wrong_ticks_off_right_ones(ticked: list[str], score: float) -> None:
    assert MULTIPLE.grade([key_of(MULTIPLE, text) for text in ticked]).score == score


@pytest.mark.parametrize(("right", "wrong"), [(right, wrong) for right in range(1, 6) for wrong in range(1, 6)])
def test_ticking_everything_earns_nothing_and_each_wrong_tick_costs_its_share(right: int, wrong: int) -> None:
    answers = [answer(f"right-{n}", right=True) for n in range(right)] + [answer(f"wrong-{n}") for n in range(wrong)]
    question = Multiple.model_validate({**MULTIPLE.model_dump(), "answers": answers})
    keys = list(question.by_key)
    assert question.grade(keys).score == 0
    assert question.grade(keys[:right]).score == 1
    assert question.grade(keys[: right + 1]).score == pytest.approx(1 - 1 / wrong)
    assert question.grade(keys[:1]).score == pytest.approx(1 / right)
    assert question.grade(keys[right:]).score == 0


def test_multiple_needs_a_wrong_answer_and_tells_the_learner_what_wrong_ticks_cost() -> None:
    with pytest.raises(ValueError, match="at least one wrong answer"):
        Multiple.model_validate(
            {**MULTIPLE.model_dump(), "answers": [answer("a", right=True), answer("b", right=True)]}
        )
    assert "Wrong ticks cost points" in MULTIPLE.instruction


def matches(**pairs: str) -> dict[str, str]:
    return {key_of(MATCHING, left, "left"): key_of(MATCHING, right, "right") for left, right in pairs.items()}


@pytest.mark.parametrize(
    ("pairs", "score", "misconceptions"),
    [
        ({"t": "tumor", "n": "nodes", "m": "metastasis", "g": "grade"}, 1.0, ()),
        ({"t": "tumor", "n": "nodes", "m": "grade", "g": "metastasis"}, 0.5, ("mixes-g", "mixes-m")),
        ({"t": "tumor"}, 0.25, ()),
        ({"t": "stage"}, 0.0, ("mixes-t",)),
    ],
)
def test_matching_scores_the_share_of_pairs(
    pairs: dict[str, str], score: float, misconceptions: tuple[str, ...]
) -> None:
    grade = MATCHING.grade(matches(**pairs))
    assert grade.score == score
    assert tuple(sorted(grade.misconceptions)) == misconceptions


@pytest.mark.parametrize(
    ("order", "score"),
    [
        (["one", "two", "three", "four"], 1.0),
        (["two", "one", "three", "four"], 4 / 6),
        (["two", "three", "four", "one"], 0.0),
        (["four", "three", "two", "one"], 0.0),
    ],
)
def test_ordering_scores_kendalls_tau(order: list[str], score: float) -> None:
    grade = ORDERING.grade([key_of(ORDERING, text, "steps") for text in order])
    assert grade.score == pytest.approx(score)
    assert grade.misconceptions == (() if score == 1 else ("phases-in-any-order",))


@pytest.mark.parametrize("wrong", [["one"], ["one", "one", "three", "four"], ["one", "two", "three", "four", "one"]])
def test_ordering_wants_each_step_once(wrong: list[str]) -> None:
    with pytest.raises(ResponseError, match="once"):
        ORDERING.grade([key_of(ORDERING, text, "steps") for text in wrong])


@pytest.mark.parametrize(
    ("groups", "score"),
    [
        ({"armpit": "regional", "liver": "distant", "bone": "distant"}, 1.0),
        ({"armpit": "distant", "liver": "distant", "bone": "distant"}, 2 / 3),
        ({"liver": "distant"}, 1 / 3),
        ({"liver": "regional"}, 0.0),
    ],
)
def test_categorise_scores_the_share_of_entries(groups: dict[str, str], score: float) -> None:
    response = {
        key_of(CATEGORISE, text, "entries"): key_of(CATEGORISE, group, "categories") for text, group in groups.items()
    }
    assert CATEGORISE.grade(response).score == pytest.approx(score)


@pytest.mark.parametrize(
    ("typed", "score", "misconceptions"),
    [
        (20, 1.0, ()),
        (20.5, 1.0, ()),
        (19.5, 1.0, ()),
        (20.6, 0.0, ()),
        ("20", 1.0, ()),
        (" 20 mm ", 1.0, ()),
        ("20MM", 1.0, ()),
        ("20,4", 1.0, ()),
        ("+2.0e1", 1.0, ()),
        (2, 0.5, ("mm-is-cm",)),
        ("200", 0.0, ("mm-is-cm",)),
        ("-20", 0.0, ()),
        ("−20", 0.0, ()),
        ("1,200", 0.0, ()),
    ],
)
def test_numeric_reads_what_people_type(typed: Any, score: float, misconceptions: tuple[str, ...]) -> None:
    grade = NUMERIC.grade(typed)
    assert (grade.score, grade.misconceptions) == (score, misconceptions)


@pytest.mark.parametrize("typed", ["2 cm", "twenty", "1,2,3", "nan", "1e999", float("inf"), 10**400, True, "٢٠", [20]])
def test_numeric_refuses_what_is_no_number_in_its_unit(typed: Any) -> None:
    with pytest.raises(ResponseError, match="number"):
        NUMERIC.grade(typed)


def test_numeric_range_and_the_words_for_it() -> None:
    fields = NUMERIC.model_dump(exclude={"value", "tolerance", "near_misses", "unit"})
    question = Numeric.model_validate({**fields, "range": [1000, 2500], "unit": "%"})
    assert [question.grade(number).score for number in (999.9, 1000, "2,500%", 2501)] == [0.0, 1.0, 1.0, 0.0]
    assert question.key_text() == "1,000 to 2,500%"
    assert question.grade(question.key()).score == 1


@given(st.floats(-1e6, 1e6), st.floats(0, 100))
def test_numeric_accepts_its_tolerance(value: float, tolerance: float) -> None:
    fields = NUMERIC.model_dump(exclude={"near_misses"})
    question = Numeric.model_validate({**fields, "value": value, "tolerance": tolerance})
    assert question.grade(value + tolerance).score == 1
    assert question.grade(value - tolerance).score == 1
    assert question.grade(value + 2 * tolerance + 1).score == 0


@pytest.mark.parametrize(
    ("typed", "score", "misconceptions"),
    [
        ("tamoxifen", 1.0, ()),
        ("  TAMOXIFEN. ", 1.0, ()),
        ("the Nolvadex", 1.0, ()),
        ("tamoxifén", 1.0, ()),
        ("tamoxifn", 1.0, ()),
        ("tamoxiefn", 1.0, ()),
        ("tamoxixen", 1.0, ()),
        ("tamoxxiffen", 0.0, ()),
        ("letrozole", 0.0, ("ai-blocks-receptor",)),
        ("tamoxifan", 0.25, ("x",)),
        ("aspirin", 0.0, ()),
        ("!!!", 0.0, ()),
    ],
)
def test_short_text_forgives_one_slip(typed: str, score: float, misconceptions: tuple[str, ...]) -> None:
    grade = SHORT_TEXT.grade(typed)
    assert (grade.score, grade.misconceptions) == (score, misconceptions)


def test_a_forgiven_slip_is_spelled_out() -> None:
    assert SHORT_TEXT.grade("tamoxifn").lines[0].text.endswith("It is spelled tamoxifen.")


@pytest.mark.parametrize("accepted", ["HER2 positive", "ER"])
def test_no_slip_is_forgiven_where_a_letter_makes_another_word(accepted: str) -> None:
    question = SHORT_TEXT.model_copy(update={"accepted": (accepted,)})
    assert question.grade(accepted.replace("ER", "PR")).score == 0
    assert question.grade(accepted.lower()).score == 1


def test_an_author_may_list_the_other_sign_as_a_recognized_wrong_answer() -> None:
    fields = SHORT_TEXT.model_dump() | {
        "accepted": ["ER+"],
        "recognized": [{"text": "ER-", "feedback": "secret: the other sign", "misconception": "mixes-signs"}],
    }
    question = ShortText.model_validate(fields)
    assert [question.grade(typed).score for typed in ("er +", "ER−", "ER")] == [1.0, 0.0, 0.0]
    assert question.grade("ER -").misconceptions == ("mixes-signs",)
    with pytest.raises(ValueError, match="both accepted and recognized"):
        ShortText.model_validate(fields | {"accepted": ["ER+", "ER –"]})


def test_half_a_character_is_refused_and_the_refusal_can_be_sent() -> None:
    for question in ALL:
        with pytest.raises(ResponseError) as caught:
            question.grade(["\ud800"] if question.kind in ("multiple", "ordering") else "x\ud800")
        str(caught.value).encode()


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.kind)
def test_a_response_in_words_reads_back(question: QuestionBase) -> None:
    assert question.read_text(question.response_text(question.key())) == question.key()
    assert question.read_text("") is None
    assert question.response_text(None) == ""
    wrong = question.read(question.wrong_response(lambda among: among[-1]))
    assert question.read_text(question.response_text(wrong).upper()) in (wrong, str(wrong).upper())
    grade = question.grade(wrong)
    assert grade.score is not None
    assert grade.score < 1


def test_words_that_are_no_response_are_refused_with_those_that_are() -> None:
    with pytest.raises(ResponseError, match=r"“claws” is not a part of this question.*bones; hair; nails"):
        SINGLE.read_text("claws")
    with pytest.raises(ResponseError, match="several answers"):
        SINGLE.read_text("hair; nails")
    with pytest.raises(ResponseError, match="once"):
        ORDERING.read_text("one; two")


def test_partial_credit_is_stated_for_every_kind() -> None:
    for question in ALL:
        assert "partial credit" in (type(question).__doc__ or "").casefold(), question.kind
