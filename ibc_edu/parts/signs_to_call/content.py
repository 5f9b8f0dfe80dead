"""The treatments to choose from, and the signs of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.figures.theme import color_by_theme
from ibc_edu.parts.shared.call_signs import CallSigns, ShownSign, text
from ibc_edu.parts.shared.side_effects import Classes

if TYPE_CHECKING:
    from ibc_edu.parts.signs_to_call.widget import SignsContent, SignsToCall, Treatment, TreatmentGroup

OTHER = "another-of-"
"""Begins the key of a treatment that is known by its class alone."""


def signs_content(course: Course) -> SignsContent:
    """All treatments by class, with the keys of their signs; a class without signs of its own is left out."""
    return _Builder(course).content()


class _Builder:
    def __init__(self, course: Course) -> None:
        self.sources = KeyedSources(course)
        self.signs = CallSigns(course, self.sources)
        self.wide = Classes(course)
        self.classes = {row["therapy_class_id"]: row for row in course.rows("therapy_classes")}
        self.drugs = course.rows("drugs")
        self.shown: dict[str, ShownSign] = {}

    def content(self) -> SignsContent:
        groups = [self._group(name) for name in self.wide.groups]
        texts = self.signs.texts
        return {
            "groups": [group for group in groups if any(each["signs"] for each in group["treatments"])],
            "everyone": self._keys(self.signs.everyone()),
            "everyone_name": texts.everyone.text,
            "signs": self.shown,
            "urgencies": self.signs.urgencies,
            "not_listed": texts.not_listed.text,
            "print": texts.print.model_dump(),
            "sources": self.sources.found,
        }

    def _group(self, name: str) -> TreatmentGroup:
        kinds = [kind for kind in self.classes if self.wide.of_class(kind) == name]
        drugs = [row for kind in kinds for row in self.drugs if row["therapy_class"] == kind]
        of_class = self.signs.of_class(name)
        # A class without signs of its own: those of all its drugs are the more careful advice.
        own = [sign for sign in of_class if not sign["who"]] or of_class
        whole: Treatment = {"key": f"{OTHER}{name}", "name": "", "brand": "", "signs": self._keys(own)}
        return {
            "name": self.classes[name]["name"],
            "color": color_by_theme(name),
            "treatments": [*map(self._drug, drugs), whole],
        }

    def _drug(self, row: dict[str, Any]) -> Treatment:
        signs = self._keys(self.signs.of_drug(row["drug_id"]))
        return {"key": row["drug_id"], "name": row["name"], "brand": text(row["brand"]), "signs": signs}

    def _keys(self, signs: list[ShownSign]) -> list[str]:
        self.shown |= {sign["key"]: sign for sign in signs}
        return [sign["key"] for sign in signs]


def make(course: Course) -> SignsToCall:
    """The signs of the treatments that one has, by how soon they need help."""
    from ibc_edu.parts.signs_to_call.widget import SignsToCall

    return SignsToCall(signs_content(course))
