"""What the report explorer says is what rules, tables and facts say."""

from __future__ import annotations

import re

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts.report_explorer.content import make as report_explorer
from ibc_edu.parts.report_explorer.texts import Texts
from ibc_edu.parts.report_explorer.widget import ReportExplorer
from ibc_edu.parts.shared.treatment_options import treatment_options
from ibc_edu.rules import pathology_report as rules

SUBTYPES = {
    "A": "HR-positive, HER2-negative",
    "B": "HR-negative, HER2-positive",
    "C": "Not known yet",
    "D": "Triple-negative",
    "E": "HR-positive, HER2-positive",
}


def statuses(explorer: ReportExplorer) -> dict[str, str]:
    return {name: option["status"] for name, option in explorer.result["classes"].items()}


@pytest.mark.parametrize(("label", "subtype"), SUBTYPES.items(), ids=SUBTYPES)
def test_the_examples_show_every_subtype_and_an_open_question(course: Course, label: str, subtype: str) -> None:
    explorer = report_explorer(course)
    [values] = [example["values"] for example in explorer.content["examples"] if example["label"] == label]
    explorer.set_state(values)
    assert explorer.problem == ""
    assert explorer.result["subtype"] == subtype


@pytest.mark.parametrize(
    ("er", "pr", "titles"),
    [
        (0, 0, []),
        (1, 0, ["ER Low Positive"]),
        (10, 90, ["ER Low Positive"]),
        (11, 0, []),
        (0, 1, ["PR without ER"]),
    ],
)
def test_notes_on_hormone_receptors(course: Course, er: int, pr: int, titles: list[str]) -> None:
    explorer = report_explorer(course)
    explorer.er, explorer.pr = er, pr
    assert [note["title"] for note in explorer.hormones["notes"]] == titles
    assert explorer.hormones["positive"] == (max(er, pr) > 0)


@pytest.mark.parametrize(
    ("values", "titles"),
    [
        ({"ihc": "0"}, []),
        ({"ihc": "0", "staining": "trace"}, ["HER2-ultralow"]),
        ({"ihc": "1+"}, ["HER2-low"]),
        ({"ihc": "2+"}, ["Waiting for ISH"]),
        ({"ihc": "2+", "ish": "negative"}, ["HER2-low"]),
        ({"ihc": "2+", "ish": "positive"}, []),
        ({"ihc": "3+"}, []),
    ],
)
def test_notes_on_her2(course: Course, values: dict[str, str], titles: list[str]) -> None:
    explorer = report_explorer(course)
    explorer.set_state(values)
    assert [note["title"] for note in explorer.result["notes"]] == titles


def test_triple_negative_has_options_and_says_which_tests_decide(course: Course) -> None:
    explorer = report_explorer(course)
    explorer.set_state({"er": 0, "pr": 0, "ihc": "0"})
    found = statuses(explorer)
    assert {name for name, status in found.items() if status == "open"} == {"antibody-drug-conjugates", "chemotherapy"}
    assert {name for name, status in found.items() if status == "test"} == {"checkpoint-inhibitors", "parp-inhibitors"}
    assert explorer.result["tests"] == ["brca", "pd-l1", "msi", "tmb"]


def test_a_line_leads_to_every_class_but_those_that_need_no_receptor(course: Course) -> None:
    content = report_explorer(course).content
    fields = {"hormones", "her2", *content["tests"]}
    for key, result in content["results"].items():
        for name, option in result["classes"].items():
            findings = {link["finding"] for link in option["links"]}
            assert findings <= fields
            if option["status"] == "closed" or name == "chemotherapy":
                assert not findings
            elif name != "antibody-drug-conjugates" or not key.endswith(("none", "negative-ultralow")):
                assert findings, (key, name)


def test_the_classes_are_those_that_a_subtype_can_open(course: Course) -> None:
    assert {*treatment_options(course).by_receptors} == {
        name for opens in course.tables.subtypes["opens"] for name in opens
    }


def test_everything_said_names_its_source(course: Course) -> None:
    content = report_explorer(course).content
    for result in content["results"].values():
        said = [result, *result["notes"], *result["classes"].values()]
        assert all(part["sources"] and set(part["sources"]) <= set(content["sources"]) for part in said)
    assert all(test["sources"] for test in content["tests"].values())
    assert all(source["text"] for source in content["sources"].values())


def test_the_numbers_in_the_texts_are_those_of_the_rules(course: Course) -> None:
    texts = course.texts("report-explorer", Texts)
    assert f"{rules.POSITIVE_FROM}% to {rules.ER_LOW_UP_TO}%" in texts.er_low.text
    assert all(f" {rules.FAINT_UP_TO}%" in stain.text for stain in texts.stain.values())
    for meaning in texts.gene_test.values():
        assert re.findall(r"\d\.\d", meaning.text) == [str(rules.ISH_RATIO), str(rules.ISH_COPIES)]
