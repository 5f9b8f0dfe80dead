"""All that the report explorer shows, from the rules of a pathology report and the curated tables."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from ibc_edu.course.course import Course
from ibc_edu.figures.theme import DARK, therapy_color
from ibc_edu.quiz.sources import Source
from ibc_edu.rules.pathology_report import (
    ER_LOW_UP_TO,
    FAINT_UP_TO,
    ISH_COPIES,
    ISH_RATIO,
    POSITIVE_FROM,
    Er,
    Her2,
    Ihc,
    Ish,
    her2,
    hormone_receptor_positive,
    subtype,
)
from ibc_edu.rules.treatment_options import (
    FURTHER_TESTS,
    NOT_DONE,
    Option,
    class_option,
    drug_option,
    links,
)
from ibc_edu.rules.treatment_reasons import reason

if TYPE_CHECKING:
    from ibc_edu.parts.report_explorer.widget import Note, ReportExplorer, ReportExplorerContent

CLASSES = (
    "hormone-therapy",
    "cdk4-6-inhibitors",
    "pi3k-pathway-inhibitors",
    "parp-inhibitors",
    "antibody-drug-conjugates",
    "her2-antibodies",
    "her2-kinase-inhibitors",
    "checkpoint-inhibitors",
    "chemotherapy",
)
"""Therapy classes that the receptors decide about, in the order shown; a test compares them with the subtypes table."""

_SHORT = {"ado-trastuzumab-emtansine": "T-DM1", "fam-trastuzumab-deruxtecan": "T-DXd"}


def report_content(course: Course) -> ReportExplorerContent:
    """The whole table of reports and what each means."""
    return _Builder(course).content()


class _Builder:
    """Builds the content and gathers the sources that its parts name."""

    def __init__(self, course: Course) -> None:
        self.course = course
        tables = course.tables
        self.subtypes = tables.subtypes.set_index("subtype_id")
        self.opens: Mapping[str, list[str]] = dict(zip(self.subtypes.index, self.subtypes["opens"], strict=True))
        self.classes = tables.therapy_classes.set_index("therapy_class_id")
        self.drugs = {name: self._drugs(name) for name in CLASSES}
        self.sources: dict[str, Source] = {}

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
            "ihc": _scores(),
            "hormones": {
                f"{er}-{'positive' if pr else 'negative'}": {
                    "positive": hormone_receptor_positive(er, pr),
                    "notes": self._hormone_notes(er, pr),
                }
                for er, pr in product(Er, (False, True))
            },
            "results": {
                f"{'positive' if hormones else 'negative'}-{level}": self._result(hormones, level)
                for hormones, level in product((True, False), Her2)
            },
            "tests": {
                key: {
                    "name": test.name,
                    "results": [
                        {"key": result, "label": label}
                        for result, label in {NOT_DONE: "Not done", **test.results}.items()
                    ],
                    "sources": self._ground((), test.facts),
                }
                for key, test in FURTHER_TESTS.items()
            },
            "classes": [self._class(name) for name in CLASSES],
            "examples": _examples(),
            "closing": _CLOSING,
            "caution": _CAUTION,
            "closing_sources": self._ground((), ("CF-097",)),
            "sources": self.sources,
        }

    def _ground(self, evidence: tuple[str, ...], facts: tuple[str, ...]) -> list[str]:
        for name in evidence:
            self.sources[name] = self.course.sources((name,), ())[0]
        for name in facts:
            self.sources[name] = self.course.sources((), (name,))[0]
        return [*evidence, *facts]

    def _note(self, title: str, text: str, *facts: str) -> Note:
        return {"title": title, "text": text, "sources": self._ground((), facts)}

    def _drugs(self, name: str) -> list[dict[str, str]]:
        """Drugs of a class and of the kinds inside it."""
        kinds = {name, *self.classes.index[self.classes["parent"] == name]}
        table = self.course.tables.drugs
        own = table[table["therapy_class"].isin(kinds)]
        return [
            {"key": drug, "name": _SHORT.get(drug, called)}
            for drug, called in zip(own["drug_id"], own["name"], strict=True)
        ]

    def _class(self, name: str) -> dict[str, Any]:
        color = therapy_color(name)
        return {
            "key": name,
            "name": self.classes.loc[name, "name"],
            "color": {"light": color, "dark": DARK[color]},
            "drugs": self.drugs[name],
        }

    def _hormone_notes(self, er: Er, pr: bool) -> list[Note]:
        if er is Er.LOW:
            text = (
                f"Only {POSITIVE_FROM}% to {ER_LOW_UP_TO}% of the cell nuclei stain. It counts as positive. How much "
                "hormone therapy helps here is less certain, so the report says so."
            )
            return [self._note("ER Low Positive", text, "CF-070")]
        if er is Er.NEGATIVE and pr:
            text = (
                "One of the two is enough for the name HR-positive. PR is mainly used to judge the outlook when ER is "
                "positive, so this is a result to talk over with the care team."
            )
            return [self._note("PR without ER", text, "CF-071", "CF-081")]
        return []

    def _result(self, hormones: bool, level: Her2) -> Any:
        subtype_id = subtype(hormones, level)
        classes = {name: class_option(name, hormones, level, self.opens) for name in CLASSES}
        drugs = {
            drug["key"]: drug_option(drug["key"], name, hormones, level, self.opens)
            for name in CLASSES
            for drug in self.drugs[name]
        }
        waiting = [*classes.values(), *drugs.values()]
        row = None if subtype_id is None else self.subtypes.loc[subtype_id]
        return {
            "subtype": "Not known yet" if row is None else row["name"],
            "description": _undecided(hormones) if row is None else row["description"],
            "her2": _HER2_WORDS[level],
            "notes": self._her2_notes(hormones, level),
            "tests": [key for key in FURTHER_TESTS if any(option.test == key for option in waiting)],
            "waits": row is None,
            "classes": {name: self._option(name, option, hormones, level) for name, option in classes.items()},
            "drugs": {name: _plain(option) for name, option in drugs.items()},
            "sources": self._ground((), ("CF-073", "CF-081"))
            if row is None
            else self._ground(tuple(row["evidence"]), tuple(row["facts"])),
        }

    def _option(self, name: str, option: Option, hormones: bool, level: Her2) -> dict[str, Any]:
        why = reason(name, option, hormones, level)
        found = links(name, option, hormones, level)
        return {
            **_plain(option),
            "why": why.text,
            "links": [{"finding": finding, **_plain(link)} for finding, link in found.items()],
            "sources": self._ground(why.evidence, why.facts),
        }

    def _her2_notes(self, hormones: bool, level: Her2) -> list[Note]:
        if level is Her2.EQUIVOCAL:
            text = "2+ is neither positive nor negative. A gene test, called ISH, decides."
            return [self._note("Waiting for ISH", text, "CF-073")]
        if level is Her2.LOW:
            text = "HER2-negative, with a little HER2. That is no subtype of its own, but it can open one drug: T-DXd."
            also = "" if hormones else " A triple-negative cancer can be HER2-low."
            facts = ("CF-075", "CF-076") if hormones else ("CF-075", "CF-076", "CF-088")
            return [self._note("HER2-low", text + also, *facts)]
        if level is Her2.ULTRALOW:
            use = (
                "In HR-positive cancer even this trace can open T-DXd after hormone therapy."
                if hormones
                else "T-DXd was studied for so faint a trace in HR-positive cancer, so here it stays closed."
            )
            return [self._note("HER2-ultralow", f"HER2-negative, with a trace. {use}", "CF-075", "CF-076", "CF-104")]
        return []


_CLOSING = (
    "Opens means that it can be considered at some time. Whether and when it fits one person, the care team decides. "
    "The drugs were tested in metastatic breast cancer in general; none is approved for the inflammatory kind alone."
)
_CAUTION = (
    "Some of these facts are results of trials. They describe groups of people, and cannot tell how long a treatment "
    "will work for one person. Figures of different trials cannot be compared with each other."
)
_HER2_WORDS = {
    Her2.NONE: "negative",
    Her2.ULTRALOW: "negative, with a trace (ultralow)",
    Her2.LOW: "negative, but low",
    Her2.EQUIVOCAL: "no answer yet (equivocal)",
    Her2.POSITIVE: "positive",
}


def _plain(option: Option) -> dict[str, Any]:
    return {"status": option.status, "test": option.test, "needs": list(option.needs)}


def _undecided(hormones: bool) -> str:
    first = "Hormone receptors are there." if hormones else "There are no hormone receptors."
    other = "HR-positive, HER2-positive" if hormones else "HR-negative, HER2-positive"
    negative = "HR-positive, HER2-negative" if hormones else "triple-negative"
    return f"{first} Is there too much HER2? The stain cannot tell. It is either {negative} or {other}."


def _scores() -> Any:
    """The four scores of the HER2 stain, in the words of CF-072, and what is asked after 0 and after 2+."""
    words = {
        Ihc.ZERO: f"No ring around the cells, or a faint, broken one in {FAINT_UP_TO}% of them or fewer.",
        Ihc.ONE: f"A faint, broken ring around more than {FAINT_UP_TO}% of the cells.",
        Ihc.TWO: (
            f"A closed ring: weak to moderate around more than {FAINT_UP_TO}% of the cells, "
            f"or strong around {FAINT_UP_TO}% or fewer."
        ),
        Ihc.THREE: f"A strong, closed ring around more than {FAINT_UP_TO}% of the cells.",
    }
    follow_ups = {
        Ihc.ZERO: {
            "trait": "staining",
            "legend": "Any staining at all?",
            "outcomes": [
                {"key": "none", "label": "None", "words": "", "her2": her2(Ihc.ZERO)},
                {"key": "trace", "label": "A trace", "words": "", "her2": her2(Ihc.ZERO, faint_staining=True)},
            ],
        },
        Ihc.TWO: {
            "trait": "ish",
            "legend": "Gene test (ISH)",
            "outcomes": [
                {"key": ish, "label": label, "words": said, "her2": her2(Ihc.TWO, ish=ish)}
                for ish, label, said in (
                    (Ish.WAITING, "Not back yet", ""),
                    (Ish.NEGATIVE, "Negative", f"(ratio below {ISH_RATIO} with fewer than {ISH_COPIES} copies)"),
                    (Ish.POSITIVE, "Positive", f"(ratio {ISH_RATIO} or more with {ISH_COPIES} or more copies)"),
                )
            ],
        },
    }
    return [
        {
            "key": score,
            "label": score,
            "words": words[score],
            "her2": None if score in follow_ups else her2(score),
            "follow_up": follow_ups.get(score),
        }
        for score in Ihc
    ]


def _examples() -> list[dict[str, Any]]:
    """Fictional reports to begin with."""
    blank = {"staining": "none", "ish": Ish.WAITING, "tests": {}}
    values = (
        {"er": 90, "pr": 60, "ihc": Ihc.ZERO},
        {"er": 0, "pr": 0, "ihc": Ihc.THREE},
        {"er": 40, "pr": 20, "ihc": Ihc.TWO},
        {"er": 0, "pr": 0, "ihc": Ihc.ONE},
        {"er": 5, "pr": 0, "ihc": Ihc.THREE},
    )
    return [{"label": "ABCDE"[place], "values": {**blank, **value}} for place, value in enumerate(values)]


def make(course: Course) -> ReportExplorer:
    """A pathology report to set, with its subtype and what it opens."""
    from ibc_edu.parts.report_explorer.widget import ReportExplorer

    return ReportExplorer(report_content(course))
