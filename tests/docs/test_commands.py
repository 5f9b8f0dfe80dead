"""Every command of `ibc-edu` has help and stands in the pages with its options, and the pages name no other."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibc_edu import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (ibc-edu [^\n]+)\n(.*?)(?=^## |\Z)", COMMANDS_PAGE, re.M | re.S))

FOR_ALL = COMMANDS_PAGE.partition("\n## ")[0]


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Parsers of all commands, with their sub-commands in place of a command that has some."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield parser
    for action in inner:
        helped = {choice.dest: choice.help for choice in action._choices_actions}
        for name, child in action.choices.items():
            assert helped.get(name), f"{child.prog} has no help"
            yield from commands(child)


COMMANDS = {parser.prog: parser for parser in commands(cli._parser())}


def helps(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, str]]:
    """Of each command below a parser: its name, its help in the list, and what its own help begins with."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                child = action.choices[choice.dest]
                yield child.prog, str(choice.help), str(child.description)
                yield from helps(child)


@pytest.mark.parametrize(("name", "in_list", "own"), list(helps(cli._parser())))
def test_names_keep_their_capitals_in_a_commands_own_help(name: str, in_list: str, own: str) -> None:
    said = own.removesuffix(".")
    if said.lower() == in_list.lower():
        assert said[1:] == in_list[1:], name


def console_lines() -> list[tuple[str, str]]:
    """Each `ibc-edu` line of the pages, with the page: those after `$ ` and those in code that stands by itself."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        found += [(page.name, line) for line in re.findall(r"^(?:\$ |    )(ibc-edu [^#\n]+)", text, re.M)]
        found += [(page.name, line) for line in re.findall(r"`(ibc-edu [^`\n]+)`", text)]
    return found


def test_every_command_has_a_section_and_no_section_is_left_over() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_section_names_every_option(name: str) -> None:
    options = {option for action in COMMANDS[name]._actions for option in action.option_strings} - {"-h", "--help"}
    said = SECTIONS[name] + FOR_ALL
    assert {option for option in options if f"`{option}" not in said} == set()


@pytest.mark.parametrize(("page", "line"), console_lines())
def test_command_in_a_page_is_one_that_can_be_run(page: str, line: str) -> None:
    words = shlex.split(line)[1:]
    if words[0] == "COMMAND" or f"ibc-edu {' '.join(words)}" in COMMANDS or words == ["--version"]:
        return  # speaks of commands in general, or names one without what it needs
    try:
        cli._parser().parse_args(words)
    except SystemExit as end:
        pytest.fail(f"{page}: {line} ends with {end.code}")
