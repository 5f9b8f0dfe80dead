"""Rooms, questions and limits, without a network."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quiz_examples import ALL as QUESTIONS

from ibc_edu.classroom.live.hub import Hub
from ibc_edu.classroom.live.keeping import keep_answers
from ibc_edu.classroom.live.limits import AT_ONCE, LONGEST_NAME, MOST_PHONES, TOO_MANY, Allowance
from ibc_edu.classroom.live.poll import Poll
from ibc_edu.classroom.live.room import Room, Rooms
from ibc_edu.errors import QuestionError, RecordError
from ibc_edu.quiz.attempt import Mode
from ibc_edu.quiz.kinds import kind_names
from ibc_edu.quiz.kinds.base import QuestionBase

AT = "2026-03-01T10:00:00+00:00"
SOURCE = {"kind": "beyond", "label": "A source", "text": "A text behind the answer", "gate": None}


class FakeLoop:
    """Time that stands still, and calls that are made when asked for."""

    def __init__(self) -> None:
        self.now = 0.0
        self.later: list[Any] = []

    def time(self) -> float:
        return self.now

    def call_later(self, _delay: float, callback: Any, /) -> None:
        self.later.append(callback)

    def run(self) -> None:
        waiting, self.later = self.later, []
        for callback in waiting:
            callback()


class FakePhone:
    """A connection that keeps what it is told."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.told: list[dict[str, Any]] = []
        self.ended = False

    def tell(self, text: str) -> None:
        self.told.append(json.loads(text))

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def hub() -> Hub:
    return Hub(FakeLoop())


@pytest.fixture
def room(hub: Hub) -> Room:
    return hub.rooms.open("A lesson", 0.0)


def ask(room: Room, question: QuestionBase) -> Poll:
    return room.ask(question.model_dump(mode="json"), 3, [SOURCE])


def answer_of(room: Room, question: QuestionBase) -> dict[str, Any]:
    return {"type": "answer", "place": room.place(), "response": question.key()}


def hidden_texts(question: QuestionBase) -> set[str]:
    """What a phone may not see before the end: every feedback and the explanation."""
    lines = [*question.key_lines(), *question.grade(question.key()).lines]
    lines += question.grade(question.wrong_response(lambda found: found[0])).lines
    return {line.text for line in lines} | {question.explanation}


def test_the_examples_cover_every_kind() -> None:
    assert {question.kind for question in QUESTIONS} == set(kind_names())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_a_phone_gets_nothing_of_the_key_before_it_is_shown(hub: Hub, room: Room, question: QuestionBase) -> None:
    phone, presenter = FakePhone("a"), FakePhone("p")
    hub.watch(room, presenter)
    hub.enter(room, phone)
    poll = ask(room, question)
    hub.tell_all(room)
    hub.hear(room, phone, {"type": "answer", "place": room.place(), "response": question.key()})
    poll.is_open = False
    hub.tell_all(room)
    poll.again()
    hub.tell_all(room)
    hub.loop.run()  # type: ignore[attr-defined]
    told = json.dumps([phone.told, presenter.told], ensure_ascii=False)
    assert [text for text in hidden_texts(question) | {SOURCE["text"]} if text in told] == []
    assert not any(f'"{name}"' in told for name in question.misconceptions())
    asked = {"stem": question.stem, "instruction": question.instruction}
    asked["answered_as"] = question.exchange().answered_as
    assert poll.item == asked | question.page_form(3)
    assert not any("feedback" in message for message in phone.told)
    with pytest.raises(QuestionError):
        poll.feedback(question.key())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_each_phone_sees_its_own_feedback_and_the_sources_in_the_end(
    hub: Hub, room: Room, question: QuestionBase
) -> None:
    right, wrong, silent = FakePhone("a"), FakePhone("b"), FakePhone("c")
    for phone in (right, wrong, silent):
        hub.enter(room, phone)
    poll = ask(room, question)
    wrong_response = question.wrong_response(lambda found: found[0])
    for phone, response in ((right, question.key()), (wrong, wrong_response)):
        hub.hear(room, phone, {"type": "answer", "place": room.place(), "response": response})
        assert phone.told[-1]["type"] == "taken"
    poll.reveal()
    hub.tell_all(room)
    feedback = [phone.told[-1]["feedback"] for phone in (right, wrong, silent)]
    assert feedback[0]["headline"] == "Right."
    assert feedback[1]["headline"].endswith("Here is the answer.")
    assert feedback[2]["headline"] == "Here is the answer."
    assert all(one["explanation"] == question.explanation and one["sources"] == [SOURCE] for one in feedback)
    hub.hear(room, silent, {"type": "answer", "place": room.place(), "response": question.key()})
    assert len(poll.votes) == 2


def test_one_phone_has_one_answer_a_round_however_often_it_sends(hub: Hub, room: Room) -> None:
    question = next(one for one in QUESTIONS if one.kind == "single")
    first, second = (choice["key"] for choice in question.page_form(3)["choices"][:2])
    tab, other_tab = FakePhone("a"), FakePhone("a")
    hub.enter(room, tab)
    hub.enter(room, other_tab)
    poll = ask(room, question)
    for phone, key in ((tab, first), (tab, first), (other_tab, second)):
        hub.hear(room, phone, {"type": "answer", "place": room.place(), "response": key})
    assert poll.tally()["counts"][second] == 1
    assert poll.tally()["answered"] == 1
    assert room.tally()["phones"] == 1
    old = room.place()
    poll.again()
    hub.hear(room, tab, {"type": "answer", "place": old, "response": first})  # for the round that is over
    assert poll.tally()["answered"] == 0
    hub.hear(room, tab, {"type": "answer", "place": room.place(), "response": first})
    tally = poll.tally()
    assert (tally["counts"][first], tally["earlier"][second], tally["earlier"][first]) == (1, 1, 0)
    poll.is_open = False
    hub.hear(room, tab, {"type": "answer", "place": room.place(), "response": second})
    assert poll.tally()["counts"][second] == 0


def test_a_phone_that_was_away_comes_back_to_its_place(hub: Hub, room: Room) -> None:
    question = next(one for one in QUESTIONS if one.kind == "ordering")
    phone = FakePhone("a")
    hub.enter(room, phone)
    hub.hear(room, phone, {"type": "name", "name": "Ana"})
    ask(room, question)
    hub.hear(room, phone, {"type": "answer", "place": room.place(), "response": question.key()})
    hub.leave(room, phone)
    assert room.tally()["phones"] == 0
    again = FakePhone("a")
    hub.enter(room, again)
    state = again.told[-1]
    assert (state["name"], state["answer"], state["answered"]) == ("Ana", question.key(), True)
    assert room.tally()["phones"] == 1


def test_a_question_that_is_asked_again_has_its_answers_still(hub: Hub, room: Room) -> None:
    first, second = QUESTIONS[:2]
    phone = FakePhone("a")
    hub.enter(room, phone)
    ask(room, first)
    hub.hear(room, phone, {"type": "answer", "place": room.place(), "response": first.key()})
    ask(room, second)
    assert room.tally()["poll"]["answered"] == 0
    assert ask(room, first).tally()["answered"] == 1


@given(name=st.text(max_size=200))
def test_a_name_is_one_line_of_text(name: str) -> None:
    room = Room("abcdef", "A lesson", 0.0)
    room.join("a")
    given_name = room.name("a", name)
    assert given_name.isprintable()
    assert len(given_name) <= LONGEST_NAME


def test_two_people_with_one_name_stay_two() -> None:
    room = Room("abcdef", "A lesson", 0.0)
    for mark in "abc":
        room.join(mark)
    assert [room.name(mark, name) for mark, name in zip("abc", ("Ana", "ana", "Ana"), strict=True)] == [
        "Ana",
        "ana (2)",
        "Ana (3)",
    ]


def test_a_phone_may_send_a_few_messages_and_then_some_a_second() -> None:
    allowance = Allowance()
    assert sum(allowance.take(0.0) for _ in range(50)) == AT_ONCE
    assert allowance.take(1.0)
    for _ in range(TOO_MANY + 3):
        allowance.take(1.0)
    assert allowance.is_flooded


def test_a_full_room_forgets_a_phone_that_left_and_never_one_that_answered() -> None:
    room = Room("abcdef", "A lesson", 0.0)
    question = QUESTIONS[0]
    poll = ask(room, question)
    for number in range(MOST_PHONES):
        phone = room.join(str(number))
        assert phone is not None
        poll.vote(str(number), question.key(), at=AT, kept=False)
    assert room.join("one more") is None
    del poll.votes["7"]
    assert room.join("one more") is not None
    assert "7" not in room.phones


def test_a_fourth_page_of_one_phone_closes_the_first(hub: Hub, room: Room) -> None:
    tabs = [FakePhone("a") for _ in range(4)]
    for tab in tabs:
        hub.enter(room, tab)
    assert [tab.ended for tab in tabs] == [True, False, False, False]


@pytest.mark.parametrize(
    "message", [None, [], "x", 3, {}, {"type": []}, {"type": "name"}, {"type": "name", "name": 3}, {"type": "answer"}]
)
def test_what_nobody_can_read_changes_nothing(hub: Hub, room: Room, message: Any) -> None:
    phone = FakePhone("a")
    hub.enter(room, phone)
    ask(room, QUESTIONS[0])
    hub.hear(room, phone, message)
    assert room.tally()["poll"]["answered"] == 0


def test_rooms_end_when_nobody_uses_them_and_their_number_has_a_limit() -> None:
    rooms = Rooms()
    codes = {rooms.open(f"Lesson {number}", 0.0).code for number in range(20)}
    assert len(codes) == 20
    assert rooms.open("Lesson 3", 5.0).code in codes
    with pytest.raises(RecordError):
        rooms.open("One more", 10.0)
    assert rooms.open("One more", 100_000.0).title == "One more"


def test_a_closed_room_tells_its_phones_and_forgets_everything(hub: Hub, room: Room) -> None:
    phone = FakePhone("a")
    hub.enter(room, phone)
    hub.close(room)
    assert (phone.told[-1]["state"], phone.ended) == ("gone", True)
    assert hub.rooms.get(room.code) is None


def test_only_answers_given_after_the_switch_are_kept(hub: Hub, room: Room, tmp_path: Any) -> None:
    from ibc_edu.learner.exports import read_csv

    question = next(one for one in QUESTIONS if one.kind == "single")
    questions = {question.id: question}
    phones = [FakePhone(mark) for mark in "ab"]
    for phone in phones:
        hub.enter(room, phone)
    ask(room, question)
    hub.hear(room, phones[0], {"type": "answer", "place": room.place(), "response": question.key()})
    assert room.kept() == []
    assert keep_answers(room.kept(), room.uid, questions, tmp_path / "none") is None
    assert not (tmp_path / "none").exists()
    room.keeping = True
    hub.hear(room, phones[0], {**answer_of(room, question), "keeping": False})  # sent before the switch was read
    assert room.kept() == []
    hub.hear(room, phones[1], {"type": "name", "name": "=Bo"})
    hub.hear(room, phones[1], {**answer_of(room, question), "keeping": True})
    path = keep_answers(room.kept(), room.uid, questions, tmp_path / "kept")
    assert path is not None
    (attempt,) = read_csv(path)
    assert (attempt.learner, attempt.score, attempt.try_number, attempt.mode) == ("=Bo", 1.0, 1, Mode.PRACTICE)
    assert '"\'=Bo"' in path.read_text(encoding="utf-8-sig") or "'=Bo" in path.read_text(encoding="utf-8-sig")
    again = keep_answers(room.kept(), room.uid, questions, tmp_path / "kept")
    assert again == path
    assert read_csv(path) == [attempt]
