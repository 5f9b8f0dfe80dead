"""`ibc-edu app`: the course as pages in a browser."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from ibc_edu.cli.chosen import chosen_course
from ibc_edu.errors import IbcEduError
from ibc_edu.file_errors import not_written

ABOUT = "Open the course as pages in a browser: no notebook, nothing to run. It ends with Ctrl+C."


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ibc-edu app`."""
    parser = subparsers.add_parser("app", help="open the course as pages in a browser", description=ABOUT)
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--port", type=int, default=None, help="default: 8866, or another one if that is taken")
    parser.add_argument("--ip", default="127.0.0.1", help="where to listen; default: 127.0.0.1, this computer alone")
    parser.add_argument("--open", action="store_true", help="agree that other computers can reach the course at --ip")
    parser.add_argument(
        "--records", type=Path, metavar="FOLDER", help="with --open: where visitors who agree have their answers kept"
    )
    parser.add_argument("--readers", type=int, help="with --open: how many at the same time; default: 20")
    parser.set_defaults(func=_command)


def _command(options: argparse.Namespace) -> int:
    from ibc_edu.app.addresses import address

    where = address(options.ip, options.port, agreed=options.open)
    if not where.is_open:
        _refuse_what_is_for_others(options)
    if options.readers is not None and options.readers < 1:
        raise IbcEduError("nobody could read the course.", where="--readers", cure="Choose 1 or more, or leave it out.")
    if find_spec("voila") is None:
        cure = "Install it with: pip install 'ibc-edu[app]'"
        raise IbcEduError("What serves the pages is not installed.", where="voila", cure=cure)
    from ibc_edu.app.browser_app import Serving, serve
    from ibc_edu.app.kernels import MOST_READERS
    from ibc_edu.app.visitors import Everybody, OneLearner

    visitors = Everybody(_folder(options.records)) if where.is_open else OneLearner()
    serving = Serving(chosen_course(options), where, visitors, most_readers=options.readers or MOST_READERS)
    serve(serving, opens_browser=not options.no_browser, tell=_told)
    return 0


def _refuse_what_is_for_others(options: argparse.Namespace) -> None:
    """Refuse options that say something of visitors where there are none.

    Raises
    ------
    IbcEduError
        If there is one.
    """
    if options.records is not None:
        cure = "On this computer alone the record lies where ibc-edu record where says; IBC_EDU_RECORD changes it."
        raise IbcEduError("--records is for a course that others can reach.", cure=cure)
    if options.readers is not None:
        cure = "Leave it out, or let others in with --ip 0.0.0.0 --open."
        raise IbcEduError("--readers is for a course that others can reach.", cure=cure)
    if options.open:
        cure = "Name an address that others can reach too, such as --ip 0.0.0.0, or leave out --open."
        raise IbcEduError(f"only this computer can reach {options.ip}.", where="--open", cure=cure)


def _folder(records: Path | None) -> Path | None:
    """The folder for visitors' records, made if it is not there."""
    if records is not None:
        try:
            records.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise not_written(error, "The folder cannot be made").as_error(IbcEduError, str(records)) from error
    return records


def _told(url: str) -> None:
    print(f"The course is at {url}\nTo end it, press Ctrl+C here.", flush=True)
