"""Following a learner's attempts: each is taken in once, whether it comes from this kernel or from the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from ibc_edu.quiz.attempt import Attempt

if TYPE_CHECKING:
    from ibc_edu.learner.storage.rows import Rows

T = TypeVar("T")


class Feed(Generic[T]):
    """Something made of attempts, and how far it has come in the record.

    Parameters
    ----------
    make : callable
        Returns the empty content.
    extend : callable
        Takes further attempts into a content.
    """

    def __init__(self, make: Callable[[], T], extend: Callable[[T, list[Attempt]], object]) -> None:
        self.make = make
        self.extend = extend
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.content = self.make()
        self.last = 0  # sequence number of the last row taken
        self.rows = 0  # rows taken so far, unreadable ones among them
        self._own: set[str] = set()  # this kernel's attempts that were taken

    def start_from(self, content: T, last: int, rows: int, own: Iterable[str]) -> None:
        """Begin with what was made of the rows up to `last`, with this kernel's attempts `own` among them."""
        self.content, self.last, self.rows, self._own = content, last, rows, set(own)

    def fits(self, rows: Rows) -> bool:
        """Whether what was taken before is still all there is before these rows: nobody erased any."""
        return rows.more or rows.total == self.rows + rows.read

    def take(self, rows: Rows, own: Iterable[str]) -> None:
        """Take in rows that follow `last`; `own` are the ids of this kernel's attempts."""
        known = set(own)
        self.extend(self.content, [a for a in rows.attempts if a.attempt_id not in self._own])
        self._own.update(a.attempt_id for a in rows.attempts if a.attempt_id in known)
        self.last = max(self.last, rows.last)
        self.rows += rows.read

    def take_own(self, attempts: Iterable[Attempt]) -> None:
        """Take in this kernel's attempts, as far as they did not come with the rows."""
        new = [attempt for attempt in attempts if attempt.attempt_id not in self._own]
        self.extend(self.content, new)
        self._own.update(attempt.attempt_id for attempt in new)
