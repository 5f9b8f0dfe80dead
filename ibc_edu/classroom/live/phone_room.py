"""The presenter's side of a room: what the educator does goes to the server, and the numbers come back."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ibc_edu.classroom.live.card_counts import PhoneCounts
from ibc_edu.classroom.live.keeping import keep_answers
from ibc_edu.classroom.live.place import HEADER, Server, server, unchecked, with_title
from ibc_edu.errors import RecordError
from ibc_edu.quiz.kinds.base import QuestionBase
from ibc_edu.quiz.sources import Library, sources
from ibc_edu.views.quiz.card import QuizCard

TRY_AGAIN = (0.5, 1.0, 2.0, 5.0, 5.0, 10.0)  # s; waits after which the numbers are asked for again
FOLDER = "class_answers"
"""Where answers to keep are written, beside the notebook."""


class Asked(NamedTuple):
    """A question of a step: as the card shows it, and what it looks up."""

    question: QuestionBase
    seed: int
    card: QuizCard
    library: Library


class PhoneRoom:
    """Phones that answer the questions of a presentation.

    Parameters
    ----------
    title : str
        Of the presentation. A presenter that was started anew finds its room by it.
    asked : callable
        Gives what a step asks, or None.
    find_server : callable
        Gives the server that started this kernel, or None.

    Notes
    -----
    `state` is what the page may know: `available`; `addresses` to choose from; of an open room `url`, `qr` (rows of 0
    and 1), `phones`, `keeping`, `poll` (see `Poll.tally`), `kept` (path of the file), `lost` (whether the server does
    not answer); and `problem`.
    """

    def __init__(
        self,
        title: str,
        asked: Callable[[int], Asked | None],
        *,
        find_server: Callable[[], Server | None] = server,
    ) -> None:
        self._title, self._asked = title, asked
        self._server = find_server()
        self._code = ""
        self._where: dict[str, Any] = {}
        self._questions: dict[str, QuestionBase] = {}
        self._now: Asked | None = None
        self._counts = PhoneCounts()
        self._following: asyncio.Task[None] | None = None
        self.on_change: Callable[[dict[str, Any]], None] = lambda state: None
        self.state: dict[str, Any] = {"available": self._server is not None}

    @property
    def is_open(self) -> bool:
        """Whether phones can come in."""
        return bool(self._code)

    def receive(self, message: Mapping[str, Any], step: int) -> None:
        """Do what the page asks: `offer`, `open`, `end`, `keep`, `close`, `reopen` or `again`.

        Raises
        ------
        RecordError
            If the server cannot do it, or does not answer.
        """
        match message.get("do"):
            case "offer":
                found = self._ask("GET", with_title(self._title))
                self._change(addresses=found["addresses"], resumes=found["room"] is not None)
            case "open":
                self.open(step, address=message.get("address"), origin=message.get("origin"))
            case "end":
                self.end()
            case "keep":
                self._do("keep", on=bool(message.get("on")))
            case "close":
                self._do("close")
                self._keep()
            case "reopen":
                self._do("open")
            case "again":
                self._do("again")
            case _:
                raise RecordError("this cannot be done with phones.", where="phones")

    def open(self, step: int, *, address: str | None = None, origin: str | None = None) -> None:
        """Let phones in: at an address of this computer, or at the page's own.

        Raises
        ------
        RecordError
            If the server cannot do it, or does not answer.
        """
        self.state.pop("kept", None)  # the file of the room before
        found = self._ask("POST", "/rooms", {"title": self._title, "address": address, "origin": origin})
        self._code = found["tally"]["code"]
        self._where = {"url": found["url"], "qr": found["qr"], "address": address, "origin": origin}
        self._take(found["tally"])
        self.at_step(step)
        self._follow()

    def at_step(self, step: int) -> None:
        """Put the question of a step to the phones; at any other step they keep what they have."""
        asked = self._asked(step) if self.is_open else None
        if asked is None:
            return
        self._now = asked
        self._questions[asked.question.id] = asked.question
        found = sources(asked.question.evidence, asked.question.facts, asked.library)
        fields = asked.question.model_dump(mode="json")
        with self._going_on():
            self._do("ask", question=fields, seed=asked.seed, sources=found)
        asked.card.observe(self._card_changed, "view")

    def end(self) -> None:
        """Close the room: the server forgets its answers."""
        if not self.is_open:
            return
        with self._going_on():
            self._keep()
        with self._going_on():
            self._ask("DELETE", f"/rooms/{self._code}")
        if self._following is not None:
            self._following.cancel()
        self._forget()

    def _forget(self) -> None:
        self._code, self._where, self._now, self._counts = "", {}, None, PhoneCounts()
        self._following = None
        self.state = {"available": True, "kept": self.state.get("kept")}
        self.on_change(self.state)

    @contextlib.contextmanager
    def _going_on(self) -> Iterator[None]:
        """The lesson goes on whatever becomes of the phones; the page says that the server does not answer."""
        try:
            yield
        except RecordError:
            self._change(lost=True)

    # What the card does to the question it does to the phones' too

    def _card_changed(self, _change: object) -> None:
        now, poll = self._now, self.state.get("poll")
        if not self.is_open or now is None or poll is None or poll["question"] != now.question.id:
            return
        card_state = now.card.session.state(now.question.id)
        with self._going_on():
            if card_state.earlier is not None and poll["round"] == 1 and not card_state.revealed:
                self._do("again")
            elif card_state.revealed and poll["state"] != "shown":
                self._do("reveal")
                self._keep()

    # The server

    def _ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        if self._server is None:
            cure = "Start JupyterLab with this package installed."
            raise RecordError("this notebook's server cannot let phones in.", where="phones", cure=cure)
        return self._server.ask(method, path, body)

    def _do(self, what: str, **fields: Any) -> None:
        if self.is_open:
            self._take(self._ask("POST", f"/rooms/{self._code}", {"do": what, **fields}))

    def _take(self, tally: Mapping[str, Any]) -> None:
        """Show numbers that came; the answers to choose from count as raised hands."""
        self._change(**self._where, phones=tally["phones"], keeping=tally["keeping"], poll=tally["poll"], lost=False)
        now, poll = self._now, tally["poll"]
        if now is not None and poll is not None and poll["question"] == now.question.id:
            self._counts.show(now.card, now.question.id, poll)

    def _change(self, **values: Any) -> None:
        changed = {**self.state, **values}
        if changed != self.state:
            self.state = changed
            self.on_change(changed)

    def _keep(self) -> None:
        """Write the answers that may be kept."""
        if self.is_open and self.state.get("keeping"):
            found = self._ask("GET", f"/rooms/{self._code}")
            path = keep_answers(found["answers"], found["uid"], self._questions, Path.cwd() / FOLDER)
            self._change(kept=None if path is None else str(path))

    def _follow(self) -> None:
        """Hear the numbers as they come, wherever there is an event loop to do it in."""
        if self._following is not None:
            self._following.cancel()
        with contextlib.suppress(RuntimeError):
            self._following = asyncio.get_running_loop().create_task(self._hear())

    async def _hear(self) -> None:
        from tornado.httpclient import HTTPClientError, HTTPRequest
        from tornado.websocket import websocket_connect

        code, here = self._code, self._server
        tries = 0
        while here is not None and self._code == code:
            request = HTTPRequest(
                f"ws{here.url.removeprefix('http')}/rooms/{code}/watch",
                headers={HEADER: here.secret},
                ssl_options=unchecked(),
                connect_timeout=5.0,
            )
            try:
                connection = await websocket_connect(request)
                tries = 0
                while (text := await connection.read_message()) is not None:
                    heard = json.loads(text)
                    if heard.get("state") == "gone":
                        self._forget()
                        return
                    self._take(heard)
            except HTTPClientError as error:
                if error.code == 404:  # ended elsewhere
                    self._forget()
                    return
            except OSError:
                pass
            self._change(lost=True)
            await asyncio.sleep(TRY_AGAIN[min(tries, len(TRY_AGAIN) - 1)])
            tries += 1
