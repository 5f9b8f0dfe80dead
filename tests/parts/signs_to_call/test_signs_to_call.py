"""The signs to call about: whose they are, how soon they need help, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ibc_edu.course.course import Course
from ibc_edu.course.keyed_sources import KeyedSources
from ibc_edu.errors import ParameterError
from ibc_edu.parts import PARTS
from ibc_edu.parts.shared.call_signs import URGENCIES, CallSigns
from ibc_edu.parts.signs_to_call.content import make
from ibc_edu.parts.signs_to_call.widget import SignsToCall


@pytest.fixture(scope="module")
def read_only() -> Course:
    return Course(parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def signs(read_only: Course) -> CallSigns:
    return CallSigns(read_only, KeyedSources(read_only))


@pytest.fixture
def page(read_only: Course) -> SignsToCall:
    return make(read_only)


def keys(page: SignsToCall) -> list[str]:
    return [sign["key"] for sign in page.shown]


def test_without_a_treatment_the_signs_of_everybody_are_shown(page: SignsToCall) -> None:
    assert {"any-fever", "any-spine", "any-clot"} <= {*keys(page)}
    assert all(key.startswith("any-") for key in keys(page))


def test_a_chosen_drug_adds_its_own_signs_and_those_of_its_class(page: SignsToCall) -> None:
    page.chosen = ["doxorubicin", "pembrolizumab"]
    assert {"any-fever", "chemotherapy-fever", "doxorubicin-leak", "checkpoint-inhibitors-bowel"} <= {*keys(page)}
    assert "docetaxel-sight" not in keys(page)
    places = [URGENCIES.index(sign["urgency"]) for sign in page.shown]
    assert places == sorted(places)
    assert len(keys(page)) == len({*keys(page)})


def test_a_treatment_that_is_not_there_is_refused(page: SignsToCall) -> None:
    with pytest.raises(ParameterError, match="no choice"):
        page.chosen = ["aspirin"]
    assert page.chosen == []


def test_what_is_chosen_twice_counts_once(page: SignsToCall) -> None:
    page.chosen = ["tamoxifen", "tamoxifen"]
    assert page.chosen == ["tamoxifen"]


def test_the_text_form_is_the_same_whatever_was_chosen(page: SignsToCall) -> None:
    before = repr(page)
    page.chosen = ["tamoxifen"]
    assert repr(page) == before
    assert "Emergency" in before


def test_every_drug_can_be_chosen_and_every_treatment_has_a_sign(page: SignsToCall, read_only: Course) -> None:
    treatments = [each for group in page.content["groups"] for each in group["treatments"]]
    assert {*read_only.tables.drugs["drug_id"]} <= {each["key"] for each in treatments}
    assert all(each["signs"] for each in treatments)


def test_every_sign_reaches_somebody(page: SignsToCall, read_only: Course) -> None:
    page.chosen = [each["key"] for group in page.content["groups"] for each in group["treatments"]]
    assert sorted(keys(page)) == sorted(row["call_sign_id"] for row in read_only.rows("call_signs"))


def test_no_sign_and_no_warning_rests_on_what_was_recalled(read_only: Course) -> None:
    marks = read_only.tables.facts.set_index("fact_id")["mark"]
    for table in ("call_signs", "label_warnings", "side_effects", "monitoring"):
        for row in read_only.rows(table):
            assert all(marks[fact] == "read" for fact in row["facts"]), row
    texts = CallSigns(read_only, KeyedSources(read_only)).texts
    for said in (*texts.urgencies.values(), texts.everyone, texts.not_listed, texts.pregnancy_not_listed):
        assert all(marks[fact] == "read" for fact in said.facts), said


def test_the_same_sign_has_the_same_urgency_whatever_it_goes_with(read_only: Course) -> None:
    urgencies: dict[str, set[str]] = {}
    for row in read_only.rows("call_signs"):
        urgencies.setdefault(row["sign"], set()).add(row["urgency"])
    assert [sign for sign, found in urgencies.items() if len(found) > 1] == []


BOXED_NEED = {  # what the boxed warning of a drug makes urgent, and the sign that tells it
    "tamoxifen": {"tamoxifen-stroke", "tamoxifen-clot", "tamoxifen-womb"},
    "trastuzumab": {"her2-antibodies-heart", "her2-antibodies-reaction"},
    "pertuzumab": {"her2-antibodies-heart"},
    "ado-trastuzumab-emtansine": {"ado-trastuzumab-emtansine-liver", "ado-trastuzumab-emtansine-heart"},
    "fam-trastuzumab-deruxtecan": {"fam-trastuzumab-deruxtecan-lungs"},
    "sacituzumab-govitecan": {"antibody-drug-conjugates-fever", "sacituzumab-govitecan-loose"},
    "paclitaxel": {"paclitaxel-reaction", "chemotherapy-fever"},
    "docetaxel": {"docetaxel-reaction", "docetaxel-fluid", "chemotherapy-fever"},
    "doxorubicin": {"doxorubicin-heart", "doxorubicin-leak", "chemotherapy-fever"},
    "capecitabine": {"capecitabine-bleeding"},
}


def boxed(course: Course) -> Iterator[str]:
    return (row["drug"] for row in course.rows("label_warnings") if row["kind"] == "boxed")


def test_a_boxed_warning_has_a_sign_that_cannot_wait(read_only: Course, signs: CallSigns) -> None:
    assert {*boxed(read_only)} == {*BOXED_NEED}
    for drug, needed in BOXED_NEED.items():
        urgent = {sign["key"] for sign in signs.of_drug(drug) if sign["urgency"] != "next_visit"}
        assert needed <= urgent, drug


NAMED = {  # what used to be missing: words of a sign, and whose sign it is
    "bowel": ("checkpoint-inhibitors", "Diarrhea"),
    "liver": ("checkpoint-inhibitors", "Yellow skin"),
    "kidneys": ("checkpoint-inhibitors", "Less urine"),
    "glands": ("checkpoint-inhibitors", "headache that stays"),
    "skin": ("checkpoint-inhibitors", "rash"),
    "heart": ("checkpoint-inhibitors", "Chest pain"),
    "bleeding": ("chemotherapy", "Bleeding"),
    "infusion": ("chemotherapy", "Wheezing"),
    "leak": ("chemotherapy", "burning"),
    "no fluid": ("antibody-drug-conjugates", "no fluids"),
    "low calcium": ("bone-strengthening-drugs", "cramps"),
    "high sugar": ("pi3k-pathway-inhibitors", "thirst"),
    "rhythm": ("cdk4-6-inhibitors", "irregular heartbeat"),
    "clot": ("hormone-therapy", "one leg"),
}


@pytest.mark.parametrize(("therapy_class", "words"), NAMED.values(), ids=NAMED)
def test_signs_that_cannot_wait_are_named(signs: CallSigns, therapy_class: str, words: str) -> None:
    found = [sign for sign in signs.of_class(therapy_class) if words in sign["sign"]]
    assert found
    assert all(sign["urgency"] in ("emergency", "today") for sign in found)
