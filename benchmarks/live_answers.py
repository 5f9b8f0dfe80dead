"""Phones on this computer: how long 300 take to join, when their answers are counted, and whether 1,000 lose any.

Real WebSocket clients against a real Jupyter server with the extension. Figures of a busy computer say little; run it
alone. Usage: python benchmarks/live_answers.py
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "classroom" / "live"), str(ROOT / "tests" / "quiz")]

from live_server import LiveServer  # noqa: E402
from quiz_examples import SINGLE  # noqa: E402

from ibc_edu.classroom.live.place import HEADER  # noqa: E402

JOIN_TARGET = 2.0  # s, for 300 phones
COUNTED_TARGET = 0.3  # s, at the 95th percentile
AT_ONCE = 50  # connections that are opened side by side
PATIENCE = 60.0  # s


def page_cookie(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as reply:
        return str(reply.headers["Set-Cookie"]).split(";")[0]


def memory(pid: int) -> float:
    """Resident memory of a process in MB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


class Screen:
    """The presenter's connection; remembers when each number of answers was shown."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, dict[str, Any]]] = []

    async def follow(self, connection: WebSocketClientConnection) -> None:
        while (text := await connection.read_message()) is not None:
            self.seen.append((time.perf_counter(), json.loads(text)))

    async def until(self, condition: Any) -> float:
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            for at, tally in self.seen:
                if condition(tally):
                    return at
            await asyncio.sleep(0.01)
        raise SystemExit("numbers did not arrive")


async def measure(server: LiveServer, count: int) -> dict[str, float]:
    """Join, answer, count."""
    place = server.place
    opened = await asyncio.to_thread(place.ask, "POST", "/rooms", {"title": f"{count}", "origin": server.url})
    code = opened["tally"]["code"]
    url = opened["url"]
    watch = HTTPRequest(f"ws{place.url[4:]}/rooms/{code}/watch", headers={HEADER: place.secret})
    screen = Screen()
    connection = await websocket_connect(watch)
    following = asyncio.create_task(screen.follow(connection))
    cookies = await asyncio.gather(*(asyncio.to_thread(page_cookie, url) for _ in range(count)))
    gate = asyncio.Semaphore(AT_ONCE)

    async def join(cookie: str) -> WebSocketClientConnection:
        async with gate:
            phone = await websocket_connect(HTTPRequest(f"ws{url[4:]}/ws", headers={"Cookie": cookie}))
            await phone.read_message()
            return phone

    before = memory(server.pid)
    begun = time.perf_counter()
    phones = await asyncio.gather(*(join(cookie) for cookie in cookies))
    joined = time.perf_counter() - begun
    await screen.until(lambda tally: tally["phones"] == count)

    question = SINGLE.model_dump(mode="json")
    asked = time.perf_counter()
    body = {"do": "ask", "question": question, "seed": 1, "sources": []}
    hearing = [asyncio.create_task(_state(phone)) for phone in phones]
    await asyncio.to_thread(place.ask, "POST", f"/rooms/{code}", body)
    states = await asyncio.gather(*hearing)
    shown = time.perf_counter() - asked

    sent: list[float] = []
    taken = [asyncio.create_task(_taken(phone)) for phone in phones]
    for number, (phone, state) in enumerate(zip(phones, states, strict=True)):
        key = state["item"]["choices"][number % 3]["key"]
        sent.append(time.perf_counter())
        await phone.write_message(json.dumps({"type": "answer", "place": state["place"], "response": key}))
    acknowledged = sum(await asyncio.gather(*taken))
    await screen.until(lambda tally: tally["poll"] and tally["poll"]["answered"] == count)
    # An answer is counted when a tally that counts so many comes: answers are handled in the order of sending, nearly.
    delays = []
    counts = [(at, tally["poll"]["answered"]) for at, tally in screen.seen if tally["poll"]]
    for number, at in enumerate(sent, start=1):
        delays.append(next(when for when, answered in counts if answered >= number) - at)
    delays.sort()

    revealing = [asyncio.create_task(_feedback(phone)) for phone in phones]
    begun = time.perf_counter()
    await asyncio.to_thread(place.ask, "POST", f"/rooms/{code}", {"do": "reveal"})
    await asyncio.gather(*revealing)
    revealed = time.perf_counter() - begun
    after = memory(server.pid)
    await asyncio.to_thread(place.ask, "DELETE", f"/rooms/{code}")
    await following
    for phone in phones:
        phone.close()
    return {
        "joined": joined,
        "shown": shown,
        "p50": delays[len(delays) // 2],
        "p95": delays[int(len(delays) * 0.95)],
        "worst": delays[-1],
        "revealed": revealed,
        "lost": count - acknowledged,
        "memory": after - before,
    }


async def _state(phone: WebSocketClientConnection) -> dict[str, Any]:
    return await _heard(phone, lambda message: message.get("state") == "open")


async def _taken(phone: WebSocketClientConnection) -> bool:
    return (await _heard(phone, lambda message: message["type"] == "taken"))["type"] == "taken"


async def _feedback(phone: WebSocketClientConnection) -> dict[str, Any]:
    return await _heard(phone, lambda message: "feedback" in message)


async def _heard(phone: WebSocketClientConnection, wanted: Any) -> dict[str, Any]:
    while True:
        text = await asyncio.wait_for(phone.read_message(), PATIENCE)
        message: dict[str, Any] = json.loads(text or "{}")
        if wanted(message):
            return message


def main() -> None:
    """Print the figures, and fail where a target is missed."""
    missed = []
    with tempfile.TemporaryDirectory() as scratch, LiveServer(Path(scratch)) as server:
        for count in (300, 1000):
            found = asyncio.run(measure(server, count))
            ms = {name: round(1000 * found[name]) for name in ("shown", "p50", "p95", "worst", "revealed")}
            print(f"{count} phones: joined in {found['joined']:.2f} s; question on all after {ms['shown']} ms;")
            print(f"  counted p50 {ms['p50']}, p95 {ms['p95']}, last {ms['worst']} ms;", end=" ")
            print(f"feedback on all after {ms['revealed']} ms; lost {found['lost']:.0f}; +{found['memory']:.0f} MB")
            if count == 300 and found["joined"] > JOIN_TARGET:
                missed.append(f"300 phones joined in more than {JOIN_TARGET} s")
            if count == 300 and found["p95"] > COUNTED_TARGET:
                missed.append(f"answers were counted later than {COUNTED_TARGET} s at p95")
            if found["lost"]:
                missed.append(f"{found['lost']:.0f} of {count} answers were lost")
    if missed:
        raise SystemExit("; ".join(missed))


if __name__ == "__main__":
    main()
