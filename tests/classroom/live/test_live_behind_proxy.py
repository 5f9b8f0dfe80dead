"""A phone joins and answers through the proxy of JupyterHub, below the path of the user's server."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from live_server import ROOT, LiveServer, get, hang_up
from ports import free_ports
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from ibc_edu.classroom.live.phone_room import PhoneRoom
from ibc_edu.classroom.presentation.presenting import LessonProgram
from ibc_edu.course.course import Course, Lesson
from ibc_edu.parts import PARTS

PROXY = ROOT / "tests" / "web" / "node_modules" / ".bin" / "configurable-http-proxy"
PREFIX = "/user/somebody"
TOKEN = "only-for-this-test"
START_SECONDS = 60


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with LiveServer(tmp_path_factory.mktemp("proxied"), f"{PREFIX}/") as running:
        yield running


@pytest.fixture(scope="module")
def front(live: LiveServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the proxy listens; it leads the user's path to the user's server, as the hub tells it to."""
    if not PROXY.exists():
        pytest.skip("the packages of tests/web are not installed")
    port, routes = free_ports(2)
    ports = [f"--port={port}", "--ip=127.0.0.1", f"--api-port={routes}", "--api-ip=127.0.0.1"]
    log = (tmp_path_factory.mktemp("proxy") / "proxy.log").open("wb")
    environment = os.environ | {"CONFIGPROXY_AUTH_TOKEN": TOKEN}
    process = subprocess.Popen([PROXY, *ports], env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        lead(f"http://127.0.0.1:{routes}/api/routes{PREFIX}", live.url.removesuffix(PREFIX))
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        log.close()


def lead(route: str, target: str) -> None:
    """Tell the proxy, as soon as it listens."""
    request = urllib.request.Request(
        route, json.dumps({"target": target}).encode(), {"Authorization": f"token {TOKEN}"}, method="POST"
    )
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(request, timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


async def hear(connection: WebSocketClientConnection) -> dict[str, Any]:
    text = await asyncio.wait_for(connection.read_message(), 20)
    assert text is not None, "the server closed the connection"
    found: dict[str, Any] = json.loads(text)
    return found


def set_cookie(headers: dict[str, str]) -> str:
    """The header, however the proxy writes its name."""
    return next(value for name, value in headers.items() if name.lower() == "set-cookie")


@pytest.fixture(scope="module")
def room(live: LiveServer, front: str) -> PhoneRoom:
    """A room at the address of the page, as the browser of the presenter knows it: that of the proxy."""
    course = Course(parts=PARTS, record="memory")
    program = LessonProgram(Lesson(course.plan.lesson("staging"), course))
    made = PhoneRoom(program.title, program.asked, find_server=lambda: live.place)
    question = next(n for n, step in enumerate(program.steps()) if step["kind"] == "question")
    made.receive({"do": "open", "origin": front}, question)
    return made


def test_the_address_on_the_screen_is_that_of_the_proxy(room: PhoneRoom, front: str) -> None:
    assert room.state["url"].startswith(f"{front}{PREFIX}/ibc-edu/live/")


def test_a_phone_answers_through_the_proxy(room: PhoneRoom) -> None:
    url = room.state["url"]
    status, headers, body = get(url)
    assert status == 200
    assert b"Answer from your phone" in body
    assert f"Path={PREFIX}/ibc-edu/live;" in set_cookie(headers)
    cookie = set_cookie(headers).split(";")[0]

    async def answered() -> dict[str, Any]:
        # a browser says where the page is from; the proxy hands on the name of the host that it was asked for
        origin = "/".join(url.split("/")[:3])
        asked = HTTPRequest(f"ws{url[4:]}/ws", headers={"Cookie": cookie, "Origin": origin})
        connection = await websocket_connect(asked)
        state = await hear(connection)
        key = state["item"]["choices"][0]["key"]
        await connection.write_message(json.dumps({"type": "answer", "place": state["place"], "response": key}))
        taken = await hear(connection)
        await hang_up(connection)
        return taken

    assert asyncio.run(answered())["type"] == "taken"


@pytest.mark.parametrize(
    "path", ["/api/kernels", "/api/contents", "/api/terminals", "/lab", "/ibc-edu/live-control/rooms"]
)
def test_the_cookie_of_a_phone_opens_nothing_else_there(room: PhoneRoom, front: str, path: str) -> None:
    cookie = set_cookie(get(room.state["url"])[1]).split(";")[0]
    status, headers, _ = get(f"{front}{PREFIX}{path}", cookie)
    ways = [value for name, value in headers.items() if name.lower() == "location"]
    assert status in (403, 404) or (status == 302 and "/login" in ways[0])
    assert status == get(f"{front}{PREFIX}{path}")[0]
