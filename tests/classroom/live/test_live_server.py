"""A real Jupyter server with the extension: who gets in where, and what a presenter that crashed finds again."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from live_server import LiveServer, get, hang_up
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from ibc_edu.classroom.live.addresses import audience_application, is_reachable
from ibc_edu.classroom.live.audience import COOKIE, page
from ibc_edu.classroom.live.hub import Hub
from ibc_edu.classroom.live.phone_room import PhoneRoom
from ibc_edu.classroom.live.place import ENVIRONMENT, server
from ibc_edu.classroom.presentation.presenting import LessonProgram
from ibc_edu.course.course import Course, Lesson
from ibc_edu.errors import RecordError
from ibc_edu.parts import PARTS

BASE = "/user/somebody/"
AUDIENCE = "ibc_edu.classroom.live.audience."
# JupyterLab refuses whoever it does not know so that no answer comes at all.
SILENT = "jupyterlab_server.licenses_handler."
# What Jupyter itself shows to everybody: its front door, its style sheets and scripts, its version.
OPEN_TO_ALL = (
    "jupyter_server.auth.login.",
    "jupyter_server.auth.logout.",
    "jupyter_server.base.handlers.APIVersionHandler",
    "jupyter_server.base.handlers.FileFindHandler",
    "jupyter_server.base.handlers.MainHandler",  # "a server is running"
    "jupyter_server.base.handlers.PrometheusMetricsHandler",
    "jupyter_server.base.handlers.PublicStaticFileHandler",
    "jupyter_server.base.handlers.RedirectWithParams",
    "jupyter_server.base.handlers.TrailingSlashHandler",
    "jupyter_server.services.contents.handlers.NotebooksRedirectHandler",
    SILENT,
    "voila.",  # its own files; its pages lead to the login
    "tornado.web.RedirectHandler",
    "tornado.web.StaticFileHandler",
)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with LiveServer(tmp_path_factory.mktemp("live"), BASE) as running:
        yield running


@pytest.fixture(scope="module")
def program() -> LessonProgram:
    course = Course(parts=PARTS, record="memory")
    return LessonProgram(Lesson(course.plan.lesson("staging"), course))


@pytest.fixture
def room(live: LiveServer, program: LessonProgram) -> Iterator[PhoneRoom]:
    program.new_class()
    made = presenter(live, program)
    yield made
    made.end()


def presenter(live: LiveServer, program: LessonProgram) -> PhoneRoom:
    """A room at the server's own port, as behind a proxy, and the first question asked."""
    made = PhoneRoom(program.title, program.asked, find_server=lambda: live.place)
    origin = live.url.removesuffix(BASE.rstrip("/"))
    made.receive({"do": "open", "origin": origin}, first_question(program))
    return made


def first_question(program: LessonProgram) -> int:
    return next(n for n, step in enumerate(program.steps()) if step["kind"] == "question")


def cookie_of(url: str) -> str:
    """The cookie that a phone gets with the page."""
    return get(url)[1]["Set-Cookie"].split(";")[0]


@asynccontextmanager
async def phone(url: str, cookie: str) -> AsyncIterator[tuple[WebSocketClientConnection, dict[str, Any]]]:
    """The connection of a phone, and the first that it is told."""
    connection = await websocket_connect(HTTPRequest(f"ws{url[4:]}/ws", headers={"Cookie": cookie}))
    try:
        yield connection, await hear(connection)
    finally:
        await hang_up(connection)


async def hear(connection: WebSocketClientConnection) -> dict[str, Any]:
    text = await asyncio.wait_for(connection.read_message(), 20)
    assert text is not None, "the server closed the connection"
    found: dict[str, Any] = json.loads(text)
    return found


async def answer(connection: WebSocketClientConnection, state: dict[str, Any], place: int) -> dict[str, Any]:
    key = state["item"]["choices"][place]["key"]
    message = {"type": "answer", "place": state["place"], "response": key, "keeping": state["keeping"]}
    await connection.write_message(json.dumps(message))
    return await hear(connection)


def example_of(pattern: str) -> str:
    """A path that a pattern of Jupyter's matches; the same each time."""
    found: list[str] = []
    plain = re.sub(r"\(\?P<\w+>", "(", pattern.rstrip("$"))

    @seed(1)
    @settings(max_examples=1, database=None, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.from_regex(re.compile(plain, re.ASCII), fullmatch=True, alphabet=st.sampled_from(SIMPLE)))
    def draw(path: str) -> None:
        found.append(path)

    draw()
    return found[0]


def answer_of(url: str, cookie: str | None = None, patience: float = 5) -> tuple[int, str]:
    """Status of an answer and where it leads; 0 if there is none, as for a path that Jupyter itself stumbles over."""
    try:
        status, headers, _ = get(url, cookie, patience=patience)
    except OSError:
        return 0, ""
    return status, headers.get("Location", "")


SIMPLE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./?:"


def test_the_cookie_of_a_phone_opens_nothing_of_the_server(live: LiveServer, room: PhoneRoom) -> None:
    cookie = cookie_of(room.state["url"])
    root = live.url.removesuffix(BASE.rstrip("/"))
    assert len(live.rules) > 80
    opened, differs = [], []
    for pattern, handler in live.rules:
        if not pattern or handler.startswith(AUDIENCE):
            continue
        url = root + example_of(pattern).replace("?", "%3F")
        patience = 0.5 if handler.startswith(SILENT) else 5
        (without, _), (with_cookie, way) = answer_of(url, patience=patience), answer_of(url, cookie, patience)
        if without != with_cookie:
            differs.append((pattern, handler, without, with_cookie))
        refused = with_cookie in (400, 401, 403, 404, 405) or (with_cookie == 302 and "/login" in way)
        if not refused and not handler.startswith(OPEN_TO_ALL):
            opened.append((pattern, handler, with_cookie))
    assert differs == []
    assert opened == []


def test_the_presenters_handlers_want_the_secret_and_no_cookie_or_token(live: LiveServer, room: PhoneRoom) -> None:
    code = room.state["url"].rsplit("/", 1)[1]
    cookie = cookie_of(room.state["url"])
    for path in ("/rooms", f"/rooms/{code}", f"/rooms/{code}/watch"):
        for method in ("GET", "POST", "DELETE"):
            for url in (live.place.url + path, f"{live.place.url}{path}?token={live.token}"):
                assert get(url, cookie, method)[0] == 403
    with pytest.raises(RecordError):
        live.place._replace(secret="another").ask("GET", "/rooms")


def test_an_address_of_its_own_serves_the_audience_and_nothing_else(live: LiveServer) -> None:
    paths = ["/", "/aaaaaa"]
    for pattern, _handler in live.rules:
        path = example_of(pattern).replace("?", "%3F") if pattern else "/"
        paths += [path, path.removeprefix(BASE[:-1])]

    async def ask_all() -> tuple[list[int], int, dict[str, str]]:
        hub = Hub(asyncio.get_running_loop())
        code = hub.rooms.open("A lesson", 0.0).code
        listener = HTTPServer(audience_application(hub))
        sockets = bind_sockets(0, "127.0.0.1")
        listener.add_sockets(sockets)
        start = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        found = [(await asyncio.to_thread(get, start + path))[0] for path in paths]
        status, headers, _ = await asyncio.to_thread(get, f"{start}/{code}")
        listener.stop()
        await listener.close_all_connections()
        return found, status, headers

    found, status, headers = asyncio.run(ask_all())
    assert len(found) > 200
    assert set(found) == {404}
    assert status == 200
    assert "Server" not in headers


def test_only_an_address_of_this_computer_can_be_listened_at(room: PhoneRoom) -> None:
    with pytest.raises(RecordError, match="no address of this computer"):
        room.receive({"do": "open", "address": "203.0.113.9"}, 0)


def test_the_page_asks_nobody_else_for_anything(room: PhoneRoom) -> None:
    status, headers, body = get(room.state["url"])
    policy = headers["Content-Security-Policy"]
    assert status == 200
    assert policy.startswith("default-src 'none'; script-src 'nonce-")
    assert len(body) < 16_000
    assert "http://" not in page().replace("http://www.w3.org", "")
    assert "https://" not in page()
    assert f"Path={BASE}ibc-edu/live; SameSite=Lax" in headers["Set-Cookie"]
    assert headers["Set-Cookie"].startswith(COOKIE)
    assert "HttpOnly" in headers["Set-Cookie"]


def test_a_connection_needs_the_page_and_a_room(room: PhoneRoom) -> None:
    url = room.state["url"]
    cookie = cookie_of(url)

    async def refused(address: str, headers: dict[str, str]) -> int:
        with pytest.raises(HTTPClientError) as error:
            await websocket_connect(HTTPRequest(f"ws{address[4:]}/ws", headers=headers))
        return error.value.code

    assert asyncio.run(refused(url, {})) == 403
    assert asyncio.run(refused(url, {"Cookie": f"{COOKIE}=<script>"})) == 403
    assert asyncio.run(refused(url[:-6] + "aaaaaa", {"Cookie": cookie})) == 404
    assert asyncio.run(refused(url, {"Cookie": cookie, "Origin": "http://elsewhere.example"})) == 403


def test_a_presenter_that_crashed_finds_every_answer_again(live: LiveServer, program: LessonProgram) -> None:
    step = first_question(program)
    first = presenter(live, program)

    async def vote() -> str:
        async with phone(first.state["url"], cookie_of(first.state["url"])) as (connection, state):
            taken = await answer(connection, state, 1)
        assert taken["type"] == "taken"
        first.receive({"do": "close"}, step)
        return str(taken["answer"])

    key = asyncio.run(vote())
    course = Course(parts=PARTS, record="memory")
    fresh = LessonProgram(Lesson(course.plan.lesson("staging"), course))  # another kernel
    second = presenter(live, fresh)
    asked = fresh.asked(step)
    assert asked is not None
    assert second.state["url"] == first.state["url"]
    assert asked.card.session.state(asked.question.id).counts[key] == 1
    assert second.state["poll"]["state"] == "closed"
    second.end()
    assert get(first.state["url"])[0] == 404


def test_asking_again_and_revealing_on_the_card_reach_the_phones(room: PhoneRoom, program: LessonProgram) -> None:
    step = first_question(program)
    asked = program.asked(step)
    assert asked is not None
    asked.card.receive({"type": "tally", "item": asked.question.id, "key": asked.question.key(), "delta": 2})

    async def play() -> list[dict[str, Any]]:
        async with phone(room.state["url"], cookie_of(room.state["url"])) as (connection, state):
            await answer(connection, state, 0)
            room.receive({"do": "close"}, step)
            asked.card.receive({"type": "close_round", "item": asked.question.id})
            heard = [await hear(connection), await hear(connection)]
            await answer(connection, heard[1], 1)
            asked.card.receive({"type": "reveal", "item": asked.question.id})
            return [*heard, await hear(connection)]

    closed, again, shown = asyncio.run(play())
    assert [closed["state"], again["state"], again["round"], shown["state"]] == ["closed", "open", 2, "shown"]
    assert shown["feedback"]["sources"]
    state = asked.card.session.state(asked.question.id)
    assert state.earlier is not None
    assert sum(state.earlier.values()) == 3  # two hands and a phone
    assert sum(state.counts.values()) == 1
    assert state.revealed


def test_a_flood_from_one_phone_is_cut_off_and_another_is_heard(room: PhoneRoom) -> None:
    async def flood() -> dict[str, Any]:
        url = room.state["url"]
        async with phone(url, cookie_of(url)) as (quiet, state):
            async with phone(url, cookie_of(url)) as (loud, _):
                with suppress(WebSocketClosedError):
                    for _ in range(3000):
                        await loud.write_message('{"type": "name", "name": "x"}')
                while await asyncio.wait_for(loud.read_message(), 20) is not None:
                    pass
            return await answer(quiet, state, 0)

    assert asyncio.run(flood())["type"] == "taken"


def test_the_lesson_goes_on_when_the_server_does_not_answer(program: LessonProgram, live: LiveServer) -> None:
    room = presenter(live, program)
    room._server = live.place._replace(url="http://127.0.0.1:9")
    room.at_step(first_question(program))
    assert room.state["lost"] is True
    room._server = live.place
    room.end()
    without = PhoneRoom("A lesson", program.asked, find_server=lambda: None)
    assert without.state == {"available": False}
    with pytest.raises(RecordError, match="cannot let phones in"):
        without.receive({"do": "offer"}, 0)


def test_kept_answers_go_into_a_file_for_the_class_tables(
    room: PhoneRoom, program: LessonProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ibc_edu.classroom.answers.merging import merge

    monkeypatch.chdir(tmp_path)
    step = first_question(program)
    assert list(tmp_path.iterdir()) == []

    async def vote() -> None:
        async with phone(room.state["url"], cookie_of(room.state["url"])) as (connection, state):
            await answer(connection, state, 0)
            room.receive({"do": "close"}, step)
            assert (await hear(connection))["keeping"] is False
            assert list(tmp_path.iterdir()) == []
            room.receive({"do": "keep", "on": True}, step)
            room.receive({"do": "reopen"}, step)
            await hear(connection)
            state = await hear(connection)
            assert state["keeping"] is True
            await answer(connection, state, 1)
            room.receive({"do": "close"}, step)

    asyncio.run(vote())
    merged = merge(tmp_path / "class_answers")
    (attempt,) = merged.attempts
    assert attempt.learner.startswith("phone ")
    assert attempt.item_id == program.asked(step).question.id  # type: ignore[union-attr]


def test_a_kernel_finds_its_server_only_where_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    assert server() is None
    monkeypatch.setenv(ENVIRONMENT, "no JSON")
    assert server() is None
    monkeypatch.setenv(ENVIRONMENT, '{"url": "http://127.0.0.1:1", "secret": "s"}')
    assert server() == ("http://127.0.0.1:1", "s")


@pytest.mark.parametrize(
    ("address", "reachable"),
    [("192.168.1.5", True), ("10.0.0.7", True), ("127.0.0.1", False), ("169.254.3.3", False), ("fe80::1", False)],
)
def test_addresses_that_lead_nowhere_are_not_offered(address: str, reachable: bool) -> None:
    assert is_reachable(address) is reachable
