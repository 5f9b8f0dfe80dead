"""What the therapy map shows: the ways from a test result to a class and its drugs, and a card for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.figures.theme import color_by_theme
from ibc_edu.parts.shared.call_signs import CallSigns
from ibc_edu.parts.shared.treatment_options import treatment_options
from ibc_edu.parts.therapy_map.texts import NAME, Texts

if TYPE_CHECKING:
    from ibc_edu.parts.therapy_map.widget import Card, Caveat, LabelWarning, TherapyMap, TherapyMapContent

_UNBORN = "-unborn-baby"  # ends the id of a warning of harm to an unborn baby


def therapy_map_content(course: Course) -> TherapyMapContent:
    """The whole map and all its cards."""
    return _Builder(course).content()


class _Builder:
    def __init__(self, course: Course) -> None:
        self.course = course
        self.texts = course.texts(NAME, Texts)
        self.on_map = treatment_options(course).classes
        self.classes = {row["therapy_class_id"]: row for row in course.rows("therapy_classes")}
        self.drugs = {row["drug_id"]: row for row in course.rows("drugs")}
        self.effects = course.rows("side_effects")
        self.warnings = course.rows("label_warnings")
        self.keyed = KeyedSources(course)
        self.signs = CallSigns(course, self.keyed)
        self.receptors = {row["receptor_id"]: row for row in course.rows("receptors")}
        self.caveats = {row["caveat_id"]: row for row in course.rows("caveats")}
        self.drugs_of = {
            name: [key for key, row in self.drugs.items() if self._class_of(row["therapy_class"]) == name]
            for name in self.on_map
        }

    def content(self) -> TherapyMapContent:
        cards = {
            **{key: self._finding_card(key) for key in self.texts.findings},
            **{key: self._class_card(key) for key in self.on_map},
            **{key: self._drug_card(key) for keys in self.drugs_of.values() for key in keys},
        }
        return {
            "findings": [{"key": key, "name": found.name} for key, found in self.texts.findings.items()],
            "classes": [
                {
                    "key": key,
                    "name": self.classes[key]["name"],
                    "color": color_by_theme(key),
                    "drugs": [{"key": drug, "name": self.drugs[drug]["name"]} for drug in self.drugs_of[key]],
                }
                for key in self.on_map
            ],
            "cards": cards,
            "caution": self.texts.caution.text,
            "pictures": {key: picture.text for key, picture in self.texts.pictures.items()},
            "urgencies": self.signs.urgencies,
            "sources": self.keyed.found,
        }

    def _class_of(self, kind: str) -> str:
        """The class on the map that a kind of therapy belongs to."""
        return kind if kind in self.on_map else str(self.classes[kind]["parent"])

    def _leads(self, drug: str) -> tuple[str, ...]:
        """Findings that lead to one drug; narrower than its class where the class has several targets."""
        row = self.drugs[drug]
        of_class = self.texts.leads[self._class_of(row["therapy_class"])]
        if drug in self.texts.also_needs:
            return (*of_class, *self.texts.also_needs[drug].findings)
        return self.texts.leads_by_target.get(row["target"], of_class)

    def _finding_card(self, key: str) -> Card:
        found = self.texts.findings[key]
        drugs = [drug for name in self.on_map for drug in self.drugs_of[name] if key in self._leads(drug)]
        classes = (name for name in self.on_map if key in self.texts.leads[name])
        rows = [self.receptors[name] for name in found.receptors]
        lines = [{"label": row["name"], "text": row["how_tested"]} for row in rows]
        reached = list(dict.fromkeys([*classes, *map(self._drug_class, drugs)]))
        leads_to = "; ".join(self._part_of_class(name, drugs) for name in reached)
        return {
            "title": found.name,
            "kind": "What a test can show",
            "color": None,
            "summary": found.text,
            "picture": None,
            "lines": [*lines, {"label": "Leads to", "text": f"{leads_to}."}],
            "caveats": [],
            "effects": [],
            "signs": [],
            "warnings": [],
            "lit": [key, *reached, *drugs],
            "links": {name: [key] for name in reached},
            "sources": self._sources(rows, found.facts),
        }

    def _part_of_class(self, name: str, drugs: list[str]) -> str:
        """A class, with its drugs where only some of them are meant."""
        some = [drug for drug in self.drugs_of[name] if drug in drugs]
        called = str(self.classes[name]["name"])
        if len(some) == len(self.drugs_of[name]):
            return called
        return f"{called} (only {' and '.join(self.drugs[drug]['name'] for drug in some)})"

    def _drug_class(self, drug: str) -> str:
        return self._class_of(self.drugs[drug]["therapy_class"])

    def _class_card(self, key: str) -> Card:
        row = self.classes[key]
        kinds = {key, *(kind for kind, other in self.classes.items() if other["parent"] == key)}
        drugs = self.drugs_of[key]
        routes = dict.fromkeys(self.drugs[drug]["route"] for drug in drugs)
        reach = self.texts.reach.of(row["reach"])
        lines = [{"label": "Reach", "text": reach}, {"label": "Used for", "text": row["used_for"]}]
        if routes:
            lines.append({"label": "How it is given", "text": f"{_either(routes).capitalize()}."})
        return {
            "title": row["name"],
            "kind": "Therapy class",
            "color": color_by_theme(key),
            "summary": row["how_it_works"],
            "picture": self.texts.picture_of(key),
            "lines": lines,
            "caveats": self._caveats_of(key),
            "effects": self._effects_of_class(kinds, drugs),
            "signs": self.signs.of_class(key),
            "warnings": [],
            "lit": [*self.texts.leads[key], key, *drugs],
            "links": {key: list(self.texts.leads[key])},
            "sources": self._sources([row]),
        }

    def _drug_card(self, key: str) -> Card:
        row = self.drugs[key]
        name = self._class_of(row["therapy_class"])
        label = self.classes[row["therapy_class"]]["course_label"]
        brand = row["brand"]
        lines = [
            {"label": "Target", "text": f"{row['target'][:1].upper()}{row['target'][1:]}."},
            {"label": "How it is given", "text": f"{row['route'].capitalize()}. {row['how_taken']}"},
        ]
        facts: tuple[str, ...] = ()
        if key in self.texts.approvals:
            facts = self.texts.approvals[key].facts
            lines.append({"label": "US approval", "text": f"{self.texts.approvals[key].text}."})
        return {
            "title": f"{row['name'][:1].upper()}{row['name'][1:]}{f' ({brand})' if brand else ''}",
            "kind": label,
            "color": color_by_theme(name),
            "summary": row["mechanism"],
            "picture": self.texts.picture_of(row["therapy_class"]),
            "lines": lines,
            "caveats": self._caveats_of(key, row["therapy_class"], name),
            "effects": self._effects_of_drug(key, row["therapy_class"], name),
            "signs": self.signs.of_drug(key),
            "warnings": self._warnings_of(key),
            "lit": [*self._leads(key), name, key],
            "links": {name: list(self._leads(key))},
            "sources": self._sources([row], facts),
        }

    def _effects(self, column: str, keys: Iterable[str]) -> list[str]:
        """Names of the side effects of classes or of drugs, each once."""
        return list(dict.fromkeys(row["name"] for row in self.effects if row[column] in keys))

    def _effects_of_class(self, kinds: set[str], drugs: list[str]) -> list[dict[str, str]]:
        of_class = self._effects("therapy_class", kinds)
        of_drugs = [name for name in self._effects("drug", drugs) if name not in of_class]
        return _effect_lines(("Can occur", of_class), ("With some of the drugs", of_drugs))

    def _effects_of_drug(self, drug: str, kind: str, name: str) -> list[dict[str, str]]:
        own = list(dict.fromkeys([*self._effects("drug", (drug,)), *self._effects("therapy_class", (kind,))]))
        of_class = [effect for effect in self._effects("therapy_class", (name,)) if effect not in own]
        return _effect_lines(("Can occur", own), ("Known of its class; not every drug causes all", of_class))

    def _warnings_of(self, drug: str) -> list[LabelWarning]:
        """Warnings of a drug's label, boxed ones first; at the end, whether one about an unborn baby is listed."""
        rows = [row for row in self.warnings if row["drug"] == drug]
        shown: list[LabelWarning] = [
            {"kind": row["kind"], "text": row["warning"], "sources": self.keyed.add(row["evidence"], row["facts"])}
            for row in sorted(rows, key=lambda row: row["kind"])
        ]
        if not any(row["label_warning_id"].endswith(_UNBORN) for row in rows):
            missing = self.signs.texts.pregnancy_not_listed
            shown.append({"kind": "not listed", "text": missing.text, "sources": self.keyed.of(missing)})
        return shown

    def _caveats_of(self, *keys: str) -> list[Caveat]:
        """What has changed, for the first of the keys about which something is known."""
        known = next((self.texts.changes[key] for key in keys if key in self.texts.changes), ())
        rows = [self.caveats[caveat] for caveat in known]
        return [{"said": row["phrase"], "now": row["what_changed"], "as_of": row["as_of"]} for row in rows]

    def _sources(self, rows: Iterable[dict[str, Any]], facts: Iterable[str] = ()) -> Any:
        """Sources of table rows, each once."""
        rows = list(rows)
        evidence = dict.fromkeys(sentence for row in rows for sentence in row["evidence"])
        beyond = dict.fromkeys([*(fact for row in rows for fact in row["facts"]), *facts])
        return self.course.sources(evidence, beyond)


def _effect_lines(*groups: tuple[str, list[str]]) -> list[dict[str, str]]:
    return [{"label": label, "text": f"{', '.join(names)}."} for label, names in groups if names]


def _either(words: Iterable[str]) -> str:
    """Ways of giving a drug as a sentence lists them, each once."""
    ways = list(dict.fromkeys(way for word in words for way in word.split(" or ")))
    return ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])} or {ways[-1]}"


def make(course: Course) -> TherapyMap:
    """From what a test shows to a class to a drug, with a card for each."""
    from ibc_edu.parts.therapy_map.widget import TherapyMap

    return TherapyMap(therapy_map_content(course))
