"""What the templates build on: rows that may be quizzed, and what is false for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Protocol

from ibc_edu.quiz.sources import not_to_quiz

Row = Mapping[str, Any]


class TableRows(Protocol):
    """Tables by name, each as its rows: what `ibc_edu.load()` gives."""

    def rows(self, name: str, /) -> list[dict[str, Any]]:
        """The rows of a table, each by column; nobody changes them."""

    def __contains__(self, name: object, /) -> bool: ...


_FUNCTION_WORDS = frozenset({"and", "are", "for", "from", "into", "its", "not", "that", "the", "then", "with"})
# Two words are taken for one when they share this many letters at the start: antibody, antibodies.
_STEM = 5
MAX_SOURCES = 3


@dataclass(frozen=True)
class Quizzable:
    """The tables, and what they allow to ask.

    Parameters
    ----------
    tables : TableRows
        `sentences`, `facts`, `caveats`, and the knowledge tables that the templates name; list-valued columns hold
        lists.
    general : frozenset of str
        Words, in lower case, that classes, targets and mechanisms share without meaning the same.
    of_any_class : frozenset of str
        Words, in lower case, by which no class is told from another.
    """

    tables: TableRows
    general: frozenset[str] = frozenset()
    of_any_class: frozenset[str] = frozenset()

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows of a table; none where the course does not have it."""
        return self.tables.rows(table) if table in self.tables else []

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Texts of the sentences that a question may rest on, by id."""
        forbidden = not_to_quiz(self.rows("caveats"))
        return {
            row["sentence_id"]: row["text"] for row in self.rows("sentences") if row["sentence_id"] not in forbidden
        }

    @cached_property
    def facts(self) -> frozenset[str]:
        """Ids of the facts that were read."""
        return frozenset(row["fact_id"] for row in self.rows("facts") if row["mark"] == "read")

    @cached_property
    def statements(self) -> dict[str, str]:
        """Statements of all facts by id, those that were not read included."""
        return {row["fact_id"]: row["statement"] for row in self.rows("facts")}

    def said(self, row: Row, *needed: Iterable[str]) -> tuple[str, ...]:
        """Return the article's sentences behind a row that may be quizzed, three at most.

        Parameters
        ----------
        row : mapping
            With `evidence`.
        needed : iterables of str
            A sentence must contain a word of each.
        """
        groups = [[word.casefold() for word in group] for group in needed]
        found = [
            sentence_id
            for sentence_id in listed(row["evidence"])
            if sentence_id in self.sentences
            and all(any(word in self.sentences[sentence_id].casefold() for word in group) for group in groups)
        ]
        return tuple(found[:MAX_SOURCES])

    def read(self, row: Row) -> tuple[str, ...]:
        """Return the facts behind a row that were read, three at most."""
        return tuple([fact_id for fact_id in listed(row["facts"]) if fact_id in self.facts][:MAX_SOURCES])

    def rests_on_read(self, row: Row) -> bool:
        """Return whether there are facts behind a row, all of them read."""
        facts = listed(row["facts"])
        return bool(facts) and all(fact_id in self.facts for fact_id in facts)

    @cached_property
    def classes(self) -> dict[str, Row]:
        """Therapy classes by id."""
        return {row["therapy_class_id"]: row for row in self.rows("therapy_classes")}

    @cached_property
    def drugs(self) -> dict[str, Row]:
        """Drugs by id."""
        return {row["drug_id"]: row for row in self.rows("drugs")}

    def above(self, class_id: str) -> list[str]:
        """Return a class and the classes it belongs to, from the narrow to the wide."""
        found = [class_id]
        while parent := text(self.classes[found[-1]]["parent"]):
            found.append(parent)
        return found

    def related(self, class_id: str) -> set[str]:
        """Return a class with all classes above and below it."""
        below = {other for other in self.classes if class_id in self.above(other)}
        return below | set(self.above(class_id))

    def leaves(self) -> Iterator[Row]:
        """Yield the classes that have no narrower ones."""
        parents = {text(row["parent"]) for row in self.classes.values()}
        return (row for class_id, row in self.classes.items() if class_id not in parents)

    def not_in_class(self, drug: Row, class_id: str) -> bool:
        """Return whether a drug is for certain outside a class.

        It is not when the class is related to the drug's own, acts on the same target, or is spoken of, with the
        classes above it, in the drug's mechanism (an antibody-drug conjugate delivers chemotherapy).
        """
        targets = {other["target"] for other in self.drugs.values() if other["therapy_class"] == class_id}
        names = " ".join(f"{self.classes[c]['name']} {self.classes[c]['course_label']}" for c in self.above(class_id))
        return (
            class_id not in self.related(drug["therapy_class"])
            and drug["target"] not in targets
            and not self.overlap(names, drug["mechanism"])
        )

    def not_on_target(self, drug: Row, target: str) -> bool:
        """Return whether a drug for certain does not act on a target: neither its own target nor mechanism names it."""
        return not self.overlap(target, f"{drug['target']} {drug['mechanism']}")

    def known_of(self, owners: set[str]) -> str:
        """Return all that the tables say of effects, checks and warnings of these drugs and classes, as one text."""
        rows = [*self.rows("side_effects"), *self.rows("monitoring")]
        own = [row for row in rows if (text(row["drug"]) or text(row["therapy_class"])) in owners]
        own += [drug for drug_id, drug in self.drugs.items() if drug_id in owners]
        named = [text(row.get("name")) + " " + text(row.get("what")) for row in own]
        stated = [self.statements.get(fact_id, "") for row in own for fact_id in listed(row["facts"])]
        warnings = [row["warning"] for row in self.rows("label_warnings") if row["drug"] in owners]
        return " ".join([*named, *stated, *warnings])

    def overlap(self, one: str, other: str) -> bool:
        """Return whether two texts share a word that tells something apart, or the start of one."""
        return not _stems(one, self.general).isdisjoint(_stems(other, self.general))

    def subject(self, row: Row) -> tuple[str, str, set[str]] | None:
        """Return what a side effect or a check belongs to, or None if it is about no drug or class.

        Returns
        -------
        tuple of (id, name in a sentence, related class and drug ids)
        """
        drug_id, class_id = text(row["drug"]), text(row["therapy_class"])
        if drug_id:
            drug = self.drugs[drug_id]
            return drug_id, drug["name"], {drug_id, *self.above(drug["therapy_class"])}
        if class_id:
            related = self.related(class_id)
            drugs = {key for key, drug in self.drugs.items() if drug["therapy_class"] in related}
            return class_id, in_sentence(self.classes[class_id]["name"]), related | drugs
        return None


def text(value: Any) -> str:
    """Return the text of a cell, empty where it is missing."""
    return value.strip() if isinstance(value, str) else ""


def listed(value: Any) -> list[str]:
    """Return the entries of a list-valued cell, none where it is missing."""
    return list(value) if isinstance(value, list | tuple) else []


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: hormone therapy, but HER2 antibodies."""
    return name if name[1:2].isupper() or name[1:2].isdigit() else name[:1].lower() + name[1:]


@cache
def _stems(words: str, general: frozenset[str]) -> frozenset[str]:
    found = re.findall(r"[a-z0-9]{3,}", words.casefold())
    return frozenset(word.removesuffix("s")[:_STEM] for word in found if word not in _FUNCTION_WORDS | general)
