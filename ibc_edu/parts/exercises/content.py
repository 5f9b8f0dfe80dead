"""Small exercises on the tables: a question, a check that looks at the learner's answer, a hint and a solution.

The right answer is worked out from the tables at that moment by running the solution that a learner can ask for, so
question, check and solution cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ibc_edu.errors import UnknownNameError, did_you_mean

if TYPE_CHECKING:
    from ibc_edu.knowledge import Tables


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
        Those that it asks about; `exercise` fills them in.
    """

    name: str
    question: str
    solution: str
    compare: Callable[[Any, Any], str | None]
    hint: str
    tables: Tables | None = None

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


EXERCISES = (
    Exercise(
        "count-drugs",
        "How many drugs are in the table `drugs`?",
        "len(tables.drugs)",
        same_number,
        "len(...) of a table counts its rows.",
    ),
    Exercise(
        "article-drugs",
        "Which drugs does the article itself name? Give their names.",
        'tables.drugs.query("origin == \'document\'")["name"]',
        same_items,
        "The column origin says document or beyond. query(...) keeps rows, [...] takes a column.",
    ),
    Exercise(
        "most-cited",
        "Which reference does the article cite most often? Give its number.",
        'tables.references.sort_values("times_cited")["ref_no"].iloc[-1]',
        same_number,
        "sort_values(...) by times_cited puts it last; iloc[-1] takes the last one.",
    ),
    Exercise(
        "broken-address",
        "Which references have an address that is not well formed? Give their numbers.",
        'tables.references.query("not well_formed")["ref_no"]',
        same_items,
        "well_formed is True or False, so query('not well_formed') finds them.",
    ),
    Exercise(
        "sentences-by-section",
        "How many sentences does each section have? Give counts by section_id.",
        'tables.sentences["section_id"].value_counts()',
        same_counts,
        "value_counts() counts how often each value of a column stands there.",
    ),
    Exercise(
        "may-last",
        "Which side effects may last, by the tables? Give their names.",
        'tables.side_effects.query("may_last == True")["name"]',
        same_items,
        "may_last is True, False or missing; missing means that the source does not say.",
    ),
    Exercise(
        "drugs-by-class",
        "How many drugs does each therapy class have? Give counts by therapy_class.",
        'tables.drugs.groupby("therapy_class").size()',
        same_counts,
        "groupby(...) makes groups, size() counts each.",
    ),
    Exercise(
        "join-parents",
        "How many drugs belong to each parent class? Join drugs with their therapy class, then count by parent.",
        'tables.drugs.merge(tables.therapy_classes, left_on="therapy_class", right_on="therapy_class_id")'
        '.groupby("parent").size()',
        same_counts,
        "merge(...) joins two tables: left_on is a column of drugs, right_on one of therapy_classes.",
    ),
    Exercise(
        "pivot-wordings",
        "How often is each wording used for side effects, by therapy class? Rows: therapy_class, columns: wording.",
        'tables.side_effects.pivot_table(index="therapy_class", columns="wording", values="name", aggfunc="count")',
        same_frame,
        "pivot_table(index=..., columns=..., values='name', aggfunc='count') counts names in each cell.",
    ),
    Exercise(
        "plot-caveats",
        "Draw a bar chart of how many caveats there are of each severity.",
        'px.bar(tables.caveats.groupby("severity", as_index=False).size(), x="severity", y="size")',
        same_bars,
        "Count with groupby(..., as_index=False).size() first; px.bar(table, x=..., y=...) draws it.",
    ),
)
"""The exercises of the lesson on the tables, from one-liners to a join, a pivot and a figure."""


def exercise(name: str, tables: Tables) -> Exercise:
    """The exercise of this name on the `tables`.

    Raises
    ------
    UnknownNameError
        If there is no such exercise.
    """
    names = tuple(one.name for one in EXERCISES)
    if name not in names:
        raise UnknownNameError(f"there is no exercise {name!r}.", cure=did_you_mean(name, names))
    return replace(EXERCISES[names.index(name)], tables=tables)
