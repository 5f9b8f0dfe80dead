"""A store that is made when it is first needed: a learner who has no record yet does not wait for SQLAlchemy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ibc_edu.learner.storage.addresses import absolute, find, is_plain_path, shown

if TYPE_CHECKING:
    from ibc_edu.learner.storage.store import Store


class LateStore:
    """A `Store` of a file; as long as there is no file, nothing but its absence is looked at.

    Parameters
    ----------
    path : Path
        Absolute path of the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.label = shown(path)
        self._made: Store | None = None

    @property
    def separation(self) -> Any:
        """What keeps learners apart here."""
        from ibc_edu.learner.storage.separation import Separation

        return Separation.FILE

    @property
    def is_open(self) -> bool:
        """Whether the record was found and opened."""
        return self._made is not None and self._made.is_open

    def open(self, at: datetime) -> bool:
        """Open the record if there is one; return whether there is. Raises as `Store.open`."""
        if self._made is None and not self.path.exists():
            return False
        opened: bool = self._store().open(at)
        return opened

    def hang_up(self) -> None:
        """End what is under way."""
        if self._made is not None:
            self._made.hang_up()

    def close(self) -> None:
        """Give back files and connections."""
        if self._made is not None:
            self._made.close()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._store(), name)

    def _store(self) -> Store:
        if self._made is None:
            from ibc_edu.learner.storage.store import Store

            self._made = Store(str(self.path))
        return self._made


def place_of(asked: str | None, named: str | None, course: str | None) -> tuple[str, bool]:
    """The address of the record that `addresses.find` finds, and whether it is a file that is not there yet.

    Raises
    ------
    UnusableRecordError
        If no record can be kept there.
    """
    address = find(asked, named, course)
    return address, is_plain_path(address) and _is_absent(absolute(address))


def store_at(address: str, *, is_absent: bool) -> Store:
    """The store at an address; of an absent file, one that is made when it is needed.

    Raises
    ------
    UnusableRecordError
        If no record can be kept there.
    """
    if is_absent:
        return cast("Store", LateStore(absolute(address)))
    from ibc_edu.learner.storage.store import Store

    return Store(address)


def _is_absent(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # a folder that is closed to us: whoever opens the record says so
        return False
