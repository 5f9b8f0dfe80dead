"""What `ibc-edu` answers to a command that was typed wrongly or by half."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from ibc_edu.cli import _parser, main
from ibc_edu.cli.parser import WRONG_USE

WORDS_OF_ARGPARSE = (
    *("usage:", "the following arguments", "invalid", "unrecognized", "ambiguous", "expected", "error:", "{", "dest"),
)


def said(args: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command typed wrongly says, its lines joined."""
    with pytest.raises(SystemExit) as caught:
        main(args)
    assert caught.value.code == WRONG_USE == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return " ".join(captured.err.split())


def commands(parser: argparse.ArgumentParser, typed: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every command and every group of commands, as it is typed."""
    yield typed, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*typed, name))


ALL = {typed: parser for typed, parser in commands(_parser()) if isinstance(parser, argparse.ArgumentParser)}
GROUPS = {
    typed: action
    for typed, parser in ALL.items()
    for action in parser._actions
    if isinstance(action, argparse._SubParsersAction)
}
HALF = {
    typed: [action for action in parser._actions if action.required]
    for typed, parser in ALL.items()
    if typed not in GROUPS and any(action.required for action in parser._actions)
}


def test_the_groups_and_the_commands_that_want_something_are_found() -> None:
    assert {(), ("record",), ("school",)} <= {*GROUPS}
    assert {("export",), ("class",), ("record", "export")} <= {*HALF}


@pytest.mark.parametrize("typed", GROUPS, ids=lambda typed: " ".join(("ibc-edu", *typed)))
def test_a_group_alone_lists_what_can_be_done_there(typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    told = said([*typed], capsys)
    whole = " ".join(("ibc-edu", *typed))
    assert told.startswith(f"{whole}: say what to do. One of these: ")
    for action in GROUPS[typed]._get_subactions():
        assert f"{action.dest} {action.help}" in told
    assert told.endswith(f"More about it: {whole} COMMAND --help")
    assert not [word for word in WORDS_OF_ARGPARSE if word in told]


def test_the_command_alone_says_how_to_open_the_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert "To open the course: ibc-edu app" in said([], capsys)


@pytest.mark.parametrize("typed", HALF, ids=" ".join)
def test_a_command_by_half_says_what_is_missing_and_what_it_is(
    typed: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    told = said([*typed], capsys)
    for action in HALF[typed]:
        assert action.metavar, f"{action.dest} has no name to be told by"
        assert " ".join(str(action.help).split()) in told
        assert f"{action.metavar} " in told.partition("Type it like this: ")[2]
    assert told.endswith(f"More about it: ibc-edu {' '.join(typed)} --help")
    assert not [word for word in WORDS_OF_ARGPARSE if word in told]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["export", "moodle"], "ibc-edu export: OUT is missing. OUT the file to write"),
        (["class"], "FOLDER and --out are missing."),
        (["class"], "Type it like this: ibc-edu class FOLDER --out FILE More"),
        (["chek"], "ibc-edu: there is no command 'chek'. Did you mean 'check'? More"),
        (["record", "burn"], "ibc-edu record: there is no command 'burn'. One of these: where say where"),
        (["check", "--jsn"], "ibc-edu check: this command does not know --jsn. Did you mean '--json'? More"),
        (
            ["handout", "staging", "--bogus"],
            "ibc-edu handout: this command does not know --bogus. More about it: ibc-edu handout --help",
        ),
        (["record", "where", "--recrd=x"], "ibc-edu record where: this command does not know --recrd=x. Did you mean"),
        (["check", "all"], "ibc-edu check: this command does not know all. More about it: ibc-edu check --help"),
        (["--bogus", "check"], "ibc-edu: this command does not know --bogus."),
        (["site", "out", "--s"], "ibc-edu site: --s can mean each of these: --scorm, --score, --serve."),
        (["handout", "staging", "--sheet", "it's"], '--sheet cannot be "it\'s".'),
        (["app", "--port", "2.5"], "ibc-edu app: --port wants a whole number, not '2.5'."),
        (["school", "admit", "x", "--days", "two"], "--days wants a number, not 'two'."),
        (["app", "--port"], "ibc-edu app: --port wants a value after it."),
        (["app", "--port", "two"], "ibc-edu app: --port wants a whole number, not 'two'."),
        (["app", "--open=now"], "ibc-edu app: --open takes no 'now'."),
        (["handout", "staging", "--sheet", "txt"], "--sheet cannot be 'txt'. Did you mean 'text'?"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(args: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    whole = said(args, capsys)
    assert told in whole
    assert "--help" in whole
    assert not [word for word in WORDS_OF_ARGPARSE if word in whole]
