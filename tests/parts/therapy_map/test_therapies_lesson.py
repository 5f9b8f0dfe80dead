"""The therapies lesson shows what the tables, the rules of a report and the simulator say."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from ibc_edu.course.course import Course
from ibc_edu.figures.theme import PARENT_CLASSES, THERAPY_COLORS
from ibc_edu.parts import PARTS
from ibc_edu.parts.blood_counts import content as therapy_counts
from ibc_edu.parts.blood_counts.widget import BloodCountContent, BloodCountView
from ibc_edu.parts.therapy_map import content as therapy_cards
from ibc_edu.parts.therapy_map.content import make as therapy_map
from ibc_edu.parts.therapy_map.widget import TherapyMap
from ibc_edu.parts.treatment_desk import content as therapy_people
from ibc_edu.parts.treatment_desk.widget import TreatmentDesk, TreatmentDeskContent
from ibc_edu.rules.pathology_report import Her2
from ibc_edu.rules.treatment_options import class_option, links
from ibc_edu.simulators.blood_count_variability import chance_of_nadir_below
from ibc_edu.simulators.blood_counts import DOCETAXEL, simulate
from ibc_edu.simulators.pharmacokinetics import Regimen

FINDING_NAMES = {"tumor-genes": therapy_cards.GENES}


@pytest.fixture(scope="module")
def shared() -> Course:
    """One course for all tests of this file: they only read it."""
    return Course(parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def shown(shared: Course) -> TherapyMap:
    return therapy_map(shared)


@pytest.fixture(scope="module")
def desk_content(shared: Course) -> TreatmentDeskContent:
    return therapy_people.treatment_desk_content(shared)


@pytest.fixture
def desk(desk_content: TreatmentDeskContent) -> TreatmentDesk:
    return TreatmentDesk(desk_content)


@pytest.fixture(scope="module")
def counts(shared: Course) -> BloodCountContent:
    return therapy_counts.blood_count_content(shared)


# The map


def test_every_drug_and_every_class_is_on_the_map(shared: Course, shown: TherapyMap) -> None:
    drugs = [drug["key"] for known in shown.content["classes"] for drug in known["drugs"]]
    assert sorted(drugs) == sorted(shared.tables.drugs["drug_id"])
    on_map = {known["key"] for known in shown.content["classes"]}
    kinds = set(shared.tables.therapy_classes["therapy_class_id"])
    assert on_map <= kinds
    assert kinds - on_map <= {*PARENT_CLASSES, *THERAPY_COLORS}


def test_the_map_leads_where_the_rules_of_a_report_lead(shared: Course) -> None:
    opens = dict(zip(shared.tables.subtypes["subtype_id"], shared.tables.subtypes["opens"], strict=True))
    for name in therapy_cards.CLASSES:
        found = set()
        for hormones, level in product((True, False), set(Her2) - {Her2.EQUIVOCAL}):
            option = class_option(name, hormones, level, opens)
            found |= set(links(name, option, hormones, level)) - {"esr1"}  # one drug's test, not the class's
        named = {FINDING_NAMES.get(key, key) for key in found}
        assert set(therapy_cards.LEADS[name]) - {therapy_cards.NONE} == named, name


@pytest.mark.parametrize(
    ("drug", "lit"),
    [
        ("tamoxifen", ["hormones", "hormone-therapy", "tamoxifen"]),
        ("elacestrant", ["hormones", "genes", "hormone-therapy", "elacestrant"]),
        ("fam-trastuzumab-deruxtecan", ["her2", "antibody-drug-conjugates", "fam-trastuzumab-deruxtecan"]),
        ("sacituzumab-govitecan", ["none", "antibody-drug-conjugates", "sacituzumab-govitecan"]),
        ("pembrolizumab", ["pd-l1", "checkpoint-inhibitors", "pembrolizumab"]),
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


def test_dated_approvals_stand_in_the_facts_they_name(shared: Course) -> None:
    facts = {row["fact_id"]: row for row in shared.rows("facts")}
    for drug, (text, named) in therapy_cards._APPROVALS.items():
        said = " ".join(facts[fact]["statement"] for fact in named)
        assert all(facts[fact]["mark"] == "read" for fact in named), drug
        years = [word.strip(",;") for word in text.split() if word.strip(",;").isdigit()]
        assert years, drug
        assert all(year in said for year in years), drug


def test_every_card_has_ground_and_every_picture_is_used(shown: TherapyMap) -> None:
    cards = shown.content["cards"]
    assert [key for key, card in cards.items() if not card["sources"]] == [therapy_cards.NONE]
    assert {card["picture"] for card in cards.values()} - {None} == set(shown.content["pictures"])


# The desk


def test_every_subtype_is_met_at_the_desk(shared: Course, desk: TreatmentDesk) -> None:
    met = {person["subtype"] for person in desk.content["people"]}
    assert met == set(shared.tables.subtypes["name"])


@pytest.mark.parametrize(
    ("person", "statuses"),
    [
        ("rosa", {"hormone-therapy": "open", "her2-antibodies": "closed", "radiation-therapy": "open"}),
        ("amara", {"her2-antibodies": "open", "hormone-therapy": "closed", "parp-inhibitors": "closed"}),
        (
            "daniel",
            {"parp-inhibitors": "test", "antibody-drug-conjugates": "open", "bone-strengthening-drugs": "closed"},
        ),
        ("mei", {"checkpoint-inhibitors": "test", "chemotherapy": "open", "radiation-therapy": "special"}),
        ("ingrid", {"hormone-therapy": "open", "her2-antibodies": "open", "surgery": "special"}),
    ],
)
def test_where_the_classes_stand(desk: TreatmentDesk, person: str, statuses: dict[str, str]) -> None:
    desk.person = person
    assert {name: desk.status(name) for name in statuses} == statuses


@pytest.mark.parametrize(
    ("person", "test", "therapy_class", "status"),
    [
        ("daniel", "brca", "parp-inhibitors", "open"),
        ("rosa", "brca", "parp-inhibitors", "closed"),
        ("mei", "pd-l1", "checkpoint-inhibitors", "open"),
        ("rosa", "tumor-genes", "pi3k-pathway-inhibitors", "open"),
    ],
)
def test_a_further_test_settles_a_class(
    desk: TreatmentDesk, person: str, test: str, therapy_class: str, status: str
) -> None:
    desk.person, desk.asked = person, {person: [test]}
    assert desk.status(therapy_class) == status


def test_every_answer_has_a_reason_and_a_source(desk: TreatmentDesk) -> None:
    for person in desk.content["people"]:
        for name, answer in person["classes"].items():
            assert answer["why"], (person["key"], name)
            assert answer["sources"], (person["key"], name)
            assert set(answer["sources"]) <= set(desk.content["sources"])


def test_what_comes_first_is_dated(desk: TreatmentDesk) -> None:
    assert all("As of mid-2026" in person["first"] for person in desk.content["people"])
    assert "backbone" in desk.content["people"][0]["first"]


def test_reports_and_subtypes_agree() -> None:
    assert len({report.key for report in therapy_people.REPORTS}) == len(therapy_people.REPORTS)
    assert all(report.bones for report in therapy_people.REPORTS if report.pain)


# Blood counts


@pytest.mark.parametrize(("mg", "every"), [(75, 21), (75, 7), (100, 14), (100, 28)])
def test_a_typical_course_is_that_of_the_simulator(mg: int, every: int) -> None:
    doses = [24 * every * dose for dose in range(therapy_counts.DOSES)]
    regimen = Regimen(DOCETAXEL.umol(mg), DOCETAXEL.infusion_h, doses, therapy_counts.DAYS * 24)
    times = np.arange(0, therapy_counts.DAYS * 24 + 1, therapy_counts.STEP_H)
    expected = simulate(DOCETAXEL.marrow, DOCETAXEL.pk, regimen, times_h=times.tolist())["circ"]
    counts = therapy_counts.relative_counts(DOCETAXEL, [(mg, every)], np.ones(1))[:, 0, 0]
    np.testing.assert_allclose(DOCETAXEL.marrow.circ0 * counts, expected, rtol=0.01)


@pytest.mark.parametrize(("mg", "every"), [(75, 21), (100, 7)])
def test_as_many_people_fall_very_low_as_the_exact_chance_says(counts: BloodCountContent, mg: int, every: int) -> None:
    shown = counts["courses"][f"{mg}-{every}"]["very_low_of_100"]
    regimen = DOCETAXEL.cycles(mg, every_days=every, count=therapy_counts.DOSES)
    exact = max(chance_of_nadir_below(therapy_counts.VERY_LOW, DOCETAXEL.marrow, DOCETAXEL.pk, regimen))
    assert shown == pytest.approx(100 * exact, abs=2)


def test_a_full_rest_lets_the_count_recover_and_a_short_one_does_not(counts: BloodCountContent) -> None:
    view = BloodCountView(counts)
    assert "every cycle looks much like the first" in view.course["sentence"]
    view.every = 7
    assert "still near its lowest point" in view.course["sentence"]
    assert "falls further, to 0.7" in view.course["sentence"]
    assert min(view.course["typical"]) == pytest.approx(0.7, abs=0.02)


def test_most_people_are_in_the_band_and_the_typical_one_is_too(counts: BloodCountContent) -> None:
    for found in counts["courses"].values():
        typical, low, high = (np.array(found[name]) for name in ("typical", "low", "high"))
        assert (low < typical).all()
        assert (typical < high).all()
        assert found["very_low_of_100"] <= 90
