"""Where a course's files are: the folder with its data, and its notebooks."""

from __future__ import annotations

import os
from pathlib import Path

from ibc_edu.errors import CourseError

COURSE_VARIABLE = "IBC_EDU_COURSE"
"""Environment variable that names another course's folder."""
COURSE_FILE = "course.toml"
"""The course's own description; the folder that holds it is the course folder."""


def course_folder() -> Path:
    """Folder of the course that is in use: the one that IBC_EDU_COURSE names, else the one that comes with the package.

    Raises
    ------
    CourseError
        If the folder holds no course.
    """
    named = os.environ.get(COURSE_VARIABLE, "").strip()
    if not named:
        return own_course_folder()
    folder = Path(named).expanduser().absolute()
    if not (folder / COURSE_FILE).is_file():
        cure = f"Name the folder that holds {COURSE_FILE}, or make one with: ibc-edu new-course FOLDER"
        raise CourseError(f"there is no course here ({COURSE_VARIABLE}).", where=str(folder), cure=cure)
    return folder


def own_course_folder() -> Path:
    """Folder of the course that comes with the package: inside it when installed, else beside it in the checkout.

    Raises
    ------
    CourseError
        If neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parent / "data"):
        if (folder / COURSE_FILE).is_file():
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
