"""Where a course's files are, the folder with its data and its notebooks; and in what kind of place it runs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TypedDict

from ibc_edu.errors import CourseError

COURSE_VARIABLE = "IBC_EDU_COURSE"
"""Environment variable that names another course's folder."""
COURSE_FILE = "course.toml"
"""The course's own description; the folder that holds it is the course folder."""
COURSE_NOTE = ".ibc-edu-course.json"
"""Beside the lessons of a workspace: which course they belong to, so that their kernels find it."""

PLACE_VARIABLE = "IBC_EDU_PLACE"
"""Environment variable that tells in what kind of place the course runs, see `place`."""


def place() -> str:
    """In what kind of place the course runs; empty on the reader's own computer.

    `server` where the course is served to others, so that nothing is on the reader's computer; `browser` where Python
    runs inside the reader's browser, `platform` where it does so inside a learning platform that is told of the
    answers, `notebook` where it runs beside the pages of a site and keeps nothing.
    """
    return os.environ.get(PLACE_VARIABLE, "")


def course_folder(named: Path | None = None, lessons: Path | None = None) -> Path:
    """Folder of the course that is in use.

    It is the one that is `named`, else the one that IBC_EDU_COURSE names, else the one to which `lessons`, the folder
    that is worked on, belongs (a workspace of its lessons, or a folder inside the course), else the one to which the
    present folder does, else the one that comes with the package.

    Raises
    ------
    CourseError
        If the folder holds no course.
    """
    if named is not None:
        return _checked(named, "--course")
    from_environment = os.environ.get(COURSE_VARIABLE, "").strip()
    if from_environment:
        return _checked(Path(from_environment), COURSE_VARIABLE)
    try:
        places = [*([lessons.absolute()] if lessons else []), Path.cwd()]
    except OSError:  # the present folder was removed
        return own_course_folder()
    return next(filter(None, map(_course_around, places)), None) or own_course_folder()


def _checked(named: Path, by: str) -> Path:
    folder = expanded(named).absolute()
    if not _has(folder, COURSE_FILE):
        cure = f"Name the folder that holds {COURSE_FILE}, or make one with: ibc-edu new-course FOLDER"
        raise CourseError(f"there is no course here ({by}).", where=str(folder), cure=cure)
    return folder


def expanded(path: Path) -> Path:
    """The path that a person typed, with the home folder in place of ``~``.

    Raises
    ------
    CourseError
        If it begins with ``~`` and a name that is nobody's.
    """
    try:
        return path.expanduser()
    except RuntimeError as error:
        cure = "Write the whole path, without ~."
        raise CourseError("there is no such home folder.", where=str(path), cure=cure) from error


def _course_around(start: Path) -> Path | None:
    """The course to which `start`, or the nearest folder above that tells, belongs; None if none tells."""
    for folder in (start, *start.parents):
        if _has(folder, COURSE_FILE):
            return folder
        if _has(folder, COURSE_NOTE):
            return _noted_course(folder)
    return None


def _noted_course(workspace: Path) -> Path:
    note = read_course_note(workspace)
    cure = f'Run: ibc-edu --course FOLDER workspace "{workspace}"'
    if note is None:
        what = "the note of which course these lessons belong to cannot be read."
        raise CourseError(what, where=str(workspace / COURSE_NOTE), cure=cure)
    if note["folder"] is None:
        return own_course_folder()
    if not _has(Path(note["folder"]), COURSE_FILE):
        raise CourseError("the course of these lessons is not there any more.", where=note["folder"], cure=cure)
    return Path(note["folder"])


def _has(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file()
    except OSError:  # a folder above that nobody may look into
        return False


class CourseNote(TypedDict):
    """Which course a workspace belongs to; `folder` is None for the package's own, wherever it is installed."""

    name: str
    folder: str | None


def read_course_note(workspace: Path) -> CourseNote | None:
    """What is noted in `workspace` of the course that its lessons belong to; None if nothing readable is."""
    try:
        noted = json.loads((workspace / COURSE_NOTE).read_bytes())
        name, folder = noted["name"], noted["folder"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    valid = isinstance(name, str) and (folder is None or isinstance(folder, str))
    return {"name": name, "folder": folder} if valid else None


def own_course_folder() -> Path:
    """Folder of the course that comes with the package: inside it when installed, else beside it in the checkout.

    Raises
    ------
    CourseError
        If neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parent / "data"):
        if _has(folder, COURSE_FILE):
            return folder
    raise CourseError(
        "the course's data is missing.",
        where=str(package),
        cure="Install ibc-edu again, or run it from a complete checkout.",
    )


def notebooks_folder(course: Path | None = None) -> Path:
    """Folder with a course's notebooks: `notebooks` inside the course folder, else beside it.

    Parameters
    ----------
    course : Path, optional
        The course folder; the one in use by default.

    Raises
    ------
    CourseError
        If there is no course.
    """
    folder = course or course_folder()
    inside = folder / "notebooks"
    return inside if inside.is_dir() else folder.parent / "notebooks"
