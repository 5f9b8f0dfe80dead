"""Who may join which trial follows from the files and the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ibc_edu.course.course import Course
from ibc_edu.errors import ParameterError
from ibc_edu.parts.eligibility_desk.content import make
from ibc_edu.parts.eligibility_desk.model import PEOPLE, TRIALS, check_rules, unmet

EXPECTED: dict[str, dict[str, set[str]]] = {
    "ana": {"first": {"progressed"}, "her2": set(), "hormone": {"hormone", "not-ibc"}},
    "ben": {"first": {"progressed"}, "her2": {"her2"}, "hormone": {"not-ibc"}},
    "carla": {"first": {"progressed"}, "her2": {"her2"}, "hormone": set()},
    "dara": {"first": set(), "her2": {"her2", "not-treated"}, "hormone": {"hormone", "not-treated", "not-ibc"}},
    "elif": {"first": {"progressed"}, "her2": {"heart"}, "hormone": {"hormone", "not-ibc"}},
    "femi": {
        "first": {"organs", "active"},
        "her2": {"her2", "not-treated"},
        "hormone": {"hormone", "not-treated", "active", "not-ibc"},
    },
}


class TestEligibility:
    def test_who_may_join_and_why_not(self) -> None:
        found = {
            person.key: {trial.key: {rule.key for rule in unmet(person, trial)} for trial in TRIALS}
            for person in PEOPLE
        }
        assert found == EXPECTED

    def test_leaving_out_ibc_rests_on_the_fact_about_real_trials(self, course: Course) -> None:
        desk = make(course)
        assert desk.content["unmet"]["ben/hormone"] == ["not-ibc"]
        [rule] = [rule for rule in desk.content["trials"][2]["rules"] if rule["key"] == "not-ibc"]
        assert any("MONALEESA-2" in source["text"] for source in rule["sources"])

    def test_every_reason_has_a_source(self, course: Course) -> None:
        for trial in make(course).content["trials"]:
            assert all(rule["why"] and rule["sources"] for rule in trial["rules"])

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"factor": "shoe-size"}, "no factor"),
            ({"field": "shoes"}, "a file has no"),
            ({"at_least": 3}, "either allowed words"),
            ({"allowed": ("Green",)}, "nobody's file says"),
            ({"allowed": ("IV",), "field": "stage", "key": "never"}, None),
        ],
    )
    def test_rules_that_cannot_be_applied_are_found(self, change: dict[str, Any], message: str | None) -> None:
        first, *others = TRIALS
        stage = next(rule for rule in first.rules if rule.key == "stage")
        broken = (replace(first, rules=(replace(stage, **change),)), *others)
        factors = {rule.factor for trial in TRIALS for rule in trial.rules}
        if message is None:
            check_rules(PEOPLE, broken, factors)
        else:
            with pytest.raises(ParameterError, match=message):
                check_rules(PEOPLE, broken, factors)

    def test_a_trial_that_nobody_may_join_is_found(self) -> None:
        factors = {rule.factor for trial in TRIALS for rule in trial.rules}
        with pytest.raises(ParameterError, match="nobody may join"):
            check_rules(PEOPLE[1:], TRIALS[1:2], factors)
