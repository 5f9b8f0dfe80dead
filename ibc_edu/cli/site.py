"""`ibc-edu site`: the course as a folder of files for any web server."""

from __future__ import annotations

import argparse
import webbrowser
from pathlib import Path
from typing import Any

from ibc_edu.cli.add import add_command
from ibc_edu.cli.chosen import chosen_course
from ibc_edu.errors import CourseError
from ibc_edu.resources import expanded

VERSIONS = ("1.2", "2004")


def register(subparsers: Any) -> None:
    """Add the command `site` to the subparsers of `ibc-edu`; its handler returns an exit status.

    Parameters
    ----------
    subparsers : what `ArgumentParser.add_subparsers()` returns
    """
    summary = "the course as a folder of files for any web server, with Python inside the reader's browser"
    parser = add_command(subparsers, "site", summary)
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="new or empty, or one that this command made; a file with --scorm"
    )
    parser.add_argument(
        "--notebooks", action="store_true", help="with the notebooks too, for who writes code; 30 MB more"
    )
    parser.add_argument("--scorm", choices=VERSIONS, help="one file for a learning platform that takes this version")
    parser.add_argument("--lesson", help="for --scorm: begin there, and count its questions only")
    parser.add_argument("--score", action="store_true", help="for --scorm: report a score too, not completion only")
    parser.add_argument("--serve", action="store_true", help="show it on this computer; built first if it is not there")
    parser.add_argument("--port", type=int, help="for --serve; default: a free one")
    parser.add_argument("--no-browser", action="store_true", help="for --serve: say the address, and open nothing")
    parser.set_defaults(func=run)


def run(options: argparse.Namespace) -> int:
    """Build the site, or serve it.

    Raises
    ------
    CourseError
        If the options do not go together, or the site or the package cannot be made.
    """
    if options.scorm:
        return _write_package(options)
    if options.lesson or options.score:
        raise CourseError("--lesson and --score are for a package.", cure="Name its kind too: --scorm 1.2")
    if options.serve:
        return _serve(options)
    if options.port is not None or options.no_browser:
        raise CourseError("--port and --no-browser are for a look at the site.", cure="Add --serve, or leave them out.")
    _build(options)
    return 0


def _build(options: argparse.Namespace) -> None:
    from ibc_edu.app.site.build import build

    build(chosen_course(options), options.folder, with_notebooks=options.notebooks)
    print(f"The site is in {options.folder}. Copy the folder to a web server, or look at it with --serve.", flush=True)


def _write_package(options: argparse.Namespace) -> int:
    from ibc_edu.app.site.scorm import Package, write_package

    if options.notebooks:
        raise CourseError("a package holds no notebooks.", cure="Leave out --notebooks, or --scorm.")
    if options.serve or options.port is not None or options.no_browser:
        cure = "Leave out --serve, --port and --no-browser, or --scorm."
        raise CourseError("a package is shown by a learning platform.", cure=cure)
    path = expanded(options.folder)
    course = chosen_course(options)
    write_package(course, path, Package(options.scorm, options.lesson, options.score))
    told = "completion and a score" if options.score else "completion, no score"
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, SCORM {options.scorm}. It reports each answer, and {told}.")
    if options.score:
        print("Please do not grade by it: the answers are open to everyone, and nobody sees who gives them.")
    return 0


def _refuse_another_course(options: argparse.Namespace, of_course: str) -> None:
    """Refuse `--course` for a site that is there already and of another one: it is shown as it was built.

    Raises
    ------
    CourseError
        If it is of another course, or does not say of which.
    """
    asked = chosen_course(options).plan.name
    if asked == of_course:
        return
    what = f"of the course {of_course!r}, and not of {asked!r}" if of_course else "and does not say of which course"
    cure = "Leave out --course to look at it, or name another folder, or build it again without --serve."
    raise CourseError(f"a site is there already, {what}.", where=str(options.folder), cure=cure)


def _serve(options: argparse.Namespace) -> int:
    from ibc_edu.app.site.build import course_of
    from ibc_edu.app.site.notebooks import FOLDER
    from ibc_edu.app.site.serve import server_of

    of_course = course_of(options.folder)
    is_built = of_course is not None
    if of_course is not None and options.course is not None:
        _refuse_another_course(options, of_course)
    if options.notebooks and is_built and not (options.folder / FOLDER).is_dir():
        cure = "Build it again without --serve, or leave out --notebooks."
        raise CourseError("this site is there already, without notebooks.", where=str(options.folder), cure=cure)
    with server_of(options.folder, options.port or 0) as server:  # first, for a site takes long to build
        if not is_built:
            _build(options)
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        print(f"The site is shown at {address} until you press Ctrl+C.", flush=True)
        if not options.no_browser:
            webbrowser.open(address)
        server.serve_forever()
    return 0
