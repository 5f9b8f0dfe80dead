"""A file to double-click that opens the course, for people who use no terminal: one for each system, by its rules."""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from ibc_edu.errors import IbcEduError
from ibc_edu.file_errors import not_written

NAME = "Open the course"
COMMAND = "app"
PAUSE = "Something went wrong. Press Enter to close this window."


@dataclass(frozen=True)
class Starter:
    """A file that a system runs when it is double-clicked: its name and what is in it."""

    name: str
    content: bytes


def starter(program: Path, system: str) -> Starter:
    """The file for one system.

    Parameters
    ----------
    program : Path
        The command `ibc-edu` of the environment that holds the course, as a full path.
    system : str
        As in `sys.platform`: ``"win32"``, ``"darwin"``, or anything else for a desktop that knows `.desktop` files.
    """
    if system == "win32":
        return Starter(f"{NAME}.bat", _batch(str(program)).encode())
    if system == "darwin":
        return Starter(f"{NAME}.command", _shell(str(program)).encode())
    return Starter(f"{NAME}.desktop", _desktop_entry(str(program)).encode())


def make_starter(folder: Path, program: Path | None = None, system: str = sys.platform) -> Path:
    """Write the file for this system into `folder` and return its path; one that is there already is renewed.

    Raises
    ------
    IbcEduError
        If the folder cannot be written.
    """
    ending = ".exe" if system == "win32" else ""
    made = starter(program or Path(sys.executable).with_name(f"ibc-edu{ending}"), system)
    path = folder.absolute() / made.name
    try:
        path.write_bytes(made.content)
        path.chmod(0o755)  # macOS and Linux run only what is marked as a program
    except OSError as error:
        raise not_written(error).as_error(IbcEduError, str(path)) from error
    return path


def _batch(program: str) -> str:
    """For Windows, cmd.exe: a percent sign is doubled, the code page is that of UTF-8, lines end with CR and LF."""
    quoted = program.replace("%", "%%")
    lines = ["@echo off", "chcp 65001 >nul", f'"{quoted}" {COMMAND}', f"if errorlevel 1 (echo {PAUSE} & pause >nul)"]
    return "\r\n".join([*lines, ""])


def _shell(program: str) -> str:
    """For macOS, whose Finder runs a `.command` file in its Terminal."""
    return f'#!/bin/sh\n{shlex.quote(program)} {COMMAND} || {{ echo "{PAUSE}"; read -r _; }}\n'


def _desktop_entry(program: str) -> str:
    """For Linux, by the Desktop Entry Specification: Exec is quoted by its own rules, then escaped as a string is."""
    escaped = re.sub(r'(["`$\\])', r"\\\1", program).replace("%", "%%")
    value = f'"{escaped}" {COMMAND}'.replace("\\", "\\\\")
    lines = ["[Desktop Entry]", "Type=Application", f"Name={NAME}", f"Exec={value}", "Terminal=true"]
    return "\n".join([*lines, "Categories=Education;", ""])
