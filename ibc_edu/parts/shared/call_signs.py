"""The table ``call_signs`` as pages show it: for everybody, for a drug, or for a class with its drugs.

The texts of ``parts/call-signs.toml`` say how soon each kind of sign needs help.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypedDict, get_args

from pydantic import model_validator

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.knowledge.part_texts import PartTexts, SafetyStatement, TextModel, Words

NAME = "call-signs"
Urgency = Literal["emergency", "today", "next_visit"]
URGENCIES: tuple[str, ...] = get_args(Urgency)
"""How soon a sign needs help, the most urgent first."""


class UrgencyText(SafetyStatement):
    """What to do about signs of one urgency, under its name."""

    name: Words


class Printed(TextModel):
    """Labels of the page to print."""

    title: Words
    about: Words
    number: Words
    night: Words
    emergency: Words
    caution: Words


class Texts(PartTexts):
    """The whole file.

    Parameters
    ----------
    urgencies : mapping of urgency to UrgencyText
    everyone : SafetyStatement
        Name of the signs that go with every treatment.
    not_listed, pregnancy_not_listed : SafetyStatement
        What it means that a sign, or harm to an unborn baby, is not listed.
    print : Printed
    """

    urgencies: dict[Urgency, UrgencyText]
    everyone: SafetyStatement
    not_listed: SafetyStatement
    pregnancy_not_listed: SafetyStatement
    print: Printed

    @model_validator(mode="after")
    def _is_complete(self) -> Texts:
        if {*self.urgencies} != {*URGENCIES}:
            raise ValueError(f"urgencies must have {', '.join(URGENCIES)}")
        return self


class ShownUrgency(TypedDict):
    """A heading of a list of signs; `sources` are keys of the page's sources."""

    key: str
    name: str
    text: str
    sources: list[str]


class ShownSign(TypedDict):
    """A sign to call about.

    `who` is the drug or class whose sign it is, empty if that goes without saying; `act` says what to do where it is
    more than the urgency says; `sources` are keys of the page's sources.
    """

    key: str
    sign: str
    urgency: str
    act: str
    why: str
    who: str
    sources: list[str]


class CallSigns:
    """Finds the signs of a drug, of a class or of everybody, the most urgent first.

    Parameters
    ----------
    course : Course
    sources : KeyedSources
        Gathers what the signs rest on.
    """

    def __init__(self, course: Course, sources: KeyedSources) -> None:
        self.texts = course.texts(NAME, Texts)
        self._sources = sources
        rows = course.rows("call_signs")
        self._rows = sorted(rows, key=lambda row: URGENCIES.index(row["urgency"]))
        classes = course.rows("therapy_classes")
        self._parents = {row["therapy_class_id"]: text(row["parent"]) for row in classes}
        self._drugs = {row["drug_id"]: row["therapy_class"] for row in course.rows("drugs")}
        self._names = {row["therapy_class_id"]: row["name"] for row in classes}
        self._names |= {row["drug_id"]: row["name"] for row in course.rows("drugs")}

    @property
    def urgencies(self) -> list[ShownUrgency]:
        """The headings, the most urgent first."""
        found = [(key, text) for key in URGENCIES for each, text in self.texts.urgencies.items() if each == key]
        return [{"key": key, "name": t.name, "text": t.text, "sources": self._sources.of(t)} for key, t in found]

    def everyone(self) -> list[ShownSign]:
        """Signs that go with every treatment."""
        return [self._shown(row, "") for row in self._rows if not owner(row)]

    def of_drug(self, drug: str) -> list[ShownSign]:
        """Signs of a drug and of the classes that it belongs to."""
        wider = {drug, *self._wider(self._drugs[drug])}
        return [self._shown(row, "") for row in self._rows if owner(row) in wider]

    def of_class(self, therapy_class: str) -> list[ShownSign]:
        """Signs of a class, of what it belongs to, and, with their names, of its kinds and drugs."""
        wider = {*self._wider(therapy_class)}
        kinds = {kind for kind in self._parents if therapy_class in self._wider(kind)}
        narrower = {*kinds, *(drug for drug, kind in self._drugs.items() if kind in kinds)} - wider
        return [
            self._shown(row, self._names[owner(row)] if owner(row) in narrower else "")
            for row in self._rows
            if owner(row) in wider | narrower
        ]

    def of_effects(self, side_effects: Iterable[str]) -> list[ShownSign]:
        """Signs that these side effects can have."""
        effects = {*side_effects}
        return [self._shown(row, "") for row in self._rows if effects & {*row["side_effects"]}]

    def _wider(self, therapy_class: str) -> list[str]:
        """A class and all that it belongs to, the narrowest first."""
        found = [therapy_class]
        while parent := self._parents[found[-1]]:
            found.append(parent)
        return found

    def _shown(self, row: dict[str, Any], who: str) -> ShownSign:
        return {
            "key": row["call_sign_id"],
            "sign": row["sign"],
            "urgency": row["urgency"],
            "act": text(row["what_to_do"]),
            "why": row["why"],
            "who": who,
            "sources": self._sources.add(row["evidence"], row["facts"]),
        }


def owner(row: dict[str, Any]) -> str:
    """Id of the drug or class whose sign a row tells; empty for everybody."""
    return text(row["drug"]) or text(row["therapy_class"])


def text(value: object) -> str:
    """A cell as text; empty if nothing stands there."""
    return value if isinstance(value, str) else ""
