"""What the presenter's kernel reaches: it shows a secret that only the kernels of this server are given."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web, websocket

from ibc_edu.classroom.live.addresses import Listeners, own_addresses
from ibc_edu.classroom.live.audience import CODE
from ibc_edu.classroom.live.hub import Hub
from ibc_edu.classroom.live.place import HEADER
from ibc_edu.classroom.live.room import Room
from ibc_edu.errors import IbcEduError, RecordError

BIGGEST_BODY = 1_000_000  # bytes; a question with its sources has some 20,000


class ControlHandler(web.RequestHandler):
    """What the handlers share. A cookie opens nothing here, so that no page on the web can act for the presenter."""

    def initialize(self, hub: Hub, listeners: Listeners, secret: str, audience: str) -> None:
        """Take what they share; `audience` is where rooms begin on the server's own port."""
        self.hub, self.listeners, self.secret, self.audience = hub, listeners, secret, audience

    def prepare(self) -> None:
        """Refuse whoever does not know the secret.

        Raises
        ------
        HTTPError
            403 for them.
        """
        shown = self.request.headers.get(HEADER, "")
        if not secrets.compare_digest(shown.encode(), self.secret.encode()):
            raise web.HTTPError(403)

    def check_xsrf_cookie(self) -> None:
        """Pass: the secret stands in a header, which no other page can send."""

    def room(self, code: str) -> Room:
        """The room with this code.

        Raises
        ------
        HTTPError
            404 if there is none.
        """
        room = self.hub.rooms.get(code)
        if room is None:
            raise web.HTTPError(404)
        return room

    def body(self) -> dict[str, Any]:
        """The request's JSON object.

        Raises
        ------
        HTTPError
            413 if it has more than `BIGGEST_BODY` bytes; 400 if it is no JSON object.
        """
        if len(self.request.body) > BIGGEST_BODY:
            raise web.HTTPError(413)
        try:
            found = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise web.HTTPError(400) from None
        if not isinstance(found, dict):
            raise web.HTTPError(400)
        return found

    def answer(self, work: Callable[[], Mapping[str, Any]]) -> None:
        """Write what the work gives; an error as the sentence that the educator is to read."""
        try:
            self.finish(dict(work()))
        except IbcEduError as error:
            self.set_status(409)
            self.finish({"problem": " ".join(part for part in (error.what, error.cure) if part)})


class RoomsHandler(ControlHandler):
    """All rooms."""

    @allow_unauthenticated
    def get(self) -> None:
        """Tell the addresses to choose from, and the room of a title if one is open."""
        room = self.hub.rooms.find(self.get_query_argument("title", ""))
        found = None if room is None else room.tally()
        self.answer(lambda: {"addresses": own_addresses(), "room": found})

    @allow_unauthenticated
    def post(self) -> None:
        """Open the room of a title at an address: one of this computer, or the server's own as the page names it."""
        asked = self.body()
        self.answer(lambda: self._opened(asked))

    def _opened(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        import segno

        origin, address = asked.get("origin"), asked.get("address")
        begin = f"{str(origin).rstrip('/')}{self.audience}" if origin else self.listeners.listen(str(address))
        room = self.hub.rooms.open(str(asked.get("title")), self.hub.loop.time())
        url = f"{begin}{room.code}"
        code = segno.make(url, error="m", micro=False)
        rows = ["".join("1" if dark else "0" for dark in row) for row in code.matrix]
        return {"url": url, "qr": rows, "tally": room.tally()}


class RoomHandler(ControlHandler):
    """One room."""

    @allow_unauthenticated
    def get(self, code: str) -> None:
        """Give the answers to keep."""
        room = self.room(code)
        self.answer(lambda: {"uid": room.uid, "answers": room.kept()})

    @allow_unauthenticated
    def post(self, code: str) -> None:
        """Do one thing with the room and give the numbers after it."""
        room, asked = self.room(code), self.body()
        self.answer(lambda: self._done(room, asked))

    @allow_unauthenticated
    def delete(self, code: str) -> None:
        """End the room; the last one takes the listeners with it."""
        self.hub.close(self.room(code))
        if not len(self.hub.rooms):
            self.listeners.close_all()
        self.answer(dict)

    def _done(self, room: Room, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        poll = room.current
        match asked.get("do"):
            case "ask":
                room.ask(asked["question"], int(asked["seed"]), list(asked["sources"]))
            case "keep":
                room.keeping = bool(asked["on"])
            case "close" if poll is not None:
                poll.is_open = False
            case "open" if poll is not None and not poll.shown:
                poll.is_open = True
            case "again" if poll is not None:
                poll.again()
            case "reveal" if poll is not None:
                poll.reveal()
            case _:
                raise RecordError("there is no question to do this with.", where="phones")
        self.hub.tell_all(room)
        return room.tally()


class WatchHandler(ControlHandler, websocket.WebSocketHandler):
    """The presenter's connection: numbers, as they come."""

    mark = ""
    watched: Room | None = None

    @allow_unauthenticated
    async def get(self, code: str) -> None:
        """Open the connection."""
        self.room(code)
        await websocket.WebSocketHandler.get(self, code)

    def open(self, code: str) -> None:
        """Begin to tell."""
        self.watched = self.hub.rooms.get(code)
        if self.watched is None:
            self.end()
        else:
            self.hub.watch(self.watched, self)

    def on_message(self, message: str | bytes) -> None:
        """Hear nothing: requests do things."""

    def on_close(self) -> None:
        """Tell no more."""
        if self.watched is not None:
            self.hub.unwatch(self.watched, self)

    def tell(self, text: str) -> None:
        """Send a text; a connection that is closed already is passed over."""
        if self.ws_connection is not None and not self.ws_connection.is_closing():
            self.write_message(text).add_done_callback(lambda sent: sent.cancelled() or sent.exception())

    def end(self) -> None:
        """Close it."""
        self.close(1000)


def control_handlers(prefix: str, shared: dict[str, Any]) -> list[tuple[str, type[web.RequestHandler], dict[str, Any]]]:
    """The handlers, for addresses that begin with `prefix`."""
    return [
        (rf"{prefix}/rooms", RoomsHandler, shared),
        (rf"{prefix}/rooms/{CODE}", RoomHandler, shared),
        (rf"{prefix}/rooms/{CODE}/watch", WatchHandler, shared),
    ]
