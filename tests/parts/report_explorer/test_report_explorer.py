"""The report explorer: what it shows for each report, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.report_explorer.widget import ReportExplorer


def score(key: str, her2: str | None, follow_up: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"key": key, "label": key, "words": "", "her2": her2, "follow_up": follow_up}


def follow_up(trait: str, **outcomes: str) -> dict[str, Any]:
    made = [{"key": key, "label": key, "words": "", "her2": her2} for key, her2 in outcomes.items()]
    return {"trait": trait, "legend": trait, "outcomes": made}


def content() -> Any:
    return {
        "er": [{"key": "no", "up_to": 0, "label": "ER-negative"}, {"key": "yes", "up_to": 100, "label": "ER-positive"}],
        "pr": [{"key": "no", "up_to": 0, "label": "PR-negative"}, {"key": "yes", "up_to": 100, "label": "PR-positive"}],
        "ihc": [
            score("0", None, follow_up("staining", none="none", trace="ultralow")),
            score("2+", None, follow_up("ish", waiting="equivocal", positive="positive")),
            score("3+", "positive"),
        ],
        "hormones": {f"{er}-{pr}": reading(er, pr) for er in NO_YES for pr in NO_YES},
        "results": {
            f"{hr}-{her2}": {"subtype": f"{hr} {her2}"} for hr in ("er", "pr-only", "negative") for her2 in LEVELS
        },
        "tests": {"brca": {"name": "BRCA", "results": [{"key": "not-done"}, {"key": "found"}]}},
        "classes": [{"key": "chemotherapy", "name": "Chemotherapy"}],
        "examples": [],
        "closing": "",
        "caution": "",
        "closing_sources": [],
        "sources": {},
    }


def reading(er: str, pr: str) -> dict[str, Any]:
    receptors = "er" if er == "yes" else "pr-only" if pr == "yes" else "negative"
    return {"receptors": receptors, "positive": receptors != "negative", "notes": []}


NO_YES = ("no", "yes")
LEVELS = ("none", "ultralow", "equivocal", "positive")


@pytest.mark.parametrize(
    ("values", "subtype"),
    [
        ({"er": 0, "pr": 0, "ihc": "0"}, "negative none"),
        ({"er": 1, "pr": 0, "ihc": "0"}, "er none"),
        ({"er": 0, "pr": 1, "ihc": "3+"}, "pr-only positive"),
        ({"er": 0, "pr": 0, "ihc": "0", "staining": "trace"}, "negative ultralow"),
        ({"er": 0, "pr": 0, "ihc": "0", "ish": "positive"}, "negative none"),
        ({"er": 0, "pr": 0, "ihc": "2+"}, "negative equivocal"),
        ({"er": 0, "pr": 0, "ihc": "2+", "ish": "positive", "staining": "trace"}, "negative positive"),
    ],
)
def test_the_result_follows_the_report(values: dict[str, Any], subtype: str) -> None:
    assert ReportExplorer(content(), **values).result["subtype"] == subtype


def test_the_page_may_change_the_report() -> None:
    explorer = ReportExplorer(content(), er=90, ihc="0")
    explorer.set_state({"er": 0, "pr": 0, "ihc": "3+"})
    assert explorer.result["subtype"] == "negative positive"
    assert explorer.problem == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ihc", "4+"),
        ("staining", "positive"),
        ("ish", "trace"),
        ("tests", {"brca": "perhaps"}),
        ("tests", {"brac": "found"}),
    ],
)
def test_an_unknown_choice_is_refused_with_the_known_ones(name: str, value: object) -> None:
    explorer = ReportExplorer(content())
    before = getattr(explorer, name)
    with pytest.raises(ParameterError, match="Choices are"):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percentage_stays_within_bounds(percent: int) -> None:
    explorer = ReportExplorer(content())
    with pytest.raises(ParameterError, match="0 to 100"):
        explorer.pr = percent
    assert explorer.pr == 60


@pytest.mark.parametrize(("table", "key"), [("results", "pr-only-ultralow"), ("hormones", "no-yes")])
def test_a_missing_combination_is_found_at_once(table: str, key: str) -> None:
    broken = content()
    del broken[table][key]
    with pytest.raises(ParameterError, match=key):
        ReportExplorer(broken)


def test_the_text_form_is_the_same_whatever_was_set() -> None:
    explorer = ReportExplorer(content())
    before = repr(explorer)
    explorer.ihc = "3+"
    explorer.tests = {"brca": "found"}
    assert repr(explorer) == before
    assert "0, 2+, 3+" in before
    assert "Chemotherapy" in before
