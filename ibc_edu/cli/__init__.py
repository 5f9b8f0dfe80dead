"""The command `ibc-edu`: checks of the course, the learner's workspace and record, and what an educator makes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from ibc_edu.errors import IbcEduError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with the arguments `argv` (those of the process by default) and return its exit status.

    0 is success; 1 means that a check found something, or that an error was told in one line on stderr.
    """
    options = _parser().parse_args(argv)
    try:
        status: int = options.func(options)
        sys.stdout.flush()
        return status
    except IbcEduError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, `head` for example, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush when Python ends
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    from ibc_edu.cli import check, classroom, course, record, workspace
    from ibc_edu.cli.chosen import accept_course

    parser = argparse.ArgumentParser(prog="ibc-edu", description="Open courses: lessons to learn from and teach with.")
    parser.add_argument("--version", action="version", version=f"ibc-edu {version('ibc-edu')}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (check, workspace, record, classroom, course):
        group.register(subparsers)
    accept_course(parser)
    return parser
