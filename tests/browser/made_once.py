"""What takes long to make and is only read is made once for all processes of a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

PATIENCE = 600  # s; a site on two busy cores, fetched before


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first who asks for it makes, while others who ask wait.

    Parameters
    ----------
    factory : TempPathFactory
    name : str
        Of the folder, the same in all processes.
    make : callable
        Makes the folder, which is not there yet, at this path.
    """
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent  # each worker has a folder of its own in it
    folder, mark = root / name, root / f"{name}.made"
    with FileLock(root / f"{name}.lock", timeout=PATIENCE):
        if not mark.exists():
            shutil.rmtree(folder, ignore_errors=True)  # who made it before was interrupted
            make(folder)
            mark.touch()
    return folder
