"""Which course a command works on: the one that `--course` names, before or after the command's own name."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ibc_edu.errors import CourseError
from ibc_edu.resources import course_folder

if TYPE_CHECKING:
    from ibc_edu.course import Course


def accept_course(parser: argparse.ArgumentParser) -> None:
    """Let `parser` and all commands below it take `--course`."""
    parser.set_defaults(course=None)
    for each in _with_commands(parser):
        each.add_argument(
            "--course",
            type=Path,
            metavar="DIR",
            default=argparse.SUPPRESS,  # a command must not undo what stood before its name
            help="the course's folder; default: IBC_EDU_COURSE, else that of the present folder, else the package's",
        )


def chosen_folder(options: argparse.Namespace, lessons: Path | None = None) -> Path:
    """The folder of the course that a command works on; the folder of `lessons` that it is given may tell which it is.

    Raises
    ------
    CourseError
        If it holds no course.
    """
    return course_folder(options.course, lessons)


def chosen_course(options: argparse.Namespace, lessons: Path | None = None) -> Course:
    """The course that a command works on, with all parts and nobody's record; `lessons` may tell which it is.

    Raises
    ------
    CourseError
        If its folder holds no course.
    """
    from ibc_edu.course import Course
    from ibc_edu.parts import PARTS

    return Course(chosen_folder(options, lessons), parts=PARTS, record="memory")


def refuse_course(options: argparse.Namespace, why: str) -> None:
    """Refuse `--course` for a command that works on none; `why` says so, as a sentence.

    Raises
    ------
    CourseError
        If it was given.
    """
    if options.course is not None:
        raise CourseError(why, where="--course", cure="Leave it out.")


def as_typed(options: argparse.Namespace) -> str:
    """`--course` as it was typed, with a space before it, for a command that is proposed; empty where it was not."""
    return f" --course {shlex.quote(str(options.course))}" if options.course else ""


def _with_commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found = [parser]
    for action in parser._actions:  # argparse has no public way to list them
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                found += _with_commands(command)
    return found
