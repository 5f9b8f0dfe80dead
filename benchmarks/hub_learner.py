"""One learner at a school's hub, without a browser: logs in, opens lessons and answers, as the course's pages do."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import requests
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from requests.cookies import get_cookie_header
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
WIDGET = "application/vnd.jupyter.widget-view+json"
PATIENCE = 300.0  # s, for a server and a Python that start beside many others
MENDED = "can be written again"
RETRIES = 60
AGAIN = 10.0  # s without a reply after which the page sends an answer again


@dataclass
class Learner:
    """A learner `name` at the hub `url`; notes how long each feedback took and whether the answer was said to be kept.

    `told` has the questions (by their names on the page) after whose feedback, until that of the next answer or until
    `acknowledge` is called, the page had no word that answers stay in memory.
    """

    url: str
    name: str
    password: str
    seconds: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    answered: int = 0
    reconnected: int = 0
    reloaded: int = 0
    started: float = 0.0
    in_memory: bool = False
    answered_last: str | None = None
    me: str = ""  # the page
    channels: str = ""
    models: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.states: dict[str, dict[str, Any]] = {}
        self.arrived = asyncio.Condition()
        self.root = f"{self.url}/user/{self.name}/ibc-edu"
        self.lessons = iter(("staging", "receptors", "therapies", "monitoring", "trials"))
        self.items: Iterator[tuple[str, str]] = iter(())

    def log_in(self) -> None:
        """Log in; wait until the server has started and the course's first page is there."""
        begun = time.perf_counter()
        self.session.get(f"{self.url}/hub/login", timeout=60)
        form = {
            "username": self.name,
            "password": self.password,
            "_xsrf": self.session.cookies.get("_xsrf", path="/hub/"),
        }
        self.session.post(f"{self.url}/hub/login", data=form, timeout=PATIENCE).raise_for_status()
        while time.perf_counter() - begun < PATIENCE:
            reply = self.session.get(f"{self.root}/", timeout=PATIENCE)
            if reply.ok and reply.url == f"{self.root}/":
                self.started = time.perf_counter() - begun
                return
            time.sleep(0.5)
        raise TimeoutError(f"{self.name}: the server did not start: {reply.status_code} {reply.url}")

    async def open_lesson(self, lesson: str) -> None:
        """Open a lesson's page; where that fails, as while the hub is away, load it again some seconds later."""
        for turn in range(RETRIES):
            try:
                await self._open(lesson)
                return
            except (RuntimeError, ValueError, OSError, WebSocketClosedError):
                if turn == RETRIES - 1:
                    raise
                self.reloaded += 1
                await asyncio.sleep(3)

    async def _open(self, lesson: str) -> None:
        """Open a page: its line to Python, its parts, and the values of each."""
        page = await asyncio.to_thread(self.session.get, f"{self.root}/lessons/{lesson}", timeout=PATIENCE)
        found = re.search(r'<script[^>]*id="live"[^>]*>(.*?)</script>', page.text, re.DOTALL)
        if not page.ok or not found:
            raise RuntimeError(f"{self.name}: {lesson} was not opened: {page.status_code}")
        self.channels, self.me = json.loads(found[1])["channels"], uuid.uuid4().hex
        await self._connect()
        mark = self.session.cookies.get("_xsrf", path=f"/user/{self.name}/")
        parts = await asyncio.to_thread(
            self.session.get, f"{self.root}/lessons/{lesson}/parts", headers={"X-XSRFToken": mark}, timeout=PATIENCE
        )
        outputs = [output for line in parts.text.splitlines() for output in json.loads(line)["outputs"]]
        models = [output["data"][WIDGET]["model_id"] for output in outputs if WIDGET in output.get("data", {})]
        self.models = models
        for model in models:
            await self._send(model, {"method": "request_state"})
        async with self.arrived:
            await asyncio.wait_for(self.arrived.wait_for(lambda: set(models) <= set(self.states)), PATIENCE)
        self.items = iter(
            [(model, item["id"]) for model in models for item in self._items(model) if item["kind"] == "single"]
        )

    async def agree(self) -> None:
        """Open the first lesson, and agree there that answers are kept."""
        await self.open_lesson("start")
        (panel,) = [model for model in self.models if "consent" in self.states[model].get("state", {})]
        await self._send(panel, {"method": "custom", "content": {"type": "grant"}})
        async with self.arrived:
            await asyncio.wait_for(
                self.arrived.wait_for(lambda: self.states[panel]["state"]["consent"] == "granted"), PATIENCE
            )

    async def answer(self) -> None:
        """Answer the next question of one choice, and wait for its feedback."""
        while (place := next(self.items, None)) is None:
            await self.open_lesson(next(self.lessons))
        model, item = place
        handled = self.states[model]["handled"]
        choice = self._item(model, item)["choices"][self.answered % 2]["key"]
        message = {"type": "answer", "item": item, "response": choice, "sureness": None, "seconds": 4.0}
        begun = time.perf_counter()
        while self.states[model]["handled"] == handled:
            with contextlib.suppress(WebSocketClosedError):
                await self._send(model, {"method": "custom", "content": {**message, "message": self.answered}})
            with contextlib.suppress(TimeoutError):  # then it is sent again, as the page does
                async with self.arrived:
                    await asyncio.wait_for(
                        self.arrived.wait_for(lambda: self.states[model]["handled"] > handled), AGAIN
                    )
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"{self.name}: no feedback came")
        self.seconds.append(time.perf_counter() - begun)
        self.answered += 1
        if self._item(model, item)["feedback"] is None:
            raise RuntimeError(f"{self.name}: no feedback: {self.states[model]['problem']}")
        self.acknowledge()
        self.answered_last = item

    def acknowledge(self) -> None:
        """Count the last answer as said to be kept, unless the page has word that answers stay in memory."""
        if self.answered_last is not None and not self.in_memory:
            self.told.append(self.answered_last)
            self.answered_last = None

    def close(self) -> None:
        """Close the page."""
        self.hearing.cancel()
        self.line.close()

    async def _connect(self) -> None:
        if hasattr(self, "hearing"):
            self.close()
            del self.hearing
        address = f"{self.url}{self.channels}?session_id={self.me}"
        cookies = get_cookie_header(self.session.cookies, requests.Request("GET", address))
        request = HTTPRequest(address.replace("http", "ws", 1), headers={"Cookie": cookies or "", "Origin": self.url})
        for turn in range(RETRIES):
            try:
                self.line: WebSocketClientConnection = await websocket_connect(request, subprotocols=[PROTOCOL])
                break
            except (HTTPClientError, OSError):
                if turn == RETRIES - 1:
                    raise
                await asyncio.sleep(0.5)
        self.hearing = asyncio.create_task(self._hear(self.line))

    async def _hear(self, line: WebSocketClientConnection) -> None:
        while (frame := await line.read_message()) is not None:
            assert isinstance(frame, bytes)
            _, (header, _parent, _metadata, content) = _four(frame)
            if json.loads(header)["msg_type"] != "comm_msg":
                continue
            said = json.loads(content)
            if said["data"]["method"] == "update":
                if problem := said["data"]["state"].get("problem"):
                    self.in_memory = MENDED not in problem
                async with self.arrived:
                    state = self.states.setdefault(said["comm_id"], {})
                    state.update(said["data"]["state"])
                    _take_change(state)
                    self.arrived.notify_all()
        self.reconnected += 1
        if hasattr(self, "hearing"):
            del self.hearing  # it is this one
        await self._connect()
        for model in self.models:
            await self._send(model, {"method": "request_state"})

    async def _send(self, model: str, data: dict[str, Any]) -> None:
        header = {
            "msg_id": uuid.uuid4().hex, "msg_type": "comm_msg", "session": self.me, "username": "", "version": "5.3",
            "date": datetime.now(UTC).isoformat(),
        }  # fmt: skip
        texts = [json.dumps(part).encode() for part in (header, {}, {}, {"comm_id": model, "data": data})]
        await self.line.write_message(serialize_msg_to_ws_v1(texts, "shell"), binary=True)

    def _items(self, model: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.states[model].get("view", {}).get("items", [])
        return [item for item in found if item["status"] == "unanswered"]

    def _item(self, model: str, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(item for item in self.states[model]["view"]["items"] if item["id"] == name)
        return found


def _take_change(state: dict[str, Any]) -> None:
    """Put what a step has changed into the quiz's view; a step that was missed comes when the line is joined again."""
    view, change = state.get("view"), state.get("change")
    if not view or not change or change["step"] <= view["step"]:
        return
    for item in change["items"]:
        view["items"][item["number"] - 1] = item
    view.update(change["values"], step=change["step"])


def _four(frame: bytes) -> tuple[str, list[bytes]]:
    channel, parts = deserialize_msg_from_ws_v1(frame)
    return channel, parts[:4]
