"""Sessions: what each step changes in each mode, and that a session goes on from its attempts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import (
    ALL,
    JSON_VALUES,
    KEYS,
    MATCHING,
    MULTIPLE,
    NOW,
    ORDERING,
    SHORT_TEXT,
    SINGLE,
    counter_ids,
    key_of,
)

from ibc_edu.errors import IbcEduError, QuestionError, ResponseError
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome, Sureness
from ibc_edu.quiz.former_ids import followed
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.quiz.sessions.view import view

RIGHT, WRONG, WRONG_TOO = (key_of(SINGLE, text) for text in ("bones", "hair", "nails"))


def session(mode: Mode = Mode.PRACTICE, **fields: Any) -> QuizSession:
    return QuizSession("check", "Check", ALL, mode=mode, new_id=counter_ids(), session_id="s1", **fields)


def test_an_answer_gives_a_new_session_and_an_attempt() -> None:
    start = session(learner="k7")
    after, attempt = start.answer(SINGLE.id, WRONG, at=NOW, sureness=3, seconds=4.5)
    assert start.state(SINGLE.id).tries == 0
    assert after.state(SINGLE.id).tries == 1
    assert attempt == Attempt(
        attempt_id="attempt-1",
        learner="k7",
        item_id=SINGLE.id,
        item_hash=SINGLE.item_hash,
        kind="single",
        lesson="staging",
        objective="staging-spread",
        mode=Mode.PRACTICE,
        response=WRONG,
        score=0.0,
        outcome=Outcome.INCORRECT,
        sureness=Sureness.SURE,
        misconceptions=("believes-hair",),
        try_number=1,
        seconds=4.5,
        at=NOW,
        session_id="s1",
    )


@pytest.mark.parametrize("blank", [None, "", []])
def test_blank_is_no_try(blank: Any) -> None:
    item = MULTIPLE if blank == [] else SINGLE
    start = session()
    assert start.answer(item.id, blank, at=NOW) == (start, None)


def test_key_comes_after_the_second_try_and_a_third_changes_nothing() -> None:
    first, _ = session().answer(SINGLE.id, WRONG, at=NOW)
    assert not first.key_shown(SINGLE.id)
    second, attempt = first.retry(SINGLE.id).answer(SINGLE.id, WRONG_TOO, at=NOW)
    assert attempt is not None
    assert attempt.try_number == 2
    assert second.key_shown(SINGLE.id)
    assert second.answer(SINGLE.id, RIGHT, at=NOW) == (second, None)
    assert second.retry(SINGLE.id) is second


def test_key_comes_with_the_right_answer() -> None:
    after, attempt = session().answer(SINGLE.id, RIGHT, at=NOW)
    assert attempt is not None
    assert attempt.outcome is Outcome.CORRECT
    assert after.key_shown(SINGLE.id)


def test_retry_keeps_the_answer_and_the_order() -> None:
    first, _ = session(seed=5).answer(SINGLE.id, WRONG, at=NOW)
    before, after = view(first)["items"][0], view(first.retry(SINGLE.id))["items"][0]
    assert (before["locked"], before["can_retry"]) == (True, True)
    assert (after["locked"], after["can_retry"], after["feedback"]) == (False, False, None)
    assert after["choices"] == before["choices"]
    assert after["response"] == WRONG


def test_show_answer_is_an_attempt_without_a_score() -> None:
    tried, _ = session().answer(SINGLE.id, WRONG, at=NOW)
    shown, attempt = tried.show_answer(SINGLE.id, at=NOW)
    assert attempt is not None
    assert (attempt.outcome, attempt.score, attempt.misconceptions) == (Outcome.SHOWN, None, ())
    assert shown.key_shown(SINGLE.id)
    assert shown.show_answer(SINGLE.id, at=NOW) == (shown, None)


def test_impossible_seconds_are_unknown_and_impossible_sureness_is_refused() -> None:
    for seconds in (-3.0, float("nan"), float("inf"), "3", True):
        _, attempt = session().answer(SINGLE.id, RIGHT, at=NOW, seconds=seconds)  # type: ignore[arg-type]
        assert attempt is not None
        assert attempt.seconds is None
    with pytest.raises(ResponseError, match="sureness of 4"):
        session().answer(SINGLE.id, RIGHT, at=NOW, sureness=4)


def test_an_exam_is_judged_at_submit_and_open_questions_are_blank() -> None:
    exam = session(Mode.EXAM).draft(SINGLE.id, WRONG, sureness=1, seconds=3).draft(MULTIPLE.id, [])
    exam = exam.draft(SINGLE.id, RIGHT).flag(ORDERING.id, True)
    done, attempts = exam.submit(at=NOW)
    assert [attempt.item_id for attempt in attempts] == [question.id for question in ALL]
    assert (attempts[0].outcome, attempts[0].sureness, attempts[0].seconds) == (Outcome.CORRECT, 1, 3.0)
    assert {(attempt.outcome, attempt.score) for attempt in attempts[1:]} == {(Outcome.BLANK, None)}
    assert done.submit(at=NOW) == (done, ())
    with pytest.raises(QuestionError, match="submitted"):
        done.draft(SINGLE.id, WRONG)


def test_a_show_of_hands_keeps_the_first_round() -> None:
    first = session(Mode.PRESENT).tally(SINGLE.id, WRONG, 7).tally(SINGLE.id, RIGHT, 2).tally(SINGLE.id, RIGHT, -5)
    second = first.close_round(SINGLE.id).tally(SINGLE.id, RIGHT, 8).close_round(SINGLE.id).tally(SINGLE.id, RIGHT, 9)
    tally = view(second)["items"][0]["tally"]
    assert tally is not None
    assert tally["earlier"] == {WRONG: 7, RIGHT: 0, WRONG_TOO: 0}
    assert tally["counts"] == {WRONG: 0, RIGHT: 9, WRONG_TOO: 0}


def test_hands_are_counted_for_choices_only() -> None:
    with pytest.raises(QuestionError, match="hands"):
        session(Mode.PRESENT).tally(ORDERING.id, "x", 1)
    with pytest.raises(ResponseError):
        session(Mode.PRESENT).tally(SINGLE.id, "x", 1)


@pytest.mark.parametrize(
    ("mode", "step"),
    [
        (Mode.EXAM, lambda s: s.answer(SINGLE.id, RIGHT, at=NOW)),
        (Mode.EXAM, lambda s: s.show_answer(SINGLE.id, at=NOW)),
        (Mode.EXAM, lambda s: s.hint(SINGLE.id)),
        (Mode.EXAM, lambda s: s.reveal(SINGLE.id)),
        (Mode.PRACTICE, lambda s: s.draft(SINGLE.id, RIGHT)),
        (Mode.PRACTICE, lambda s: s.submit(at=NOW)),
        (Mode.PRACTICE, lambda s: s.reveal(SINGLE.id)),
        (Mode.PRESENT, lambda s: s.answer(SINGLE.id, RIGHT, at=NOW)),
        (Mode.REVIEW, lambda s: s.tally(SINGLE.id, RIGHT, 1)),
    ],
)
def test_steps_of_another_mode_are_refused(mode: Mode, step: Any) -> None:
    with pytest.raises(QuestionError):
        step(session(mode))


def test_an_unknown_question_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(QuestionError, match=f"Did you mean '{SINGLE.id}'"):
        session().hint("staging-singel")


@pytest.mark.parametrize(
    ("questions", "mode"), [((), "practice"), ((SINGLE, SINGLE), "practice"), ((SINGLE,), "battle")]
)
def test_a_quiz_that_cannot_be_is_refused(questions: Any, mode: Any) -> None:
    with pytest.raises(QuestionError):
        QuizSession("check", "Check", questions, mode=mode)


def test_repr_names_items_and_content_and_not_progress() -> None:
    start = session()
    after, _ = start.answer(SINGLE.id, WRONG, at=NOW)
    other = SINGLE.model_copy(update={"stem": "Which?"})
    assert repr(start) == repr(after)
    assert not any(question.id in repr(start) for question in ALL)
    assert start.hash in repr(start)
    assert QuizSession("q", "Q", (SINGLE,)).hash != QuizSession("q", "Q", (other,)).hash


steps = st.lists(
    st.sampled_from(ALL).flatmap(
        lambda q: st.tuples(st.just(q.id), st.sampled_from(["answer", "retry", "show", "hint"]), KEYS[q.kind])
    ),
    max_size=25,
)


@given(steps)
def test_resuming_from_attempts_gives_the_same_standing(taken: list[tuple[str, str, Any]]) -> None:
    live, attempts = session(), []
    for number, (item_id, step, response) in enumerate(taken):
        at = NOW - timedelta(minutes=number)  # the clock is set back again and again
        attempt = None
        if step == "answer":
            live, attempt = live.answer(item_id, response, at=at)
        elif step == "show":
            live, attempt = live.show_answer(item_id, at=at)
        elif step == "retry":
            live = live.retry(item_id)
        if attempt is not None:
            attempts.append(attempt)
    resumed = session().resume(attempts)
    for question in ALL:
        before, after = live.state(question.id), resumed.state(question.id)
        assert (after.response, after.outcome, after.tries) == (before.response, before.outcome, before.tries)
        assert resumed.key_shown(question.id) == live.key_shown(question.id)


def test_resuming_passes_over_other_modes_older_wordings_and_damage() -> None:
    after, attempt = session().answer(SINGLE.id, WRONG, at=NOW)
    assert attempt is not None
    strangers = [
        replace(attempt, mode=Mode.REVIEW),
        replace(attempt, item_hash="0" * 16),
        replace(attempt, item_id="staging-gone"),
    ]
    assert session().resume(strangers).states == {}
    damaged = session().resume([replace(attempt, response={"what": "?"})])
    assert damaged.state(SINGLE.id).outcome is None
    assert session().resume([*strangers, attempt]).state(SINGLE.id).tries == after.state(SINGLE.id).tries


def test_answers_given_under_a_former_id_or_another_wording_are_found_again() -> None:
    after, attempt = session().answer(SINGLE.id, WRONG, at=NOW)
    assert attempt is not None
    renamed = SINGLE.model_copy(update={"id": "staging-renamed", "was": (SINGLE.id,), "hint": "another nudge"})
    again = QuizSession("q", "Q", (renamed,)).resume([attempt])
    assert again.state("staging-renamed") == after.state(SINGLE.id)
    assert again.state(SINGLE.id) == after.state(SINGLE.id)
    assert list(again.states) == ["staging-renamed"]
    assert again.question(SINGLE.id) is again.question(renamed.page_id) is renamed
    (found,) = followed([attempt], [renamed])
    assert (found.item_id, found.item_hash) == ("staging-renamed", renamed.item_hash)
    assert found.response == attempt.response in renamed.by_key


def test_answers_named_by_the_hash_of_everything_are_found_again_until_the_question_changes() -> None:
    _, attempt = session().answer(SINGLE.id, WRONG, at=NOW)
    assert attempt is not None
    old = replace(attempt, item_hash=SINGLE._whole_hash)
    assert session().resume([old]).state(SINGLE.id).tries == 1
    assert next(followed([old], [SINGLE])).item_hash == SINGLE.item_hash
    reworded = SINGLE.model_copy(update={"hint": "another nudge"})
    assert QuizSession("q", "Q", (reworded,)).resume([attempt]).states
    assert not QuizSession("q", "Q", (reworded,)).resume([old]).states
    judged_otherwise = SINGLE.model_copy(update={"answers": SINGLE.answers[:2]})
    assert not QuizSession("q", "Q", (judged_otherwise,)).resume([attempt, old]).states
    assert next(followed([attempt], [judged_otherwise])) == attempt


def test_an_exam_resumes_as_a_whole() -> None:
    done, attempts = session(Mode.EXAM).draft(SINGLE.id, RIGHT).submit(at=NOW)
    again = session(Mode.EXAM).resume(attempts)
    assert again.submitted
    assert view(again) == view(done)
    assert not session(Mode.EXAM).resume(attempts[:-1]).submitted
    later = [replace(a, session_id="s0", response=None, at=NOW - timedelta(days=1)) for a in attempts]
    assert session(Mode.EXAM).resume([*attempts, *later]).state(SINGLE.id).response is None


@pytest.mark.parametrize("half", ["\ud83d", "fine \ude00"])
def test_half_a_character_is_refused_where_it_is_typed(half: str) -> None:
    with pytest.raises(ResponseError, match="half of a character"):
        session().answer(SHORT_TEXT.id, half, at=NOW)
    with pytest.raises(ResponseError, match="half of a character"):
        session(Mode.EXAM).draft(SHORT_TEXT.id, half)


@given(steps)
def test_an_exam_goes_on_from_its_drafts(taken: list[tuple[str, str, Any]]) -> None:
    live = session(Mode.EXAM)
    for item_id, step, response in taken:
        live = live.flag(item_id, True) if step == "hint" else live.draft(item_id, response, sureness=2, seconds=1.5)
    drafts = json.loads(json.dumps(live.drafts()))
    assert session(Mode.EXAM).with_drafts(drafts).states == {q.id: live.state(q.id) for q in ALL}
    assert drafts["session_id"] == "s1"


@pytest.mark.parametrize(
    "change", [{"item_hash": "0" * 16}, {"response": {"what": "?"}}, {"sureness": 9}, {"flagged": None, "response": []}]
)
def test_drafts_that_no_longer_fit_are_left_open(change: dict[str, Any]) -> None:
    drafts = session(Mode.EXAM).draft(SINGLE.id, RIGHT).drafts()
    drafts["answers"][SINGLE.id] |= change
    assert session(Mode.EXAM).with_drafts(drafts).state(SINGLE.id).response is None


def test_a_session_under_way_takes_over_what_was_done_elsewhere() -> None:
    here, mine = session().answer(SINGLE.id, WRONG, at=NOW)
    here = here.retry(SINGLE.id)
    assert mine is not None
    elsewhere = replace(mine, attempt_id="b", session_id="s2", item_id=MULTIPLE.id, item_hash=MULTIPLE.item_hash)
    elsewhere = replace(elsewhere, response=None, outcome=Outcome.SHOWN, score=None)
    went_on = here.resume([elsewhere, mine])
    assert went_on.state(SINGLE.id) == here.state(SINGLE.id)
    assert went_on.state(MULTIPLE.id).outcome is Outcome.SHOWN
    assert went_on.resume([elsewhere, mine]) == went_on
    later = replace(mine, attempt_id="c", session_id="s2", response=RIGHT, outcome=Outcome.CORRECT, try_number=2)
    taken = went_on.resume([elsewhere, mine, later]).state(SINGLE.id)
    assert (taken.outcome, taken.first, taken.tries) == (Outcome.CORRECT, Outcome.INCORRECT, 2)


STEPS = ["answer", "retry", "hint", "show_answer", "draft", "tally", "close_round", "reveal", "flag", "submit"]
ITEMS = st.sampled_from([SINGLE.id, MATCHING.id, "staging-gone"]) | JSON_VALUES
VALUES = st.sampled_from([RIGHT, WRONG]) | JSON_VALUES


@given(st.lists(st.tuples(st.sampled_from(STEPS), ITEMS, VALUES, JSON_VALUES), max_size=12), st.sampled_from(Mode))
def test_whatever_a_page_sends_only_our_errors_come_out(messages: list[tuple[str, Any, Any, Any]], mode: Mode) -> None:
    quiz = session(mode)
    for step, item_id, value, other in messages:
        arguments: tuple[Any, ...] = () if step == "submit" else (item_id,)
        arguments += {"answer": (value,), "draft": (value,), "tally": (value, other), "flag": (value,)}.get(step, ())
        keywords = {"at": NOW} if step in ("answer", "show_answer", "submit") else {}
        if step in ("answer", "draft"):
            keywords |= {"sureness": other, "seconds": other}
        try:
            result = getattr(quiz, step)(*arguments, **keywords)
        except IbcEduError:
            continue
        quiz = result[0] if isinstance(result, tuple) else result
        assert view(quiz)["mode"] == mode
