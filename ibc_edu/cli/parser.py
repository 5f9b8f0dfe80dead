"""What a command answers to who typed it wrongly or by half: in plain words what is missing, and how to go on."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from ibc_edu.errors import did_you_mean

WRONG_USE = 2  # the status of a command that was typed wrongly, as argparse has it

_MISSING = re.compile(r"the following arguments are required: (?P<names>.*)", re.DOTALL)
_CHOICE = re.compile(r"argument (?P<name>.*?): invalid choice: (['\"])(?P<given>.*)\2 \(choose from", re.DOTALL)
_REWORDED = (
    (re.compile(r"ambiguous option: (.*?) could match (.*)", re.DOTALL), r"\1 can mean each of these: \2."),
    (re.compile(r"argument (.*?): expected .*argument.*", re.DOTALL), r"\1 wants a value after it."),
    (re.compile(r"argument (.*?): invalid int value: (.*)", re.DOTALL), r"\1 wants a whole number, not \2."),
    (re.compile(r"argument (.*?): invalid float value: (.*)", re.DOTALL), r"\1 wants a number, not \2."),
    (re.compile(r"argument (.*?): (?:not allowed with|ignored explicit) argument (.*)", re.DOTALL), r"\1 takes no \2."),
)
"""Messages of argparse, and what is said instead."""


class PlainParser(argparse.ArgumentParser):
    """A command's arguments; what is wrong with them is told in plain words, with what can be typed instead.

    The commands below it, made with `add_subparsers`, are of its kind too.
    """

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Read what was typed; what this command does not know is told here, and not by the command above it."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self._tell(self._told_unknown(unknown))
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Say on stderr what is wrong and how to go on, and end with status 2."""
        if missing := _MISSING.fullmatch(message):
            text = self._told_missing(missing["names"].split(", "))
        elif (choice := _CHOICE.match(message)) and (action := self._named(choice["name"])):
            text = self._told_choice(action, choice["given"])
        else:
            said = next(
                (pattern.sub(words, message) for pattern, words in _REWORDED if pattern.match(message)), message
            )
            text = f"{self.prog}: {said}\n{self._more()}"
        self._tell(text)

    def _tell(self, text: str) -> NoReturn:
        self.exit(WRONG_USE, text)

    def _told_unknown(self, unknown: list[str]) -> str:
        option = next((each.partition("=")[0] for each in unknown if each.startswith("-")), "")
        known = [each for each in self._option_string_actions if each.startswith("--")]
        near = did_you_mean(option.lstrip("-"), [each.lstrip("-") for each in known])  # dashes alone make none alike
        cure = f" {did_you_mean(option, known)}" if near.startswith("Did you mean") else ""
        return f"{self.prog}: this command does not know {' '.join(unknown)}.{cure}\n{self._more()}"

    def _told_missing(self, names: list[str]) -> str:
        if (commands := self._commands()) and _name(commands) in names:
            begin = f"{self.epilog}\n" if self.epilog else ""
            listed = self._listed(commands._get_subactions())
            return f"{self.prog}: say what to do. One of these:\n{listed}{begin}{self._more()}"
        actions = [action for name in names if (action := self._named(name))]
        what = f"{', '.join(names[:-1])} and {names[-1]} are missing" if len(names) > 1 else f"{names[0]} is missing"
        needed = " ".join([self.prog, *map(_typed, filter(_is_needed, self._actions))])
        return f"{self.prog}: {what}.\n{self._listed(actions)}Type it like this: {needed}\n{self._more()}"

    def _told_choice(self, action: argparse.Action, given: str) -> str:
        cure = did_you_mean(given, action.choices or ())
        if not isinstance(action, argparse._SubParsersAction):
            return f"{self.prog}: {_name(action)} cannot be {given!r}. {cure}\n{self._more()}"
        told = f"{self.prog}: there is no command {given!r}."
        if cure.startswith("Did you mean"):
            return f"{told} {cure}\n{self._more()}"
        return f"{told} One of these:\n{self._listed(action._get_subactions())}{self._more()}"

    def _commands(self) -> argparse._SubParsersAction[PlainParser] | None:
        """The commands below this one; argparse has no public way to list them."""
        return next((action for action in self._actions if isinstance(action, argparse._SubParsersAction)), None)

    def _named(self, name: str) -> argparse.Action | None:
        return next((action for action in self._actions if _name(action) == name), None)

    def _listed(self, actions: Iterable[argparse.Action]) -> str:
        """One line each, or more where it is long, as the help has them."""
        formatter = self._get_formatter()
        formatter.start_section(None)
        formatter.add_arguments(actions)
        formatter.end_section()
        return formatter.format_help()

    def _more(self) -> str:
        below = " COMMAND" if self._commands() else ""
        return f"More about it: {self.prog}{below} --help\n"


def _name(action: argparse.Action) -> str:
    """What argparse calls an argument in its messages."""
    if action.option_strings:
        return "/".join(action.option_strings)
    return str(action.metavar or action.dest)


def _is_needed(action: argparse.Action) -> bool:
    return action.required and not isinstance(action, argparse._SubParsersAction)


def _typed(action: argparse.Action) -> str:
    """An argument as it is typed: `FILE`, or `--out FILE`."""
    value = str(action.metavar or action.dest.upper())
    return f"{action.option_strings[-1]} {value}" if action.option_strings else value
