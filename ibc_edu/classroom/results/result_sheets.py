"""A class's results as sheets of words, with what a teacher looks for first on top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ibc_edu.classroom.results.class_results import ENOUGH_FOR_RARE, RARE, ClassResults
from ibc_edu.classroom.results.item_statistics import ENOUGH_FOR_ALPHA, ENOUGH_FOR_CORRELATION, ENOUGH_FOR_SHARE
from ibc_edu.views.kit.words import sentence_case

if TYPE_CHECKING:
    from ibc_edu.views.class_results.class_results import Cell, ResultSheet

AT_ONCE = 12
"""Rows shown before the fold."""
MIX_UPS_NAMED = 2
"""Beliefs of one student that are spelled out; the rest are counted."""
TOO_FEW = "too few"
ALL_ALIKE = "cannot be told: too few differ"


def result_sheets(
    results: ClassResults,
    titles: Mapping[str, str],
    beliefs: Mapping[str, str] | None = None,
    *,
    people: ResultSheet | None = None,
) -> list[ResultSheet]:
    """Return what to show: progress, who may need help, mix-ups, aims, questions, wrong answers.

    Parameters
    ----------
    results : ClassResults
    titles : mapping of lesson to title, in course order
    beliefs : mapping of misconception id to statement, optional
        Names the mix-ups of a student; without it their ids stand there.
    people : ResultSheet, optional
        Stands in place of the table of students.
    """
    return [
        _lessons(results.lessons, titles),
        people or _people(results.people, beliefs or {}),
        _misconceptions(results.misconceptions),
        _objectives(results.objectives, titles),
        _items(results.items, titles),
        _wrong_answers(results.answers, results.items),
    ]


def _lessons(table: pd.DataFrame, titles: Mapping[str, str]) -> ResultSheet:
    met = table[table["people"] > 0]
    order = list(titles)
    rows = [
        [
            _cell(titles.get(row["lesson"], row["lesson"])),
            _cell(row["people"]),
            _cell(f"{row['answers'] / row['people']:.0f} of {row['questions']}"),
            _cell(_percent(row["score"])),
            _number(row["alpha"], row["alpha_low"], row["alpha_high"], row["alpha_n"], ENOUGH_FOR_ALPHA),
        ]
        for row in sorted(_rows(met), key=lambda row: order.index(row["lesson"]) if row["lesson"] in order else 99)
    ]
    caption = (
        "First answers only. A reliability (alpha) near 1 means that the questions of a lesson tell students apart in "
        f"the same way. No share is given for fewer than {ENOUGH_FOR_SHARE} people."
    )
    columns = ["Lesson", "Students", "Answered on average", "Mean score", "Reliability"]
    return _table("Progress by lesson", caption, columns, rows)


def _people(table: pd.DataFrame, beliefs: Mapping[str, str]) -> ResultSheet:
    ordered = sorted(_rows(table), key=lambda row: (row["word"] != "may need help", *_low_first(row["score"])))
    rows = [
        [
            _cell(row["person"], row["word"]),
            _share(row, row["n"]),
            _cell(row["sure_and_wrong"]),
            _mix_ups([beliefs.get(name, name) for name in row["misconceptions"]]),
        ]
        for row in ordered
    ]
    wanting = sum(row["word"] == "may need help" for row in ordered)
    caption = (
        f"{wanting} of {len(ordered)} may need help: the whole 95% interval of their score lies below half. "
        "That is a reason to ask them, and not a mark."
    )
    return _table("Who may need help", caption, ["Student", "Score", "Sure and wrong", "Mix-ups shown"], rows)


def _mix_ups(names: list[str]) -> Cell:
    if not names:
        return _cell("none")
    named = "; ".join(name.rstrip(".") for name in names[:MIX_UPS_NAMED])
    more = len(names) - MIX_UPS_NAMED
    return _cell(len(names), f"{named}; and {more} more" if more > 0 else named)


def _misconceptions(table: pd.DataFrame) -> ResultSheet:
    statements = dict(zip(table["misconception_id"], table["statement"], strict=True))
    ordered = sorted(_rows(table), key=lambda row: (row["above_guessing"] is not True, *_low_first(-row["excess"])))
    rows = [
        [
            _cell(row["statement"], _standing(row, statements)),
            _cell(f"{row['people']} of {row['n']}"),
            _cell(_percent(row["rate"]), f"{row['shown']} of {row['opportunities']} answers"),
            _cell(_percent(row["expected"])),
            _excess(row),
            _cell(row["sure"]),
        ]
        for row in ordered
    ]
    above = sum(row["above_guessing"] is True for row in ordered)
    caption = (
        f"{above} of {len(rows)} beliefs show more often than guessing explains. Expected is how often a belief would "
        "show if every wrong answer were a guess among what was offered; the excess is what goes beyond, in percentage "
        "points with its 95% interval. Largest excess first, after those that clearly exceed guessing."
    )
    columns = ["Belief", "Students", "Shown", "Expected from guessing", "Excess", "Were sure of it"]
    return _table("Mix-ups of the class", caption, columns, rows)


def _standing(row: Mapping[str, Any], statements: Mapping[str, str]) -> str:
    """What the numbers say of a belief: whether it exceeds guessing, and what contradicts it."""
    if row["above_guessing"] is None or pd.isna(row["above_guessing"]):
        return ""
    if not row["above_guessing"]:
        return "may be guessing"
    against = "; ".join(statements[name].rstrip(".") for name in row["contradicts"])
    return (
        f"more than guessing; the class also shows what contradicts it: {against}" if against else "more than guessing"
    )


def _excess(row: Mapping[str, Any]) -> Cell:
    if pd.isna(row["excess"]):
        return _cell(TOO_FEW, f"n = {row['n']}")
    value, low, high = (_points(row[name]) for name in ("excess", "excess_low", "excess_high"))
    return _cell(value, f"{low} to {high}, n = {row['n']}")


def _points(share: float) -> str:
    return f"{100 * share:+.0f}".replace("-", "\N{MINUS SIGN}")


def _objectives(table: pd.DataFrame, titles: Mapping[str, str]) -> ResultSheet:
    ordered = sorted(_rows(table[table["people"] > 0]), key=lambda row: _low_first(row["score"]))
    rows = [
        [
            _cell(sentence_case(row["statement"]), _short(titles, row["lesson"])),
            _cell(row["questions"]),
            _cell(row["people"]),
            _cell(_percent(row["score"])),
        ]
        for row in ordered
    ]
    columns = ["Aim", "Questions", "Students", "Mean score"]
    return _table("Aims of the lessons", "Lowest mean score first.", columns, rows)


def _items(table: pd.DataFrame, titles: Mapping[str, str]) -> ResultSheet:
    ordered = sorted(_rows(table), key=lambda row: _low_first(row["score"]))
    rows = [
        [
            _cell(row["stem"], _short(titles, row["lesson"])),
            _share(row, row["n"]),
            _discrimination(row),
        ]
        for row in ordered
    ]
    caption = (
        "Hardest first, with 95% intervals. Discrimination says how well a question goes together with the rest of its "
        "lesson. Near 0 or below, look at the wording first."
    )
    return _table("Questions", caption, ["Question", "Mean score (difficulty)", "Discrimination"], rows)


def _wrong_answers(table: pd.DataFrame, items: pd.DataFrame) -> ResultSheet:
    stems = dict(zip(items["item_id"], items["stem"], strict=True))
    wrong = [row for row in _rows(table) if not row["right"]]
    ordered = sorted(wrong, key=lambda row: (pd.isna(row["share"]), -row["chosen"] / max(row["n"], 1)))
    rows = [
        [
            _cell(row["answer"], stems[row["item_id"]]),
            _cell(f"{row['chosen']} of {row['n']}"),
            _share(row, row["n"], "share"),
            _cell(TOO_FEW if pd.isna(row["rare"]) else "yes" if row["rare"] else "no"),
        ]
        for row in ordered
    ]
    caption = (
        f"Most chosen first. A wrong answer that fewer than {RARE:.0%} choose does little work; "
        f"that is said from {ENOUGH_FOR_RARE} people on."
    )
    columns = ["Wrong answer", "Chosen by", "Share", f"Below {RARE:.0%}"]
    return _table("Wrong answers", caption, columns, rows)


def _table(title: str, caption: str, columns: list[str], rows: list[list[Cell]]) -> ResultSheet:
    return {"title": title, "caption": caption, "columns": columns, "rows": rows, "at_once": AT_ONCE}


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _cell(text: object, small: str = "") -> Cell:
    return {"text": str(text), "small": small}


def _low_first(score: float) -> tuple[bool, float]:
    """Sorts low scores first, and those that too few people stand behind last."""
    return bool(pd.isna(score)), 0.0 if pd.isna(score) else float(score)


def _percent(value: float) -> str:
    return TOO_FEW if pd.isna(value) else f"{value:.0%}"


def _share(row: Mapping[str, Any], n: int, name: str = "score") -> Cell:
    if pd.isna(row[name]):
        return _cell(TOO_FEW, f"n = {n}")
    return _cell(f"{row[name]:.0%}", f"{100 * row['low']:.0f} to {row['high']:.0%}, n = {n}")


def _number(value: float, low: float, high: float, n: int, needed: int) -> Cell:
    if pd.isna(value):
        return _cell(TOO_FEW if n < needed else ALL_ALIKE, f"n = {n}")
    return _cell(_signed(value), f"{_signed(low)} to {_signed(high)}, n = {n}")


def _discrimination(row: Mapping[str, Any]) -> Cell:
    value, low, high, n = (row[f"discrimination{end}"] for end in ("", "_low", "_high", "_n"))
    return _number(value, low, high, n, ENOUGH_FOR_CORRELATION)


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _short(titles: Mapping[str, str], lesson: str) -> str:
    return titles.get(lesson, lesson).split(":")[0]
