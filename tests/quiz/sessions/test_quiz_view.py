"""The view: nothing of the key, and no feedback, before the learner may see it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import ALL, BY_KIND, KEYS, MULTIPLE, NOW, ORDERING, SINGLE, key_of

from ibc_edu.quiz.attempt import Mode
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.quiz.sessions.view import view
from ibc_edu.quiz.sessions.view_types import ItemView
from ibc_edu.quiz.sources import Fact, Library, Place

LIBRARY = Library(
    sentences={"faq/a1/s1": "secret sentence"},
    sections={"faq": "FAQ"},
    caveats={"faq/a1/s1": "secret caveat"},
    facts={"CF-028": Fact("secret fact", "Atlas", "2026-06")},
    objectives={"staging-spread": "Say where it spreads"},
    places={("staging", "check-spread"): Place("Lesson 1: where it spreads", "01_staging.ipynb", "spread-text")},
)

ARTICLE = {"date": None, "checked": None, "gate": None}
READ = {"checked": True, "gate": None}

SPREAD = {
    "lesson": "staging",
    "part": "check-spread",
    "label": "Lesson 1: where it spreads",
    "notebook": "01_staging.ipynb",
    "cell": "spread-text",
}


def quiz(*questions: QuestionBase, mode: Mode = Mode.PRACTICE, seed: int = 0) -> QuizSession:
    return QuizSession("check", "Check", questions or ALL, mode=mode, seed=seed, library=LIBRARY)


def item(session: QuizSession, question: QuestionBase) -> ItemView:
    return next(found for found in view(session)["items"] if found["id"] == question.page_id)


def shows_key(question: QuestionBase, shown: Any) -> bool:
    """Whether the JSON carries what only the key, its feedback or its sources may carry."""
    text = json.dumps(shown)
    unearned = ["secret explanation", "secret sentence", "secret caveat", '"correct":']
    return any(found in text for found in unearned)


@pytest.mark.parametrize("mode", list(Mode))
@given(seed=st.integers(0, 1000))
def test_nothing_is_given_away_before_an_answer(mode: Mode, seed: int) -> None:
    shown = view(quiz(mode=mode, seed=seed))
    text = json.dumps(shown["items"])
    assert "secret" not in text
    assert "correct" not in text
    assert "believes" not in text
    assert all(found["feedback"] is None for found in shown["items"])


@given(st.sampled_from(ALL).flatmap(lambda q: st.tuples(st.just(q), KEYS[q.kind])))
def test_after_a_wrong_try_only_feedback_on_what_was_chosen(case: tuple[QuestionBase, Any]) -> None:
    question, response = case
    session, attempt = quiz(question).answer(question.id, response, at=NOW)
    shown = item(session, question)
    if attempt is None or attempt.score == 1:
        assert (shown["feedback"] is None) == (attempt is None)
        return
    feedback = shown["feedback"]
    assert feedback is not None
    assert not shows_key(question, shown)
    assert (feedback["key"], feedback["explanation"], feedback["sources"]) == (None, None, [])
    assert all(line["chosen"] for line in feedback["lines"])
    earned = {line["text"] for line in feedback["lines"]}
    unearned = {line.text for line in question.grade(response).lines} - earned
    assert not any(json.dumps(text) in json.dumps(shown) for text in unearned)


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.kind)
def test_show_answer_brings_key_explanation_and_sources(question: QuestionBase) -> None:
    session, _ = quiz(question).show_answer(question.id, at=NOW)
    feedback = item(session, question)["feedback"]
    assert feedback is not None
    assert feedback["headline"] == "Here is the answer."
    assert feedback["key"] == question.key()
    assert feedback["score"] is None
    assert feedback["explanation"] == "secret explanation"
    assert feedback["sources"] == [
        {
            "kind": "article",
            "label": "FAQ",
            "text": "secret sentence",
            "caveat": "secret caveat",
            **ARTICLE,
        }
    ]
    assert {line["verdict"] for line in feedback["lines"]} == {"missed"}


def test_second_wrong_try_brings_right_answers_left_unticked() -> None:
    session = quiz(MULTIPLE)
    for minute in (1, 2):
        at = NOW + timedelta(minutes=minute)
        session, _ = session.answer(MULTIPLE.id, [key_of(MULTIPLE, "liver"), key_of(MULTIPLE, "hair")], at=at)
    feedback = item(session, MULTIPLE)["feedback"]
    assert feedback is not None
    assert [(line["answer_text"], line["verdict"], line["chosen"]) for line in feedback["lines"]] == [
        ("liver", "right", True),
        ("hair", "wrong", True),
        ("lungs", "missed", False),
    ]
    assert feedback["headline"] == "Not quite. Here is the answer."


def test_exam_gives_nothing_away_until_submit() -> None:
    session = quiz(mode=Mode.EXAM)
    for question in ALL:
        session = session.draft(question.id, question.key())
    shown = view(session)
    assert "secret" not in json.dumps(shown)
    assert shown["progress"] == {"answered": len(ALL), "total": len(ALL), "correct": None}
    assert shown["summary"] is None
    done, _ = session.submit(at=NOW)
    assert view(done)["progress"] == {"answered": len(ALL), "total": len(ALL), "correct": len(ALL)}
    assert all(found["locked"] and found["feedback"] is not None for found in view(done)["items"])


def test_an_open_question_of_a_submitted_exam_is_unanswered_not_wrong() -> None:
    done, _ = quiz(SINGLE, MULTIPLE, mode=Mode.EXAM).draft(SINGLE.id, SINGLE.key()).submit(at=NOW)
    shown = item(done, MULTIPLE)
    assert shown["status"] == "unanswered"
    assert shown["feedback"] is not None
    assert shown["feedback"]["headline"] == "Left open. Here is the answer."
    assert view(done)["progress"]["answered"] == 1


def test_a_class_sees_no_key_until_it_is_revealed() -> None:
    session = quiz(mode=Mode.PRESENT).tally(SINGLE.id, key_of(SINGLE, "hair"), 5).close_round(SINGLE.id)
    assert "secret" not in json.dumps(view(session.hint(SINGLE.id)))
    revealed = session.reveal(SINGLE.id)  # with no hand raised in this round: every answer is explained all the same
    shown = item(revealed, SINGLE)
    assert shown["feedback"] is not None
    assert [(line["answer_text"], line["verdict"]) for line in shown["feedback"]["lines"]] == [
        (answer.text, "right" if answer.correct else "wrong") for answer in SINGLE.answers
    ]
    assert (shown["status"], shown["feedback"]["headline"]) == ("shown", "Here is the answer.")


def test_hint_is_shown_on_request() -> None:
    assert item(quiz(), SINGLE)["hint"] == {"available": True, "text": None}
    assert item(quiz().hint(SINGLE.id), SINGLE)["hint"] == {"available": True, "text": "a nudge"}
    assert item(quiz(mode=Mode.EXAM), SINGLE)["hint"] == {"available": False, "text": None}


def test_summary_comes_at_the_end_with_what_to_reread() -> None:
    other = SINGLE.model_copy(update={"id": "staging-other", "objective": "staging-nodes"})
    session, _ = quiz(SINGLE, other).answer(SINGLE.id, key_of(SINGLE, "hair"), at=NOW)
    assert view(session)["summary"] is None
    session, _ = session.answer(other.id, other.key(), at=NOW)
    assert view(session)["summary"] == {
        "right": 1,
        "first_right": 1,
        "wrong": 1,
        "open": 0,
        "shown": 0,
        "score": 0.5,
        "score_answered": 0.5,
        "lines": [
            {
                "objective": "staging-spread",
                "text": "Say where it spreads",
                "right": 0,
                "open": 0,
                "total": 1,
                "reread": SPREAD,
            },
            {"objective": "staging-nodes", "text": "staging-nodes", "right": 1, "open": 0, "total": 1, "reread": None},
        ],
    }


def test_a_summary_tells_the_first_try_from_trying_again() -> None:
    first, attempt = quiz(SINGLE).answer(SINGLE.id, key_of(SINGLE, "hair"), at=NOW)
    again, other = first.retry(SINGLE.id).answer(SINGLE.id, SINGLE.key(), at=NOW)
    assert attempt is not None
    assert other is not None
    for session in (again, quiz(SINGLE).resume([attempt, other])):
        summary = view(session)["summary"]
        assert summary is not None
        assert (summary["right"], summary["first_right"]) == (1, 0)


def test_an_exam_counts_right_wrong_and_open_and_open_is_not_wrong() -> None:
    others = [SINGLE.model_copy(update={"id": f"staging-{n}", "objective": f"staging-{n}"}) for n in range(4)]
    session = quiz(SINGLE, *others, mode=Mode.EXAM)
    session = session.draft(SINGLE.id, SINGLE.key()).draft("staging-0", key_of(others[0], "hair"))
    session, _ = session.submit(at=NOW)
    summary = view(session)["summary"]
    assert summary is not None
    assert (summary["right"], summary["wrong"], summary["open"]) == (1, 1, 3)
    assert (summary["score"], summary["score_answered"]) == (0.2, 0.5)
    assert [line["reread"] is None for line in summary["lines"]] == [True, False, True, True, True]
    nothing, _ = quiz(SINGLE, mode=Mode.EXAM).submit(at=NOW)
    assert view(nothing)["summary"]["score_answered"] is None  # type: ignore[index]


def test_a_place_without_a_name_is_spelled_out() -> None:
    session = QuizSession("check", "Check", (SINGLE,))
    session, _ = session.show_answer(SINGLE.id, at=NOW)
    summary = view(session)["summary"]
    assert summary is not None
    assert summary["lines"][0]["reread"] == {
        "lesson": "staging",
        "part": "check-spread",
        "label": "staging / check spread",
        "notebook": None,
        "cell": None,
    }


def test_what_to_reread_is_where_the_objective_is_taught_not_where_it_is_asked_again() -> None:
    question = SINGLE.model_copy(update={"part": "check-final"})
    library = replace(LIBRARY, homes={SINGLE.objective: ("staging", "check-spread")})
    session = QuizSession("check", "Check", (question,), library=library)
    session, _ = session.show_answer(question.id, at=NOW)
    summary = view(session)["summary"]
    assert summary is not None
    assert summary["lines"][0]["reread"] == SPREAD


def test_sources_name_facts_with_their_date_and_leave_out_what_is_unknown() -> None:
    question = SINGLE.model_copy(update={"facts": ("CF-028", "CF-999"), "evidence": ("faq/a9/s9",)})
    session, _ = quiz(question).show_answer(question.id, at=NOW)
    feedback = item(session, question)["feedback"]
    assert feedback is not None
    assert feedback["sources"] == [
        {"kind": "beyond", "label": "Atlas", "text": "secret fact", "date": "2026-06", "caveat": None, **READ}
    ]


@pytest.mark.parametrize("kind", sorted(BY_KIND))
@given(seed=st.integers())
def test_display_order_depends_on_the_seed_alone(kind: str, seed: int) -> None:
    question = BY_KIND[kind]
    parts = question.page_form(seed)
    assert parts == question.page_form(seed)
    for name, shown in question.page_form(0).items():
        if isinstance(shown, list):
            assert sorted(part["key"] for part in parts[name]) == sorted(part["key"] for part in shown)


def test_every_place_of_the_right_answer_occurs() -> None:
    places = [[part["key"] for part in SINGLE.page_form(seed)["choices"]].index(SINGLE.key()) for seed in range(300)]
    assert all(70 <= places.count(place) <= 130 for place in range(3))


@given(st.integers())
def test_steps_never_start_in_the_right_order(seed: int) -> None:
    assert [part["key"] for part in ORDERING.page_form(seed)["steps"]] != ORDERING.key()


def test_keys_tell_nothing_and_survive_reordering() -> None:
    turned = Single.model_validate({**SINGLE.model_dump(), "answers": SINGLE.model_dump()["answers"][::-1]})
    assert set(turned.by_key) == set(SINGLE.by_key)
    assert turned.key() == SINGLE.key()
    right, wrong, *rest = SINGLE.model_dump()["answers"]
    swapped = [{**right, "correct": False, "misconception": "x"}, {**wrong, "correct": True, "misconception": None}]
    other_key = Single.model_validate({**SINGLE.model_dump(), "answers": [*swapped, *rest]})
    assert view(quiz(other_key))["items"] == view(quiz(SINGLE))["items"]


def test_the_show_of_hands_does_not_list_answers_in_the_authors_order() -> None:
    for seed in range(20):
        tally = item(quiz(SINGLE, mode=Mode.PRESENT, seed=seed), SINGLE)["tally"]
        assert tally is not None
        assert list(tally["counts"]) == [part["key"] for part in SINGLE.page_form(seed)["choices"]]


@pytest.mark.parametrize("question", [q for q in ALL if not q.presenter_form(0).votes], ids=lambda q: q.kind)
def test_only_choices_have_a_show_of_hands(question: QuestionBase) -> None:
    assert item(quiz(question, mode=Mode.PRESENT), question)["tally"] is None
    session = quiz(question, mode=Mode.PRESENT).reveal(question.id)
    feedback = item(session, question)["feedback"]
    assert feedback is not None
    assert feedback["key"] == question.key()


STEPS = st.tuples(st.sampled_from(("answer", "hint", "show_answer", "retry")), st.integers(0, len(ALL) - 1))


@given(st.lists(st.tuples(STEPS, st.booleans()), max_size=12), st.data())
def test_a_view_that_goes_on_from_an_earlier_one_is_the_same_view(
    steps: list[tuple[tuple[str, int], bool]], data: st.DataObject
) -> None:
    session = quiz()
    shown = view(session)
    for (name, index), taken in steps:
        question = ALL[index]
        if name == "answer":
            after, _ = session.answer(question.id, data.draw(KEYS[question.kind]), at=NOW)
        elif name == "show_answer":
            after, _ = session.show_answer(question.id, at=NOW)
        else:
            after = getattr(session, name)(question.id)
        assert view(after, since=(session, shown)) == view(after)
        if taken:
            session, shown = after, view(after, since=(session, shown))


def test_a_view_takes_nothing_over_from_another_quiz_or_from_before_it_was_handed_in() -> None:
    exam = quiz(mode=Mode.EXAM)
    handed_in, _ = exam.submit(at=NOW)
    for other in (handed_in, quiz(seed=5), replace(exam, title="Another")):
        assert view(other, since=(exam, view(exam))) == view(other)
