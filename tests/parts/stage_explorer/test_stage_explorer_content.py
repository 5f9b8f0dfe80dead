"""The staging explorer shows what the tables say."""

from __future__ import annotations

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts.stage_explorer.content import make as stage_explorer


@pytest.mark.parametrize(
    ("nodes", "sites", "stage"),
    [
        ("N0", [], "IIIB"),
        ("N1", [], "IIIB"),
        ("N2", [], "IIIB"),
        ("N3", [], "IIIC"),
        ("N0", ["bones"], "IV"),
        ("N1", ["liver"], "IV"),
        ("N2", ["lungs"], "IV"),
        ("N3", ["brain", "bones"], "IV"),
    ],
)
def test_stage_groups_of_t4d(course: Course, nodes: str, sites: list[str], stage: str) -> None:
    explorer = stage_explorer(course)
    explorer.nodes, explorer.sites = nodes, sites
    assert explorer.result["stage_group"] == stage
    assert explorer.result["sources"]


def test_stage_iv_rests_on_a_sentence_of_the_article(course: Course) -> None:
    explorer = stage_explorer(course)
    explorer.sites = ["liver"]
    first = explorer.result["sources"][0]
    assert first["kind"] == "article"
    assert "distant parts of the body" in first["text"]


def test_every_site_tells_what_it_can_cause_and_what_treatment_does(course: Course) -> None:
    sites = {site["key"]: site for site in stage_explorer(course).content["sites"]}
    assert set(sites) == {"bones", "liver", "lungs", "brain"}
    assert all(site["can_cause"] and site["treatment_help"] and site["sources"] for site in sites.values())
    assert "pain" in sites["bones"]["treatment_help"]
