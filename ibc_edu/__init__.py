"""An open course on stage IV inflammatory breast cancer: the article as tables, and lessons to work through.

Importing it is cheap; each name below loads what it needs on first use.

==============  ==================================================================
name            what it is
==============  ==================================================================
load            the article and the curated knowledge as pandas tables
tables          what `load()` returns, for `from ibc_edu import tables`
lesson          a lesson, whose parts a notebook shows
present         a lesson in front of a class
exercise        a small exercise on the tables, with a check
this_course     the course of this kernel, which the names above use
IbcEduError     base of every error that the course raises on purpose
==============  ==================================================================
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import IbcEduError

if TYPE_CHECKING:
    from ibc_edu.course import Course, Lesson
    from ibc_edu.knowledge import Tables, load
    from ibc_edu.parts.exercises import Exercise
    from ibc_edu.views.presenter.presenter import Presenter

    tables: Tables

__version__ = "0.1.0"
__all__ = ["IbcEduError", "exercise", "lesson", "load", "present", "tables", "this_course"]


@cache
def this_course() -> Course:
    """The course of this kernel: the one that IBC_EDU_COURSE names, else the package's own, with all parts.

    Raises
    ------
    CourseError
        If there is no course.
    """
    from ibc_edu.course import Course
    from ibc_edu.parts import PARTS

    return Course(parts=PARTS)


def lesson(name: str) -> Lesson:
    """The lesson of this name, for example ``"staging"``; one and the same in a kernel.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.
    """
    return this_course().lesson(name)


def present(name: str) -> Presenter:
    """The lesson of this name for a class, step by step on the full screen; one and the same in a kernel.

    Its steps are those of the notebook that is open, as it was saved last.

    Raises
    ------
    UnknownNameError
        If there is no such lesson, or its notebook cannot be read.
    """
    presenter = _presenter(name)
    presenter.catch_up()
    return presenter


@cache
def _presenter(name: str) -> Presenter:
    from ibc_edu.classroom.presentation.presenting import present

    return present(lesson(name))


def exercise(name: str) -> Exercise:
    """The exercise of this name on the tables.

    Raises
    ------
    UnknownNameError
        If there is no such exercise.
    """
    from ibc_edu.parts.exercises import exercise

    return exercise(name, this_course())


def __getattr__(name: str) -> Any:
    if name == "tables":
        return this_course().tables
    if name == "load":
        from ibc_edu.knowledge import load

        return load
    raise AttributeError(f"module 'ibc_edu' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
