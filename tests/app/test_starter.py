"""The file to double-click: what each system reads out of it is the command, however odd the path."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from ibc_edu.app.starter import make_starter, starter
from ibc_edu.cli import main

ODD = """A family's "own" folder $HOME `id` 100% é"""


def exec_of(entry: str) -> list[str]:
    """The arguments that the Desktop Entry Specification reads out of Exec: first as a string, then by Exec's rules."""
    value = next(line for line in entry.splitlines() if line.startswith("Exec=")).removeprefix("Exec=")
    value = re.sub(r"\\(.)", lambda match: {"s": " ", "n": "\n"}.get(match[1], match[1]), value)
    program, rest = re.fullmatch(r'"((?:[^"\\`$]|\\["`$\\])*)" (.*)', value).groups()  # type: ignore[union-attr]
    return [re.sub(r"\\(.)", r"\1", program).replace("%%", "%"), *rest.split()]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A stand-in for the command that writes down how it was called, in a folder with an odd name."""
    path = tmp_path / ODD / "ibc-edu"
    path.parent.mkdir()
    path.write_text('#!/bin/sh\necho "$0|$*" > "$(dirname "$0")/called"\nexit ${FAIL:-0}\n')
    path.chmod(0o755)
    return path


def test_linux_reads_the_command(program: Path, tmp_path: Path) -> None:
    path = make_starter(tmp_path, program, "linux")
    assert path.name == "Open the course.desktop"
    assert os.access(path, os.X_OK)
    entry = path.read_text(encoding="utf-8")
    assert entry.startswith("[Desktop Entry]\nType=Application\n")
    assert exec_of(entry) == [str(program), "app"]
    subprocess.run(exec_of(entry), check=True)
    assert (program.parent / "called").read_text() == f"{program}|app\n"


def test_macos_runs_the_command_and_keeps_the_window_when_it_fails(program: Path, tmp_path: Path) -> None:
    path = make_starter(tmp_path, program, "darwin")
    assert path.suffix == ".command"
    run = subprocess.run([path], input="\n", capture_output=True, text=True)
    assert (program.parent / "called").read_text() == f"{program}|app\n"
    assert run.stdout == ""
    failed = subprocess.run([path], input="\n", capture_output=True, text=True, env={**os.environ, "FAIL": "3"})
    assert "Press Enter" in failed.stdout


def test_windows_gets_its_own_lines_and_percent_signs() -> None:
    made = starter(Path("C:\\100% Café\\ibc-edu.exe"), "win32")
    assert made.name == "Open the course.bat"
    text = made.content.decode("utf-8")
    assert '"C:\\100%% Café\\ibc-edu.exe" app\r\n' in text
    assert text.replace("\r\n", "").count("\n") == 0
    assert "chcp 65001" in text


def test_the_command_makes_it_here_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["starter"]) == 0
    (made,) = tmp_path.iterdir()
    assert str(made) in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["starter", str(tmp_path / "none")]) == 1
    assert "cannot be written" in capsys.readouterr().err
