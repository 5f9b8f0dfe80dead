"""`ibc-edu workspace`: the lessons in a folder of the learner's own."""

from __future__ import annotations

import argparse
from pathlib import Path

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
    from ibc_edu.app.workspace import prepare

    folder: Path = args.folder
    for message in prepare(notebooks_folder(), folder) or ["All lessons are up to date."]:
        print(message)
    return 0
