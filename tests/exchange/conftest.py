"""Fixtures that run other systems' own readers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from consumer_folder import installed, node, python_with

RUN_SECONDS = 120


@pytest.fixture(scope="session")
def run_consumer() -> Callable[[str, bytes], bytes]:
    """Runs one script of the folder `consumers` with its standard input and returns what it prints."""
    folder = installed()

    def run(script: str, data: bytes) -> bytes:
        environment = {**os.environ, "NODE_OPTIONS": ""}
        command = [node()[0], script]
        return subprocess.run(
            command, cwd=folder, input=data, capture_output=True, timeout=RUN_SECONDS, check=True, env=environment
        ).stdout

    return run


@pytest.fixture(scope="session")
def consumer_python() -> Callable[..., Path]:
    """Makes an environment of its own for a package whose licence asks for it, and returns its Python."""
    return python_with
