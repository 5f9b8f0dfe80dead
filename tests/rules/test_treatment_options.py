"""What each kind of cancer opens, what waits for a further test, and what stays closed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.rules.pathology_report import Her2, Hormones, subtype
from ibc_edu.rules.treatment_options import (
    FURTHER_TESTS,
    ISH,
    SOME_HER2,
    Option,
    Status,
    class_option,
    drug_option,
    links,
)
from ibc_edu.rules.treatment_reasons import first_that_fits

KINDS = list(product([True, False], Her2))
REPORTS = list(product(Hormones, Her2))
ANY_SUBTYPE = {"checkpoint-inhibitors"}


@pytest.fixture(scope="module")
def course() -> Course:
    return Course(parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def opens(course: Course) -> dict[str, list[str]]:
    table = course.tables.subtypes
    return dict(zip(table["subtype_id"], table["opens"], strict=True))


@pytest.fixture(scope="module")
def drugs(course: Course, opens: dict[str, list[str]]) -> dict[str, str]:
    """Drugs by id, with the class that a subtype can open."""
    parents = course.tables.therapy_classes.set_index("therapy_class_id")["parent"].to_dict()
    classes = {name for names in opens.values() for name in names}
    table = course.tables.drugs
    found = dict(zip(table["drug_id"], table["therapy_class"], strict=True))
    found = {drug: name if name in classes else parents[name] for drug, name in found.items()}
    return {drug: name for drug, name in found.items() if name in classes}


@pytest.mark.parametrize(("hormone_receptors", "her2"), [kind for kind in KINDS if kind[1] is not Her2.EQUIVOCAL])
def test_a_class_is_closed_exactly_where_the_subtypes_table_does_not_open_it(
    opens: dict[str, list[str]], hormone_receptors: bool, her2: Her2
) -> None:
    subtype_id = subtype(hormone_receptors, her2)
    assert subtype_id is not None
    for name in {name for names in opens.values() for name in names}:
        option = class_option(name, hormone_receptors, her2, opens)
        assert (option.status is Status.CLOSED) == (name not in {*opens[subtype_id], *ANY_SUBTYPE})


@pytest.mark.parametrize(("hormone_receptors", "her2"), [kind for kind in KINDS if kind[1] is not Her2.EQUIVOCAL])
def test_a_finding_in_any_solid_tumor_opens_checkpoint_inhibitors_in_every_subtype(
    opens: dict[str, list[str]], hormone_receptors: bool, her2: Her2
) -> None:
    option = class_option("checkpoint-inhibitors", hormone_receptors, her2, opens)
    assert option.settled({"msi": "msi-high"}) is Status.OPEN
    assert option.settled({"tmb": "10-or-more", "pd-l1": "below-10"}) is Status.OPEN
    assert option.settled({"msi": "stable"}) is Status.TEST
    assert option.settled({"msi": "stable", "tmb": "below-10", "pd-l1": "below-10"}) is Status.CLOSED


@pytest.mark.parametrize(("hormones", "her2"), REPORTS)
def test_a_class_is_open_if_and_only_if_one_of_its_drugs_is(
    opens: dict[str, list[str]], drugs: dict[str, str], hormones: Hormones, her2: Her2
) -> None:
    for name in set(drugs.values()):
        of_class = class_option(name, hormones is not Hormones.NEGATIVE, her2, opens).status
        of_drugs = {drug_option(drug, own, hormones, her2, opens).status for drug, own in drugs.items() if own == name}
        assert (of_class is Status.OPEN) == (Status.OPEN in of_drugs)
        assert (of_class is Status.CLOSED) == (of_drugs == {Status.CLOSED})


@pytest.mark.parametrize(
    ("drug", "open_for"),
    [
        (
            "fam-trastuzumab-deruxtecan",
            {"+positive", "+low", "+ultralow", "-positive", "-low", "+equivocal", "-equivocal"},
        ),
        ("ado-trastuzumab-emtansine", {"+positive", "-positive"}),
        ("sacituzumab-govitecan", {"+none", "+ultralow", "+low", "-none", "-ultralow", "-low"}),
        ("ribociclib", {"+none", "+ultralow", "+low"}),
        ("palbociclib", {"+none", "+ultralow", "+low", "+positive", "+equivocal"}),
        ("trastuzumab", {"+positive", "-positive"}),
        ("paclitaxel", {f"{hr}{her2}" for hr in "+-" for her2 in Her2}),
        ("letrozole", {f"+{her2}" for her2 in Her2}),
        ("pembrolizumab", set()),
        ("olaparib", set()),
    ],
)
def test_drugs_that_are_open_without_a_further_test(
    opens: dict[str, list[str]], drugs: dict[str, str], drug: str, open_for: set[str]
) -> None:
    found = {
        f"{'-' if hormones is Hormones.NEGATIVE else '+'}{her2}"
        for hormones, her2 in REPORTS
        if drug_option(drug, drugs[drug], hormones, her2, opens).status is Status.OPEN
    }
    assert found == open_for


@pytest.mark.parametrize(
    ("drug", "kinds", "test", "needs"),
    [
        ("olaparib", [(Hormones.ER, Her2.NONE), (Hormones.NEGATIVE, Her2.LOW)], "brca", ("found",)),
        ("pembrolizumab", [(Hormones.NEGATIVE, Her2.NONE), (Hormones.NEGATIVE, Her2.LOW)], "pd-l1", ("10-or-more",)),
        ("pembrolizumab", [(Hormones.ER, Her2.NONE), (Hormones.NEGATIVE, Her2.POSITIVE)], "msi", ("msi-high",)),
        ("alpelisib", [(Hormones.ER, Her2.NONE)], "tumor-genes", ("pik3ca",)),
        ("capivasertib", [(Hormones.PR_ONLY, Her2.NONE)], "tumor-genes", ("pik3ca", "akt1-pten")),
        ("elacestrant", [(Hormones.ER, Her2.NONE)], "esr1", ("found",)),
        ("trastuzumab", [(Hormones.ER, Her2.EQUIVOCAL), (Hormones.NEGATIVE, Her2.EQUIVOCAL)], ISH, ()),
        ("pembrolizumab", [(Hormones.NEGATIVE, Her2.EQUIVOCAL)], ISH, ()),
    ],
)
def test_drugs_that_wait_for_a_test(
    opens: dict[str, list[str]],
    drugs: dict[str, str],
    drug: str,
    kinds: list[tuple[Hormones, Her2]],
    test: str,
    needs: tuple[str, ...],
) -> None:
    for hormones, her2 in kinds:
        option = drug_option(drug, drugs[drug], hormones, her2, opens)
        assert (option.status, option.test, option.needs) == (Status.TEST, test, needs)


def test_every_result_that_a_drug_needs_is_a_result_of_its_test(
    opens: dict[str, list[str]], drugs: dict[str, str]
) -> None:
    for drug, (hormones, her2) in product(drugs, REPORTS):
        option: Option | None = drug_option(drug, drugs[drug], hormones, her2, opens)
        while option and option.test and option.test != ISH:
            assert set(option.needs) < set(FURTHER_TESTS[option.test])
            option = option.otherwise


def test_pr_alone_is_not_enough_for_elacestrant(opens: dict[str, list[str]], drugs: dict[str, str]) -> None:
    for her2 in Her2:
        option = drug_option("elacestrant", drugs["elacestrant"], Hormones.PR_ONLY, her2, opens)
        assert option == Option(Status.CLOSED)
        of_class = class_option("hormone-therapy", True, her2, opens)
        assert "esr1" not in links("hormone-therapy", of_class, Hormones.PR_ONLY, her2)


@dataclass(frozen=True)
class Case:
    hormone_receptors: bool | None
    her2: frozenset[Her2] | None


@pytest.mark.parametrize(
    ("hormone_receptors", "her2", "place"),
    [(True, Her2.LOW, 0), (False, Her2.LOW, 1), (True, Her2.NONE, 2), (False, Her2.NONE, 2)],
)
def test_the_first_case_that_fits_counts(hormone_receptors: bool, her2: Her2, place: int) -> None:
    cases = [Case(True, SOME_HER2), Case(None, SOME_HER2), Case(None, None)]
    assert first_that_fits(cases, hormone_receptors, her2) is cases[place]
    assert first_that_fits(cases[:2], False, Her2.NONE) is None


def test_a_page_gets_an_option_with_the_test_that_comes_after() -> None:
    after = Option(Status.TEST, "tmb", ("10-or-more",))
    told = Option(Status.TEST, "msi", ("msi-high",), after).to_dict()
    assert told == {
        "status": "test",
        "test": "msi",
        "needs": ["msi-high"],
        "otherwise": {"status": "test", "test": "tmb", "needs": ["10-or-more"], "otherwise": None},
    }
