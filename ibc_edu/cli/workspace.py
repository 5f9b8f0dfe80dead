"""`ibc-edu workspace`: the lessons in a folder of the learner's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from ibc_edu.cli.chosen import chosen_folder
from ibc_edu.resources import notebooks_folder


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ibc-edu workspace [FOLDER]`."""
    parser = subparsers.add_parser(
        "workspace",
        help="copy the lessons into a folder of your own",
        description="Copy the lessons into a folder of your own, or bring it up to date. What you changed is kept.",
    )
    parser.add_argument("folder", nargs="?", default="workspace", type=Path, help="default: workspace")
    parser.set_defaults(func=_command)


def _command(args: argparse.Namespace) -> int:
    from ibc_edu.app.workspace import note_course, prepare
    from ibc_edu.course.plan import read_plan

    folder: Path = args.folder
    course = chosen_folder(args)
    note_course(read_plan(course), folder)
    for message in prepare(notebooks_folder(course), folder) or ["All lessons are up to date."]:
        print(message)
    return 0
