"""What a quiz sends to its page: a step brings what it changed, and the page's view is Python's after each."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

import pytest
from sample_quiz import questions, session

from ibc_edu.quiz.sessions.session import QuizSession
from ibc_edu.views.quiz.card import Following, QuizCard


class Page:
    """A page that has the quiz from its beginning and takes over what comes, as `change.js` does."""

    def __init__(self, card: QuizCard, monkeypatch: pytest.MonkeyPatch) -> None:
        self.card = card
        self.view: dict[str, Any] = copy.deepcopy(card.view)
        self.states: list[dict[str, Any]] = []
        monkeypatch.setattr(card, "_send", lambda message, **_: self.take(message["state"]))

    def take(self, sent: Mapping[str, Any]) -> None:
        state = json.loads(json.dumps({name: value for name, value in sent.items() if name[0] != "_"}, default=str))
        self.states.append(state)
        self.view = state.get("view", self.view)
        change = state.get("change")
        if change is None or change["step"] <= self.view["step"]:
            return
        assert change["since"] == self.view["step"], "a change before this one is missing"
        for item in change["items"]:
            self.view["items"][item["number"] - 1] = item
        self.view |= {**change["values"], "step": change["step"]}

    def send(self, type: str, **fields: Any) -> dict[str, Any]:
        """Send a message; return the values that come back, which are one update."""
        before = len(self.states)
        content = {"type": type, **fields}
        self.card._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        [state] = self.states[before:]
        return state


STEPS: dict[str, list[dict[str, Any]]] = {
    "practice": [
        {"type": "answer", "response": "key"},
        {"type": "hint"},
        {"type": "show_answer"},
        {"type": "answer", "response": "key"},
    ],
    "exam": [{"type": "draft", "response": "key"}, {"type": "flag", "on": True}],
    "present": [{"type": "hint"}, {"type": "close_round"}, {"type": "reveal"}],
}


@pytest.mark.parametrize("mode", STEPS)
def test_the_page_stands_where_python_does_after_each_step(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(QuizCard(session(mode)), monkeypatch)
    for question in questions():
        for step in STEPS[mode]:
            message = {**step, "response": question.key()} if "response" in step else step
            state = page.send(**message, item=question.page_id)
            assert "view" not in state
            assert page.view == page.card.view
    if mode == "exam":
        page.send("submit")
        assert page.view == page.card.view
        assert page.view["phase"] == "submitted"


def test_an_answer_brings_its_own_question_and_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(QuizCard(session()), monkeypatch)
    state = page.send("answer", item="sample-single", response=questions()[0].key())
    assert set(state) == {"change", "handled"}
    assert [item["kind"] for item in state["change"]["items"]] == ["single"]
    assert state["change"]["values"] == {"progress": {"answered": 1, "total": 7, "correct": 1}}


def test_what_changes_nothing_sends_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(QuizCard(session()), monkeypatch)
    assert set(page.send("retry", item="sample-single")) == {"handled"}


def test_several_steps_in_one_update_reach_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(QuizCard(session("exam")), monkeypatch)
    with page.card.hold_sync():
        for name in ("sample-single", "sample-multiple"):
            page.card.receive({"type": "flag", "item": name, "on": True})
    assert len(page.states) == 1
    assert page.view == page.card.view
    assert [item["flagged"] for item in page.view["items"][:2]] == [True, True]


def test_what_is_shown_while_a_step_is_told_reaches_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Phones: the room hears of a step and shows its own counts at once."""
    page = Page(card := QuizCard(session("exam")), monkeypatch)

    def also(_: object) -> None:
        if not card.view["items"][1]["flagged"]:
            card.show_session(card.session.flag("sample-multiple", True))

    card.observe(also, "view")
    card.show_session(card.session.flag("sample-single", True))
    assert page.view == card.view
    assert [item["flagged"] for item in page.view["items"][:2]] == [True, True]


def test_another_quiz_comes_whole_and_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    following = Following(session(first=1, last=2), "It is due.")
    page = Page(QuizCard(session(last=1), following=lambda: following), monkeypatch)
    page.send("answer", item="sample-single", response=questions()[0].key())
    state = page.send("next")
    assert set(state) == {"handled", "series", "view"}
    assert [item["kind"] for item in page.view["items"]] == ["multiple"]
    page.send("answer", item="sample-multiple", response=questions()[1].key())
    assert page.view == page.card.view


def test_a_page_that_missed_something_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(QuizCard(session("exam")), monkeypatch)
    beginning = copy.deepcopy(page.view)
    page.send("flag", item="sample-single", on=True)
    page.view = beginning
    page.card._handle_msg({"content": {"data": {"method": "custom", "content": {"type": "whole"}}}, "buffers": []})
    assert page.view == page.card.view
    page.send("flag", item="sample-multiple", on=True)
    assert page.view == page.card.view


def test_a_page_that_opens_later_gets_the_present_view(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(QuizCard(session()), monkeypatch)
    page.send("answer", item="sample-single", response=questions()[0].key())
    state = page.card.get_state()
    assert state["view"]["items"][0]["status"] == "correct"
    assert state["change"]["step"] == state["view"]["step"]


def test_a_quiz_of_the_same_questions_under_another_name_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(card := QuizCard(session(last=2)), monkeypatch)
    card.show_session(QuizSession("other", "Other", card.session.questions, library=card.session.library))
    assert "view" in page.states[-1]
    assert page.view == card.view
