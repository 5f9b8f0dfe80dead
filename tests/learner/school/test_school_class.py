"""An educator's classes from the school's server: who is there, who is stuck, and no small numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from attempt_examples import START
from school_town import Town

from ibc_edu.classroom.class_state import state_of
from ibc_edu.classroom.school.class_names import NAMES_VARIABLE
from ibc_edu.cli import main
from ibc_edu.course.course import Course
from ibc_edu.errors import RecordError
from ibc_edu.learner.cards import Grade, card_attempt
from ibc_edu.learner.record import open_record
from ibc_edu.learner.school.database import Account
from ibc_edu.parts import PARTS
from ibc_edu.parts.record.content import make as record_panel
from ibc_edu.quiz.attempt import Attempt, Mode, Outcome
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.views.class_results.class_results import ClassState, ResultSheet

NAMES = ("ann", "ben", "cleo", "dan", "eve", "finn")


@pytest.fixture
def asked(course: Course) -> Single:
    """A question with one answer, one of whose wrong answers stands for a belief."""
    questions = (question for question in course.bank.questions if isinstance(question, Single))
    return next(found for found in questions if any(answer.misconception for answer in found.answers))


def answered(asked: Single, *, right: bool, tries: int = 1) -> list[Attempt]:
    wrong = next(answer for answer in asked.answers if answer.misconception)
    key = next(key for key, answer in asked.by_key.items() if (answer.correct if right else answer is wrong))
    one = Attempt(
        attempt_id="1", learner="", item_id=asked.id, item_hash=asked.item_hash, kind=asked.kind, lesson=asked.lesson,
        objective=asked.objective, mode=Mode.PRACTICE, response=key, score=float(right),
        outcome=Outcome.CORRECT if right else Outcome.INCORRECT, at=START, session_id="one", seconds=1.0,
    )  # fmt: skip
    return [
        replace(one, attempt_id=f"{number:032x}", try_number=number, at=START + timedelta(minutes=number))
        for number in range(1, tries + 1)
    ]


def keep(account: Account, attempts: list[Attempt]) -> None:
    with open_record(account.url) as record:
        record.grant()
        for attempt in attempts:
            assert record.add(replace(attempt, learner=account.role)), record.notice


@pytest.fixture
def full(town: Town, asked: Single) -> Iterator[Town]:
    """Six more in spring, of whom ann and ben are wrong, ben twice; alice has answered nothing, bob elsewhere."""
    accounts = [town.school.admit(name, classes=["spring"]) for name in NAMES]
    for account, tries in zip(accounts, (1, 2, 1, 1, 1, 1), strict=True):
        keep(account, answered(asked, right=account.role not in ("learner_ann", "learner_ben"), tries=tries))
    keep(town.bob, answered(asked, right=False, tries=3))
    yield town
    for name in NAMES:
        town.school.dismiss(name, erase=True)


def table(state: ClassState, title: str) -> ResultSheet:
    return next(found for found in state["sheets"] if found["title"] == title)


def names(state: ClassState) -> list[str]:
    return [row[0]["text"] for row in table(state, "Your classes")["rows"]]


def test_the_roster_names_who_is_in_the_class_and_who_is_stuck_first(full: Town, course: Course) -> None:
    state = state_of(course, full.teacher.url)
    assert names(state) == ["ben", "alice", "ann", "cleo", "dan", "eve", "finn"]
    rows = {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in table(state, "Your classes")["rows"]}
    assert rows["ben"] == ["spring", "1", "1", "2026-03-01"]
    assert rows["ann"] == ["spring", "1", "none", "2026-03-01"]
    assert rows["alice"] == ["spring", "0", "none", "no answers to see"]
    assert state["lead"] == "From the school's server, spring: 7 students, of whom 6 have answers to see."


def test_names_that_a_platform_gave_stand_in_the_roster_and_nowhere_else(
    full: Town, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    names_told = {"learner_ann": "Ann Lee", "learner_zoe": "Zoe Roe"}
    monkeypatch.setenv(NAMES_VARIABLE, json.dumps({"class": "spring", "title": "N 301", "names": names_told}))
    state = state_of(course, full.teacher.url)
    assert {(row[1]["text"], row[1]["small"]) for row in table(state, "Your classes")["rows"]} == {("N 301", "spring")}
    assert state["lead"].startswith("From the school's server, N 301: 8 students")
    assert names(state) == ["ben", "alice", "Ann Lee", "cleo", "dan", "eve", "finn", "Zoe Roe"]
    others = [found for found in state["sheets"] if found["title"] != "Your classes"]
    assert others
    assert "Ann Lee" not in str(others)


def test_graded_cards_are_no_answers_to_an_educator(full: Town, course: Course) -> None:
    before = state_of(course, full.teacher.url)
    card = card_attempt("words/biopsy", Grade.AGAIN, at=START, learner="", session_id="cards")
    keep(full.alice, [card])
    assert state_of(course, full.teacher.url) == before


def test_no_number_of_people_below_five_is_shown(full: Town, course: Course) -> None:
    state = state_of(course, full.teacher.url)
    assert table(state, "Questions")["rows"]
    for title in ("Mix-ups of the class", "Wrong answers"):
        assert table(state, title)["rows"] == []
    assert any("no row with fewer than 5" in note for note in state["notes"])
    told = str([found for found in state["sheets"] if found["title"] != "Your classes"])
    assert not any(name in told for name in ("'ann'", "'ben'"))


def test_a_mix_up_of_five_is_shown_beside_what_guessing_would_show(full: Town, course: Course, asked: Single) -> None:
    for name in ("gil", "hal", "ida"):
        keep(full.school.admit(name, classes=["spring"]), answered(asked, right=False))
    rows = table(state_of(course, full.teacher.url), "Mix-ups of the class")["rows"]
    assert [row[1]["text"] for row in rows] == ["5 of 9"]
    assert len(rows[0]) == 6
    for name in ("gil", "hal", "ida"):
        full.school.dismiss(name, erase=True)


def test_who_takes_the_agreement_back_is_not_read(full: Town, course: Course) -> None:
    people = sa.create_engine(full.owner)
    with people.begin() as connection:
        connection.exec_driver_sql("DELETE FROM consent WHERE learner IN ('learner_ben', 'learner_ann')")
    people.dispose()
    state = state_of(course, full.teacher.url)
    assert [found["title"] for found in state["sheets"]] == ["Your classes"]
    assert any("Fewer than 5 students" in note for note in state["notes"])
    rows = {row[0]["text"]: row[-1]["text"] for row in table(state, "Your classes")["rows"]}
    assert rows["ben"] == rows["alice"] == "no answers to see"


def test_one_of_several_classes(full: Town, course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tess = full.school.admit("tess", classes=["winter"], teaches=True)
    full.school.admit("alice", classes=["winter"])
    assert names(state_of(course, tess.url, "winter")) == ["alice"]
    with pytest.raises(RecordError, match="no class 'autumn'") as refused:
        state_of(course, tess.url, "autumn")
    assert "spring, winter" in str(refused.value)
    with pytest.raises(RecordError, match="only a school's server"):
        state_of(course, str(tmp_path), "winter")
    page = tmp_path / "class.html"
    assert main(["class", tess.url, "--class", "winter", "--out", str(page)]) == 0
    assert "Fewer than 5" in capsys.readouterr().out
    assert "alice" in page.read_text()
    assert tess.url not in page.read_text()


def test_an_educator_without_a_class_is_told_so(town: Town, course: Course) -> None:
    nobody = town.school.admit("nemo", teaches=True)
    try:
        with pytest.raises(RecordError, match="no class here yet"):
            state_of(course, nobody.url)
    finally:
        town.school.dismiss("nemo", teaches=True)


def test_a_learner_reads_on_the_start_page_that_the_school_keeps_the_answers(town: Town) -> None:
    course = Course(parts=PARTS, record=town.alice.url)
    panel = record_panel(course)
    assert "educators of your classes could read" in panel.state["words"]["unknown"]
    panel.receive({"type": "grant"})
    assert panel.state["consent"] == "granted"
    assert "school's server" in panel.state["words"]["granted"]
    course.record.close()
