"""All that the report explorer shows, from the rules of a pathology report and the curated tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.figures.theme import color_by_theme
from ibc_edu.knowledge.part_texts import Statement
from ibc_edu.parts.report_explorer.texts import Example, Note, Texts
from ibc_edu.parts.shared.treatment_options import treatment_options
from ibc_edu.rules.pathology_report import (
    ER_LOW_UP_TO,
    POSITIVE_FROM,
    Er,
    Her2,
    Hormones,
    Ihc,
    Ish,
    her2,
    hormones,
    subtype,
)
from ibc_edu.rules.treatment_options import Option, class_option, drug_option, links

if TYPE_CHECKING:
    from ibc_edu.parts.report_explorer.widget import ReportExplorer, ReportExplorerContent, ShownNote


def report_content(course: Course) -> ReportExplorerContent:
    """The whole table of reports and what each means."""
    return _Builder(course).content()


class _Builder:
    """Builds the content and gathers the sources that its parts name."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.texts = course.texts("report-explorer", Texts)
        self.options = treatment_options(course)
        self.subtypes = {row["subtype_id"]: row for row in course.rows("subtypes")}
        self.opens: Mapping[str, list[str]] = {key: row["opens"] for key, row in self.subtypes.items()}
        self.classes = {row["therapy_class_id"]: row for row in course.rows("therapy_classes")}
        self.drugs = {name: self._drugs(name) for name in self.options.by_receptors}
        self.sources = KeyedSources(course)

    def content(self) -> ReportExplorerContent:
        return {
            "er": [
                {"key": Er.NEGATIVE, "up_to": POSITIVE_FROM - 1, "label": "ER-negative"},
                {"key": Er.LOW, "up_to": ER_LOW_UP_TO, "label": "ER-positive, but low"},
                {"key": Er.POSITIVE, "up_to": 100, "label": "ER-positive"},
            ],
            "pr": [
                {"key": "negative", "up_to": POSITIVE_FROM - 1, "label": "PR-negative"},
                {"key": "positive", "up_to": 100, "label": "PR-positive"},
            ],
            "ihc": self._scores(),
            "hormones": {
                f"{er}-{'positive' if pr else 'negative'}": {
                    "receptors": hormones(er, pr),
                    "positive": hormones(er, pr) is not Hormones.NEGATIVE,
                    "notes": self._hormone_notes(er, pr),
                }
                for er, pr in product(Er, (False, True))
            },
            "results": {f"{found}-{level}": self._result(found, level) for found, level in product(Hormones, Her2)},
            "tests": {
                key: {
                    "name": test.name,
                    "results": test.choices(),
                    "opens": test.opens,
                    "sources": self.sources.of(test),
                }
                for key, test in self.options.tests.items()
            },
            "classes": [self._class(name) for name in self.options.by_receptors],
            "examples": _examples(self.texts.examples),
            "wait_first": self.texts.wait_first.text,
            "closing": self.texts.closing.text,
            "caution": self.texts.caution,
            "closing_sources": self.sources.of(self.texts.closing),
            "sources": self.sources.found,
        }

    def _drugs(self, name: str) -> list[dict[str, str]]:
        """Drugs of a class and of the kinds inside it."""
        kinds = {name, *(key for key, row in self.classes.items() if row["parent"] == name)}
        return [
            {"key": row["drug_id"], "name": self.texts.short_names.get(row["drug_id"], row["name"])}
            for row in self.course.rows("drugs")
            if row["therapy_class"] in kinds
        ]

    def _class(self, name: str) -> dict[str, Any]:
        return {
            "key": name,
            "name": self.classes[name]["name"],
            "color": color_by_theme(name),
            "drugs": self.drugs[name],
        }

    def _hormone_notes(self, er: Er, pr: bool) -> list[ShownNote]:
        if er is Er.LOW:
            return self._notes(self.texts.er_low)
        return self._notes(self.texts.pr_without_er if er is Er.NEGATIVE and pr else None)

    def _notes(self, note: Note | None) -> list[ShownNote]:
        """The note, if there is one."""
        return [] if note is None else [{"title": note.title, "text": note.text, "sources": self.sources.of(note)}]

    def _result(self, found: Hormones, level: Her2) -> Any:
        positive = found is not Hormones.NEGATIVE
        subtype_id = subtype(positive, level)
        classes = {name: class_option(name, positive, level, self.opens) for name in self.drugs}
        drugs = {
            drug["key"]: drug_option(drug["key"], name, found, level, self.opens)
            for name in self.drugs
            for drug in self.drugs[name]
        }
        waiting = [*classes.values(), *drugs.values()]
        row = None if subtype_id is None else self.subtypes[subtype_id]
        undecided, level_words = self.texts.undecided.of(positive), self.texts.her2[level]
        return {
            "subtype": "Not known yet" if row is None else row["name"],
            "description": undecided.text if row is None else row["description"],
            "her2": level_words.words,
            "notes": self._notes(level_words.note(positive)),
            "tests": [key for key in self.options.tests if any(key in option.tests for option in waiting)],
            "waits": row is None,
            "classes": {name: self._option(name, option, found, level) for name, option in classes.items()},
            "drugs": {name: option.to_dict() for name, option in drugs.items()},
            "sources": self.sources.of(undecided) if row is None else self.sources.add(row["evidence"], row["facts"]),
        }

    def _option(self, name: str, option: Option, found: Hormones, level: Her2) -> dict[str, Any]:
        why = self.options.reason(name, option, found is not Hormones.NEGATIVE, level)
        leading = links(name, option, found, level)
        return {
            **option.to_dict(),
            "why": why.text,
            "links": [{"finding": finding, **each.to_dict()} for finding, each in leading.items()],
            "sources": self.sources.of(why),
        }

    def _scores(self) -> Any:
        """The four scores of the HER2 stain, and what is asked after 0 and after 2+."""
        follow_ups = {Ihc.ZERO: _staining(), Ihc.TWO: _gene_test(self.texts.gene_test)}
        return [
            {
                "key": score,
                "label": score,
                "words": self.texts.stain[score].text,
                "her2": None if score in follow_ups else her2(score),
                "follow_up": follow_ups.get(score),
            }
            for score in Ihc
        ]


def _staining() -> dict[str, Any]:
    return {
        "trait": "staining",
        "legend": "Any staining at all?",
        "outcomes": [
            {"key": "none", "label": "None", "words": "", "her2": her2(Ihc.ZERO)},
            {"key": "trace", "label": "A trace", "words": "", "her2": her2(Ihc.ZERO, faint_staining=True)},
        ],
    }


def _gene_test(meanings: Mapping[Ish, Statement]) -> dict[str, Any]:
    labels = {Ish.WAITING: "Not back yet", Ish.NEGATIVE: "Negative", Ish.POSITIVE: "Positive"}
    words = {ish: meaning.text for ish, meaning in meanings.items()}
    return {
        "trait": "ish",
        "legend": "Gene test (ISH)",
        "outcomes": [
            {"key": ish, "label": label, "words": words.get(ish, ""), "her2": her2(Ihc.TWO, ish=ish)}
            for ish, label in labels.items()
        ],
    }


def _examples(examples: Iterable[Example]) -> list[dict[str, Any]]:
    """Fictional reports to begin with."""
    blank = {"staining": "none", "ish": Ish.WAITING, "tests": {}}
    return [
        {"label": letter, "values": {**blank, "er": example.er, "pr": example.pr, "ihc": example.ihc}}
        for letter, example in zip(ascii_uppercase, examples, strict=False)
    ]


def make(course: Course) -> ReportExplorer:
    """A pathology report to set, with its subtype and what it opens."""
    from ibc_edu.parts.report_explorer.widget import ReportExplorer

    return ReportExplorer(report_content(course))
