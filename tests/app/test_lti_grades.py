"""A launch's classes, and a grade that arrives at a platform of others (lti1p3platform) over HTTP."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from jwcrypto.jwk import JWK
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.registration import Registration

from ibc_edu.app.lti import (
    CLAIM,
    GRADES,
    NOT_FOR_MARKS,
    SCORE_SCOPE,
    LessonGrades,
    Platform,
    grade_of,
    groups_of,
    send_grade,
)
from ibc_edu.learner.history import History, Standing
from ibc_edu.quiz.attempt import Outcome

AT = datetime(2026, 11, 2, tzinfo=UTC)
INSTRUCTOR = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"
ELSEWHERE = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor"
BANK = [SimpleNamespace(id=name, lesson="staging", objective="o") for name in "abcd"]


def pem(key: JWK, *, private: bool) -> str:
    return str(key.export_to_pem(private_key=private, password=None).decode())


class School(LTI1P3PlatformConfAbstract):  # type: ignore[misc]
    def init_platform_config(self, **kwargs: Any) -> None:
        ours, tool = JWK.generate(kty="RSA", size=2048), kwargs["tool"]
        self._registration = (
            Registration()
            .set_iss("school")
            .set_client_id("course")
            .set_platform_public_key(pem(ours, private=False))
            .set_platform_private_key(pem(ours, private=True))
            .set_tool_key_set({"keys": [Registration.get_jwk(pem(tool, private=False))]})
        )

    def get_registration_by_params(self, **kwargs: Any) -> Registration:
        raise NotImplementedError


class Served(ThreadingHTTPServer):
    def __init__(self, school: School) -> None:
        super().__init__(("127.0.0.1", 0), Requests)
        self.school, self.scores = school, list[dict[str, Any]]()
        self.url = f"http://127.0.0.1:{self.server_port}"


class Requests(BaseHTTPRequestHandler):
    server: Served

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, answer = 200, {}
        try:
            if self.path == "/token":
                answer = dict(self.server.school.get_access_token(dict(parse_qsl(body))))
            else:
                token = self.headers["Authorization"].removeprefix("Bearer ")
                assert self.server.school.validate_token(token, [SCORE_SCOPE])
                self.server.scores.append({"path": self.path, **json.loads(body)})
        except Exception:
            status = 401
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def key() -> JWK:
    return JWK.generate(kty="RSA", size=2048)


@pytest.fixture
def served(key: JWK) -> Iterator[Served]:
    with Served(School(tool=key)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


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


def test_a_grade_arrives_at_the_platform(served: Served, key: JWK) -> None:
    platform = Platform("school", "course", f"{served.url}/token", pem(key, private=True))
    send_grade(platform, launch(served.url), 0.5, AT)
    (score,) = served.scores
    assert (score["path"], score["userId"], score["scoreGiven"], score["scoreMaximum"]) == (
        "/items/7/scores", "alice", 0.5, 1,
    )  # fmt: skip
    assert "comment" not in score


def test_a_grade_signed_by_another_key_is_refused(served: Served) -> None:
    from pylti1p3.exception import LtiException

    other = pem(JWK.generate(kty="RSA", size=2048), private=True)
    with pytest.raises(LtiException):
        send_grade(Platform("school", "course", f"{served.url}/token", other), launch(served.url), 1, AT)
    assert served.scores == []


@pytest.mark.parametrize(("role", "group"), [(INSTRUCTOR, "teaches:spring-1-"), (ELSEWHERE, "class:spring-1-")])
def test_only_an_instructor_of_this_class_teaches_it(role: str, group: str) -> None:
    (found,) = groups_of({f"{CLAIM}context": {"id": "Spring 1"}, f"{CLAIM}roles": [role]})
    assert found.startswith(group)


def test_two_classes_whose_names_look_alike_stay_two() -> None:
    assert groups_of({f"{CLAIM}context": {"id": "a b"}}) != groups_of({f"{CLAIM}context": {"id": "a-b"}})


async def stopped(grades: LessonGrades, state: dict[str, Any] | None) -> None:
    async def auth_state() -> dict[str, Any] | None:
        return state

    user = SimpleNamespace(name="alice", get_auth_state=auth_state)
    await grades(SimpleNamespace(user=user, environment={"IBC_EDU_RECORD": "memory"}, log=logging.getLogger("hub")))


def test_a_server_that_stops_sends_the_grade_unless_nobody_launched(served: Served, key: JWK) -> None:
    platform = Platform("school", "course", f"{served.url}/token", pem(key, private=True))
    grades = LessonGrades(platform, BANK, read=lambda _: answered(), clock=lambda: AT)
    asyncio.run(stopped(grades, None))
    assert served.scores == []
    asyncio.run(stopped(grades, launch(served.url, grade="first_tries")))
    assert [(score["scoreGiven"], score["comment"]) for score in served.scores] == [(0.25, NOT_FOR_MARKS)]


def test_a_platform_that_is_away_does_not_keep_a_server_from_stopping(key: JWK) -> None:
    platform = Platform("school", "course", "http://127.0.0.1:9/token", pem(key, private=True))
    asyncio.run(stopped(LessonGrades(platform, BANK, read=lambda _: answered()), launch("http://127.0.0.1:9")))
