"""Records for the learner's tests: a clock, addresses of records, and folders with other rights."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from attempt_examples import SteppedClock

NOBODY = 65534


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a record that does not exist yet, in SQLite and in PostgreSQL."""
    if request.param == "sqlite":
        return str(tmp_path / "data" / "record.sqlite3")
    make: Callable[[], str] = request.getfixturevalue("new_database")
    return make()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="ibc-record-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def read_only() -> Callable[[Path], AbstractContextManager[None]]:
    """A context in which this process cannot write to a folder and the files in it.

    Root may write anywhere, so root becomes nobody for the time being, as the kernel's checks see it.
    """

    @contextmanager
    def make(folder: Path) -> Iterator[None]:
        for inside in folder.iterdir():
            inside.chmod(0 if inside.is_dir() else 0o444)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)

    return make
