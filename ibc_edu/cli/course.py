"""`ibc-edu new-course`: a small course that works, to make one's own of."""

from __future__ import annotations

import argparse
from pathlib import Path

from ibc_edu.cli.chosen import refuse_course


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ibc-edu new-course FOLDER`."""
    parser = subparsers.add_parser(
        "new-course",
        help="make a small course that works, to make your own of",
        description="Make a small course in a new or empty folder: an article, tables, questions, a lesson and its "
        "notebook. It works at once; its README says what to change first.",
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a folder that is not there yet, or is empty")
    parser.set_defaults(func=run_new_course)


def run_new_course(options: argparse.Namespace) -> int:
    """Make the course in `options.folder` and say what to do next.

    Raises
    ------
    CourseError
        If the folder is not empty or cannot be written, or another course is named.
    """
    from ibc_edu.app.new_course import make_course

    refuse_course(options, "a new course is not made of another one.")
    folder: Path = options.folder
    name = make_course(folder)
    print(
        f"""The course {name!r} is in {folder}. It works as it is. Next:
  ibc-edu --course "{folder}" check
  ibc-edu --course "{folder}" workspace "{name}-lessons"
  jupyter lab "{name}-lessons"
Then make it yours, file by file: {folder / "README.md"} says how."""
    )
    return 0
