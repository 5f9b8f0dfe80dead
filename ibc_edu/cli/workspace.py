"""`ibc-edu workspace`: the lessons in a folder of the learner's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.cli.chosen import chosen_folder
from ibc_edu.resources import notebooks_folder

if TYPE_CHECKING:
    from ibc_edu.course.plan import CoursePlan


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ibc-edu workspace [FOLDER]`."""
    parser = subparsers.add_parser(
        "workspace",
        help="copy the lessons into a folder of your own",
        description="Copy the lessons into a folder of your own, or bring it up to date. What you changed is kept.",
    )
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", default="workspace", type=Path, help="default: workspace"
    )
    parser.add_argument(
        "--reset",
        metavar="LESSON",
        help="bring a lesson back as the course has it, by its name (staging) or file; a changed one is kept beside it",
    )
    parser.set_defaults(func=_command)


def _command(args: argparse.Namespace) -> int:
    from ibc_edu.app.workspace import note_course, prepare, reset
    from ibc_edu.course.plan import read_plan

    folder: Path = args.folder
    course = chosen_folder(args, folder)
    plan = read_plan(course)
    notebooks = notebooks_folder(course)
    lesson = None if args.reset is None else notebooks / _notebook(plan, args.reset)
    note_course(plan, folder)
    messages = prepare(notebooks, folder)
    if lesson is not None:
        messages += reset(lesson, folder)
    for message in messages or ["All lessons are up to date."]:
        print(message)
    return 0


def _notebook(plan: CoursePlan, named: str) -> str:
    """File name of the lesson that is named by its name or by its file."""
    for lesson in plan.lessons:
        if named in (lesson.notebook, Path(lesson.notebook).stem):
            return lesson.notebook
    return plan.lesson(named).notebook
