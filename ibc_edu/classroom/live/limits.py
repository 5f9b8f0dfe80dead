"""How much one phone, and one room, may ask of the server."""

from __future__ import annotations

MOST_PHONES = 2000
"""Phones in a room: twice the largest class that was measured."""
MOST_ROOMS = 20
MOST_CONNECTIONS = 3
"""Open pages of one phone in a room; the oldest is closed for a fourth."""
LONGEST_MESSAGE = 4096
"""Characters of a message: the largest answer of any kind, a matching of eight, has some 300."""
LONGEST_NAME = 40
PER_SECOND, AT_ONCE = 3.0, 8.0
"""Messages of a phone that are read: a person who taps has fewer."""
TOO_MANY = 100
"""Unread messages in a row after which the connection is closed."""


class Allowance:
    """A bucket of tokens: so many messages at once, and so many a second after that.

    Parameters
    ----------
    per_second : float
        Tokens that come back in a second.
    at_once : float
        Most tokens that the bucket holds.
    """

    def __init__(self, per_second: float = PER_SECOND, at_once: float = AT_ONCE) -> None:
        self._per_second, self._at_once = per_second, at_once
        self._left = at_once
        self._at: float | None = None
        self.refused = 0

    def take(self, now: float) -> bool:
        """Take a token at the time `now`, in seconds of a clock that is never set back; whether there was one."""
        passed = 0.0 if self._at is None else max(0.0, now - self._at)
        self._at = now
        self._left = min(self._at_once, self._left + passed * self._per_second)
        if self._left < 1:
            self.refused += 1
            return False
        self._left -= 1
        self.refused = 0
        return True

    @property
    def is_flooded(self) -> bool:
        """Whether so many were refused in a row that nobody means them."""
        return self.refused >= TOO_MANY
