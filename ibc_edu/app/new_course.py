"""A new course: a copy of the small one in `course_template`, under a name of its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from unicodedata import normalize
from zlib import crc32

from ibc_edu.errors import CourseError
from ibc_edu.file_errors import not_written
from ibc_edu.resources import COURSE_FILE, expanded

TEMPLATE = Path(__file__).with_name("course_template")
TEMPLATE_NAME = 'name = "new-course"'


def make_course(folder: Path) -> str:
    """Copy the template into `folder`, made if it is not there, and return the new course's name.

    The name follows from the folder's own: it sets the records of two courses apart.

    Raises
    ------
    CourseError
        If there is anything in the folder already, or it cannot be written.
    """
    folder = expanded(folder).absolute()
    try:
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            cure = "Name a folder that is not there yet, or an empty one."
            raise CourseError("there is something here already, and it stays as it is.", where=str(folder), cure=cure)
        shutil.copytree(TEMPLATE, folder, copy_function=shutil.copyfile, dirs_exist_ok=True, ignore=_left_behind)
        description = folder / COURSE_FILE
        name = _name(folder.name)
        text = description.read_text(encoding="utf-8").replace(TEMPLATE_NAME, f'name = "{name}"', 1)
        description.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise not_written(_whole(error), "the course cannot be made here").as_error(CourseError, str(folder)) from error
    return name


def _whole(error: OSError) -> OSError:
    """One error for all that shutil lists."""
    return OSError(None, "some files cannot be written") if isinstance(error, shutil.Error) else error


def _name(folder: str) -> str:
    """A name of lower-case letters, digits and hyphens; of a folder without any Latin letter, one that is its own."""
    latin = re.sub(r"[^a-z0-9]+", "-", normalize("NFKD", folder).encode("ascii", "ignore").decode().lower()).strip("-")
    return latin if re.search("[a-z]", latin) else f"course-{crc32(folder.encode(errors='surrogatepass')):08x}"


def _left_behind(_folder: str, names: list[str]) -> list[str]:
    """What may stand in an installed package but is no part of a course."""
    return [name for name in names if name == "__pycache__" or name == ".ipynb_checkpoints"]
