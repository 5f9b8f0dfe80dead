"""Who makes a question file at a terminal is told how the course comes to read it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from ibc_edu.cli import main
from ibc_edu.cli.own_questions import how_it_is_read
from ibc_edu.course.course import Course
from ibc_edu.quiz.bank import FOLDER_VARIABLE
from ibc_edu.quiz.kinds import kind_names


@pytest.fixture(autouse=True)
def no_folder_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)


def test_a_new_question_says_in_both_shells_how_it_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "my questions" / "staging.toml"
    assert main(["new-question", "staging", "--file", str(path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == str(path)
    assert f"  macOS, Linux:          export IBC_EDU_QUESTIONS='{path.parent}'" in told
    assert f"  Windows (PowerShell):  $env:IBC_EDU_QUESTIONS = '{path.parent}'" in told
    assert told[-1].endswith("ibc-edu check")


def test_a_name_that_is_never_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.txt"
    assert main(["new-question", "staging", "--file", str(path)]) == 1
    assert capsys.readouterr().err == f"{path}: this is no name for a question file. Let it end with .toml.\n"
    assert not path.exists()


def test_help_names_every_kind_of_question(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["new-question", "--help"])
    assert f"one of {', '.join(kind_names())}; default: single" in " ".join(capsys.readouterr().out.split())


def test_drafts_that_came_in_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "quiz.txt", tmp_path / "own" / "quiz.toml"
    source.write_text("Which one?\nA. this\nB. that\nANSWER: B\n", encoding="utf-8")
    assert main(["import", "aiken", str(source), str(out)]) == 0
    told = capsys.readouterr().out
    assert f"{out}: 1 question from quiz.txt.\n" in told
    assert f"export IBC_EDU_QUESTIONS={out.parent}" in told
    assert f"$env:IBC_EDU_QUESTIONS = '{out.parent}'" in told


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_what_is_told_for_bash_names_the_folder_whatever_it_is_called(tmp_path: Path, course: Course) -> None:
    folder = tmp_path / "Anna's $HOME questions"
    (line,) = [line for line in how_it_is_read(folder / "x.toml", course) if "export" in line]
    run = f'{line.partition(":")[2].strip()}; printf %s "$IBC_EDU_QUESTIONS"'
    assert subprocess.run(["bash", "-c", run], capture_output=True, text=True, check=True).stdout == str(folder)


def test_a_path_from_here_is_told_in_full(tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = "\n".join(how_it_is_read(Path("mine") / "x.toml", course))
    assert f"{tmp_path}{os.sep}mine" in told


def test_nothing_is_to_be_named_where_the_course_reads_the_folder(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (course.folder / "questions", tmp_path):
        monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
        (told,) = how_it_is_read(folder / "x.toml", course)
        assert told == "The course reads this folder. To see what the file still needs, type: ibc-edu check"


@pytest.mark.parametrize("kind", ["single", "ordering"])
def test_a_question_that_is_printed_says_how_to_have_it_as_a_file(
    kind: str, tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new-question", "staging", "--kind", kind, "--course", str(course.folder)]) == 0
    printed = capsys.readouterr()
    assert "IBC_EDU_QUESTIONS" not in printed.out
    command, *proposed = shlex.split(printed.err.partition("how it is read: ")[2])
    assert command == "ibc-edu"
    assert ("--kind" in proposed) is (kind != "single")
    assert main(proposed) == 0
    written = (tmp_path / "my-questions" / "staging.toml").read_text(encoding="utf-8")
    assert written == printed.out
    assert f"type there: ibc-edu check --course {course.folder}\n" in capsys.readouterr().out


def test_a_course_that_was_not_named_is_not_named_in_what_comes_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-question", "staging"]) == 0
    assert "--course" not in capsys.readouterr().err


def test_drafts_that_came_in_are_checked_in_the_course_that_was_named(
    tmp_path: Path, course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "quiz.txt", tmp_path / "own" / "quiz.toml"
    source.write_text("Which one?\nA. this\nB. that\nANSWER: B\n", encoding="utf-8")
    assert main(["import", "aiken", str(source), str(out), "--course", str(course.folder)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"ibc-edu check --course {course.folder}")


def test_a_folder_that_is_named_already_is_not_replaced_without_a_word(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "first"))
    told = how_it_is_read(tmp_path / "second" / "x.toml", course)
    (line,) = [line for line in told if str(tmp_path / "first") in line]
    assert line.startswith(f"This folder is then read in place of {tmp_path / 'first'}.")
    assert "move the file there" in line
    monkeypatch.delenv(FOLDER_VARIABLE)
    assert not any("in place of" in line for line in how_it_is_read(tmp_path / "second" / "x.toml", course))
