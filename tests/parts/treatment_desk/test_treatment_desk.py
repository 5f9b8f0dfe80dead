"""The treatment desk: where classes stand as tests are asked for, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.treatment_desk.widget import TreatmentDesk


def answer(status: str, test: str | None = None, needs: tuple[str, ...] = ()) -> dict[str, Any]:
    option = {"status": status, "test": test, "needs": list(needs), "otherwise": None}
    return option | {"why": "", "sources": []}


def person(key: str, result: str) -> dict[str, Any]:
    classes = {
        "chemotherapy": answer("open"),
        "parp": answer("test", "brca", ("found",)),
        "surgery": answer("special"),
        "her2": answer("closed"),
    }
    told = {"about": "", "report": [], "subtype": "", "first": "", "first_sources": []}
    return {"key": key, "name": key.title(), "tests": {"brca": result}, "classes": classes, **told}


def content() -> Any:
    return {
        "classes": [{"key": key, "name": key, "color": {}} for key in ("chemotherapy", "parp", "surgery", "her2")],
        "people": [person("rosa", "absent"), person("daniel", "found")],
        "tests": {"brca": {"name": "BRCA", "results": []}},
        "sources": {},
    }


def test_the_first_report_is_on_the_desk() -> None:
    assert TreatmentDesk(content()).person == "rosa"


@pytest.mark.parametrize(
    ("name", "status"), [("chemotherapy", "open"), ("parp", "test"), ("surgery", "special"), ("her2", "closed")]
)
def test_where_a_class_stands_before_any_test(name: str, status: str) -> None:
    assert TreatmentDesk(content()).status(name) == status


@pytest.mark.parametrize(("who", "status"), [("rosa", "closed"), ("daniel", "open")])
def test_a_test_that_was_asked_for_settles_it(who: str, status: str) -> None:
    desk = TreatmentDesk(content(), person=who)
    desk.set_state({"asked": {who: ["brca"]}})
    assert desk.status("parp") == status


def test_a_test_asked_for_one_person_tells_nothing_of_another() -> None:
    desk = TreatmentDesk(content(), asked={"rosa": ["brca"]}, person="daniel")
    assert desk.status("parp") == "test"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("person", "nobody"),
        ("compared", ["nobody"]),
        ("picks", {"nobody": []}),
        ("picks", {"rosa": ["magic"]}),
        ("asked", {"rosa": ["magic"]}),
    ],
)
def test_an_unknown_choice_is_refused_with_the_known_ones(name: str, value: object) -> None:
    desk = TreatmentDesk(content())
    with pytest.raises(ParameterError, match="Choices are"):
        setattr(desk, name, value)


def test_the_status_of_an_unknown_class_is_refused() -> None:
    with pytest.raises(ParameterError, match="magic"):
        TreatmentDesk(content()).status("magic")


@pytest.mark.parametrize(
    ("broken", "match"),
    [
        ({"parp": None}, "no answer"),
        ({"parp": answer("perhaps")}, "perhaps"),
        ({"parp": answer("test", "unknown")}, "unknown"),
    ],
)
def test_content_that_lacks_an_answer_is_found_at_once(broken: dict[str, Any], match: str) -> None:
    made = content()
    classes = made["people"][0]["classes"] | broken
    made["people"][0]["classes"] = {key: value for key, value in classes.items() if value}
    with pytest.raises(ParameterError, match=match):
        TreatmentDesk(made)


def test_the_text_form_is_the_same_whatever_was_picked() -> None:
    desk = TreatmentDesk(content())
    before = repr(desk)
    desk.picks = {"rosa": ["parp"]}
    assert repr(desk) == before
    assert "fictional people (Rosa, Daniel)" in before


def test_the_page_knows_no_result_before_it_is_asked_for_and_no_answer_before_the_comparison() -> None:
    desk = TreatmentDesk(content())
    sent = json.dumps(desk.get_state()["content"])
    assert not any(told in sent for told in ("absent", "found", "closed", "subtype", "first"))
    assert (desk.results, desk.outcomes) == ({}, {})
    desk.set_state({"asked": {"daniel": ["brca"]}})
    assert desk.results == {"daniel": {"brca": "found"}}
    desk.set_state({"compared": ["daniel"]})
    assert set(desk.outcomes) == {"daniel"}
    assert desk.outcomes["daniel"]["classes"]["her2"]["status"] == "closed"
    desk.set_state({"compared": []})
    assert desk.outcomes == {}
