"""What joins rooms to open connections: who is told what, and when."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Protocol

from ibc_edu.classroom.live.limits import MOST_CONNECTIONS
from ibc_edu.classroom.live.room import Room, Rooms
from ibc_edu.errors import ResponseError

TALLY_EVERY = 0.1  # s between two messages to the presenter, however many answers come


class Connection(Protocol):
    """An open connection of a phone or a presenter."""

    mark: str

    def tell(self, text: str) -> None:
        """Send a text; one that is closed already is passed over."""

    def end(self) -> None:
        """Close it."""


class Loop(Protocol):
    """The part of an event loop that is used here."""

    def time(self) -> float:
        """Seconds of a clock that is never set back."""

    def call_later(self, delay: float, callback: Any, /) -> object:
        """Call something later."""


class Hub:
    """The rooms of one server, and the connections in each.

    Parameters
    ----------
    loop : Loop
        Of the server.
    """

    def __init__(self, loop: Loop) -> None:
        self.rooms = Rooms()
        self.loop = loop
        self._phones: dict[str, list[Connection]] = defaultdict(list)
        self._presenters: dict[str, list[Connection]] = defaultdict(list)
        self._waiting: set[str] = set()

    # Phones

    def enter(self, room: Room, connection: Connection) -> bool:
        """Let a phone in, and tell it what goes on; whether there was room."""
        phone = room.join(connection.mark)
        if phone is None:
            return False
        phone.here += 1
        inside = self._phones[room.code]
        inside.append(connection)
        own = [other for other in inside if other.mark == connection.mark]
        for other in own[:-MOST_CONNECTIONS]:
            other.end()
        self._tell_one(room, connection)
        self._count(room)
        return True

    def leave(self, room: Room, connection: Connection) -> None:
        """Forget a connection; the phone keeps its place."""
        inside = self._phones.get(room.code, [])
        if connection in inside:
            inside.remove(connection)
            if connection.mark in room.phones:
                room.phones[connection.mark].here -= 1
            self._count(room)

    def hear(self, room: Room, connection: Connection, message: Any) -> None:
        """Act on what a phone sent; what cannot be read is answered in a sentence."""
        if not isinstance(message, dict) or connection.mark not in room.phones:
            return
        match message.get("type"):
            case "name" if isinstance(message.get("name"), str):
                name = room.name(connection.mark, message["name"])
                connection.tell(json.dumps({"type": "named", "name": name}))
            case "answer":
                self._answer(room, connection, message)

    def _answer(self, room: Room, connection: Connection, message: dict[str, Any]) -> None:
        poll, place = room.current, room.place()
        if poll is None or message.get("place") != place:
            self._tell_one(room, connection)
            return
        at = datetime.now(UTC).isoformat()
        try:
            # Only if its sender had read so: the switch may be newer than an answer that waited for the network.
            kept = room.keeping and message.get("keeping") is True
            counted = poll.vote(connection.mark, message.get("response"), at=at, kept=kept)
        except ResponseError as error:
            what = " ".join(part for part in (error.what, error.cure) if part)
            connection.tell(json.dumps({"type": "problem", "text": what[:1].upper() + what[1:]}))
            return
        if not counted:
            self._tell_one(room, connection)
            return
        room.used = self.loop.time()
        connection.tell(json.dumps({"type": "taken", "place": place, "answer": poll.own(connection.mark)}))
        self._count(room)

    # The presenter

    def watch(self, room: Room, connection: Connection) -> None:
        """Tell a presenter the numbers, now and whenever they change."""
        self._presenters[room.code].append(connection)
        connection.tell(json.dumps(room.tally()))

    def unwatch(self, room: Room, connection: Connection) -> None:
        """Tell it no more."""
        if connection in self._presenters.get(room.code, []):
            self._presenters[room.code].remove(connection)

    def tell_all(self, room: Room) -> None:
        """Tell every phone, and every presenter, how things stand."""
        room.used = self.loop.time()
        common = json.dumps(room.common_state())[1:-1]
        written: dict[str, str] = {}
        for connection in list(self._phones[room.code]):
            connection.tell(self._whole(room, connection, common, written))
        self._count(room)

    def close(self, room: Room) -> None:
        """End a room: its answers are forgotten, and its phones told so."""
        self.rooms.close(room.code)
        for connection in [*self._phones.pop(room.code, []), *self._presenters.pop(room.code, [])]:
            connection.tell(json.dumps({"type": "state", "state": "gone"}))
            connection.end()

    def _tell_one(self, room: Room, connection: Connection) -> None:
        connection.tell(self._whole(room, connection, json.dumps(room.common_state())[1:-1], {}))

    @staticmethod
    def _whole(room: Room, connection: Connection, common: str, written: dict[str, str]) -> str:
        """The common part, written once, and the phone's own; equal feedback is written once too."""
        own = room.own_state(connection.mark)
        feedback = own.pop("feedback", None)
        parts = [common, json.dumps(own)[1:-1]]
        if feedback is not None:
            key = json.dumps(own["answer"])
            if key not in written:
                written[key] = f'"feedback": {json.dumps(feedback)}'
            parts.append(written[key])
        return f"{{{', '.join(parts)}}}"

    def _count(self, room: Room) -> None:
        """Tell the presenter soon; a burst of answers is one message."""
        if room.code not in self._waiting:
            self._waiting.add(room.code)
            self.loop.call_later(TALLY_EVERY, lambda: self._tell_presenters(room))

    def _tell_presenters(self, room: Room) -> None:
        self._waiting.discard(room.code)
        watching = self._presenters.get(room.code, [])
        if watching:
            text = json.dumps(room.tally())
            for connection in list(watching):
                connection.tell(text)
