"""What a site is made of: pinned, and said plainly where it cannot be had."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ibc_edu.app.site import supplies as module
from ibc_edu.app.site.archive import _of_package, _wheel, archive
from ibc_edu.app.site.supplies import PINS, Supplies, fetch
from ibc_edu.errors import CourseError
from ibc_edu.resources import own_course_folder


def pip_that(monkeypatch: pytest.MonkeyPatch, status: int, said: str = "") -> list[list[str]]:
    """A pip that only ends, with a status and a word; gives what it was called with."""
    calls: list[list[str]] = []

    def run(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, status, "", said)

    monkeypatch.setattr(module.subprocess, "run", run)
    return calls


def test_they_are_fetched_once_and_by_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = pip_that(monkeypatch, 0)
    assert fetch(tmp_path) == fetch(tmp_path)
    [command] = calls
    assert "--require-hashes" in command
    pins = [line for line in PINS.read_text().splitlines() if line and line[0] not in "# "]
    assert all("==" in line for line in pins)
    assert PINS.read_text().count("--hash=sha256:") == len(pins)


@pytest.mark.parametrize(
    "said", ["ERROR: No matching distribution found for comm", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"]
)
def test_where_they_cannot_be_had_it_says_why_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    calls = pip_that(monkeypatch, 1, f"WARNING: slow\n{said}\n")
    for _ in range(2):
        with pytest.raises(CourseError, match=said):
            fetch(tmp_path)
    assert len(calls) == 2


def carrier(folder: Path, **files: bytes) -> Supplies:
    with zipfile.ZipFile(folder / "open_webui-1-py3-none-any.whl", "w") as archive:
        for name, content in files.items():
            archive.writestr(f"open_webui/frontend/pyodide/{name}", content)
    return Supplies(folder)


def test_a_wheel_must_be_the_one_that_the_list_of_pyodide_names(tmp_path: Path) -> None:
    supplies = carrier(tmp_path, wheel=b"content")
    entry = {"file_name": "wheel", "sha256": hashlib.sha256(b"content").hexdigest()}
    assert _wheel(supplies, entry) == b"content"
    with pytest.raises(CourseError, match="not the file"):
        _wheel(supplies, {**entry, "sha256": "0" * 64})
    with pytest.raises(CourseError, match="holds no"):
        supplies.pyodide("other")


def test_an_archive_is_the_same_bytes_whatever_the_order() -> None:
    files = [("b.py", b"2"), ("a.py", b"1")]
    assert archive(files) == archive(files[::-1])


def test_the_package_travels_with_its_data_and_without_what_a_page_cannot_use() -> None:
    files = dict(_of_package(own_course_folder()))
    assert "ibc_edu/app/site/page/kernel.py" in files
    assert "ibc_edu_stubs/IPython/__init__.py" in files
    assert any(name.startswith("ibc_edu/data/") for name in files)
    assert any(name.endswith(".ipynb") for name in files)
    assert not [name for name in files if "__pycache__" in name or "/tests/" in name or name.startswith("ibc_edu/cli")]
    assert json.loads(next(content for name, content in files.items() if name.endswith(".ipynb")))["cells"]
