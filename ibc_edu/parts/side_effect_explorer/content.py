"""Side effects and check-ups by therapy class, as lesson 4 shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.figures.theme import DARK, therapy_color
from ibc_edu.parts.call_signs import CallSigns
from ibc_edu.parts.side_effect_explorer.texts import NAME, Texts

if TYPE_CHECKING:
    import pandas as pd

    from ibc_edu.parts.side_effect_explorer.widget import (
        Effect,
        EffectNote,
        SideEffectClass,
        SideEffectContent,
        SideEffectExplorer,
    )

WORDINGS = ("common", "can", "rare")


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
        self._kept_apart = course.texts(NAME, Texts).kept_apart

    @property
    def groups(self) -> list[str]:
        """The classes under which rows count, in the table's order."""
        return [name for name in self.names if self.of_class(name) == name and name not in self._kept_apart]

    def of(self, row: Mapping[str, Any]) -> str:
        """Id of the class under which a row counts."""
        named = row["therapy_class"] or self._drugs[row["drug"]]["therapy_class"]
        return self.of_class(str(named))

    def of_class(self, kind: str) -> str:
        """Id of the class under which a kind of therapy counts; itself if it stands apart."""
        while kind in self._parents and self._parents[kind] not in self._kept_apart:
            kind = self._parents[kind]
        return kind

    def told_of(self, row: Mapping[str, Any]) -> str:
        """The drug or kind of therapy that a row names; empty if it speaks of the whole class."""
        if row["drug"]:
            return str(self._drugs[row["drug"]]["name"])
        return "" if row["therapy_class"] == self.of(row) else self.names[row["therapy_class"]]


def effect_frame(course: Course) -> pd.DataFrame:
    """Every row of the table ``side_effects`` as effect, therapy_class (as `Classes` counts) and wording."""
    import pandas as pd  # the grid alone asks for a frame

    classes, texts = Classes(course), course.texts(NAME, Texts)
    rows = [
        {"effect": _effect_name(row, texts), "therapy_class": classes.of(row), "wording": row["wording"]}
        for row in course.rows("side_effects")
    ]
    return pd.DataFrame(rows)


def _effect_name(row: Mapping[str, Any], texts: Texts) -> str:
    """The name under which an effect is compared."""
    name: str = row["name"]
    return texts.same_effect.get(name, name)


def explorer_content(course: Course) -> SideEffectContent:
    """All that the side effect explorer shows, from the tables."""
    return _Builder(course).content()


class _Builder:
    """Builds the content and gathers the sources that its parts name."""

    def __init__(self, course: Course) -> None:
        self.texts = course.texts(NAME, Texts)
        self.classes = Classes(course)
        self.sources = KeyedSources(course)
        self.signs = CallSigns(course, self.sources)
        self.rows: dict[str, list[dict[str, Any]]] = {}
        for row in course.rows("side_effects"):
            self.rows.setdefault(self.classes.of(row), []).append(row)

    def content(self) -> SideEffectContent:
        order = [name for name in self.classes.names if name in self.rows]
        return {
            "classes": [self._class(name) for name in order],
            "effects": {name: self._effects(name) for name in order},
            "pairs": [list(pair) for pair in self.texts.pairs],
            "not_named": self.texts.not_named.text,
            "signs": {name: self.signs.of_class(name) for name in order},
            "urgencies": self.signs.urgencies,
            "sources": self.sources.found,
        }

    def _class(self, name: str) -> SideEffectClass:
        color = therapy_color(name)
        return {
            "key": name,
            "name": self.classes.names[name],
            "color": {"light": color, "dark": DARK[color]},
            "in_article": any(row["origin"] == "document" for row in self.rows[name]),
            "notes": self.sources.of(self.texts.notes[name]) if name in self.texts.notes else [],
        }

    def _effects(self, name: str) -> list[Effect]:
        """The effects of one class: common ones first, otherwise in the table's order."""
        by_effect: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows[name]:
            by_effect.setdefault(_effect_name(row, self.texts), []).append(row)
        effects = [self._effect(effect, rows) for effect, rows in by_effect.items()]
        return sorted(effects, key=lambda effect: WORDINGS.index(effect["wording"]))

    def _effect(self, name: str, rows: list[dict[str, Any]]) -> Effect:
        lasting = next((bool(row["may_last"]) for row in rows if row["may_last"] is not None), None)
        calls = self.signs.of_effects(row["side_effect_id"] for row in rows)
        grounds = dict.fromkeys(key for row in rows for key in self.sources.add(row["evidence"], row["facts"]))
        return {
            "name": name,
            "wording": min((row["wording"] for row in rows), key=WORDINGS.index),
            "notes": [self._note(row, name) for row in rows],
            "lasting": lasting,
            "calls": calls,
            "sources": list(grounds),
        }

    def _note(self, row: Mapping[str, Any], name: str) -> EffectNote:
        named = row["name"] if row["name"] != name else ""
        return {"who": self.classes.told_of(row), "named": named, "plain": row["plain"], "wording": row["wording"]}


def shared_effects(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of the effects that are named for more than one class."""
    counts = frame.groupby("effect")["therapy_class"].nunique()
    return frame[frame["effect"].map(counts) > 1]


def make(course: Course) -> SideEffectExplorer:
    """Two therapy classes side by side."""
    from ibc_edu.parts.side_effect_explorer.widget import SideEffectExplorer

    return SideEffectExplorer(explorer_content(course))
