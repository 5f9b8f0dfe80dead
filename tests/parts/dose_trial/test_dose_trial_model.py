"""The phase I simulator follows its rules, and refuses what cannot be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phase_one_players import SameCohorts, SamePeople, counts

from ibc_edu.errors import ParameterError
from ibc_edu.parts.dose_trial import model
from ibc_edu.simulators import boin, dose_escalation

DOSE = model.START
MOVE_OF = {words: move for move, words in model.NEXT_WORDS.items()}


def by_column(drug: str, run: int, column: int) -> tuple[list[str], str]:
    """The decisions of a trial in which every step is what one rule's column says, and what it says in the end."""
    moves = ["stay"]
    for _ in range(model.MAX_PEOPLE):
        shown = {**DOSE, "drug": drug, "run": run, "moves": [*moves, "stop"], "named": 0}
        words = model.picture(shown)["result"]["decisions"][-1][column]
        if words not in MOVE_OF:
            return moves, words
        moves.append(MOVE_OF[words])
    raise AssertionError("the trial has no end")


def simulated(rule: str, drug: str, trials: list[list[list[bool]]]) -> list[tuple[str, dict[str, int]]]:
    """What the simulator of a rule names and counts with the people of each run."""
    risks, number = model.DRUGS[drug], len(trials)
    if rule == "3+3":
        trial = dose_escalation.ThreePlusThree(risks)
        frame = dose_escalation.simulate(trial, replicates=number, rng=SameCohorts(risks, trials))
    else:
        seeds = [[model.SEED, list(model.DRUGS).index(drug), run] for run in range(1, number + 1)]
        tolerance = np.array([np.random.default_rng(seed).random(model.MAX_PEOPLE) for seed in seeds])
        same = SamePeople(tolerance, [sum(map(len, outcomes)) for outcomes in trials])
        frame = boin.simulate(boin.BoinTrial(risks, n_cohorts=10), replicates=number, rng=same)
    names = [f"dose {mtd}" if mtd else "no dose" for mtd in frame["mtd"]]
    found = frame[list(counts(trials[0]))].to_dict("records")
    return [(f"stop and name {name}", row) for name, row in zip(names, found, strict=True)]


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

    @pytest.mark.parametrize(
        ("moves", "words"),
        [
            # 3 of 3 put dose 5 out for either rule, and 2 of 3 dose 3 for 3+3
            (["stay", "up", "up", "up", "up", "down"], ["stop and name dose 2", "treat 3 more at the same dose"]),
            # 2 of 3 put dose 3 out for 3+3, while BOIN drops a dose of three people only at 3 of 3
            (["stay", "up", "up", "down"], ["stop and name dose 2", "go up"]),
        ],
    )
    def test_a_rule_sends_nobody_to_a_dose_that_is_out_for_it(self, moves: list[str], words: list[str]) -> None:
        done = {**DOSE, "moves": [*moves, "stop"], "named": 0}
        assert model.picture(done)["result"]["decisions"][-1][2:] == words

    @pytest.mark.parametrize("drug", list(model.DRUGS))
    @pytest.mark.parametrize(("rule", "column"), [("3+3", 2), ("BOIN", 3)])
    def test_trials_played_by_a_rules_own_column_end_where_the_simulator_ends(
        self, drug: str, rule: str, column: int
    ) -> None:
        """As many as 600 trials by each rule: 200 groups of people with each drug."""
        ends = []
        for run in range(1, 201):
            moves, named = by_column(drug, run, column)
            ends.append((named, model.replay(drug, run, moves).outcomes))
        found = simulated(rule, drug, [outcomes for _, outcomes in ends])
        assert [(named, counts(outcomes)) for named, outcomes in ends] == found

    @pytest.mark.parametrize(("drug", "best"), [("a", 4), ("b", 2), ("c", 0)])
    def test_the_drugs_differ_in_their_best_dose(self, drug: str, best: int) -> None:
        assert model.best_dose(drug) == best

    @pytest.mark.parametrize(
        "part", [{"named": 2}, {"moves": ["stay", "stop"], "named": 3}, {"drug": "z"}, {"run": 0}, {"moves": ["stop"]}]
    )
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            model.picture({**DOSE, **part})
