"""`ibc-edu present`, `handout`, `class` and `new-question`: what an educator does at a terminal."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ibc_edu.cli.add import add_command
from ibc_edu.cli.chosen import as_typed, chosen_course
from ibc_edu.errors import CourseError, QuestionError, RecordError
from ibc_edu.file_errors import write_file
from ibc_edu.resources import expanded
from ibc_edu.words import counted

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PDF_SECONDS = 60
USUAL_KIND = "single"
_VIEWS_OF_KINDS = Path(__file__).parents[1] / "views" / "quiz" / "kinds"
# To import the kinds would be slow; a script there that is none of a kind fails test_every_view_has_a_kind.
KINDS = ", ".join(sorted(view.stem for view in _VIEWS_OF_KINDS.glob("*.js")))
SHEETS = ("text", "glossary", "signs")
FLAGS = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--no-pdf-header-footer")

# JupyterLab stays on this machine: no news and no question about them, no look for updates, no list of extensions.
LAB_FLAGS = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--ServerApp.kernel_websocket_connection_class=ibc_edu.app.prompt_kernels.PromptConnection",
)


def register(subparsers: Any) -> None:
    """Add the commands to the subparsers of `ibc-edu`; each handler returns an exit status.

    Parameters
    ----------
    subparsers : what `ArgumentParser.add_subparsers()` returns
    """
    show = add_command(subparsers, "present", "a lesson before a class: opens its notebook in JupyterLab")
    show.add_argument("lesson", metavar="LESSON", help="for example staging")
    show.add_argument("--folder", type=Path, default=Path("workspace"), help="your lessons; default: workspace")
    show.add_argument("--no-lab", action="store_true", help="say where the notebook is and what to do, and end")
    show.set_defaults(func=run_present)
    paper = add_command(
        subparsers, "handout", "a lesson's questions on paper: a worksheet, and an answer key with sources"
    )
    paper.add_argument("lesson", metavar="LESSON", help="for example staging")
    paper.add_argument("--folder", type=Path, default=Path(), help="where to write; default: the present folder")
    paper.add_argument("--paper", metavar="SIZE", help="A4 or Letter; default: what the printer has")
    paper.add_argument("--pdf", action="store_true", help="PDF too, made by Chromium or Chrome (CHROMIUM names one)")
    paper.add_argument(
        "--part", action="append", default=[], metavar="CHECK", help="only from this check; may be repeated"
    )
    paper.add_argument("--questions", type=int, metavar="N", help="how many questions; default: all")
    paper.add_argument("--version", help="A as on the screen (default), B in another order")
    paper.add_argument(
        "--sheet",
        choices=SHEETS,
        action="append",
        default=[],
        help="instead: the lesson's text, words, or signs",
    )
    paper.set_defaults(func=run_handout)
    results = add_command(subparsers, "class", "how a class did, from its students' files or your school's server")
    results.add_argument("source", metavar="FOLDER", help="the folder with their files, or an address")
    results.add_argument("--out", type=Path, required=True, metavar="FILE", help="a name with .html, .csv or .xlsx")
    results.add_argument(
        "--class", dest="class_name", metavar="NAME", help="one of your classes at a school's server; default: all"
    )
    results.set_defaults(func=run_class)
    skeleton = add_command(subparsers, "new-question", "a question of your own to fill in, as a commented TOML file")
    skeleton.add_argument("lesson", metavar="LESSON", help="for example staging")
    skeleton.add_argument("--kind", default=USUAL_KIND, help=f"one of {KINDS}; default: {USUAL_KIND}")
    skeleton.add_argument("--file", type=Path, help="where to write, a name that ends with .toml; default: print it")
    skeleton.set_defaults(func=run_new_question)


def run_present(options: argparse.Namespace) -> int:
    """Open the notebook of `options.lesson`, in the workspace of the course, and say how to present it.

    Raises
    ------
    CourseError
        If there is no JupyterLab beside this package.
    """
    from ibc_edu.app.workspace import note_course, prepare
    from ibc_edu.resources import notebooks_folder

    folder = expanded(options.folder)
    course = chosen_course(options, folder)
    plan = course.lesson(options.lesson).plan
    note_course(course.plan, folder)
    for message in prepare(notebooks_folder(course.folder), folder):
        print(message)
    path = (folder / plan.notebook).absolute()
    print(path)
    print("The lesson starts by itself. In the last box of the page, press: Present on the full screen.", flush=True)
    if options.no_lab:
        return 0
    if find_spec("jupyterlab") is None:
        cure = "Install it beside this package, or open the notebook in the one that you have."
        raise CourseError("there is no JupyterLab here.", where=sys.executable, cure=cure)
    return subprocess.run([sys.executable, "-m", "jupyterlab", *LAB_FLAGS, str(path)], check=False).returncode


def run_handout(options: argparse.Namespace) -> int:
    """Write the worksheet and the key of `options.lesson`, or the sheets asked for, and print their paths.

    Without a browser for PDF all HTML files are there, and it is said what is missing.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.
    QuestionError
        If the lesson has no such sheet, check or version, the options do not go together, a file cannot be written, or
        no PDF can be made.
    """
    from ibc_edu.classroom.handouts.handout import VERSIONS, handout

    course = chosen_course(options)
    lesson = course.lesson(options.lesson)
    if options.sheet:
        _refuse_what_is_for_questions(options)
        pages = {f"{options.lesson}-{name}": _sheet(name, lesson, options.paper) for name in options.sheet}
    else:
        version = VERSIONS[0] if options.version is None else options.version
        made = handout(lesson, options.paper, parts=options.part, number=options.questions, version=version)
        if made.count < (options.questions or 0):
            number = counted(made.count, "question")
            print(f"Only {number} can be asked on paper there; the worksheet has all of them.", file=sys.stderr)
        end = "" if version == VERSIONS[0] else f"-{version}"
        pages = {f"{lesson.name}-worksheet{end}": made.worksheet, f"{lesson.name}-answers{end}": made.key}
    paths = [expanded(options.folder) / f"{name}.html" for name in pages]
    for path, text in zip(paths, pages.values(), strict=True):
        write_file(path, text, QuestionError)
        print(path, flush=True)
    for path in paths if options.pdf else ():
        print(write_pdf(path))
    return 0


def _refuse_what_is_for_questions(options: argparse.Namespace) -> None:
    """Refuse options that choose questions where a sheet is printed instead of them.

    Raises
    ------
    QuestionError
        If there is one.
    """
    chosen = {"--part": options.part or None, "--questions": options.questions, "--version": options.version}
    given = [name for name, value in chosen.items() if value is not None]
    if given:
        cure = f"Leave out {' and '.join(given)}, or --sheet."
        raise QuestionError("a sheet holds no questions to choose from.", where="--sheet", cure=cure)


def _sheet(name: str, lesson: Any, paper: str | None) -> str:
    from ibc_edu.classroom.handouts.sheets import glossary, lesson_text

    if name == "text":
        return lesson_text(lesson, paper)
    if name == "glossary":
        return glossary(lesson.course, paper)
    from ibc_edu.parts.signs_to_call.sheet import sheet

    return sheet(lesson.course, paper)


def run_class(options: argparse.Namespace) -> int:
    """Write the tables of the class in `options.source` to one file and print its path, with what was left out.

    Raises
    ------
    RecordError
        If the name of the file says no known form, or no answers can be read.
    """
    from ibc_edu.classroom.class_state import state_of
    from ibc_edu.classroom.results.class_report import ENDINGS, report

    path = expanded(options.out)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        cure = "Let it end with .html for a page to print, or .csv or .xlsx for a spreadsheet."
        raise RecordError("this name does not say what to write.", where=str(path), cure=cure)
    state = state_of(chosen_course(options), options.source, options.class_name)
    write_file(path, report(ending, state["lead"], state["notes"], state["sheets"]), QuestionError)
    print("\n".join([*state["notes"], state["lead"], str(path)]))
    return 0


def run_new_question(options: argparse.Namespace) -> int:
    """Print the skeleton of a question, or write it to a file that is not there yet and say how it is read.

    Raises
    ------
    QuestionError
        If the file is there already, or its name is none that is read.
    """
    from ibc_edu.classroom.skeletons import skeleton
    from ibc_edu.cli.own_questions import how_it_is_read

    course = chosen_course(options)
    # By its name: to ask each part what it does would import them all, which takes a second.
    page = next((each.title for each in course.plan.lessons if "find-ids" in each.parts), None)
    text = skeleton(course.lesson(options.lesson), options.kind, page)
    if options.file is None:
        print(text, end="", flush=True)
        print(f"To have it as a file, and be told how it is read: {_to_a_file(options)}", file=sys.stderr)
        return 0
    path = expanded(options.file)
    if path.suffix != ".toml":
        raise QuestionError("this is no name for a question file.", where=str(path), cure="Let it end with .toml.")
    if path.exists():
        raise QuestionError("this file is there already.", where=str(path), cure="Choose another name.")
    write_file(path, text, QuestionError)
    print("\n".join([str(path), *how_it_is_read(path, course, as_typed(options))]))
    return 0


def _to_a_file(options: argparse.Namespace) -> str:
    """The command that was typed, with a file to write."""
    kind = f" --kind {options.kind}" if options.kind != USUAL_KIND else ""
    return f"ibc-edu new-question {options.lesson}{kind}{as_typed(options)} --file my-questions/{options.lesson}.toml"


def write_pdf(page: Path) -> Path:
    """Print an HTML file into a PDF beside it and return its path.

    Raises
    ------
    QuestionError
        If there is no browser, or it makes no PDF.
    """
    browser = find_browser()
    cure = "Install Chromium or Chrome, name its path in CHROMIUM, or print the HTML file from your own browser."
    if browser is None:
        raise QuestionError("no Chromium or Chrome was found to make a PDF with.", where=str(page), cure=cure)
    target = page.with_suffix(".pdf").absolute()
    target.unlink(missing_ok=True)
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # root cannot have one
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [browser, *FLAGS, *sandbox, f"--user-data-dir={profile}", f"--print-to-pdf={target}"]
        try:
            subprocess.run([*command, page.absolute().as_uri()], capture_output=True, timeout=PDF_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise QuestionError("the browser could not make a PDF.", where=browser, cure=cure) from error
    if not target.is_file():
        raise QuestionError("the browser made no PDF.", where=browser, cure=cure)
    return target


def find_browser() -> str | None:
    """Path of a browser that prints PDF: the one that `CHROMIUM` names, else the first of the usual names."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
