"""The map says what the tables and the rules of a report say."""

from __future__ import annotations

import calendar
import re
from itertools import product

import pytest

from ibc_edu.course.course import Course
from ibc_edu.figures.theme import PARENT_CLASSES, THERAPY_COLORS
from ibc_edu.parts import PARTS
from ibc_edu.parts.shared.treatment_options import treatment_options
from ibc_edu.parts.therapy_map.content import make as therapy_map
from ibc_edu.parts.therapy_map.texts import NAME, Texts
from ibc_edu.parts.therapy_map.widget import TherapyMap
from ibc_edu.rules.pathology_report import Her2, Hormones
from ibc_edu.rules.treatment_options import class_option, links

FINDING_NAMES = {"tumor-genes": "genes", "msi": "unstable", "tmb": "unstable"}


@pytest.fixture(scope="module")
def shared() -> Course:
    """One course for all tests of this file: they only read it."""
    return Course(parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def shown(shared: Course) -> TherapyMap:
    return therapy_map(shared)


def test_every_drug_and_every_class_is_on_the_map(shared: Course, shown: TherapyMap) -> None:
    drugs = [drug["key"] for known in shown.content["classes"] for drug in known["drugs"]]
    assert sorted(drugs) == sorted(shared.tables.drugs["drug_id"])
    on_map = {known["key"] for known in shown.content["classes"]}
    kinds = set(shared.tables.therapy_classes["therapy_class_id"])
    assert on_map <= kinds
    assert kinds - on_map <= {*PARENT_CLASSES, *THERAPY_COLORS}


def test_the_map_leads_where_the_rules_of_a_report_lead(shared: Course) -> None:
    opens = dict(zip(shared.tables.subtypes["subtype_id"], shared.tables.subtypes["opens"], strict=True))
    texts = shared.texts(NAME, Texts)
    for name in treatment_options(shared).by_receptors:
        found = set()
        for hormones, level in product(Hormones, set(Her2) - {Her2.EQUIVOCAL}):
            option = class_option(name, hormones is not Hormones.NEGATIVE, level, opens)
            found |= set(links(name, option, hormones, level)) - {"esr1"}  # one drug's test, not the class's
        named = {FINDING_NAMES.get(key, key) for key in found}
        assert set(texts.leads[name]) - {"none"} == named, name


@pytest.mark.parametrize(
    ("drug", "lit"),
    [
        ("tamoxifen", ["hormones", "hormone-therapy", "tamoxifen"]),
        ("elacestrant", ["hormones", "genes", "hormone-therapy", "elacestrant"]),
        ("fam-trastuzumab-deruxtecan", ["her2", "antibody-drug-conjugates", "fam-trastuzumab-deruxtecan"]),
        ("sacituzumab-govitecan", ["none", "antibody-drug-conjugates", "sacituzumab-govitecan"]),
        ("pembrolizumab", ["pd-l1", "unstable", "checkpoint-inhibitors", "pembrolizumab"]),
    ],
)
def test_the_way_to_a_drug_is_lit(shown: TherapyMap, drug: str, lit: list[str]) -> None:
    assert shown.content["cards"][drug]["lit"] == lit


def test_her2_lights_only_the_conjugates_that_need_it(shown: TherapyMap) -> None:
    lit = shown.content["cards"]["her2"]["lit"]
    assert "ado-trastuzumab-emtansine" in lit
    assert "sacituzumab-govitecan" not in lit


@pytest.mark.parametrize(
    ("key", "said", "now"),
    [
        ("chemotherapy", "backbone", "no longer the backbone for everyone"),
        ("ribociclib", "promise", "no longer only a promise"),
        ("olaparib", "being studied", "January 2018"),
        ("ado-trastuzumab-emtansine", "emtansitine", "emtansine, not emtansitine"),
        ("sacituzumab-govitecan", "being tested", "approved treatments"),
        ("pembrolizumab", "PD-L1", "blocks PD-1 on immune cells"),
    ],
)
def test_a_card_says_what_has_changed_since(shown: TherapyMap, key: str, said: str, now: str) -> None:
    caveats = shown.content["cards"][key]["caveats"]
    assert any(said in caveat["said"] and now in caveat["now"] and caveat["as_of"] for caveat in caveats)


DATE = re.compile(rf"(?:({'|'.join(calendar.month_name[1:])}) )?\b((?:19|20)\d\d)\b")


def test_every_date_on_a_card_stands_in_what_the_card_rests_on(shown: TherapyMap) -> None:
    dated = 0
    for key, card in shown.content["cards"].items():
        ground = " ".join(f"{source['text']} {source['label']} {source['date']}" for source in card["sources"])
        said = " ".join([card["summary"], *(line["text"] for line in card["lines"])])
        for month, year in DATE.findall(said):
            dated += 1
            assert re.search(rf"\b{month} {year}" if month else year, ground), (key, month, year)
    assert dated >= 30


def test_approvals_are_dated_by_facts_that_were_read(shared: Course) -> None:
    facts = {row["fact_id"]: row for row in shared.rows("facts")}
    for drug, approval in shared.texts(NAME, Texts).approvals.items():
        statements = [facts[fact]["statement"] for fact in approval.facts]
        assert all(facts[fact]["mark"] == "read" for fact in approval.facts), drug
        for part in approval.text.split("; "):  # each approval by itself, in one of the facts
            dates = DATE.findall(part)
            assert dates, (drug, part)
            assert all(any(re.search(rf"{month} {year}", told) for told in statements) for month, year in dates), part


def test_every_approval_of_trastuzumab_deruxtecan_has_its_date(shared: Course) -> None:
    told = shared.texts(NAME, Texts).approvals["fam-trastuzumab-deruxtecan"].text
    assert [" ".join(date) for date in DATE.findall(told)] == [
        "December 2019", "May 2022", "August 2022", "April 2024", "January 2025", "December 2025", "May 2026"
    ]  # fmt: skip


BOXED = {
    "tamoxifen", "trastuzumab", "pertuzumab", "ado-trastuzumab-emtansine", "fam-trastuzumab-deruxtecan",
    "sacituzumab-govitecan", "paclitaxel", "docetaxel", "doxorubicin", "capecitabine",
}  # fmt: skip


def test_every_drug_shows_the_warnings_of_its_label_boxed_ones_first(shared: Course, shown: TherapyMap) -> None:
    for drug in shared.tables.drugs["drug_id"]:
        kinds = [warning["kind"] for warning in shown.content["cards"][drug]["warnings"]]
        assert kinds == sorted(kinds, key=["boxed", "serious", "not listed"].index), drug
        assert ("boxed" in kinds) == (drug in BOXED), drug
        assert {"boxed", "serious"} & {*kinds}, drug


def test_a_card_shows_the_most_urgent_signs_first(shown: TherapyMap) -> None:
    order = [urgency["key"] for urgency in shown.content["urgencies"]]
    assert order == ["emergency", "today", "next_visit"]
    for key, card in shown.content["cards"].items():
        shown_order = [order.index(sign["urgency"]) for sign in card["signs"]]
        assert shown_order == sorted(shown_order), key
    signs = {sign["key"] for sign in shown.content["cards"]["doxorubicin"]["signs"]}
    assert {"chemotherapy-fever", "doxorubicin-leak"} <= signs
    assert "docetaxel-sight" not in signs


def test_every_card_has_ground_and_every_picture_is_used(shown: TherapyMap) -> None:
    cards = shown.content["cards"]
    assert [key for key, card in cards.items() if not card["sources"]] == ["none"]
    assert {card["picture"] for card in cards.values()} - {None} == set(shown.content["pictures"])
