"""Fictional people whose reports the learner builds a treatment from, and what each therapy class means for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from ibc_edu.course.course import Course
from ibc_edu.parts.therapy_map.content import MAP_CLASSES, class_color
from ibc_edu.quiz.sources import Source
from ibc_edu.rules.pathology_report import Her2, subtype
from ibc_edu.rules.treatment_options import FURTHER_TESTS, NOT_DONE, Option, Status, class_option
from ibc_edu.rules.treatment_reasons import Reason, reason

if TYPE_CHECKING:
    from ibc_edu.parts.treatment_desk.widget import ClassAnswer, Person, TreatmentDesk, TreatmentDeskContent

SPECIAL = "special"
"""Status of a class that no test opens or closes: it is used for a special reason only."""


@dataclass(frozen=True)
class Report:
    """A fictional person with stage IV inflammatory breast cancer.

    Parameters
    ----------
    key, name : str
    about : str
        Who the person is and what troubles them, in one or two sentences.
    hormone_receptors : bool
    her2 : Her2
    lines : mapping
        The report as the lab writes it.
    tests : mapping of test to result
        What each further test would show, by keys of `FURTHER_TESTS`; those that are left out show nothing new.
    bones, pain : bool
        Whether there is cancer in the bones, and whether one of them hurts.
    """

    key: str
    name: str
    about: str
    hormone_receptors: bool
    her2: Her2
    lines: Mapping[str, str]
    tests: Mapping[str, str] = field(default_factory=dict)
    bones: bool = False
    pain: bool = False


_NO_FINDING = {"brca": "absent", "pd-l1": "below-10", "tumor-genes": "absent", "esr1": "absent"}

REPORTS = (
    Report(
        "rosa",
        "Rosa",
        "Rosa is 61 and past menopause. The cancer is also in her bones, and her hip hurts when she walks.",
        True,
        Her2.NONE,
        {"ER": "90% of cells", "PR": "60% of cells", "HER2": "IHC 0, no staining"},
        {"tumor-genes": "pik3ca"},
        bones=True,
        pain=True,
    ),
    Report(
        "amara",
        "Amara",
        "Amara is 48. The skin of her breast turned purple and warm within weeks. The cancer is also in her liver.",
        False,
        Her2.POSITIVE,
        {"ER": "0% of cells", "PR": "0% of cells", "HER2": "IHC 3+"},
    ),
    Report(
        "daniel",
        "Daniel",
        "Daniel is 57. Men can have this cancer too. It is also in his lungs, and his sister had breast cancer.",
        True,
        Her2.LOW,
        {"ER": "80% of cells", "PR": "10% of cells", "HER2": "IHC 1+"},
        {"brca": "found"},
    ),
    Report(
        "mei",
        "Mei",
        "Mei is 39. The cancer is also in her liver and her lungs. She feels tired, and she works half days.",
        False,
        Her2.NONE,
        {"ER": "0% of cells", "PR": "0% of cells", "HER2": "IHC 0, no staining"},
        {"pd-l1": "10-or-more"},
    ),
    Report(
        "ingrid",
        "Ingrid",
        "Ingrid is 66. The cancer is also in her bones. They do not hurt. She wants to keep up her garden.",
        True,
        Her2.POSITIVE,
        {"ER": "70% of cells", "PR": "5% of cells", "HER2": "IHC 2+, gene test (ISH) positive"},
        bones=True,
    ),
)
"""All of them made up; chosen so that every receptor subtype is met."""

_LOCAL = ("standard-treatment-approaches/p10/s3", "most-common-treatment-methods/b25/s1")
_SURGERY = ("standard-treatment-approaches/p12/s2", "faq/a3/s2", "most-common-treatment-methods/b30/s1")

_FIRST: Mapping[str, Reason] = {
    "hr-positive-her2-negative": Reason(
        "The article calls chemotherapy the backbone of treatment. As of mid-2026, hormone therapy with a CDK4/6 "
        "inhibitor is the usual first treatment in this subtype. Chemotherapy comes first mainly when an organ is in "
        "immediate danger.",
        ("standard-treatment-approaches/p1/s1",),
        ("CF-090", "CF-097"),
    ),
    "hr-negative-her2-positive": Reason(
        "As of mid-2026, two first treatments stand side by side: chemotherapy with two HER2 antibodies, or a "
        "conjugate (T-DXd) with one of them.",
        ("standard-treatment-approaches/p8/s2",),
        ("CF-093", "CF-097"),
    ),
    "hr-positive-her2-positive": Reason(
        "As of mid-2026, HER2 drugs lead: chemotherapy with two HER2 antibodies, or a conjugate (T-DXd) with one of "
        "them. Hormone therapy is often added once the chemotherapy part is over.",
        ("standard-treatment-approaches/p8/s2",),
        ("CF-093", "CF-094", "CF-097"),
    ),
    "triple-negative": Reason(
        "As of mid-2026, the PD-L1 score comes before the first treatment. At 10 or more it opens pembrolizumab, with "
        "chemotherapy or with a conjugate. Below 10, a conjugate or chemotherapy can be the start.",
        ("promising-advances-treatment-in-clinical-trials/p8/s1",),
        ("CF-077", "CF-095", "CF-097"),
    ),
}
"""What usually comes first in a subtype, with its date."""


def treatment_desk_content(course: Course) -> TreatmentDeskContent:
    """All reports, and what each therapy class means for each person."""
    names = {row["therapy_class_id"]: row["name"] for row in course.rows("therapy_classes")}
    opens = {row["subtype_id"]: row["opens"] for row in course.rows("subtypes")}
    subtypes = {row["subtype_id"]: row["name"] for row in course.rows("subtypes")}
    sources: dict[str, Source] = {}

    def ground(found: Reason) -> list[str]:
        for key in (*found.evidence, *found.facts):
            sources[key] = course.sources(*(((key,), ()) if key in found.evidence else ((), (key,))))[0]
        return [*found.evidence, *found.facts]

    def person(report: Report) -> Person:
        subtype_id = str(subtype(report.hormone_receptors, report.her2))
        answers = {name: _answer(name, report, opens) for name in MAP_CLASSES}
        waiting = {answer.option.test for answer in answers.values()}
        results = {**_NO_FINDING, **report.tests}
        return {
            "key": report.key,
            "name": report.name,
            "about": report.about,
            "report": [{"label": label, "text": text} for label, text in report.lines.items()],
            "subtype": subtypes[subtype_id],
            "tests": {test: results[test] for test in FURTHER_TESTS if test in waiting},
            "classes": {name: _content(answer, ground(answer.why)) for name, answer in answers.items()},
            "first": _FIRST[subtype_id].text,
            "first_sources": ground(_FIRST[subtype_id]),
        }

    return {
        "classes": [{"key": name, "name": names[name], "color": class_color(name)} for name in MAP_CLASSES],
        "people": [person(report) for report in REPORTS],
        "tests": {
            key: {
                "name": test.name,
                "results": [
                    {"key": result, "label": label} for result, label in {NOT_DONE: "Not done", **test.results}.items()
                ],
            }
            for key, test in FURTHER_TESTS.items()
        },
        "sources": sources,
    }


class _Answer(NamedTuple):
    """What a class means for a person; `special` is for classes that no test opens or closes."""

    option: Option
    why: Reason
    special: bool = False


def _content(answer: _Answer, sources: list[str]) -> ClassAnswer:
    option = answer.option
    return {
        "status": SPECIAL if answer.special else str(option.status),
        "test": option.test,
        "needs": list(option.needs),
        "why": answer.why.text,
        "sources": sources,
    }


def _answer(name: str, report: Report, opens: Mapping[str, Any]) -> _Answer:
    if name == "radiation-therapy":
        return _Answer(Option(Status.OPEN), _PAIN if report.pain else _NO_TARGET, special=not report.pain)
    if name == "surgery":
        return _Answer(Option(Status.OPEN), _OPERATION, special=True)
    if name == "bone-strengthening-drugs":
        return _Answer(Option(Status.OPEN), _BONES) if report.bones else _Answer(Option(Status.CLOSED), _NO_BONES)
    option = class_option(name, report.hormone_receptors, report.her2, opens)
    if name == "antibody-drug-conjugates" and report.hormone_receptors and report.her2 is Her2.NONE:
        return _Answer(option, _CONJUGATES_LATER)
    return _Answer(option, reason(name, option, report.hormone_receptors, report.her2))


_PAIN = Reason("It can ease the pain in the hip. It works at that one place, so medicines are needed too.", _LOCAL)
_NO_TARGET = Reason("It works where it is aimed. This report names no place that needs it now.", _LOCAL)
_OPERATION = Reason(
    "It cannot take out what has spread. It may be considered after good shrinkage, or for a complication.",
    _SURGERY,
    ("CF-309",),
)
_BONES = Reason("The cancer is in the bones. These drugs slow the loss of bone.", (), ("CF-188", "CF-189"))
_NO_BONES = Reason("They are for cancer in the bones, and this report shows none there.", (), ("CF-188",))
_CONJUGATES_LATER = Reason(
    "Two of them need no HER2: they aim at TROP2. In this subtype they come after hormone therapy and chemotherapy.",
    (),
    ("CF-120", "CF-121"),
)


def make(course: Course) -> TreatmentDesk:
    """Reports of fictional people, and what the evidence says about the classes that the learner picks."""
    from ibc_edu.parts.treatment_desk.widget import TreatmentDesk

    return TreatmentDesk(treatment_desk_content(course))
