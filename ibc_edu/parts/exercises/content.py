"""Small exercises on the tables: a question, a check that looks at the learner's answer, a hint and a solution.

The right answer is worked out from the tables at that moment by running the solution that a learner can ask for, so
question, check and solution cannot drift apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ibc_edu.course.course import Course
from ibc_edu.errors import CourseError, UnknownNameError, did_you_mean
from ibc_edu.knowledge.tables import Tables

EXERCISES_FILE = "exercises.toml"
"""The exercises of a course, in its folder."""


@dataclass(frozen=True)
class CheckResult:
    """What a check found: `right` and the sentence that a notebook shows."""

    right: bool
    text: str

    def __repr__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.right


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Parameters
    ----------
    name : str
    question : str
    solution : str
        One expression in terms of `tables` (and `pd`, `px`), the solution that is shown on request.
    compare : callable
        Takes the answer and the expected value; returns None if they agree, else what differs, in one sentence.
    hint : str
    tables : Tables
        Those that it asks about.
    """

    name: str
    question: str
    solution: str
    compare: Callable[[Any, Any], str | None]
    hint: str
    tables: Tables

    def expected(self) -> Any:
        """The right answer, from the tables as they are now."""
        import pandas as pd

        names: dict[str, Any] = {"tables": self.tables, "pd": pd}
        if "px." in self.solution:
            import plotly.express as px

            names["px"] = px
        return eval(self.solution, names)

    def check(self, answer: Any = ...) -> CheckResult:
        """Compare `answer` with the right one; this never fails, whatever it is given."""
        if answer is ...:
            return CheckResult(False, f"Not answered yet. {self.question}\nHint: {self.hint}")
        try:
            difference = self.compare(answer, self.expected())
        except Exception as error:
            difference = f"the answer could not be read ({type(error).__name__}: {error})"
        if difference is None:
            return CheckResult(True, f"Right. One way to write it: {self.solution}")
        return CheckResult(False, f"Not yet: {difference}.\nHint: {self.hint}")

    def __repr__(self) -> str:
        return f"Exercise {self.name!r}: {self.question}"


def same_number(answer: Any, expected: Any) -> str | None:
    """Compare two whole numbers."""
    if isinstance(answer, bool) or not hasattr(answer, "__index__"):
        return f"a whole number is wanted, and this is {_kind(answer)}"
    return None if int(answer) == int(expected) else f"{int(answer)} is not the number"


def same_items(answer: Any, expected: Any) -> str | None:
    """Compare two collections as sets, a column or a list alike."""
    if isinstance(answer, str | bytes) or not isinstance(answer, Iterable):
        return f"a list or a column is wanted, and this is {_kind(answer)}"
    given, wanted = set(answer), set(expected)
    if given == wanted:
        return None
    return f"{len(given & wanted)} of {len(wanted)} are there, and {len(given - wanted)} that should not be"


def same_counts(answer: Any, expected: Any) -> str | None:
    """Compare two Series, or dictionaries, of counts by name; their order does not matter."""
    given, wanted = _as_counts(answer), _as_counts(expected)
    if given is None or wanted is None:
        return f"counts by name are wanted (a Series), and this is {_kind(answer)}"
    if given == wanted:
        return None
    wrong = sorted(str(key) for key in given.keys() | wanted.keys() if given.get(key) != wanted.get(key))
    return f"the count differs for {', '.join(wrong[:3])}" + (" and others" if len(wrong) > 3 else "")


def same_frame(answer: Any, expected: Any) -> str | None:
    """Compare two DataFrames by their labels and values; the order of rows and columns does not matter."""
    if not hasattr(answer, "columns") or not hasattr(answer, "index"):
        return f"a DataFrame is wanted, and this is {_kind(answer)}"
    if answer.shape != expected.shape:
        return f"rows and columns are {answer.shape}, where {expected.shape} are wanted"
    given, wanted = answer.sort_index().sort_index(axis=1), expected.sort_index().sort_index(axis=1)
    if list(given.index) != list(wanted.index) or list(given.columns) != list(wanted.columns):
        return "the names of rows or columns differ"
    return None if given.fillna(0).eq(wanted.fillna(0)).all(axis=None) else "some of the values differ"


def same_bars(answer: Any, expected: Any) -> str | None:
    """Compare two plotly figures by the bars they show."""
    if not hasattr(answer, "data") or not hasattr(answer, "layout"):
        return f"a plotly figure is wanted, and this is {_kind(answer)}"
    given, wanted = _bars(answer), _bars(expected)
    if not given:
        return "the figure shows no bars"
    return None if given == wanted else "the bars are not those of the table"


def _bars(figure: Any) -> dict[str, float]:
    found: dict[str, float] = {}
    for trace in figure.data:
        if trace.type == "bar":
            names, values = (trace.y, trace.x) if trace.orientation == "h" else (trace.x, trace.y)
            found.update({str(name): float(value) for name, value in zip(names, values, strict=True)})
    return found


def _as_counts(value: Any) -> dict[Any, int] | None:
    if hasattr(value, "to_dict") and not hasattr(value, "columns"):
        value = value.to_dict()
    return {key: int(count) for key, count in value.items()} if isinstance(value, Mapping) else None


def _kind(value: Any) -> str:
    return f"a {type(value).__name__}"


_COMPARE: Mapping[str, Callable[[Any, Any], str | None]] = {
    "number": same_number,
    "items": same_items,
    "counts": same_counts,
    "frame": same_frame,
    "bars": same_bars,
}


class _InFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    question: str
    solution: str
    compare: Literal["number", "items", "counts", "frame", "bars"]
    hint: str


def exercises(course: Course) -> dict[str, Exercise]:
    """The exercises of a course by name, as its `exercises.toml` gives them; none where there is no such file.

    Raises
    ------
    CourseError
        If the file cannot be read or does not describe exercises.
    """
    path = course.folder / EXERCISES_FILE
    where = f"{course.folder.name}/{EXERCISES_FILE}"
    try:
        if not path.is_file():
            return {}
        data = tomllib.loads(path.read_bytes().decode("utf-8"))
        found = TypeAdapter(list[_InFile]).validate_python(data.get("exercise"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise CourseError(f"the file cannot be read ({error}).", where=where, cure="Correct it.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        cure = "Compare it with the exercises that come with the package."
        raise CourseError(f"{place}: {first['msg']}.", where=where, cure=cure) from None
    return {
        each.name: Exercise(each.name, each.question, each.solution, _COMPARE[each.compare], each.hint, course.tables)
        for each in found
    }


def exercise(name: str, course: Course) -> Exercise:
    """The exercise of this name on the tables of the `course`.

    Raises
    ------
    UnknownNameError
        If there is no such exercise.
    CourseError
        If the exercises of the course cannot be read.
    """
    known = exercises(course)
    if name not in known:
        cure = did_you_mean(name, known) if known else f"This course has no {EXERCISES_FILE}."
        raise UnknownNameError(f"there is no exercise {name!r}.", cure=cure)
    return known[name]
