"""The staging explorer: what it shows for each choice, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.stage_explorer.widget import StageExplorer


def content() -> dict[str, Any]:
    results = {
        f"{n}-{m}": {"stage_group": group, "reason": f"{n} {m}.", "sources": []}
        for n, m, group in [("N0", "M0", "IIIB"), ("N0", "M1", "IV"), ("N3", "M0", "IIIC"), ("N3", "M1", "IV")]
    }
    return {
        "nodes": [{"key": n, "label": n, "words": n.lower()} for n in ("N0", "N3")],
        "sites": [{"key": "bones", "name": "Bones"}, {"key": "liver", "name": "Liver"}],
        "results": results,
    }


@pytest.mark.parametrize(
    ("nodes", "sites", "stage"),
    [("N0", [], "IIIB"), ("N3", [], "IIIC"), ("N0", ["liver"], "IV"), ("N3", ["bones", "liver"], "IV")],
)
def test_the_result_follows_nodes_and_spread(nodes: str, sites: list[str], stage: str) -> None:
    explorer = StageExplorer(content(), nodes=nodes, sites=sites)
    assert explorer.result["stage_group"] == stage


def test_the_page_may_change_the_choice() -> None:
    explorer = StageExplorer(content())
    explorer.set_state({"nodes": "N3", "sites": ["bones"]})
    assert explorer.result["reason"] == "N3 M1."


@pytest.mark.parametrize(("name", "value"), [("nodes", "N9"), ("sites", ["moon"])])
def test_an_unknown_choice_is_refused_with_the_known_ones(name: str, value: object) -> None:
    explorer = StageExplorer(content())
    with pytest.raises(ParameterError, match="Choices are"):
        setattr(explorer, name, value)
    assert explorer.result["stage_group"] == "IIIB"


def test_a_missing_combination_is_found_at_once() -> None:
    broken = content()
    del broken["results"]["N3-M1"]
    with pytest.raises(ParameterError, match="N3-M1"):
        StageExplorer(broken)


def test_a_site_without_a_place_on_the_map_is_refused() -> None:
    broken = content()
    broken["sites"][0]["key"] = "skin"
    with pytest.raises(ParameterError, match="skin"):
        StageExplorer(broken)


def test_the_text_form_is_the_same_whatever_was_chosen() -> None:
    explorer = StageExplorer(content())
    before = repr(explorer)
    explorer.sites = ["liver"]
    assert repr(explorer) == before
    assert "IIIB, IV, IIIC" in before
    assert "bones, liver" in before
