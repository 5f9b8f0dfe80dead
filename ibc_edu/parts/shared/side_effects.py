"""The table ``side_effects`` by therapy class; ``parts/side-effects.toml`` says what is counted together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ibc_edu.course.course import Course
from ibc_edu.knowledge.part_texts import PartTexts, Words
from ibc_edu.parts.shared.treatment_options import ClassId

NAME = "side-effects"


class Texts(PartTexts):
    """The whole file.

    Parameters
    ----------
    kept_apart : therapy_class_ids
        Classes whose kinds stand apart; other kinds count with their class.
    same_effect : mapping of name to name
        Effects that are compared as one.
    """

    kept_apart: tuple[ClassId, ...]
    same_effect: dict[Words, Words]


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


def effect_name(course: Course, row: Mapping[str, Any]) -> str:
    """The name under which the effect of a row is compared."""
    name: str = row["name"]
    return course.texts(NAME, Texts).same_effect.get(name, name)
