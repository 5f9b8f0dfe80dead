"""A room: the phones of one class, and the questions put to them. Knows nothing of the network; times are passed in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ibc_edu.classroom.answers.merging import one_line
from ibc_edu.classroom.live.limits import LONGEST_NAME, MOST_PHONES, MOST_ROOMS
from ibc_edu.classroom.live.poll import Poll, read_question
from ibc_edu.errors import RecordError

LETTERS = "abcdefghjkmnpqrstuvwxyz"  # none that looks like another, or like a digit
CODE_LENGTH = 6
IDLE_SECONDS = 6 * 3600.0
"""A room that nobody used for so long is forgotten."""


@dataclass
class Phone:
    """One phone in a room, known by a random mark that its browser keeps.

    Parameters
    ----------
    number : int
        Counts from 1 in the order of joining; the pseudonym of who gave no name.
    name : str
        As its owner typed it, on one line; empty if they did not.
    here : int
        How many connections are open.
    """

    number: int
    name: str = ""
    here: int = 0


@dataclass
class Room:
    """The phones of a class and the questions that they were asked.

    Parameters
    ----------
    code : str
        Stands in the address.
    title : str
        Of the presentation; a presenter that comes back finds the room by it.
    used : float
        When it was last used, in seconds.
    """

    code: str
    title: str
    used: float
    uid: str = field(default_factory=lambda: secrets.token_hex(8))
    phones: dict[str, Phone] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    current: Poll | None = None
    keeping: bool = False
    joined_ever: int = 0

    def join(self, mark: str) -> Phone | None:
        """The phone with this mark, which is new or comes back to its place; None if the room is full."""
        if mark not in self.phones:
            if len(self.phones) >= MOST_PHONES and not self._forget_one():
                return None
            self.joined_ever += 1
            self.phones[mark] = Phone(self.joined_ever)
        return self.phones[mark]

    def name(self, mark: str, name: str) -> str:
        """Give a phone a name and return it as it is kept; one that another phone has gets a number."""
        wanted = one_line(name, LONGEST_NAME)
        others = {phone.name.casefold() for other, phone in self.phones.items() if other != mark and phone.name}
        given, count = wanted, 1
        while given and given.casefold() in others:
            count += 1
            given = f"{wanted} ({count})"
        self.phones[mark].name = given
        return given

    def ask(self, question: Mapping[str, Any], seed: int, sources: list[dict[str, Any]]) -> Poll:
        """Put a question to the phones; one that was asked before comes back with its answers.

        Raises
        ------
        QuestionError
            If it is no question.
        """
        asked = read_question(question)
        name = f"{asked.id} {asked.wording_hash}"
        if name not in self.polls:
            self.polls[name] = Poll(asked, seed, sources)
        self.current = self.polls[name]
        return self.current

    def place(self) -> str:
        """Name of the question and round that run; an answer says which one it is for."""
        if self.current is None:
            return ""
        return f"{self.current.question.page_id}-{len(self.current.rounds)}"

    def common_state(self) -> dict[str, Any]:
        """What every phone is told alike: never a key, and no feedback."""
        poll = self.current
        state = {"type": "state", "place": self.place(), "keeping": self.keeping, "state": "wait"}
        if poll is None:
            return state
        return {**state, "state": poll.state, "round": len(poll.rounds), "item": poll.item}

    def own_state(self, mark: str) -> dict[str, Any]:
        """What one phone is told besides: its name, its answer, and feedback once the answer is shown."""
        poll = self.current
        own: dict[str, Any] = {"name": self.phones[mark].name, "number": self.phones[mark].number}
        if poll is not None:
            own["answer"] = poll.own(mark)
            own["answered"] = mark in poll.votes
            if poll.shown:
                own["feedback"] = poll.feedback(own["answer"])
        return own

    def tally(self) -> dict[str, Any]:
        """What the presenter is told."""
        here = sum(phone.here > 0 for phone in self.phones.values())
        poll = None if self.current is None else self.current.tally()
        return {"code": self.code, "phones": here, "keeping": self.keeping, "poll": poll}

    def kept(self) -> list[dict[str, Any]]:
        """The answers to keep: those given by phones that had been told so. Not pseudonymous if a name was typed."""
        rows = []
        for poll in self.polls.values():
            for number, votes in enumerate(poll.rounds, start=1):
                for mark, vote in votes.items():
                    if vote.kept and mark in self.phones:
                        phone = self.phones[mark]
                        row = {"question": poll.question.id, "round": number, "response": vote.response, "at": vote.at}
                        rows.append({**row, "phone": phone.number, "name": phone.name})
        return rows

    def _forget_one(self) -> bool:
        """Make room: forget a phone that has left and never answered. Whether there was one."""
        answered = {mark for poll in self.polls.values() for votes in poll.rounds for mark in votes}
        gone = next((mark for mark, phone in self.phones.items() if not phone.here and mark not in answered), None)
        if gone is None:
            return False
        del self.phones[gone]
        return True


class Rooms:
    """All rooms of a server, by code; in memory only."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}

    def open(self, title: str, now: float) -> Room:
        """The room of this title, or a new one.

        Raises
        ------
        RecordError
            If too many are open.
        """
        found = self.find(title)
        if found is not None:
            found.used = now
            return found
        for code, room in list(self._rooms.items()):
            if now - room.used > IDLE_SECONDS:
                del self._rooms[code]
        if len(self._rooms) >= MOST_ROOMS:
            raise RecordError(f"{MOST_ROOMS} rooms are open.", where="phones", cure="End one of them first.")
        code = _fresh_code(self._rooms)
        self._rooms[code] = Room(code, title, now)
        return self._rooms[code]

    def find(self, title: str) -> Room | None:
        """The room of this title, if one is open."""
        return next((room for room in self._rooms.values() if room.title == title), None)

    def get(self, code: str) -> Room | None:
        """The room with this code, if one is open."""
        return self._rooms.get(code)

    def close(self, code: str) -> Room | None:
        """Forget a room with all of its answers; the room that was closed."""
        return self._rooms.pop(code, None)

    def __len__(self) -> int:
        return len(self._rooms)


def _fresh_code(taken: Mapping[str, Room]) -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code
