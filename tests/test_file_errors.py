"""Why a file cannot be read or written is said in plain words, and the cure fits the reason."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

import ibc_edu
from ibc_edu.cli import main
from ibc_edu.errors import QuestionError, RecordError
from ibc_edu.file_errors import not_read, not_used, not_written, write_file

PACKAGE = Path(ibc_edu.__file__).parent


@pytest.mark.parametrize(
    ("code", "reason", "cure"),
    [
        (errno.EACCES, "you are not allowed to", "that you can write to"),
        (errno.EROFS, "nothing can be changed there", "on another disk"),
        (errno.ENOENT, "there is no such folder", "Choose a folder that is there."),
        (errno.ENOTDIR, "a part of its path is a file", "Choose another folder."),
        (errno.EISDIR, "this is a folder", "Name a file in it."),
        (errno.ENOSPC, "there is no room left", "Make room"),
        (errno.ENAMETOOLONG, "the name is too long", "Choose a shorter one."),
    ],
)
def test_the_cure_of_what_is_not_written_fits_its_reason(code: int, reason: str, cure: str) -> None:
    trouble = not_written(OSError(code, os.strerror(code)))
    assert trouble.what.startswith(f"the file cannot be written ({reason}")
    assert cure in trouble.cure


def test_what_is_not_read_has_cures_of_its_own() -> None:
    assert not_read(FileNotFoundError(errno.ENOENT, "x")) == (
        "the file cannot be read (there is no such file).",
        "Check how its path is written.",
    )
    assert "right to read it" in not_read(PermissionError(errno.EACCES, "x")).cure
    assert "write" not in not_read(OSError(errno.EIO, "x")).cure


def test_what_was_neither_surely_read_nor_written_is_told_for_both() -> None:
    assert not_used(FileNotFoundError(errno.ENOENT, "x"), "x") == "x cannot be used (there is no such file or folder)."
    assert not_used(OSError(errno.EIO, "a storm"), "x") == "x cannot be used (a storm)."


@pytest.mark.parametrize("filename", ["/etc/secret.toml", b"/etc/secret.toml"])
def test_a_file_that_nobody_looks_after_is_told_without_a_cure_for_writing(
    filename: str | bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", filename)

    monkeypatch.setattr("ibc_edu.cli.record.run_where", refuse)
    assert main(["record", "where"]) == 1
    assert capsys.readouterr().err == "/etc/secret.toml cannot be used (you are not allowed to).\n"


def test_a_reason_that_is_not_known_is_told_as_the_system_says_it() -> None:
    assert not_written(OSError(errno.EIO, "a storm")).what == "the file cannot be written (a storm)."
    assert not_read(ValueError("embedded null byte")).what == "the file cannot be read (embedded null byte)."
    assert not_read(OSError(), "it cannot be read").what == "it cannot be read (OSError)."


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "text.txt"
    write_file(path, "naïve\n", QuestionError)
    assert path.read_bytes() == "naïve\n".encode()


def test_what_cannot_be_written_is_an_error_of_the_kind_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path, tmp_path / "file" / "below.txt", tmp_path / ("x" * 400)):
        with pytest.raises(RecordError, match=r"the file cannot be written \((this is|a file|a part|the name)"):
            write_file(place, b"", RecordError)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder of this system where nothing can be made")
@pytest.mark.parametrize(
    "command",
    [["handout", "staging", "--folder", "/proc/x"], ["export", "csv", "/proc/x/all.csv"], ["site", "/proc/x"]],
)
def test_a_command_says_a_reason_and_a_cure_that_agree(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 1
    told = capsys.readouterr().err
    assert told.startswith("/proc/x")
    assert told.endswith("cannot be written (there is no such folder). Choose a folder that is there.\n")


def test_a_folder_that_may_only_be_read_has_the_cure_that_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)  # rights do not bind who runs the tests as root
    assert main(["export", "csv", str(tmp_path / "all.csv")]) == 1
    told = capsys.readouterr().err
    assert "(you are not allowed to). Choose a folder that you can write to" in told


def test_the_systems_words_are_read_in_one_place() -> None:
    found = [path for path in PACKAGE.rglob("*.py") if re.search(r"\bstrerror\b", path.read_text(encoding="utf-8"))]
    assert [path.name for path in found] == ["file_errors.py"]
