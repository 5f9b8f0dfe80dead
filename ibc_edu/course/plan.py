"""What a course consists of, as its `course.toml` says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ibc_edu.course.plan_form import course_problems
from ibc_edu.errors import CourseError, UnknownNameError, did_you_mean
from ibc_edu.file_errors import not_read
from ibc_edu.resources import COURSE_FILE, own_course_folder

SOURCES = "sources"
"""The part that every lesson has: what it rests on."""

PREDICT = "predict"
"""The check that asks for a guess before the reading."""


@dataclass(frozen=True)
class LessonPlan:
    """What a lesson consists of: one ``[[lessons]]`` of course.toml.

    Parameters
    ----------
    name : str
        As in ``ibc_edu.lesson(name)`` and in the question bank.
    title : str
    notebook : str
        File name among the course's notebooks.
    checks : mapping of part to title
        Parts that ask the bank's questions of that part, in lesson order.
    parts : tuple of str
        The lesson's other parts, by their names in the registry of parts.
    tables : tuple of str
        Curated tables that the lesson shows; with the questions they make up its sources.
    exam : bool
        Whether its questions belong to the mixed exam and to what a certificate wants answered.
    """

    name: str
    title: str
    notebook: str
    checks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    exam: bool = False

    @property
    def part_names(self) -> tuple[str, ...]:
        """Names of all parts that a notebook can show."""
        return (*self.parts, *self.checks, SOURCES)


@dataclass(frozen=True)
class CoursePlan:
    """A course: what its `course.toml` says, and the folder that holds it.

    Parameters
    ----------
    folder : Path
    name : str
        Sets the learner's record of this course apart from that of another.
    title, limits, license : str
        `limits` is what a certificate says about itself.
    caution : str
        What stands at the foot of every printed page; may be empty.
    gate_title, gate_caution : str
        What stands before each fact of the table `gated_facts`, which only those see who choose to open it.
    lessons : tuple of LessonPlan
        In course order.
    """

    folder: Path
    name: str
    title: str
    limits: str
    license: str
    lessons: tuple[LessonPlan, ...] = field(repr=False)
    caution: str = ""
    gate_title: str = "Shown only if you open it"
    gate_caution: str = ""

    @property
    def lesson_names(self) -> tuple[str, ...]:
        """Names of the lessons, in course order."""
        return tuple(lesson.name for lesson in self.lessons)

    @property
    def exam_lessons(self) -> tuple[str, ...]:
        """Names of the lessons that the mixed exam asks about."""
        return tuple(lesson.name for lesson in self.lessons if lesson.exam)

    def __contains__(self, name: object) -> bool:
        return name in self.lesson_names

    def lesson(self, name: str) -> LessonPlan:
        """The plan of one lesson.

        Raises
        ------
        UnknownNameError
            If there is no such lesson.
        """
        for lesson in self.lessons:
            if lesson.name == name:
                return lesson
        raise UnknownNameError(f"there is no lesson {name!r}.", cure=did_you_mean(name, self.lesson_names))


def read_plan(folder: Path) -> CoursePlan:
    """Read the `course.toml` in `folder`.

    Raises
    ------
    CourseError
        If it is missing, is not TOML, or does not describe a course; all that is wrong is listed.
    """
    path = folder / COURSE_FILE
    where = f"{folder.name}/{COURSE_FILE}"
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise not_read(error).as_error(CourseError, where) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise CourseError(f"this is no TOML file ({error}).", where=where, cure="Correct it.") from error
    if problems := course_problems(data):
        cure = "Compare it with the course that comes with the package."
        raise CourseError(" ".join(problems), where=where, cure=cure)
    lessons = tuple(_lesson_plan(table) for table in data["lessons"])
    _check_names(lessons, where)
    return CoursePlan(folder=folder, **{**data, "lessons": lessons})


def _lesson_plan(table: Mapping[str, Any]) -> LessonPlan:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return LessonPlan(**values)


def record_name(plan: CoursePlan) -> str | None:
    """What sets the record of this course apart from others; None for the package's own course, and for copies of it.

    Raises
    ------
    CourseError
        If the package's own course is missing or broken.
    """
    own = own_course_folder()
    return None if plan.folder == own or plan.name == read_plan(own).name else plan.name


def _check_names(lessons: Sequence[LessonPlan], where: str) -> None:
    for kind, names in (
        ("lesson", [lesson.name for lesson in lessons]),
        ("notebook", [lesson.notebook for lesson in lessons]),
        *((f"part of {lesson.name}", list(lesson.part_names)) for lesson in lessons),
    ):
        for name in names:
            if names.count(name) > 1:
                raise CourseError(f"the {kind} {name!r} stands there twice.", where=where, cure="Remove one.")
