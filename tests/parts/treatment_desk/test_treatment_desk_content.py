"""The desk says what the rules of a report and the tables say."""

from __future__ import annotations

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.parts.treatment_desk.content import treatment_desk_content
from ibc_edu.parts.treatment_desk.widget import TreatmentDesk, TreatmentDeskContent


@pytest.fixture(scope="module")
def shared() -> Course:
    """One course for all tests of this file: they only read it."""
    return Course(parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def desk_content(shared: Course) -> TreatmentDeskContent:
    return treatment_desk_content(shared)


@pytest.fixture
def desk(desk_content: TreatmentDeskContent) -> TreatmentDesk:
    return TreatmentDesk(desk_content)


def test_every_subtype_is_met_at_the_desk(shared: Course, desk_content: TreatmentDeskContent) -> None:
    met = {person["subtype"] for person in desk_content["people"]}
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


def test_every_answer_has_a_reason_and_a_source(desk_content: TreatmentDeskContent) -> None:
    for person in desk_content["people"]:
        for name, answer in person["classes"].items():
            assert answer["why"], (person["key"], name)
            assert answer["sources"], (person["key"], name)
            assert set(answer["sources"]) <= set(desk_content["sources"])


def test_what_comes_first_is_dated(desk_content: TreatmentDeskContent) -> None:
    assert all("As of mid-2026" in person["first"] for person in desk_content["people"])
    assert "backbone" in desk_content["people"][0]["first"]
