"""Every case of the reference file, within its own tolerance."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from simulator_case_runners import CASES, REPLICATES, RUNNERS, differences

EXACT = [case for case in CASES["cases"] if case["kind"] != "phase3_power"]
SAMPLED = [case for case in CASES["cases"] if case["kind"] == "phase3_power"]


@pytest.mark.parametrize("case", EXACT, ids=lambda case: case["id"])
def test_a_case_is_met(case: dict[str, Any]) -> None:
    got = RUNNERS[case["kind"]](copy.deepcopy(case["inputs"]))
    assert differences(got, case["expected"], case["tolerance"]) == []


@pytest.mark.parametrize("case", SAMPLED, ids=lambda case: case["id"])
def test_a_sampled_case_is_met_at_four_standard_errors(case: dict[str, Any]) -> None:
    """Both sides are samples, so both have a standard error."""
    got, expected = RUNNERS[case["kind"]](case["inputs"]), case["expected"]
    reference = case["inputs"]["reference_replicates"]
    power, sd = expected["power"], expected["sd_events"]
    spread = 1 / math.sqrt(REPLICATES) + 1 / math.sqrt(reference)
    assert abs(got["power"] - power) <= 4 * math.sqrt(power * (1 - power) * (1 / REPLICATES + 1 / reference))
    assert abs(got["mean_events"] - expected["mean_events"]) <= 4 * sd * spread
    assert abs(got["sd_events"] - sd) <= 4 * sd * spread


def test_the_file_is_read_whole() -> None:
    assert len(EXACT) + len(SAMPLED) == len(CASES["cases"]) == 167
    assert {case["kind"] for case in CASES["cases"]} == set(RUNNERS)


def test_a_wrong_answer_would_be_noticed() -> None:
    tolerance = {"abs": 0.1, "rel": 0, "by_key": {"x": {"abs": 0.001}}}
    assert differences({"x": 1.01, "y": [1.01]}, {"x": 1.0, "y": [1.0]}, tolerance) == ["x: 1.01 instead of 1.0"]
    assert differences({"n": 3, "m": None}, {"n": 4, "m": 2.0}, tolerance) == [
        "n: 3 instead of 4",
        "m: None instead of 2.0",
    ]
