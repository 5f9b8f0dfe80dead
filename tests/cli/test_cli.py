"""The command `ibc-edu`: what it prints, and the exit status that a script relies on."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ibc_edu.cli import main
from ibc_edu.resources import course_folder, notebooks_folder

COMMAND = Path(sys.executable).with_name("ibc-edu")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder, with the notebooks beside it."""
    shutil.copytree(notebooks_folder(), tmp_path / "notebooks")
    return Path(shutil.copytree(course_folder(), tmp_path / "data"))


def run(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *args], capture_output=True, text=True, env={**os.environ, **environment})


def test_check_passes_on_the_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0, capsys.readouterr().out
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Checked 178 sentences, ")
    assert lines[1].startswith("Taught: ")
    assert lines[2].startswith("Asked: ")
    assert lines[-1] == "No errors."


def test_check_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"errors", "counts", "coverage", "measured"}
    assert report["errors"] == []
    assert report["measured"] is True
    assert report["counts"]["sentences"] == report["coverage"]["sentences"] == 178
    assert report["counts"]["notebooks"] >= 2
    taught = report["coverage"]["taught"]
    assert taught["covered"] == taught["total"]
    assert list(report["coverage"]["lessons"])[:2] == ["start", "staging"]


def test_check_finds_what_is_broken(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drugs = data / "knowledge" / "drugs.csv"
    drugs.write_text(drugs.read_text(encoding="utf-8").replace("tamoxifen, which", "tamoxifen that"), encoding="utf-8")
    assert main(["--course", str(data), "check"]) == 1
    out = capsys.readouterr().out
    assert "data/knowledge/drugs.csv, row 2, column quote: the words 'tamoxifen that" in out
    assert out.splitlines()[-1] == "1 error."
    assert main(["--course", str(data), "check", "--json"]) == 1
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert error.pop("what").startswith("the words 'tamoxifen that blocks")
    assert error == {
        "file": "data/knowledge/drugs.csv",
        "cure": "Copy the words exactly, curly quotes and dashes included.",
        "row": 2,
        "column": "quote",
        "key": None,
    }


QUESTION = """\
lesson = "staging"

[[question]]
id = "staging-what-is-m"
kind = "single"
part = "check-stage"
objective = "staging-explain-tnm"
bloom = "remember"
stem = "What does the letter M stand for in a stage?"
explanation = "M stands for metastasis, which is distant spread."
evidence = ["faq/a1/s2"]
answers = [
    { text = "Metastasis", correct = true, feedback = "M tells about distant spread." },
    { text = "Mammogram", feedback = "That is a picture of the breast.", misconception = "stage-is-grade" },
    { text = "Malignant", feedback = "Every cancer is.", misconception = "stage-is-grade" },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("faq/a1/s2", "faq/a1/s9", "line 11", "there is no sentence faq/a1/s9."),
        ("faq/a1/s2", "faq/a1/s1", "line 11", "it quizzes faq/a1/s1, which the caveats table forbids."),
        ('["faq/a1/s2"]', '["faq/a1/s2"]\nfacts = ["CF-999"]', "line 12", "there is no fact CF-999."),
        ("staging-explain-tnm", "staging-explain", "line 7", "there is no objective staging-explain."),
        ("stage-is-grade", "stage-is-stage", "line 14", "there is no misconception stage-is-stage."),
        ("check-stage", "check-stages", "line 6", "Did you mean 'check-stage'?"),
        ('"Metastasis"', '"All of the above"', "line 12", "leans on the others."),
        ("[[question]]", "[question]", "staging.toml", "`question` is not a list of tables."),
        ('kind = "single"', 'kind = "singel"', "line 5", "there is no kind 'singel'."),
        ('lesson = "staging"', "lesson = ", "line 1", "this is not valid TOML"),
        ("staging", "staying", "line 3", "there is no lesson 'staying'. Did you mean 'staging'?"),
    ],
)
def test_check_finds_what_is_wrong_with_questions(
    data: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, place: str, message: str
) -> None:
    for path in (data / "questions").glob("*.toml"):
        path.unlink()
    (data / "questions" / "staging.toml").write_text(QUESTION.replace(old, new), encoding="utf-8")
    assert main(["--course", str(data), "check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "staging.toml" in line and place in line and message in line], lines


def test_check_reads_an_educators_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.toml").write_text(QUESTION.replace("faq/a1/s2", "faq/a1/s9"), encoding="utf-8")
    monkeypatch.setenv("IBC_EDU_QUESTIONS", str(tmp_path))
    assert main(["check"]) == 1
    assert f"{tmp_path}/mine.toml, line 11: question staging-what-is-m: there is no sentence" in capsys.readouterr().out
    monkeypatch.setenv("IBC_EDU_QUESTIONS", str(tmp_path / "missing"))
    assert main(["check"]) == 1
    assert f"{tmp_path}/missing: there is no such folder of question files." in capsys.readouterr().out


def test_check_looks_into_the_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [{"cell_type": "markdown", "source": ["As faq/a1/s9 says, and ", "faq/a1/s2."]}]
    (tmp_path / "01.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (tmp_path / "02.ipynb").write_text("{", encoding="utf-8")
    monkeypatch.setattr("ibc_edu.cli.check.notebooks_folder", lambda course: tmp_path)
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "notebooks/01.ipynb: there is no sentence faq/a1/s9. Did you mean" in out
    assert "notebooks/02.ipynb: the notebook is empty or cannot be read. Restore it." in out


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (
            lambda data: shutil.rmtree(data),
            "data: there is no course here",
        ),
        (lambda data: (data / "datapackage.json").write_text("{"), "the file does not describe the tables"),
        (lambda data: shutil.rmtree(data / "source"), "there is no such file."),
    ],
    ids=["no folder", "no JSON", "no article"],
)
def test_an_error_is_one_line_on_stderr(
    data: Path, capsys: pytest.CaptureFixture[str], break_it: object, message: str
) -> None:
    assert callable(break_it)
    break_it(data)
    assert main(["--course", str(data), "check"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize(
    "command", ["check", "workspace", "record", "present", "handout", "new-question", "new-course"]
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert f"usage: ibc-edu {command}" in capsys.readouterr().out


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom ibc_edu.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('numpy', 'pandas', 'pydantic', 'sqlalchemy', 'anywidget') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert all(command in done.stdout for command in ("check", "workspace", "record", "new-course"))
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_installed_command_gives_the_status() -> None:
    done = run("check", "--course", "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert "nowhere: there is no course here" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("--version").stdout.startswith("ibc-edu ")


def test_a_reader_who_leaves_early_sees_no_traceback() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run([COMMAND, "check", "--json"], stdout=writer, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(writer)
    assert done.returncode == 1
    assert done.stderr == ""


def test_check_looks_through_the_texts_of_parts(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = data / "parts" / "therapy-map.toml"
    texts.write_text(texts.read_text(encoding="utf-8").replace('"CF-100"', '"CF-999"'), encoding="utf-8")
    (data / "parts" / "treatment-options.toml").unlink()
    assert main(["--course", str(data), "check"]) == 1
    told = capsys.readouterr().out
    assert "data/parts/therapy-map.toml, key approvals.pertuzumab.facts.1: there is no 'CF-999' in facts." in told
    assert "data/parts/treatment-options.toml: the file is missing." in told
    assert told.splitlines()[-1] == "2 errors."  # what the part would have taught is not missed besides


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("CF-990,A fact, unquoted.,read,,beyond,,,CF-990,Title,2026-06", "has 11 cells where the header has 10."),
        ("CF-990,A fact.,readd,,beyond,,,CF-990,Title,2026-06", "'readd' is not allowed. Did you mean 'read'?"),
        ("CF-990,A fact.,read,,beyond,,,CF-990,Title,June 2026", "has the wrong form. Write it like 2026-06."),
    ],
)
def test_a_slip_in_a_table_is_one_error_and_hides_nothing_else(
    data: Path, row: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (data / "knowledge" / "facts.csv").open("a", encoding="utf-8") as facts:
        facts.write(f"{row}\n")
    assert main(["--course", str(data), "check"]) == 1
    first, counted, unmeasured, last = capsys.readouterr().out.splitlines()
    assert told in first
    assert counted.startswith("Checked ")
    assert unmeasured == "How much is taught and asked is measured once this is mended."
    assert last == "1 error."
    assert main(["--course", str(data), "check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["measured"] is False


def test_what_is_asked_is_not_measured_while_a_question_names_what_is_not_there(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = data / "questions" / "staging.toml"
    text = questions.read_text(encoding="utf-8")
    questions.write_text(text.replace('"staging-assign-stage"', '"staging-assign-stages"', 1), encoding="utf-8")
    assert main(["--course", str(data), "check"]) == 1
    first, _, unmeasured, last = capsys.readouterr().out.splitlines()
    assert first.endswith("Did you mean 'staging-assign-stage'? Or add its row.")
    assert unmeasured == "How much is taught and asked is measured once this is mended."
    assert last == "1 error."


@pytest.mark.parametrize("arguments", [["record", "where"], ["check", "--json"]])
def test_an_output_that_is_closed_or_full_is_one_sentence(arguments: list[str]) -> None:
    for redirection in (">&-", ">/dev/full"):
        done = subprocess.run(
            ["sh", "-c", f'"$@" {redirection}', "sh", COMMAND, *arguments], stderr=subprocess.PIPE, text=True
        )
        assert done.returncode == 1, redirection
        assert re.fullmatch(r"The output cannot be written \([^)]+\)\.\n", done.stderr), redirection
        assert done.stderr.count("\n") == 1, done.stderr


def test_closed_output_and_closed_errors_end_quietly() -> None:
    done = subprocess.run(["sh", "-c", '"$1" record where >&- 2>&-', "sh", COMMAND], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_a_terminal_that_knows_few_characters_gets_escapes(tmp_path: Path) -> None:
    done = run("record", "where", "--record", str(tmp_path / "caf\u00e9.sqlite3"), PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "caf\\xe9.sqlite3" in done.stdout


@pytest.mark.parametrize("where", ["importing", "running"])
def test_ctrl_c_ends_without_a_traceback(where: str) -> None:
    target = "ibc_edu.cli._parser" if where == "importing" else "ibc_edu.cli.record.run_where"
    code = (
        "import importlib, sys\n"
        "from ibc_edu.cli import main\n"
        f"module, name = {target!r}.rsplit('.', 1)\n"
        "def interrupted(*_): raise KeyboardInterrupt\n"
        "setattr(importlib.import_module(module), name, interrupted)\n"
        "sys.exit(main(['record', 'where']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--record", "~nobody-of-this-name/record.sqlite3"],
        ["--record", "postgresql://localhost:port/record"],
        ["--record", "mysql://ada:secret@localhost/record?password=secret"],
        ["--learner", os.fsdecode(b"ada\xff")],
    ],
)
def test_an_address_or_a_name_that_cannot_be_used_is_one_sentence(arguments: list[str]) -> None:
    for action in (["where"], ["erase", "--yes"], ["export", "/tmp/never.csv"]):
        done = run("record", *action, *arguments)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr + done.stdout
        assert "secret" not in done.stderr + done.stdout
        assert "Deleted" not in done.stdout


def test_no_home_is_one_sentence() -> None:
    home = {name: value for name, value in os.environ.items() if name not in ("HOME", "IBC_EDU_RECORD")}
    code = (
        "import pwd, sys\n"
        "def unknown(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = unknown\n"
        "from ibc_edu.cli import main\n"
        "sys.exit(main(['record', 'where']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=home)
    assert done.returncode == 1
    assert "home folder that does not exist" in done.stdout
    assert "Traceback" not in done.stderr


def test_present_says_where_the_notebook_is_and_what_to_press(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["present", "receptors", "--folder", str(folder), "--no-lab"]) == 0
    *_, path, what = capsys.readouterr().out.splitlines()
    assert Path(path) == folder / "02_receptors.ipynb"
    assert Path(path).is_file()
    assert "Present on the full screen" in what
    assert main(["present", "receptor", "--folder", str(folder), "--no-lab"]) == 1
    assert "receptors" in capsys.readouterr().err


def test_present_opens_that_notebook_in_jupyterlab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    assert main(["present", "staging", "--folder", str(tmp_path)]) == 0
    assert [(command[1:3], command[-1]) for command in started] == [
        (["-m", "jupyterlab"], str(tmp_path / "01_staging.ipynb"))
    ]


@pytest.mark.parametrize("command", [["starter"], ["new-course", "made"], ["school", "init", "--url", "sqlite://"]])
def test_a_course_is_refused_where_it_would_be_ignored(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--course", "other", *command]) == 1
    assert re.fullmatch(r"--course: a.* Leave it out\.\n", capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []
