"""Side effects and check-ups by therapy class, as lesson 4 shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.figures.theme import color_by_theme
from ibc_edu.parts.shared.call_signs import CallSigns
from ibc_edu.parts.shared.side_effects import Classes, effect_name
from ibc_edu.parts.side_effect_explorer.texts import NAME, Texts

if TYPE_CHECKING:
    from ibc_edu.parts.side_effect_explorer.widget import (
        Effect,
        EffectNote,
        SideEffectClass,
        SideEffectContent,
        SideEffectExplorer,
    )

WORDINGS = ("common", "can", "rare")


def explorer_content(course: Course) -> SideEffectContent:
    """All that the side effect explorer shows, from the tables."""
    return _Builder(course).content()


class _Builder:
    """Builds the content and gathers the sources that its parts name."""

    def __init__(self, course: Course) -> None:
        self.course = course
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
        return {
            "key": name,
            "name": self.classes.names[name],
            "color": color_by_theme(name),
            "in_article": any(row["origin"] == "document" for row in self.rows[name]),
            "notes": self.sources.of(self.texts.notes[name]) if name in self.texts.notes else [],
        }

    def _effects(self, name: str) -> list[Effect]:
        """The effects of one class: common ones first, otherwise in the table's order."""
        by_effect: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows[name]:
            by_effect.setdefault(effect_name(self.course, row), []).append(row)
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


def make(course: Course) -> SideEffectExplorer:
    """Two therapy classes side by side."""
    from ibc_edu.parts.side_effect_explorer.widget import SideEffectExplorer

    return SideEffectExplorer(explorer_content(course))
