"""The command `ibc-edu`: checks of the course, the learner's workspace and record, and what an educator makes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibc_edu.cli.parser import PlainParser

INTERRUPTED = 130  # the status that a shell gives a program ended by Ctrl+C


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with the arguments `argv` (those of the process by default) and return its exit status.

    0 is success; 1 means that a check found something, or that an error was told in one line on stderr. What goes wrong
    with the output itself (closed, full, or cut off by its reader) is such a line too, and never a traceback.
    """
    try:
        from ibc_edu.errors import IbcEduError

        _prepare_output()
        try:
            options = _parser().parse_args(argv)
            status: int = options.func(options)
        except IbcEduError as error:
            _tell(str(error))
            status = 1
        finally:
            sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader, `head` for example, has seen enough
        _drop_output()
        return 1
    except OSError as error:
        from ibc_edu.file_errors import not_used, not_written

        _drop_output()
        if error.filename:
            _tell(not_used(error, os.fsdecode(error.filename)))
        else:
            _tell(not_written(error, "The output cannot be written").what)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _prepare_output() -> None:
    """Have somewhere to print to, and print what the terminal's encoding does not know as an escape.

    Raises
    ------
    OSError
        If standard output was closed by whoever started the command.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (until the process ends)
        raise OSError("it is closed")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let what is still to be printed go nowhere: Python flushes once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no file behind it
        return


def _tell(sentence: str) -> None:
    if sys.stderr is not None:
        print(" ".join(sentence.split()), file=sys.stderr)


def _parser() -> PlainParser:
    from importlib.metadata import version

    from ibc_edu.cli import app, cases, check, classroom, course, exchange, record, school, site, starter, workspace
    from ibc_edu.cli.chosen import accept_course
    from ibc_edu.cli.parser import PlainParser

    about = "Open courses: lessons to learn from and teach with."
    parser = PlainParser(prog="ibc-edu", description=about, epilog="To open the course: ibc-edu app")
    parser.add_argument("--version", action="version", version=f"ibc-edu {version('ibc-edu')}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (check, workspace, app, site, starter, record, classroom, exchange, course, school, cases):
        group.register(subparsers)
    accept_course(parser)
    return parser
