"""What each lesson consists of, and the list of lessons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from ibc_edu.errors import UnknownNameError

if TYPE_CHECKING:
    from ibc_edu.lessons.course import Course
    from ibc_edu.widgets.base import BaseWidget

LESSONS = ("start", "staging", "receptors", "therapies", "monitoring", "trials", "review", "tables", "educators")
"""Names of the lessons, in course order; each is a module of this package with a `LessonPlan` called ``PLAN``."""

SOURCES = "sources"
"""The part that every lesson has: what it rests on."""

PREDICT = "predict"
"""The check that asks for a guess before the reading."""


@dataclass(frozen=True)
class LessonPlan:
    """What a lesson consists of; each lesson's module holds one as ``PLAN``.

    Parameters
    ----------
    name : str
        As in ``ibc_edu.lesson(name)`` and in the question bank.
    title : str
    notebook : str
        File name below ``notebooks/``.
    checks : mapping of part to title
        Parts that ask the bank's questions of that part, in lesson order.
    parts : mapping of part to its maker
        The lesson's other parts: explorers, figures, panels.
    tables : tuple of str
        Curated tables that the lesson shows; with the questions they make up its sources.
    fresh : tuple of str
        Parts that are made anew whenever they are shown, because the files behind them may have changed.
    """

    name: str
    title: str
    notebook: str
    checks: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Callable[[Course], BaseWidget]] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()

    @property
    def part_names(self) -> tuple[str, ...]:
        """Names of all parts that a notebook can show."""
        return (*self.parts, *self.checks, SOURCES)


def plan(name: str) -> LessonPlan:
    """The plan of one lesson.

    Raises
    ------
    UnknownNameError
        If there is no such lesson.
    """
    if name not in LESSONS:
        raise UnknownNameError(f"there is no lesson {name!r}.", cure=suggestion(name, LESSONS))
    found: LessonPlan = import_module(f"ibc_edu.lessons.{name}").PLAN
    return found


def suggestion(name: object, known: tuple[str, ...]) -> str:
    """A sentence that names the nearest known name, or all of them."""
    near = get_close_matches(str(name), known, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Known names: {', '.join(known)}."
