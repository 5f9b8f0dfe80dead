"""RECIST 1.1: thresholds, order of precedence, courses, and what is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulator_checks import refused

from ibc_edu.simulators.response import (
    BEST_FIRST,
    NONTARGET,
    Lesion,
    TargetLesions,
    Visit,
    assess,
    best_overall_response,
    simulate,
    target_response,
)

BASELINE = [Lesion("liver", 40), Lesion("node", 20, node=True)]


def lesions(baseline: float, nadir: float, now: float) -> TargetLesions:
    return TargetLesions(baseline, nadir, now)


@pytest.mark.parametrize(
    ("baseline", "nadir", "now", "expected"),
    [
        (100, 100, 70, "PR"),
        (100, 100, 70.001, "SD"),
        (0.3, 0.3, 0.21, "PR"),
        (100, 50, 60, "PD"),
        (100, 50, 59.999, "PR"),
        (20, 20, 25, "PD"),
        (20, 20, 24.9, "SD"),
        (100, 20, 24.9, "PR"),
        (100, 0, 5, "PD"),
        (100, 0, 4.9, "PR"),
        (24.6, 20.5, 25.5, "PD"),
        (100, 90, 108, "PD"),
    ],
)
def test_thresholds_count_as_reached(baseline: float, nadir: float, now: float, expected: str) -> None:
    assert target_response(lesions(baseline, nadir, now)) == expected


@pytest.mark.parametrize(
    ("nodes", "absent", "expected"),
    [((9.99,), True, "CR"), ((10,), True, "PR"), ((), True, "CR"), ((), False, "PR"), ((5, 11), True, "PR")],
)
def test_complete_response_needs_normal_nodes_and_nothing_else(nodes: tuple, absent: bool, expected: str) -> None:
    assert target_response(TargetLesions(100, 100, sum(nodes), absent, nodes)) == expected


@given(st.floats(1, 200), st.floats(0, 1), st.floats(0, 300))
def test_every_sum_has_one_category_and_growth_outranks_shrinkage(baseline: float, share: float, now: float) -> None:
    nadir = share * baseline
    called = target_response(lesions(baseline, nadir, now))
    grown = now >= nadir + 5 and now >= 1.2 * nadir
    if abs(now - nadir - 5) > 1e-6 and abs(now - 1.2 * nadir) > 1e-6:
        assert (called == "PD") == grown
    assert called in ("PR", "SD", "PD")


def test_the_overall_response_by_the_table() -> None:
    complete = TargetLesions(50, 50, 0, True)
    stable = lesions(50, 50, 50)
    missing = TargetLesions(50, 50, None, evaluable=False)
    overall = {
        name: [assess(target, nontarget).overall_response for nontarget in NONTARGET]
        for name, target in (("CR", complete), ("SD", stable), ("NE", missing))
    }
    assert overall == {
        "CR": ["CR", "CR", "PR", "PD", "PR"],
        "SD": ["SD", "SD", "SD", "PD", "SD"],
        "NE": ["NE", "NE", "NE", "PD", "NE"],
    }
    assert [assess(None, nontarget).overall_response for nontarget in NONTARGET[1:]] == list(NONTARGET[1:])
    for target in (complete, stable, missing, None):
        assert assess(target, "CR", new_lesion=True).overall_response == "PD"
    assert assess(None, new_lesion=True).target_response == "none"


def test_a_missing_measurement_leaves_the_nadir_alone() -> None:
    visits = [
        Visit(6, {"liver": 20, "node": 12}),
        Visit(12, {"liver": 5}),
        Visit(18, {"liver": 5, "node": None}, new_lesion=False),
        Visit(24, {"liver": 25, "node": 14}),
    ]
    course = simulate(BASELINE, visits)
    assert course["target_response"].tolist() == ["PR", "NE", "NE", "PD"]
    assert course["nadir_mm"].tolist() == [32, 32, 32, 32]
    assert course["sum_mm"].isna().tolist() == [False, True, True, False]
    assert best_overall_response(course["overall_response"]) == "PR"


def test_disease_that_is_not_measured_has_a_course_too() -> None:
    course = simulate([], [Visit(6, nontarget="NON_CR_NON_PD"), Visit(12, nontarget="CR")])
    assert course["target_response"].tolist() == ["none", "none"]
    assert course["overall_response"].tolist() == ["NON_CR_NON_PD", "CR"]
    assert course["sum_mm"].isna().all()
    assert len(simulate(BASELINE, [])) == 0


def test_the_best_response_ends_with_the_first_progression() -> None:
    assert best_overall_response(["SD", "PD", "CR"]) == "SD"
    assert best_overall_response(["PD", "CR"]) == "PD"
    assert best_overall_response(["NE", "SD", "PR", "NE"]) == "PR"
    assert best_overall_response([]) == best_overall_response(["NE"]) == "NE"
    assert [best_overall_response([category]) for category in BEST_FIRST] == list(BEST_FIRST)


def test_impossible_lesions_are_refused() -> None:
    for sizes, name in [
        ((0, 0, 1), "baseline_sum"),
        ((-1, 0, 1), "baseline_sum"),
        ((10, 11, 1), "nadir_sum"),
        ((10, 5, -1), "current_sum"),
        ((10, 5, math.nan), "current_sum"),
        ((10, 5, None), "current_sum"),
        ((True, 1, 1), "baseline_sum"),
    ]:
        with refused(name):
            TargetLesions(*sizes)
    with refused("nodal_short_axes"):
        TargetLesions(10, 5, 5, True, (-1,))
    with refused("evaluable"):
        TargetLesions(10, 5, 5, evaluable="no")
    with refused("nontarget"):
        assess(lesions(10, 10, 10), "non_cr")
    with refused("lesions"):
        assess(None)


def test_impossible_courses_are_refused() -> None:
    with refused("baseline"):
        simulate([Lesion("a", 10), Lesion("a", 12)], [])
    with refused("visits"):
        simulate(BASELINE, [Visit(6, {"liver": 1, "node": 1}), Visit(6, {"liver": 1, "node": 1})])
    with refused("mm"):
        simulate(BASELINE, [Visit(6, {"livr": 10, "node": 12})])
    with pytest.raises(Exception, match="Did you mean 'liver'"):
        simulate(BASELINE, [Visit(6, {"livr": 10, "node": 12})])
    with refused("mm"):
        Lesion("liver", 0)
    with pytest.raises(Exception, match="mm\\['liver'\\]: -1 is not possible"):
        Visit(6, {"liver": -1})
    with refused("overall"):
        best_overall_response(["XX"])
