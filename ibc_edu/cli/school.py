"""`ibc-edu school init`, `admit` and `dismiss`: what the owner of a school's database does at a terminal."""

from __future__ import annotations

import argparse
import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ibc_edu.cli.add import add_command
from ibc_edu.cli.chosen import refuse_course
from ibc_edu.errors import RecordError
from ibc_edu.quiz.attempt import utc_now

if TYPE_CHECKING:
    from ibc_edu.learner.school.database import School

_URL = "IBC_EDU_SCHOOL"


def register(subparsers: Any) -> None:
    """Add the command `school` to the subparsers of `ibc-edu`; each handler returns an exit status.

    Parameters
    ----------
    subparsers : what `ArgumentParser.add_subparsers()` returns
    """
    summary = "one PostgreSQL for a school, where nobody reads another's answers"
    parser = add_command(subparsers, "school", summary)
    actions = parser.add_subparsers(dest="action", required=True, metavar="{init,admit,dismiss}")
    start = _add(actions, "init", "make the tables, roles and rules in the database, or bring them up to date")
    start.set_defaults(func=run_init)
    admit = _add(actions, "admit", "let a person in, or give them a new password")
    _add_person(admit)
    admit.add_argument("--class", dest="classes", action="append", metavar="CLASS", help="may be given several times")
    admit.add_argument("--days", type=float, help="the password ends after so many days; default: it does not end")
    admit.add_argument("--out", type=Path, metavar="FILE", help="write the address there, for you alone to read")
    admit.set_defaults(func=run_admit)
    dismiss = _add(actions, "dismiss", "take a person's role away; their answers stay unless you say --erase")
    _add_person(dismiss)
    dismiss.add_argument("--erase", action="store_true", help="delete their answers and their agreement too")
    dismiss.set_defaults(func=run_dismiss)


def run_init(options: argparse.Namespace) -> int:
    """Make or renew the school's tables, roles and rules.

    Raises
    ------
    RecordError
        If no database is named, or it cannot be made ready.
    """
    school = _school(options)
    try:
        revision = school.initialize()
    finally:
        school.close()
    print(f"The database is ready (revision {revision}). Let people in with: ibc-edu school admit NAME --class CLASS")
    return 0


def run_admit(options: argparse.Namespace) -> int:
    """Give a person a role and print, or write to a private file, what their kernel needs in its environment.

    Raises
    ------
    RecordError
        If no database is named, or the person cannot be let in.
    """
    until = utc_now() + timedelta(days=options.days) if options.days is not None else None
    school = _school(options)
    try:
        account = school.admit(options.person, classes=options.classes, teaches=options.teaches, until=until)
    finally:
        school.close()
    lines = "".join(f"{name}={value}\n" for name, value in account.environment().items())
    if options.out is None:
        print(lines, end="")
        return 0
    with os.fdopen(os.open(options.out, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        options.out.chmod(0o600)  # a file that was there before keeps its rights otherwise
        file.write(lines)
    print(f"{account.role} was let in. What their kernel needs stands in {options.out}, which only you can read.")
    return 0


def run_dismiss(options: argparse.Namespace) -> int:
    """Take a person's role away, with their answers if that was asked for.

    Raises
    ------
    RecordError
        If no database is named, or it has no such person.
    """
    school = _school(options)
    try:
        school.dismiss(options.person, teaches=options.teaches, erase=options.erase)
    finally:
        school.close()
    print(f"{options.person} can no longer log in. " + ("Their answers are deleted." if options.erase else ""))
    return 0


def _school(options: argparse.Namespace) -> School:
    from ibc_edu.learner.school.database import School

    refuse_course(options, "a school's tables are the same for every course; each course needs a database of its own.")
    url = options.url or os.environ.get(_URL)
    if not url:
        raise RecordError("Which database?", cure=f"Give --url, or set {_URL} to the URL of its owner.")
    return School(url)


def _add(actions: Any, name: str, summary: str) -> argparse.ArgumentParser:
    parser = add_command(actions, name, summary)
    parser.add_argument("--url", help=f"URL of the database, as its owner; default: {_URL}")
    return parser


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="NAME", help="a code or user name, unique in the school")
    parser.add_argument("--teaches", action="store_true", help="an educator, who reads the answers of their classes")
