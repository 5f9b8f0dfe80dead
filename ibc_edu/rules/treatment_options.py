"""What a pathology report opens and closes: therapy classes, drugs, and the further tests that some depend on.

Which subtype opens which class stands in the subtypes table. Here stands what the table cannot hold: classes and drugs
that wait for a further test, classes that a finding opens in any subtype, and drugs that are narrower than their class.
Beside each rule stands the fact (facts table) that it comes from; the reasons in sentences stand in the course's data.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ibc_edu.rules.pathology_report import Her2, Hormones, subtype

HER2_NEGATIVE = frozenset({Her2.NONE, Her2.ULTRALOW, Her2.LOW})
HER2_POSITIVE = frozenset({Her2.POSITIVE})
SOME_HER2 = frozenset({Her2.ULTRALOW, Her2.LOW})


class Status(StrEnum):
    """Where a class or a drug stands: `OPEN` means that it can be considered at some point, not that it is advised."""

    OPEN = "open"
    TEST = "test"
    CLOSED = "closed"


@dataclass(frozen=True)
class Option:
    """Status of a class or a drug.

    Parameters
    ----------
    status : Status
    test : str, optional
        With `Status.TEST`: a key of `FURTHER_TESTS`, or `ISH` when the HER2 gene test has to come first.
    needs : tuple of str
        Results of that test that open it; with any other result `otherwise` decides.
    otherwise : Option, optional
        A further test that can open it too; without one, any other result closes it.
    """

    status: Status
    test: str | None = None
    needs: tuple[str, ...] = ()
    otherwise: Option | None = None

    @property
    def tests(self) -> tuple[str, ...]:
        """Keys of all tests that can open it."""
        own = () if self.test is None else (self.test,)
        return own if self.otherwise is None else (*own, *self.otherwise.tests)

    def settled(self, results: Mapping[str, str]) -> Status:
        """Where it stands once the results of further tests are taken in; a test that is left out is not done."""
        if self.status is not Status.TEST or self.test is None:
            return self.status
        result = results.get(self.test, NOT_DONE)
        rest = Status.CLOSED if self.otherwise is None else self.otherwise.settled(results)
        if result in self.needs or rest is Status.OPEN:
            return Status.OPEN
        return Status.TEST if result == NOT_DONE else rest

    def to_dict(self) -> dict[str, Any]:
        """JSON form, as pages read it."""
        otherwise = None if self.otherwise is None else self.otherwise.to_dict()
        return {"status": self.status, "test": self.test, "needs": list(self.needs), "otherwise": otherwise}


HORMONES, HER2 = "hormones", "her2"
ISH = "ish"
NOT_DONE = "not-done"
"""The result of every further test until it is known."""

FURTHER_TESTS: Mapping[str, tuple[str, ...]] = {
    "brca": ("absent", "found"),  # CF-078
    "pd-l1": ("below-10", "10-or-more"),  # CF-077
    "msi": ("stable", "msi-high"),  # CF-396, CF-398
    "tmb": ("below-10", "10-or-more"),  # CF-397
    "tumor-genes": ("absent", "pik3ca", "akt1-pten"),  # CF-079, CF-122, CF-123, CF-304
    "esr1": ("absent", "found"),  # CF-080, CF-124 to CF-126
}
"""Tests beyond ER, PR and HER2, with their results besides `NOT_DONE`; the first one opens nothing."""

# What opens a class whatever the subtype: approvals for any solid tumor with such a finding.
_ANY_SUBTYPE = {
    "checkpoint-inhibitors": Option(
        Status.TEST, "msi", ("msi-high",), Option(Status.TEST, "tmb", ("10-or-more",))
    ),  # CF-396, CF-397
}
_CLASS_TESTS = {
    "parp-inhibitors": Option(Status.TEST, "brca", ("found",)),  # CF-078
    "checkpoint-inhibitors": Option(
        Status.TEST, "pd-l1", ("10-or-more",), _ANY_SUBTYPE["checkpoint-inhibitors"]
    ),  # CF-077
    "pi3k-pathway-inhibitors": Option(Status.TEST, "tumor-genes", ("pik3ca", "akt1-pten")),  # CF-122, CF-123
}
_DRUG_TESTS = {
    "elacestrant": Option(Status.TEST, "esr1", ("found",)),  # CF-124
    "alpelisib": Option(Status.TEST, "tumor-genes", ("pik3ca",)),  # CF-122
}
_DRUG_NEEDS_ER = frozenset({"elacestrant"})  # PR alone is not enough: CF-124
# Drugs that are narrower than their class, by the HER2 results that they need.
_DRUG_HER2 = {
    "elacestrant": HER2_NEGATIVE,  # CF-124
    "ribociclib": HER2_NEGATIVE,  # CF-108 to CF-110
    "abemaciclib": HER2_NEGATIVE,  # CF-112
    "ado-trastuzumab-emtansine": HER2_POSITIVE,  # CF-101
    "fam-trastuzumab-deruxtecan": HER2_POSITIVE | SOME_HER2,  # CF-102 to CF-105
    "sacituzumab-govitecan": HER2_NEGATIVE,  # CF-116, CF-121
    "datopotamab-deruxtecan": HER2_NEGATIVE,  # CF-119, CF-120
}


def class_option(
    therapy_class: str, hormone_receptors: bool, her2: Her2, opens: Mapping[str, Collection[str]]
) -> Option:
    """Where a therapy class stands.

    Parameters
    ----------
    therapy_class : str
        A therapy_class_id that a subtype can open.
    hormone_receptors : bool
    her2 : Her2
    opens : mapping of subtype_id to therapy_class_ids
        From the subtypes table.
    """
    if her2 is Her2.EQUIVOCAL:
        return _undecided(*(class_option(therapy_class, hormone_receptors, level, opens) for level in _AFTER_ISH))
    if therapy_class not in opens[str(subtype(hormone_receptors, her2))]:
        return _ANY_SUBTYPE.get(therapy_class, Option(Status.CLOSED))
    return _CLASS_TESTS.get(therapy_class, Option(Status.OPEN))


def drug_option(
    drug: str,
    therapy_class: str,
    hormones: Hormones,
    her2: Her2,
    opens: Mapping[str, Collection[str]],
) -> Option:
    """Where a drug stands; parameters as in `class_option`, with the class that the drug belongs to.

    Some drugs ask more of the hormone receptors than their class does, so `hormones` says which of them are there.
    """
    if her2 is Her2.EQUIVOCAL:
        return _undecided(*(drug_option(drug, therapy_class, hormones, level, opens) for level in _AFTER_ISH))
    hormone_receptors = hormones is not Hormones.NEGATIVE
    of_class = class_option(therapy_class, hormone_receptors, her2, opens)
    if of_class.status is Status.CLOSED or her2 not in _DRUG_HER2.get(drug, Her2):
        return Option(Status.CLOSED)
    if drug in _DRUG_NEEDS_ER and hormones is not Hormones.ER:
        return Option(Status.CLOSED)
    if drug == "fam-trastuzumab-deruxtecan" and her2 is Her2.ULTRALOW and not hormone_receptors:
        return Option(Status.CLOSED)  # HER2-ultralow was studied in HR-positive cancer: CF-104
    return _DRUG_TESTS.get(drug, of_class)


def links(therapy_class: str, of_class: Option, hormones: Hormones, her2: Her2) -> dict[str, Option]:
    """Findings that lead to a class which is not closed, each with whether it does so already.

    Parameters as in `drug_option`, with what `class_option` returned.

    Returns
    -------
    dict
        By finding: `HORMONES`, `HER2` or a key of `FURTHER_TESTS`. Empty for a class that needs no receptor.
    """
    if of_class.status is Status.CLOSED:
        return {}
    if of_class.test == ISH:
        return {HER2: of_class}
    there = Option(Status.OPEN)
    if therapy_class in ("her2-antibodies", "her2-kinase-inhibitors"):
        return {HER2: there}
    if therapy_class == "antibody-drug-conjugates":
        unused = {Her2.NONE, Her2.ULTRALOW} if hormones is Hormones.NEGATIVE else {Her2.NONE}  # CF-104
        return {} if her2 in unused else {HER2: there}
    found = {}
    waiting: Option | None = of_class
    while waiting is not None and waiting.test is not None:
        found[waiting.test] = replace(waiting, otherwise=None)
        waiting = waiting.otherwise
    if therapy_class in ("hormone-therapy", "cdk4-6-inhibitors", "pi3k-pathway-inhibitors"):
        found = {HORMONES: there, **found}
    if therapy_class == "hormone-therapy" and hormones is Hormones.ER and her2 in HER2_NEGATIVE:
        found["esr1"] = _DRUG_TESTS["elacestrant"]
    return found


_AFTER_ISH = (Her2.LOW, Her2.POSITIVE)  # what a stain of 2+ can turn out to be: CF-073, CF-075


def _undecided(if_negative: Option, if_positive: Option) -> Option:
    """What is certain before the HER2 gene test is back."""
    return if_negative if if_negative == if_positive else Option(Status.TEST, ISH)
