"""What is said of a question file that was just made: how the course comes to read it."""

from __future__ import annotations

import shlex
from pathlib import Path

from ibc_edu.course.course import Course
from ibc_edu.quiz.bank import FOLDER_VARIABLE, own_folder


def how_it_is_read(file: Path, course: Course, typed: str = "") -> list[str]:
    """Return lines that say how the course comes to read a question file, and how to check it.

    Parameters
    ----------
    file : Path
        A question file of an educator's own.
    course : Course
    typed : str
        What `ibc_edu.cli.chosen.as_typed` says of the course, for the next command.
    """
    folder, own = file.absolute().parent, own_folder()
    if folder in (course.folder.absolute() / "questions", own):
        return [f"The course reads this folder. To see what the file still needs, type: ibc-edu check{typed}"]
    in_quotes = str(folder).replace("'", "''")
    instead = [f"This folder is then read in place of {own}. To keep both, move the file there instead."] if own else []
    return [
        "To have the course read it, type this in a terminal, and start the course in the same one:",
        f"  macOS, Linux:          export {FOLDER_VARIABLE}={shlex.quote(str(folder))}",
        f"  Windows (PowerShell):  $env:{FOLDER_VARIABLE} = '{in_quotes}'",
        *instead,
        f"To see what the file still needs, type there: ibc-edu check{typed}",
    ]
