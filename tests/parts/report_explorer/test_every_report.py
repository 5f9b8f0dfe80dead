"""Every pathology report that the explorer can be set to, against rules that are written here a second time.

The rules below share nothing with those of the product: they were written from the facts named beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.parts.report_explorer.content import make
from ibc_edu.parts.report_explorer.widget import ReportExplorer

Results = Mapping[str, str]

STAINS = {  # score, trace of staining, gene test -> what HER2 is: CF-072 to CF-075
    ("0", "none", "waiting"): "nothing",
    ("0", "trace", "waiting"): "trace",
    ("1+", "none", "waiting"): "little",
    ("2+", "none", "waiting"): "unknown",
    ("2+", "none", "negative"): "little",
    ("2+", "none", "positive"): "much",
    ("3+", "none", "waiting"): "much",
}
RESULTS = {
    "brca": ("not-done", "absent", "found"),
    "pd-l1": ("not-done", "below-10", "10-or-more"),
    "msi": ("not-done", "stable", "msi-high"),
    "tmb": ("not-done", "below-10", "10-or-more"),
    "tumor-genes": ("not-done", "absent", "pik3ca", "akt1-pten"),
    "esr1": ("not-done", "absent", "found"),
}
ALL_RESULTS = [dict(zip(RESULTS, values, strict=True)) for values in product(*RESULTS.values())]

HORMONE_DRUGS = ("tamoxifen", "letrozole", "anastrozole", "exemestane", "fulvestrant", "goserelin")
CHEMOTHERAPY = ("paclitaxel", "docetaxel", "doxorubicin", "capecitabine")


def depends(results: Results, *opened_by: tuple[str, tuple[str, ...]]) -> str:
    """Open if one test opens it, closed if none can any more, waiting otherwise."""
    if any(results[test] in wanted for test, wanted in opened_by):
        return "open"
    return "test" if any(results[test] == "not-done" for test, _ in opened_by) else "closed"


def yes(condition: bool) -> str:
    return "open" if condition else "closed"


def drug(name: str, er: bool, pr: bool, her2: str, results: Results) -> str:
    """Where a drug stands once HER2 is known."""
    hormones, much = er or pr, her2 == "much"
    if name in CHEMOTHERAPY:
        return "open"
    if name in HORMONE_DRUGS:
        return yes(hormones)
    if name == "palbociclib":  # HER2-positive too: CF-308
        return yes(hormones)
    if name in ("ribociclib", "abemaciclib"):  # CF-108 to CF-110, CF-112
        return yes(hormones and not much)
    if name == "elacestrant":  # ER-positive, HER2-negative, ESR1-mutated: CF-124
        return depends(results, ("esr1", ("found",))) if er and not much else "closed"
    if name == "alpelisib":  # CF-122
        return depends(results, ("tumor-genes", ("pik3ca",))) if hormones and not much else "closed"
    if name == "capivasertib":  # CF-123
        return depends(results, ("tumor-genes", ("pik3ca", "akt1-pten"))) if hormones and not much else "closed"
    if name in ("olaparib", "talazoparib"):  # CF-113, CF-114
        return "closed" if much else depends(results, ("brca", ("found",)))
    if name == "fam-trastuzumab-deruxtecan":  # CF-390 to CF-393
        return yes(much or her2 == "little" or (her2 == "trace" and hormones))
    if name in ("trastuzumab", "pertuzumab", "ado-trastuzumab-emtansine", "tucatinib"):  # CF-100, CF-101, CF-106
        return yes(much)
    if name in ("sacituzumab-govitecan", "datopotamab-deruxtecan"):  # CF-116 to CF-121
        return yes(not much)
    assert name == "pembrolizumab", name  # CF-077 in triple-negative cancer; CF-396, CF-397 in any solid tumor
    any_tumor = (("msi", ("msi-high",)), ("tmb", ("10-or-more",)))
    triple_negative = not hormones and not much
    return depends(results, *any_tumor, *((("pd-l1", ("10-or-more",)),) if triple_negative else ()))


def waits_for_her2(name: str, er: bool, pr: bool) -> bool:
    """Whether the gene test of HER2 can change where a drug stands: with a stain of 2+ HER2 is little or much."""
    return any(drug(name, er, pr, "little", each) != drug(name, er, pr, "much", each) for each in ALL_RESULTS)


def told(option: Mapping[str, Any], results: Results) -> str:
    """What the page makes of an option, as therapy_options.js does."""
    if option["status"] != "test":
        return str(option["status"])
    if option["test"] == "ish":
        return "test"
    rest = "closed" if option["otherwise"] is None else told(option["otherwise"], results)
    if results[option["test"]] in option["needs"] or rest == "open":
        return "open"
    return "test" if results[option["test"]] == "not-done" else rest


@pytest.fixture(scope="module")
def explorer() -> ReportExplorer:
    return make(Course(parts=PARTS, record="memory"))


def stains(explorer: ReportExplorer, er: int, pr: int) -> Iterator[tuple[str, Any]]:
    """Every HER2 result beside these receptors: what HER2 is, and what the explorer shows."""
    for (score, staining, ish), her2 in STAINS.items():
        explorer.set_state({"er": er, "pr": pr, "ihc": score, "staining": staining, "ish": ish})
        assert explorer.problem == ""
        yield her2, explorer.result


@pytest.mark.parametrize(("er", "pr"), [(0, 0), (0, 1), (0, 100), (1, 0), (10, 100), (11, 0), (100, 100)])
def test_every_drug_stands_where_the_second_rules_say(explorer: ReportExplorer, er: int, pr: int) -> None:
    for her2, result in stains(explorer, er, pr):
        for name, option in result["drugs"].items():
            tests = {key: values for key, values in RESULTS.items() if key in str(option)}
            for values in product(*tests.values()):
                results = dict.fromkeys(RESULTS, "not-done") | dict(zip(tests, values, strict=True))
                if her2 == "unknown" and waits_for_her2(name, er > 0, pr > 0):
                    wanted = "test"
                else:
                    wanted = drug(name, er > 0, pr > 0, "little" if her2 == "unknown" else her2, results)
                assert told(option, results) == wanted, (name, er, pr, her2, results)


@pytest.mark.parametrize("er", range(101))
def test_every_pair_of_percentages_reads_as_one_of_three(explorer: ReportExplorer, er: int) -> None:
    for pr in range(101):
        explorer.set_state({"er": er, "pr": pr})
        wanted = "er" if er else "pr-only" if pr else "negative"
        assert explorer.hormones["receptors"] == wanted, (er, pr)


def test_a_report_without_er_never_asks_for_esr1(explorer: ReportExplorer) -> None:
    for pr in (0, 1, 50, 100):
        for _, result in stains(explorer, 0, pr):
            assert "esr1" not in result["tests"]
            assert "esr1" not in str([option["links"] for option in result["classes"].values()])
            assert result["drugs"]["elacestrant"]["status"] == "closed"
    asked = [her2 for her2, result in stains(explorer, 1, 0) if "esr1" in result["tests"]]
    assert asked == ["nothing", "trace", "little", "little"]


def test_every_subtype_offers_the_tests_that_open_a_checkpoint_inhibitor_in_any_tumor(explorer: ReportExplorer) -> None:
    for er, pr in ((0, 0), (0, 5), (90, 60)):
        for her2, result in stains(explorer, er, pr):
            waits = her2 == "unknown" and not er and not pr
            assert waits or {"msi", "tmb"} <= {*result["tests"]}, (er, pr, her2)
            assert ("pd-l1" in result["tests"]) == (not er and not pr and her2 not in ("much", "unknown"))
            why = result["classes"]["checkpoint-inhibitors"]["why"]
            assert waits or ("MSI-high" in why and "TMB-high" in why), why
