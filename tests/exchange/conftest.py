"""Other systems' own readers, from npm, in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from npm_readers import CONSUMERS, installed

RUN_SECONDS = 120
ENVIRONMENT_SECONDS = 420


@pytest.fixture(scope="session")
def run_consumer() -> Callable[[str, bytes], bytes]:
    """Runs one script of the folder `consumers` with its standard input and returns what it prints."""
    node = installed()

    def run(script: str, data: bytes) -> bytes:
        environment = {**os.environ, "NODE_OPTIONS": ""}
        command = [node, script]
        return subprocess.run(
            command, cwd=CONSUMERS, input=data, capture_output=True, timeout=RUN_SECONDS, check=True, env=environment
        ).stdout

    return run


@pytest.fixture(scope="session")
def consumer_python() -> Callable[[str], Path]:
    """Makes an environment of its own for a package whose licence asks for it, and returns its Python."""

    def made(requirement: str) -> Path:
        import venv

        from platformdirs import user_cache_path

        root = user_cache_path("ibc_edu") / "exchange-consumers" / f"{requirement}-py{sys.version_info.minor}"
        python = root / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        if not (root / ".installed").is_file():
            venv.create(root, with_pip=True, clear=True)
            command = [str(python), "-m", "pip", "install", "--quiet", "--no-input", requirement]
            try:
                subprocess.run(command, capture_output=True, timeout=ENVIRONMENT_SECONDS, check=True)
            except (OSError, subprocess.SubprocessError):
                pytest.skip(f"{requirement} could not be installed in an environment of its own")
            (root / ".installed").touch()
        return python

    return made
