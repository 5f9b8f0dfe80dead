"""Fictional people whose reports the learner builds a treatment from, and what each therapy class means for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.figures.theme import color_by_theme
from ibc_edu.knowledge.part_texts import Statement
from ibc_edu.parts.shared.treatment_options import treatment_options
from ibc_edu.parts.treatment_desk.texts import Report, Texts
from ibc_edu.rules.pathology_report import Her2, subtype
from ibc_edu.rules.treatment_options import Option, Status, class_option

if TYPE_CHECKING:
    from ibc_edu.parts.treatment_desk.widget import ClassAnswer, Person, TreatmentDesk, TreatmentDeskContent

SPECIAL = "special"
"""Status of a class that no test opens or closes: it is used for a special reason only."""


def treatment_desk_content(course: Course) -> TreatmentDeskContent:
    """All reports, and what each therapy class means for each person."""
    return _Builder(course).content()


class _Answer(NamedTuple):
    """What a class means for a person; `special` is for classes that no test opens or closes."""

    option: Option
    why: Statement
    special: bool = False


class _Builder:
    """Builds the content and gathers the sources that its parts name."""

    def __init__(self, course: Course) -> None:
        self.texts = course.texts("treatment-desk", Texts)
        self.options = treatment_options(course)
        self.classes = {row["therapy_class_id"]: row["name"] for row in course.rows("therapy_classes")}
        self.subtypes = {row["subtype_id"]: row["name"] for row in course.rows("subtypes")}
        self.opens = {row["subtype_id"]: row["opens"] for row in course.rows("subtypes")}
        self.sources = KeyedSources(course)

    def content(self) -> TreatmentDeskContent:
        return {
            "classes": [
                {"key": name, "name": self.classes[name], "color": color_by_theme(name)}
                for name in self.options.classes
            ],
            "people": [self._person(report) for report in self.texts.people],
            "tests": {key: {"name": test.name, "results": test.choices()} for key, test in self.options.tests.items()},
            "made_up": self.texts.made_up,
            "closing": self.texts.closing.text,
            "sources": self.sources.found,
        }

    def _person(self, report: Report) -> Person:
        subtype_id = str(subtype(report.hormone_receptors, report.her2))
        answers = {name: self._answer(name, report) for name in self.options.classes}
        waiting = {test for answer in answers.values() for test in answer.option.tests}
        first = self.texts.first[subtype_id]
        return {
            "key": report.key,
            "name": report.name,
            "about": report.about,
            "report": [{"label": label, "text": text} for label, text in report.report.items()],
            "subtype": self.subtypes[subtype_id],
            "tests": {test: report.result(test) for test in self.options.tests if test in waiting},
            "classes": {name: self._shown(answer) for name, answer in answers.items()},
            "first": first.text,
            "first_sources": self.sources.of(first),
        }

    def _shown(self, answer: _Answer) -> ClassAnswer:
        option = answer.option.to_dict()
        return {
            "status": SPECIAL if answer.special else str(option["status"]),
            "test": option["test"],
            "needs": option["needs"],
            "otherwise": option["otherwise"],
            "why": answer.why.text,
            "sources": self.sources.of(answer.why),
        }

    def _answer(self, name: str, report: Report) -> _Answer:
        texts, considered = self.texts, Option(Status.OPEN)
        if name == "radiation-therapy":
            why = texts.radiation_for_pain if report.pain else texts.radiation_without_target
            return _Answer(considered, why, special=not report.pain)
        if name == "surgery":
            return _Answer(considered, texts.surgery, special=True)
        if name == "bone-strengthening-drugs":
            return _Answer(considered, texts.bones) if report.bones else _Answer(Option(Status.CLOSED), texts.no_bones)
        option = class_option(name, report.hormone_receptors, report.her2, self.opens)
        if name == "antibody-drug-conjugates" and report.hormone_receptors and report.her2 is Her2.NONE:
            return _Answer(option, texts.conjugates_later)
        return _Answer(option, self.options.reason(name, option, report.hormone_receptors, report.her2))


def make(course: Course) -> TreatmentDesk:
    """Reports of fictional people, and what the evidence says about the classes that the learner picks."""
    from ibc_edu.parts.treatment_desk.widget import TreatmentDesk

    return TreatmentDesk(treatment_desk_content(course))
