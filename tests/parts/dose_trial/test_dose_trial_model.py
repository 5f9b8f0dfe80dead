"""The phase I simulator follows its rules, and refuses what cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibc_edu.errors import ParameterError
from ibc_edu.parts.dose_trial import model
from ibc_edu.simulators import boin, dose_escalation

DOSE = model.START


class TestPhaseOne:
    @given(st.lists(st.sampled_from(model.MOVES), max_size=14), st.sampled_from(list(model.DRUGS)))
    @settings(max_examples=60, deadline=None)
    def test_decisions_lead_to_a_possible_trial_or_are_refused(self, moves: list[str], drug: str) -> None:
        try:
            course = model.replay(drug, 1, moves)
        except ParameterError:
            return
        groups = [move for move in moves if move != "stop"]
        assert course.people == 3 * len(groups) <= model.MAX_PEOPLE
        assert 0 <= course.dose <= model.DOSES
        assert all(len(outcomes) % 3 == 0 for outcomes in course.outcomes)

    def test_the_same_people_bear_the_lower_dose_at_least_as_well(self) -> None:
        for run in range(1, 30):
            low = model.replay("b", run, ["stay", "stay"])
            high = model.replay("b", run, ["stay", "up"])
            assert low.outcomes[0][:3] == high.outcomes[0]
            assert sum(low.outcomes[0][3:]) <= sum(high.outcomes[1])

    def test_only_the_first_group_is_offered_at_the_start(self) -> None:
        assert [move["key"] for move in model.picture(DOSE)["moves"]] == ["stay"]

    def test_moves_that_are_not_open_say_why(self) -> None:
        moves = model.picture({**DOSE, "moves": ["stay"]})["moves"]
        assert {move["key"]: move["why_not"] for move in moves if move["why_not"]} == {
            "down": "This is the lowest dose."
        }
        full = model.picture({**DOSE, "moves": ["stay"] * 10})["moves"]
        assert [move["key"] for move in full if not move["why_not"]] == ["stop"]

    def test_the_result_stands_beside_a_thousand_trials_of_each_rule(self) -> None:
        done = {**DOSE, "moves": ["stay", "up", "up", "stop"], "named": 2}
        result = model.picture(done)["result"]
        assert [sum(counts) for counts in result["counts"].values()] == [1000, 1000]
        by_rule = dose_escalation.exact(dose_escalation.ThreePlusThree(model.DRUGS["a"]))
        assert result["counts"]["3+3"][4] / 1000 == pytest.approx(by_rule.p_select[3], abs=0.05)
        by_boin = boin.exact(boin.BoinTrial(model.DRUGS["a"], n_cohorts=10))
        assert result["counts"]["BOIN"][4] / 1000 == pytest.approx(by_boin.p_select[3], abs=0.05)
        assert "You named dose 2" in result["sentence"]

    def test_each_decision_is_set_beside_what_the_rules_would_do(self) -> None:
        [first, *_] = model.picture({**DOSE, "moves": ["stay", "up", "stop"], "named": 0})["result"]["decisions"]
        assert first == ["Dose 1, 0 of 3", "go up", "go up", "go up"]

    @pytest.mark.parametrize(("drug", "best"), [("a", 4), ("b", 2), ("c", 0)])
    def test_the_drugs_differ_in_their_best_dose(self, drug: str, best: int) -> None:
        assert model.best_dose(drug) == best

    @pytest.mark.parametrize(
        "part", [{"named": 2}, {"moves": ["stay", "stop"], "named": 3}, {"drug": "z"}, {"run": 0}, {"moves": ["stop"]}]
    )
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            model.picture({**DOSE, **part})
