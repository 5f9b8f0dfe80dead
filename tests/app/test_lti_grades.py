"""A launch's classes, and a grade that arrives at a platform of others (lti1p3platform) over HTTP."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from attempt_examples import attempt
from jwcrypto.jwk import JWK
from learning_platform import INSTRUCTOR, LearningPlatform, new_key, pem
from school_town import Town
from tornado.web import HTTPError

from ibc_edu.app.lti import (
    CLAIM,
    GRADES,
    NOT_FOR_MARKS,
    SCORE_SCOPE,
    LessonGrades,
    Platform,
    grade_of,
    groups_of,
    lesson_of,
    send_grade,
    with_classes_taught,
)
from ibc_edu.app.lti_login import LessonLogin, hub_name, named_by
from ibc_edu.learner.history import History, Standing
from ibc_edu.learner.record import open_record
from ibc_edu.quiz.attempt import Outcome

AT = datetime(2026, 11, 2, tzinfo=UTC)
ELSEWHERE = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"
BANK = [SimpleNamespace(id=name, lesson="staging", objective="o") for name in "abcd"]


def launch(url: str = "", **custom: str) -> dict[str, Any]:
    grades = {"scope": [SCORE_SCOPE], "lineitem": f"{url}/items/7"}
    return {"sub": "alice", f"{CLAIM}custom": {"lesson": "staging", **custom}, GRADES: grades}


def answered() -> History:
    history = History()
    history.standings["a"] = Standing("o", answered=Outcome.CORRECT, first=Outcome.CORRECT)
    history.standings["b"] = Standing("o", answered=Outcome.CORRECT, first=Outcome.INCORRECT)
    return history


def test_a_grade_is_what_was_answered_and_what_was_right_only_by_choice() -> None:
    assert grade_of(launch(), answered(), BANK) == 0.5
    assert grade_of(launch(grade="first_tries"), answered(), BANK) == 0.25
    assert grade_of(launch(lesson="none"), answered(), BANK) is None
    assert grade_of({"sub": "alice"}, answered(), BANK) is None


def test_a_grade_arrives_at_the_platform(served: LearningPlatform, key: JWK) -> None:
    platform = Platform(served.url, "course", f"{served.url}/token", pem(key, private=True))
    send_grade(platform, launch(served.url), 0.5, AT)
    (score,) = served.scores
    assert (score["item"], score["userId"], score["scoreGiven"], score["scoreMaximum"]) == (
        "7", "alice", 0.5, 1,
    )  # fmt: skip
    assert "comment" not in score


def test_a_grade_signed_by_another_key_is_refused(served: LearningPlatform) -> None:
    from pylti1p3.exception import LtiException

    other = pem(new_key(), private=True)
    with pytest.raises(LtiException):
        send_grade(Platform(served.url, "course", f"{served.url}/token", other), launch(served.url), 1, AT)
    assert served.scores == []


@pytest.mark.parametrize(("role", "group"), [(INSTRUCTOR, "teaches:spring-1-"), (ELSEWHERE, "class:spring-1-")])
def test_only_an_instructor_of_this_class_teaches_it(role: str, group: str) -> None:
    (found,) = groups_of({f"{CLAIM}context": {"id": "Spring 1"}, f"{CLAIM}roles": [role]})
    assert found.startswith(group)


def test_an_instructor_of_several_courses_keeps_them_but_where_they_learn_now() -> None:
    before = ["teaches:autumn", "teaches:spring", "class:old", "admins"]
    assert with_classes_taught(["teaches:spring"], before) == ["teaches:spring", "teaches:autumn"]
    assert with_classes_taught(["class:autumn"], before) == ["class:autumn", "teaches:spring"]
    assert with_classes_taught([], []) == []


def test_a_lesson_is_named_by_the_link_or_none_is() -> None:
    assert lesson_of(launch()) == "staging"
    for named in ("../hub/admin", "//elsewhere.example", "a b", "", "a" * 65):
        assert lesson_of(launch(lesson=named)) == ""
    assert lesson_of({f"{CLAIM}custom": None}) == lesson_of({}) == ""


def test_names_that_the_hub_would_take_for_one_stay_apart() -> None:
    names = ["7", "alice@example.edu", "Alice", "ALICE", "alice", "a/b", "", "é", "x" * 41]
    found = [hub_name(name) for name in names]
    assert found[:2] == names[:2]
    assert len({name.lower() for name in found}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._@+-]+", name) for name in found)
    assert hub_name(hub_name("é")) != hub_name("é"), "who is called like another's digest is not that other"


def test_capitals_are_one_address_and_two_numbers() -> None:
    alike = {"sub": "aB7", "email": "Ann@Example.edu"}, {"sub": "Ab7", "email": "ann@example.EDU"}
    assert len({named_by("email")(said) for said in alike}) == 1
    assert len({named_by("sub")(said).lower() for said in alike}) == 2


def test_a_name_is_made_from_what_the_school_chose_and_from_nothing_else() -> None:
    login = LessonLogin(username_key="email")
    assert login.get_username({"sub": "7", "email": "Alice@Example.edu"}) == "alice@example.edu"
    with pytest.raises(HTTPError, match="did not send email"):
        login.get_username({"sub": "7"})


def test_two_classes_whose_names_look_alike_stay_two() -> None:
    assert groups_of({f"{CLAIM}context": {"id": "a b"}}) != groups_of({f"{CLAIM}context": {"id": "a-b"}})


async def stopped(grades: LessonGrades, state: dict[str, Any] | None, kept: str = "memory") -> None:
    async def auth_state() -> dict[str, Any] | None:
        return state

    user = SimpleNamespace(name="alice", get_auth_state=auth_state)
    await grades(SimpleNamespace(user=user, environment={"IBC_EDU_RECORD": kept}, log=logging.getLogger("hub")))


def test_a_server_that_stops_sends_the_grade_unless_nobody_launched(served: LearningPlatform, key: JWK) -> None:
    platform = Platform(served.url, "course", f"{served.url}/token", pem(key, private=True))
    grades = LessonGrades(platform, BANK, read=lambda _: answered(), clock=lambda: AT)
    asyncio.run(stopped(grades, None))
    assert served.scores == []
    asyncio.run(stopped(grades, launch(served.url, grade="first_tries")))
    assert [(score["scoreGiven"], score["comment"]) for score in served.scores] == [(0.25, NOT_FOR_MARKS)]


def test_a_platform_that_is_away_does_not_keep_a_server_from_stopping(
    key: JWK, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Platform("school", "course", "http://127.0.0.1:9/token", pem(key, private=True))
    asyncio.run(stopped(LessonGrades(platform, BANK, read=lambda _: answered()), launch("http://127.0.0.1:9")))
    assert [entry.getMessage() for entry in caplog.records if entry.name == "hub"] == [
        "The grade of alice was not sent: ConnectionError"
    ]


def test_a_platform_that_says_nothing_is_given_up(key: JWK, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ibc_edu.app.lti.PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        platform = Platform("school", "course", f"{url}/token", pem(key, private=True))
        grades = LessonGrades(platform, BANK, read=lambda _: answered())
        stopping = Thread(target=lambda: asyncio.run(stopped(grades, launch(url))), daemon=True)
        stopping.start()
        stopping.join(10)
        assert not stopping.is_alive(), "the user's server would never have stopped"


@pytest.fixture
def alice(new_database: Callable[[], str]) -> Iterator[str]:
    town = Town.made(new_database())
    yield town.alice.url
    town.close()


def test_only_answers_that_a_learner_agrees_to_keep_count(
    served: LearningPlatform, key: JWK, alice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IBC_EDU_LEARNER", "whoever started the hub")
    platform = Platform(served.url, "course", f"{served.url}/token", pem(key, private=True))
    grades = LessonGrades(platform, BANK, clock=lambda: AT)
    with open_record(alice, learner="learner_alice") as record:
        record.add(attempt(1, item_id="a", learner="learner_alice"))
        asyncio.run(stopped(grades, launch(served.url), alice))
        assert served.scores == []
        record.grant()
        asyncio.run(stopped(grades, launch(served.url), alice))
        assert [score["scoreGiven"] for score in served.scores] == [0.25]
        record.decline()
        asyncio.run(stopped(grades, launch(served.url), alice))
        assert len(served.scores) == 1
