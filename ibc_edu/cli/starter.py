"""`ibc-edu starter`: a file to double-click that opens the course."""

from __future__ import annotations

import argparse
from pathlib import Path

from ibc_edu.cli.chosen import refuse_course


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ibc-edu starter [FOLDER]`."""
    parser = subparsers.add_parser(
        "starter",
        help="make a file to double-click that opens the course",
        description="Make a file to double-click that opens the course, for people who use no terminal.",
    )
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", default=".", type=Path, help="where to put it; default: here"
    )
    parser.set_defaults(func=_command)


def _command(options: argparse.Namespace) -> int:
    from ibc_edu.app.starter import make_starter

    refuse_course(options, "a file to double-click opens what ibc-edu app opens without it.")
    print(f'To open the course, double-click "{make_starter(options.folder)}".')
    return 0
