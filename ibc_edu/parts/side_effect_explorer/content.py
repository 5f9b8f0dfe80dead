"""Side effects and check-ups by therapy class, as lesson 4 shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ibc_edu.course.course import Course
from ibc_edu.figures.theme import DARK, therapy_color
from ibc_edu.quiz.sources import Source

if TYPE_CHECKING:
    from ibc_edu.parts.side_effect_explorer.widget import (
        Effect,
        EffectNote,
        SideEffectClass,
        SideEffectContent,
        SideEffectExplorer,
    )

KEPT_APART = ("targeted-therapy", "immunotherapy")
"""Classes whose kinds stand apart, because their side effects differ; other kinds count with their class."""

SAME_EFFECT = {
    "Nausea and vomiting": "Nausea",
    "Low white blood cells": "Low blood counts",
    "Low platelets": "Low blood counts",
}
"""Effects that are compared as one; the explorer keeps the name that the source uses."""

WORDINGS = ("common", "can", "rare")

CLASS_NOTES = {
    "hormone-therapy": ("standard-treatment-approaches/p6/s2", "standard-treatment-approaches/p5/s3"),
    "her2-antibodies": ("standard-treatment-approaches/p9/s4",),
    "antibody-drug-conjugates": ("standard-treatment-approaches/p9/s4", "CF-185", "CF-184"),
    "checkpoint-inhibitors": ("CF-187",),
}
"""Sentences and facts worth knowing beside a class, above all where something has changed since the article."""

PAIRS = (
    ("chemotherapy", "hormone-therapy"),
    ("her2-antibodies", "antibody-drug-conjugates"),
    ("chemotherapy", "cdk4-6-inhibitors"),
    ("chemotherapy", "checkpoint-inhibitors"),
)
"""Comparisons that the explorer offers by one click."""


class Classes:
    """Under which class a row counts that names a class, a kind of therapy or a drug.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course: Course) -> None:
        rows = course.rows("therapy_classes")
        self.names: dict[str, str] = {row["therapy_class_id"]: row["name"] for row in rows}
        self._parents = {row["therapy_class_id"]: row["parent"] for row in rows if isinstance(row["parent"], str)}
        self._drugs = {row["drug_id"]: row for row in course.rows("drugs")}

    def of(self, row: Mapping[str, Any]) -> str:
        """Id of the class under which a row counts."""
        kind = row["therapy_class"] if given(row["therapy_class"]) else self._drugs[row["drug"]]["therapy_class"]
        while kind in self._parents and self._parents[kind] not in KEPT_APART:
            kind = self._parents[kind]
        return str(kind)

    def told_of(self, row: Mapping[str, Any]) -> str:
        """The drug or kind of therapy that a row names; empty if it speaks of the whole class."""
        if given(row["drug"]):
            return str(self._drugs[row["drug"]]["name"])
        return "" if row["therapy_class"] == self.of(row) else self.names[row["therapy_class"]]


def effect_frame(course: Course) -> pd.DataFrame:
    """Every row of the table ``side_effects`` as effect, therapy_class (as `Classes` counts) and wording."""
    classes = Classes(course)
    rows = [
        {"effect": effect_name(row), "therapy_class": classes.of(row), "wording": row["wording"]}
        for row in course.rows("side_effects")
    ]
    return pd.DataFrame(rows)


def effect_name(row: Mapping[str, Any]) -> str:
    """The name under which an effect is compared."""
    return SAME_EFFECT.get(row["name"], row["name"])


def explorer_content(course: Course) -> SideEffectContent:
    """All that the side effect explorer shows, from the tables."""
    classes, keyed = Classes(course), _KeyedSources(course)
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in course.rows("side_effects"):
        rows.setdefault(classes.of(row), []).append(row)
    order = [name for name in classes.names if name in rows]
    return {
        "classes": [_class(name, classes, rows[name], keyed) for name in order],
        "effects": {name: _effects(rows[name], classes, keyed) for name in order},
        "pairs": [list(pair) for pair in PAIRS],
        "sources": keyed.found,
    }


class _KeyedSources:
    """Sources by id, each once, however many effects rest on it."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self.found: dict[str, Source] = {}

    def add(self, names: Iterable[str]) -> list[str]:
        for name in names:
            if name not in self.found:
                one = ([], [name]) if name.startswith("CF-") else ([name], [])
                self.found[name] = self._course.sources(*one)[0]
        return list(names)


def _class(name: str, classes: Classes, rows: list[dict[str, Any]], keyed: _KeyedSources) -> SideEffectClass:
    color = therapy_color(name)
    return {
        "key": name,
        "name": classes.names[name],
        "color": {"light": color, "dark": DARK[color]},
        "in_article": any(row["origin"] == "document" for row in rows),
        "notes": keyed.add(CLASS_NOTES.get(name, ())),
    }


def _effects(rows: list[dict[str, Any]], classes: Classes, keyed: _KeyedSources) -> list[Effect]:
    """The effects of one class: common ones first, otherwise in the table's order."""
    by_effect: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_effect.setdefault(effect_name(row), []).append(row)
    effects = [_effect(name, found, classes, keyed) for name, found in by_effect.items()]
    return sorted(effects, key=lambda effect: WORDINGS.index(effect["wording"]))


def _effect(name: str, rows: list[dict[str, Any]], classes: Classes, keyed: _KeyedSources) -> Effect:
    lasting = next((bool(row["may_last"]) for row in rows if given(row["may_last"])), None)
    calls = dict.fromkeys(row["call_team"] for row in rows if given(row["call_team"]))
    grounds = dict.fromkeys(each for row in rows for each in [*row["evidence"], *row["facts"]])
    return {
        "name": name,
        "wording": min((row["wording"] for row in rows), key=WORDINGS.index),
        "notes": [_note(row, name, classes) for row in rows],
        "lasting": lasting,
        "call_team": list(calls),
        "sources": keyed.add(grounds),
    }


def _note(row: Mapping[str, Any], name: str, classes: Classes) -> EffectNote:
    who = classes.told_of(row)
    named = row["name"] if row["name"] != name else ""
    return {"who": who, "named": named, "plain": row["plain"], "wording": row["wording"]}


def given(value: object) -> bool:
    """Whether a cell of a table holds something."""
    return value is not None and value is not pd.NA and value == value and value != ""


def shared_effects(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the effects that are named for more than one class."""
    counts = frame.groupby("effect")["therapy_class"].nunique()
    return frame[frame["effect"].map(counts) > 1]


def make(course: Course) -> SideEffectExplorer:
    """Two therapy classes side by side."""
    from ibc_edu.parts.side_effect_explorer.widget import SideEffectExplorer

    return SideEffectExplorer(explorer_content(course))
