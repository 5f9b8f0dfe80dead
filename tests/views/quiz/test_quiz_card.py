"""The quiz card: what it sends to the page, what it does with the page's messages, its text form."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from sample_quiz import SECRETS, questions, session

from ibc_edu.errors import ParameterError, RecordError
from ibc_edu.quiz.attempt import Attempt, Outcome, Sureness
from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.views.quiz import card as card_module
from ibc_edu.views.quiz.card import QuizCard

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MODES = ("practice", "exam", "present", "review")


class Desk:
    """A card, the attempts it handed on, and its page."""

    def __init__(self, quiz: QuizSession | None = None) -> None:
        self.attempts: list[Attempt] = []
        self.card = QuizCard(quiz or session(), on_attempts=self.take, clock=lambda: NOW)

    def take(self, *attempts: Attempt) -> None:
        self.attempts.extend(attempts)

    def send(self, type: str, **fields: Any) -> None:
        content = {"type": type, **fields}
        self.card._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})

    def item(self, kind: str) -> dict[str, Any]:
        return next(item for item in self.card.view["items"] if item["kind"] == kind)


def right_answers() -> dict[str, Any]:
    """The key of each question, by kind."""
    return {question.kind: question.key() for question in questions()}


def wrong_answers() -> dict[str, Any]:
    """A wrong response to each question, by kind."""
    answers: dict[str, Any] = {"numeric": 1, "short_text": "wrong"}
    for question in questions():
        key, parts = question.key(), question.page_form(0)
        if question.kind == "single":
            answers["single"] = next(part["key"] for part in parts["choices"] if part["key"] != key)
        elif question.kind == "multiple":
            answers["multiple"] = [part["key"] for part in parts["choices"] if part["key"] not in key]
        elif question.kind == "ordering":
            answers["ordering"] = key[::-1]
        elif isinstance(key, dict):
            options = parts.get("right") or parts["categories"]
            answers[question.kind] = {
                row: next(o["key"] for o in options if o["key"] != right) for row, right in key.items()
            }
    return answers


@pytest.mark.parametrize("mode", MODES)
def test_nothing_secret_is_sent_before_the_answer(mode: str) -> None:
    sent = json.dumps(QuizCard(session(mode)).view)
    assert [secret for secret in SECRETS if secret in sent] == []


@pytest.mark.parametrize("kind", right_answers())
def test_a_right_answer_shows_feedback_and_is_handed_on(kind: str) -> None:
    desk = Desk()
    item = desk.item(kind)
    desk.send("answer", item=item["id"], response=right_answers()[kind], sureness=3, seconds=4.5)
    assert desk.item(kind)["status"] == "correct"
    assert desk.item(kind)["feedback"]["explanation"] == "SECRET explanation"
    [attempt] = desk.attempts
    assert (attempt.item_id, attempt.outcome, attempt.score) == (
        f"sample-{kind}".replace("_", "-"),
        Outcome.CORRECT,
        1.0,
    )
    assert item["id"] != attempt.item_id
    assert (attempt.sureness, attempt.seconds, attempt.at) == (Sureness.SURE, 4.5, NOW)


@pytest.mark.parametrize("kind", wrong_answers())
def test_a_wrong_answer_may_be_tried_again_and_the_key_comes_after_the_second(kind: str) -> None:
    desk = Desk()
    answer = {"item": desk.item(kind)["id"], "response": wrong_answers()[kind]}
    desk.send("answer", **answer)
    once = desk.item(kind)
    assert (once["status"], once["can_retry"], once["feedback"]["key"]) == ("incorrect", True, None)
    desk.send("retry", item=answer["item"])
    assert desk.item(kind)["feedback"] is None
    assert desk.item(kind)["response"] == once["response"]
    desk.send("answer", **answer)
    twice = desk.item(kind)
    assert (twice["can_retry"], twice["feedback"]["key"]) == (False, right_answers()[kind])
    assert [attempt.try_number for attempt in desk.attempts] == [1, 2]


def test_hint_and_answer_are_shown_on_request() -> None:
    desk = Desk()
    item = desk.item("single")["id"]
    desk.send("hint", item=item)
    assert desk.item("single")["hint"]["text"] == "SECRET hint"
    desk.send("show_answer", item=item)
    assert desk.item("single")["status"] == "shown"
    assert [attempt.outcome for attempt in desk.attempts] == [Outcome.SHOWN]


def test_an_answer_that_cannot_be_read_is_explained_in_a_sentence_and_kept_out_of_the_record() -> None:
    desk = Desk()
    desk.send("answer", item=desk.item("numeric")["id"], response="many")
    cure = "Type it as 12.5 or 12.5 steps."
    assert desk.card.problem == f"“many” is not a number that can be read. {cure}"
    assert desk.item("numeric")["status"] == "unanswered"
    assert desk.attempts == []


@pytest.mark.parametrize(
    ("mode", "messages", "happened"),
    [
        ("practice", [{"type": "answer", "response": None}], ["shown", "kept"]),
        ("practice", [{"type": "show_answer"}], ["shown", "kept"]),
        ("exam", [{"type": "draft", "response": None}, {"type": "submit"}], ["shown", "kept", "shown"]),
    ],
    ids=["an answer", "a shown answer", "an exam"],
)
def test_feedback_waits_for_no_disk_and_the_result_of_an_exam_is_kept_before_it_is_shown(
    mode: str, messages: list[dict[str, Any]], happened: list[str]
) -> None:
    seen: list[str] = []

    class Page(QuizCard):
        def send_state(self, key: Any = None) -> None:
            super().send_state(key)
            seen.append("shown")

    card = Page(session(mode, last=1), on_attempts=lambda *_: seen.append("kept"), clock=lambda: NOW)
    seen.clear()
    for message in messages:
        fields = {name: right_answers()["single"] if name == "response" else value for name, value in message.items()}
        item = {} if message["type"] == "submit" else {"item": "sample-single"}
        card._receive(card, {**fields, **item}, [])
    assert seen == happened


def test_all_of_an_exam_is_handed_on_at_once_and_its_drafts_without_the_page_waiting() -> None:
    happened: list[str] = []

    class Page(QuizCard):
        def send_state(self, key: Any = None) -> None:
            super().send_state(key)
            happened.append("shown")

    def keep(*attempts: Attempt) -> None:
        happened.append(f"{len(attempts)} kept")
        raise RecordError("the disk is full.")

    def draft(drafts: dict[str, Any] | None) -> None:
        happened.append("none begun" if drafts is None else "draft")

    card = Page(session("exam"), on_attempts=keep, on_draft=draft, clock=lambda: NOW)
    happened.clear()
    card._receive(card, {"type": "flag", "item": "sample-single", "on": True}, [])
    card._receive(card, {"type": "submit"}, [])
    assert happened == ["shown", "draft", "7 kept", "shown", "none begun"]
    assert (card.problem, card.view["phase"]) == ("The disk is full.", "submitted")


def test_an_answer_is_kept_even_when_its_page_has_gone() -> None:
    kept: list[Attempt] = []

    class Gone(QuizCard):
        def send_state(self, key: Any = None) -> None:
            if self.handled:
                raise ConnectionError
            super().send_state(key)

    card = Gone(session(), on_attempts=lambda *new: kept.extend(new), clock=lambda: NOW)
    with pytest.raises(ConnectionError):
        card._receive(card, {"type": "answer", "item": "sample-single", "response": right_answers()["single"]}, [])
    assert [attempt.outcome for attempt in kept] == [Outcome.CORRECT]


def test_an_answer_is_kept_even_when_its_feedback_cannot_be_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise KeyError("a source")

    desk = Desk()
    monkeypatch.setattr(card_module, "view", broken)
    desk.send("answer", item="sample-single", response=right_answers()["single"])
    assert desk.card.problem.startswith("Something went wrong here")
    assert [attempt.outcome for attempt in desk.attempts] == [Outcome.CORRECT]


def test_a_record_that_fails_is_reported_and_the_lesson_goes_on() -> None:
    def fail(*_: Attempt) -> None:
        raise RecordError("the disk is full.", cure="Free some space.")

    desk = Desk()
    desk.card = QuizCard(session(), on_attempts=fail, clock=lambda: NOW)
    desk.send("answer", item="sample-single", response=right_answers()["single"])
    assert desk.card.problem == "The disk is full. Free some space."
    assert desk.item("single")["status"] == "correct"


def test_an_exam_keeps_drafts_and_flags_and_judges_at_the_one_submit() -> None:
    desk = Desk(session("exam"))
    desk.send("draft", item="sample-single", response=right_answers()["single"], sureness=2, seconds=3.0)
    desk.send("flag", item="sample-multiple", on=True)
    assert desk.item("single")["response"] == right_answers()["single"]
    assert desk.item("single")["feedback"] is None
    assert desk.item("multiple")["flagged"] is True
    desk.send("submit")
    assert desk.card.view["phase"] == "submitted"
    assert [attempt.outcome for attempt in desk.attempts] == [Outcome.CORRECT, *[Outcome.BLANK] * 6]
    desk.send("submit")
    assert len(desk.attempts) == 7


def test_another_exam_is_taken_once_this_one_is_handed_in() -> None:
    desk = Desk()
    desk.card = QuizCard(session("exam", last=2), clock=lambda: NOW, another=lambda: session("exam", first=2))
    assert desk.card.has_another
    desk.send("another")
    assert len(desk.card.view["items"]) == 2, "what is not handed in stays"
    desk.send("submit")
    desk.send("another")
    assert len(desk.card.view["items"]) == 5
    assert desk.card.view["phase"] == "open"
    assert not QuizCard(session("exam")).has_another


def test_a_class_is_counted_asked_again_and_shown_the_answer() -> None:
    desk = Desk(session("present"))
    key = right_answers()["single"]
    for delta in (1, 1, -1):
        desk.send("tally", item="sample-single", key=key, delta=delta)
    assert desk.item("single")["tally"]["counts"][key] == 1
    desk.send("close_round", item="sample-single")
    assert desk.item("single")["tally"]["earlier"][key] == 1
    desk.send("reveal", item="sample-single")
    assert desk.item("single")["feedback"]["key"] == key
    assert desk.attempts == []


def test_text_form_names_items_without_ids_or_hashes_and_forgets_progress() -> None:
    desk = Desk()
    before = repr(desk.card)
    desk.send("answer", item="sample-single", response=right_answers()["single"])
    assert repr(desk.card) == before
    assert desk.card.session.hash not in before
    assert not re.search(r"[0-9a-f]{8}|mode", before)
    for question in questions():
        assert question.stem in before
        assert question.id not in before
    assert before.endswith("as soon as the lesson has started.")
    assert not any(secret in before for secret in SECRETS)


def test_text_form_changes_with_the_title() -> None:
    assert repr(QuizCard(session(last=1))) != repr(QuizCard(session(last=1, title="Another")))
    assert "(1 question)" in repr(QuizCard(session("exam", last=1)))


def test_a_misspelled_keyword_is_refused() -> None:
    with pytest.raises(ParameterError, match="unknown parameter 'on_atempt'"):
        QuizCard(session(), on_atempt=print)
