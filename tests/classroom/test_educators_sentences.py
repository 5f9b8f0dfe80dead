"""What the educators' page says of commands, options and names is so."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from ibc_edu.classroom.handouts.handout import handout
from ibc_edu.classroom.presentation.presenting import notebook_path
from ibc_edu.classroom.results.class_results import ENOUGH_FOR_RARE, MAY_NEED_HELP, RARE
from ibc_edu.classroom.results.item_statistics import ENOUGH_FOR_ALPHA, ENOUGH_FOR_CORRELATION
from ibc_edu.cli import app, check, classroom, exchange, main, record, site
from ibc_edu.course.course import Course
from ibc_edu.intervals import CLASS_LEVEL
from ibc_edu.parts import PARTS
from ibc_edu.parts.own_class.content import CLASS_VARIABLE
from ibc_edu.parts.own_class.content import make as own_class
from ibc_edu.quiz.bank import FOLDER_VARIABLE
from ibc_edu.quiz.kinds import kind_names

CELLS = json.loads(notebook_path("08_for_educators.ipynb").read_text(encoding="utf-8"))["cells"]
TEXT = "\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")
COMMANDS = sorted(set(re.findall(r"(?:^|`)(ibc-edu [a-z][^`\n]*)", TEXT, re.MULTILINE)))
OPTIONS = sorted(set(re.findall(r"`(--(?:paper|questions|version|sheet|pdf)[^`]*)`", TEXT)))


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(exit_on_error=False)
    commands: Any = made.add_subparsers(required=True)
    for module in (app, check, classroom, exchange, record, site):
        module.register(commands)
    return made


def says(sentence: str) -> None:
    """The page says it; a test that holds for a sentence that is gone would hold for nothing."""
    assert sentence in TEXT


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_page_is_understood(command: str) -> None:
    assert callable(parser().parse_args(shlex.split(command)[1:]).func)


@pytest.mark.parametrize("options", OPTIONS)
def test_each_option_of_the_handout_is_understood(options: str) -> None:
    assert parser().parse_args(["handout", "staging", *options.split()]).func is classroom.run_handout


def test_there_are_commands_and_options_to_try() -> None:
    assert len(COMMANDS) >= 6
    assert len(OPTIONS) >= 3


def test_the_handout_is_a_worksheet_without_answers_and_a_key_with_reasons_and_sources() -> None:
    says("One is the worksheet, without any answers in it. The other is the key, with the reasons and the sources.")
    made = handout(Course(parts=PARTS, record="memory").lesson("staging"))
    assert "class=right" in made.key
    assert "The article, " in made.key
    assert "class=right" not in made.worksheet
    assert "The article, " not in made.worksheet


def test_a_form_can_be_asked_for_and_names_its_slips(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says("Ask for a form to fill in")
    assert main(["new-question", "staging", "--kind", "ordering", "--file", str(tmp_path / "q" / "staging.toml")]) == 0
    assert "ibc-edu check" in capsys.readouterr().out
    assert "ordering" in kind_names()


def test_names_of_the_environment_are_those_that_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (FOLDER_VARIABLE, CLASS_VARIABLE, "IBC_EDU_LEARNER"):
        says(f"`{name}`" if name != FOLDER_VARIABLE else f"export {name}=")
    monkeypatch.setenv(CLASS_VARIABLE, str(tmp_path))
    (tmp_path / "stranger.csv").write_text("a,b")
    assert "stranger.csv" in own_class(Course(parts=PARTS, record="memory")).text


def test_numbers_of_the_page_are_those_that_are_used() -> None:
    says(f"**Ranges** are {CLASS_LEVEL:.0%} intervals.")
    says(f"It is given from {ENOUGH_FOR_CORRELATION} people on.")
    says(f"It is given from {ENOUGH_FOR_ALPHA} people on who answered at least half")
    says(f"**Below {RARE:.0%}**: a wrong answer that almost nobody picks does no work.")
    says(f"That is said from {ENOUGH_FOR_RARE} people on.")
    says("lies below one half")
    assert MAY_NEED_HELP == 0.5


def test_the_page_serves_every_way_to_install_it() -> None:
    for word in ("pip or conda", "PowerShell", "Scripts", "export ", "make lab", "jupyter lab"):
        says(word)
