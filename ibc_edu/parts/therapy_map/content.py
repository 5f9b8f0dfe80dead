"""What the therapy map shows: the ways from a test result to a class and its drugs, and a card for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ibc_edu.course.course import Course
from ibc_edu.figures.theme import DARK, therapy_color
from ibc_edu.parts.report_explorer.content import CLASSES

if TYPE_CHECKING:
    from ibc_edu.parts.therapy_map.widget import Card, Caveat, TherapyMap, TherapyMapContent

HORMONES, HER2, BRCA, PD_L1, GENES, NONE = "hormones", "her2", "brca", "pd-l1", "genes", "none"

MAP_CLASSES = (*CLASSES, "radiation-therapy", "surgery", "bone-strengthening-drugs")
"""Therapy classes of the map, from top to bottom: those that a report decides about, then those that it does not."""


class Finding(NamedTuple):
    """What a test can show: its name on the map, what it is, and the row of the receptors table that tells more."""

    name: str
    words: str
    receptors: tuple[str, ...]
    facts: tuple[str, ...] = ()


FINDINGS: Mapping[str, Finding] = {
    HORMONES: Finding(
        "Hormone receptors",
        "ER, PR or both are there. Estrogen can tell these cells to grow.",
        ("estrogen-receptor", "progesterone-receptor"),
    ),
    GENES: Finding(
        "Gene change in the tumor",
        "Some drugs fit one change only: PIK3CA, AKT1 or PTEN in the tumor, or ESR1, which is looked for in blood.",
        (),
        ("CF-079", "CF-080", "CF-122", "CF-123", "CF-124"),
    ),
    BRCA: Finding(
        "Inherited BRCA change",
        "A change in one of the genes that help cells to repair DNA was inherited. A blood or saliva test shows it.",
        ("brca",),
    ),
    HER2: Finding(
        "HER2",
        "Too much of this protein on the cells opens HER2 drugs. A little of it can open one drug, T-DXd.",
        ("her2",),
    ),
    PD_L1: Finding(
        "PD-L1 score",
        "In metastatic triple-negative cancer a score (CPS) of 10 or more opens one checkpoint inhibitor.",
        ("pd-l1",),
    ),
    NONE: Finding(
        "No receptor needed",
        "These do not need ER, PR or HER2. Where the cancer is and how a person feels still count.",
        (),
    ),
}
"""From top to bottom; what the tests of lesson 2 can show."""

LEADS: Mapping[str, tuple[str, ...]] = {
    "hormone-therapy": (HORMONES,),
    "cdk4-6-inhibitors": (HORMONES,),
    "pi3k-pathway-inhibitors": (HORMONES, GENES),
    "parp-inhibitors": (BRCA,),
    "antibody-drug-conjugates": (HER2, NONE),
    "her2-antibodies": (HER2,),
    "her2-kinase-inhibitors": (HER2,),
    "checkpoint-inhibitors": (PD_L1,),
    "chemotherapy": (NONE,),
    "radiation-therapy": (NONE,),
    "surgery": (NONE,),
    "bone-strengthening-drugs": (NONE,),
}
"""Findings that lead to a class; a test compares it with the rules of a pathology report."""

_DRUG_LEADS = {"HER2": (HER2,), "TROP2": (NONE,)}  # by target: conjugates that need HER2, and those that do not
_GENE_DRUGS = ("elacestrant",)  # CF-124: for ESR1-mutated cancer

PICTURES: Mapping[str, str] = {
    "blocked-receptor": "The drug sits in the receptor, so estrogen finds no place to dock.",
    "less-estrogen": "The drug stops aromatase, which makes estrogen. Little is left, and the receptor stays empty.",
    "broken-receptor": "The drug blocks the receptor, and the cell breaks the receptor down.",
    "ovaries-off": "The drug switches off the ovaries, so they stop making estrogen.",
    "paused-division": "A cell that divides goes round in steps. The drug blocks CDK4 and CDK6, and the round stops.",
    "growth-signal": "A growth signal runs through the cell like falling dominoes. The drug stops it on the way.",
    "dna-repair": "DNA breaks. BRCA repair is faulty in the cancer cell, and the drug blocks the second repair tool.",
    "loaded-antibody": "An antibody carries chemotherapy to the cell. Inside, the chemotherapy comes off.",
    "antibody-on-her2": "Antibodies attach to HER2 on the cell, stop its growth signal and call an immune cell.",
    "her2-inside": "A small drug goes into the cell and switches off HER2 from the inside.",
    "released-brake": "PD-L1 on the cancer cell presses PD-1, a brake on the immune cell. The drug covers PD-1.",
    "dividing-cells": "Chemotherapy hits cells that are dividing, wherever they are in the body.",
    "beam": "Beams meet in one place. There they kill cancer cells.",
    "removed-tumor": "Surgery takes out cancer in one place. Deposits in other places stay where they are.",
    "strong-bone": "The drug slows the breakdown of bone.",
}
"""Pictures that the page can draw, each with what it shows."""

_PICTURE_OF = {
    "estrogen-receptor-blockers": "blocked-receptor",
    "aromatase-inhibitors": "less-estrogen",
    "estrogen-receptor-degraders": "broken-receptor",
    "ovarian-suppression": "ovaries-off",
    "hormone-therapy": "blocked-receptor",
    "cdk4-6-inhibitors": "paused-division",
    "pi3k-pathway-inhibitors": "growth-signal",
    "parp-inhibitors": "dna-repair",
    "antibody-drug-conjugates": "loaded-antibody",
    "her2-antibodies": "antibody-on-her2",
    "her2-kinase-inhibitors": "her2-inside",
    "checkpoint-inhibitors": "released-brake",
    "chemotherapy": "dividing-cells",
    "taxanes": "dividing-cells",
    "anthracyclines": "dividing-cells",
    "antimetabolites": "dividing-cells",
    "radiation-therapy": "beam",
    "surgery": "removed-tumor",
    "bone-strengthening-drugs": "strong-bone",
}

_CAVEATS: Mapping[str, tuple[str, ...]] = {
    "hormone-therapy": ("B-23",),
    "aromatase-inhibitors": ("B-24",),
    "cdk4-6-inhibitors": ("B-03",),
    "parp-inhibitors": ("B-04", "B-05"),
    "antibody-drug-conjugates": ("B-10", "B-12", "B-18"),
    "ado-trastuzumab-emtansine": ("B-09",),
    "her2-antibodies": ("B-20", "B-21"),
    "checkpoint-inhibitors": ("B-13", "B-14"),
    "pembrolizumab": ("B-13", "B-15"),
    "chemotherapy": ("B-07", "B-44"),
    "radiation-therapy": ("B-17",),
    "surgery": ("B-26",),
}
"""What has changed since the article, by class, kind of class or drug; the nearest one counts."""

_APPROVALS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pertuzumab": ("June 2012, with trastuzumab and docetaxel", ("CF-100",)),
    "ado-trastuzumab-emtansine": ("February 2013", ("CF-101",)),
    "palbociclib": ("February 2015", ("CF-111",)),
    "abemaciclib": ("by October 2017", ("CF-112",)),
    "olaparib": ("January 2018, for an inherited BRCA change", ("CF-113",)),
    "talazoparib": ("October 2018, for an inherited BRCA change", ("CF-114",)),
    "alpelisib": ("May 2019, for PIK3CA-mutated cancer", ("CF-122",)),
    "pembrolizumab": ("November 2020, for metastatic triple-negative cancer", ("CF-115",)),
    "sacituzumab-govitecan": (
        "April 2020 (early approval), triple-negative; February 2023, HR-positive; June 2026, as a first treatment",
        ("CF-116", "CF-121", "CF-117", "CF-118"),
    ),
    "fam-trastuzumab-deruxtecan": (
        "May 2022, HER2-positive after other treatment; January 2025, HER2-low or ultralow after hormone therapy; "
        "December 2025, HER2-positive as a first treatment with pertuzumab",
        ("CF-102", "CF-104", "CF-105"),
    ),
    "elacestrant": ("January 2023, for ESR1-mutated cancer", ("CF-124",)),
    "capivasertib": ("November 2023, for tumors with an altered gene", ("CF-123",)),
    "datopotamab-deruxtecan": (
        "January 2025, HR-positive after other treatment; May 2026, triple-negative as a first treatment",
        ("CF-120", "CF-119"),
    ),
}
"""US approvals for the uses that this course describes, as the facts date them."""


def therapy_map_content(course: Course) -> TherapyMapContent:
    """The whole map and all its cards."""
    return _Builder(course).content()


class _Builder:
    def __init__(self, course: Course) -> None:
        self.course = course
        self.classes = {row["therapy_class_id"]: row for row in course.rows("therapy_classes")}
        self.drugs = {row["drug_id"]: row for row in course.rows("drugs")}
        self.effects = course.rows("side_effects")
        self.receptors = {row["receptor_id"]: row for row in course.rows("receptors")}
        self.caveats = {row["caveat_id"]: row for row in course.rows("caveats")}
        self.drugs_of = {
            name: [key for key, row in self.drugs.items() if self._class_of(row["therapy_class"]) == name]
            for name in MAP_CLASSES
        }

    def content(self) -> TherapyMapContent:
        cards = {
            **{key: self._finding_card(key) for key in FINDINGS},
            **{key: self._class_card(key) for key in MAP_CLASSES},
            **{key: self._drug_card(key) for keys in self.drugs_of.values() for key in keys},
        }
        return {
            "findings": [{"key": key, "name": found.name} for key, found in FINDINGS.items()],
            "classes": [
                {
                    "key": key,
                    "name": self.classes[key]["name"],
                    "color": class_color(key),
                    "drugs": [{"key": drug, "name": self.drugs[drug]["name"]} for drug in self.drugs_of[key]],
                }
                for key in MAP_CLASSES
            ],
            "cards": cards,
            "pictures": dict(PICTURES),
        }

    def _class_of(self, kind: str) -> str:
        """The class on the map that a kind of therapy belongs to."""
        return kind if kind in MAP_CLASSES else str(self.classes[kind]["parent"])

    def _leads(self, drug: str) -> tuple[str, ...]:
        """Findings that lead to one drug; narrower than its class where the class has several targets."""
        row = self.drugs[drug]
        of_class = LEADS[self._class_of(row["therapy_class"])]
        if drug in _GENE_DRUGS:
            return (*of_class, GENES)
        return _DRUG_LEADS.get(row["target"], of_class)

    def _finding_card(self, key: str) -> Card:
        found = FINDINGS[key]
        drugs = [drug for name in MAP_CLASSES for drug in self.drugs_of[name] if key in self._leads(drug)]
        classes = (name for name in MAP_CLASSES if key in LEADS[name])
        rows = [self.receptors[name] for name in found.receptors]
        lines = [{"label": row["name"], "text": row["how_tested"]} for row in rows]
        reached = list(dict.fromkeys([*classes, *map(self._drug_class, drugs)]))
        leads_to = "; ".join(self._part_of_class(name, drugs) for name in reached)
        return {
            "title": found.name,
            "kind": "What a test can show",
            "color": None,
            "summary": found.words,
            "picture": None,
            "lines": [*lines, {"label": "Leads to", "text": f"{leads_to}."}],
            "caveats": [],
            "effects": [],
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
        reach = {"systemic": "Systemic: it works in the whole body.", "local": "Local: it works where it is aimed."}
        lines = [{"label": "Reach", "text": reach[row["reach"]]}, {"label": "Used for", "text": row["used_for"]}]
        if routes:
            lines.append({"label": "How it is given", "text": f"{_either(routes).capitalize()}."})
        return {
            "title": row["name"],
            "kind": "Therapy class",
            "color": class_color(key),
            "summary": row["how_it_works"],
            "picture": _PICTURE_OF[key],
            "lines": lines,
            "caveats": self._caveats_of(key),
            "effects": self._effects_of_class(kinds, drugs),
            "lit": [*LEADS[key], key, *drugs],
            "links": {key: list(LEADS[key])},
            "sources": self._sources([row]),
        }

    def _drug_card(self, key: str) -> Card:
        row = self.drugs[key]
        name = self._class_of(row["therapy_class"])
        label = self.classes[row["therapy_class"]]["course_label"]
        brand = row["brand"] if pd.notna(row["brand"]) else None
        lines = [
            {"label": "Target", "text": f"{row['target'][:1].upper()}{row['target'][1:]}."},
            {"label": "How it is given", "text": f"{row['route'].capitalize()}. {row['how_taken']}"},
        ]
        facts: tuple[str, ...] = ()
        if key in _APPROVALS:
            approved, facts = _APPROVALS[key]
            lines.append({"label": "US approval", "text": f"{approved}."})
        return {
            "title": f"{row['name'][:1].upper()}{row['name'][1:]}{f' ({brand})' if brand else ''}",
            "kind": label,
            "color": class_color(name),
            "summary": row["mechanism"],
            "picture": _PICTURE_OF[row["therapy_class"]],
            "lines": lines,
            "caveats": self._caveats_of(key, row["therapy_class"], name),
            "effects": self._effects_of_drug(key, row["therapy_class"], name),
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

    def _caveats_of(self, *keys: str) -> list[Caveat]:
        """What has changed, for the first of the keys about which something is known."""
        known = next((_CAVEATS[key] for key in keys if key in _CAVEATS), ())
        rows = [self.caveats[caveat] for caveat in known]
        return [{"said": row["phrase"], "now": row["what_changed"], "as_of": row["as_of"]} for row in rows]

    def _sources(self, rows: Iterable[dict[str, Any]], facts: Iterable[str] = ()) -> Any:
        """Sources of table rows, each once."""
        rows = list(rows)
        evidence = dict.fromkeys(sentence for row in rows for sentence in row["evidence"])
        beyond = dict.fromkeys([*(fact for row in rows for fact in row["facts"]), *facts])
        return self.course.sources(evidence, beyond)


def class_color(therapy_class: str) -> dict[str, str]:
    """Color of a therapy class in the light and in the dark theme."""
    color = therapy_color(therapy_class)
    return {"light": color, "dark": DARK[color]}


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
