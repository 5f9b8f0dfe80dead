"""The trials lesson: its simulators follow the models, and its desk follows the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibc_edu.errors import ParameterError
from ibc_edu.lessons import trial_dose, trial_survival, trial_two_stage
from ibc_edu.lessons.course import Course
from ibc_edu.lessons.trial_eligibility import PEOPLE, TRIALS, check_rules, unmet
from ibc_edu.lessons.trials import eligibility_desk
from ibc_edu.simulators import boin, dose_escalation, survival_trial, two_stage

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

DOSE, RATES, CURVES = trial_dose.START, trial_two_stage.START, trial_survival.START


class TestPhaseOne:
    @given(st.lists(st.sampled_from(trial_dose.MOVES), max_size=14), st.sampled_from(list(trial_dose.DRUGS)))
    @settings(max_examples=60, deadline=None)
    def test_decisions_lead_to_a_possible_trial_or_are_refused(self, moves: list[str], drug: str) -> None:
        try:
            course = trial_dose.replay(drug, 1, moves)
        except ParameterError:
            return
        groups = [move for move in moves if move != "stop"]
        assert course.people == 3 * len(groups) <= trial_dose.MAX_PEOPLE
        assert 0 <= course.dose <= trial_dose.DOSES
        assert all(len(outcomes) % 3 == 0 for outcomes in course.outcomes)

    def test_the_same_people_bear_the_lower_dose_at_least_as_well(self) -> None:
        for run in range(1, 30):
            low = trial_dose.replay("b", run, ["stay", "stay"])
            high = trial_dose.replay("b", run, ["stay", "up"])
            assert low.outcomes[0][:3] == high.outcomes[0]
            assert sum(low.outcomes[0][3:]) <= sum(high.outcomes[1])

    def test_only_the_first_group_is_offered_at_the_start(self) -> None:
        assert [move["key"] for move in trial_dose.picture(DOSE)["moves"]] == ["stay"]

    def test_moves_that_are_not_open_say_why(self) -> None:
        moves = trial_dose.picture({**DOSE, "moves": ["stay"]})["moves"]
        assert {move["key"]: move["why_not"] for move in moves if move["why_not"]} == {
            "down": "This is the lowest dose."
        }
        full = trial_dose.picture({**DOSE, "moves": ["stay"] * 10})["moves"]
        assert [move["key"] for move in full if not move["why_not"]] == ["stop"]

    def test_the_result_stands_beside_a_thousand_trials_of_each_rule(self) -> None:
        done = {**DOSE, "moves": ["stay", "up", "up", "stop"], "named": 2}
        result = trial_dose.picture(done)["result"]
        assert [sum(counts) for counts in result["counts"].values()] == [1000, 1000]
        by_rule = dose_escalation.exact(dose_escalation.ThreePlusThree(trial_dose.DRUGS["a"]))
        assert result["counts"]["3+3"][4] / 1000 == pytest.approx(by_rule.p_select[3], abs=0.05)
        by_boin = boin.exact(boin.BoinTrial(trial_dose.DRUGS["a"], n_cohorts=10))
        assert result["counts"]["BOIN"][4] / 1000 == pytest.approx(by_boin.p_select[3], abs=0.05)
        assert "You named dose 2" in result["sentence"]

    def test_each_decision_is_set_beside_what_the_rules_would_do(self) -> None:
        [first, *_] = trial_dose.picture({**DOSE, "moves": ["stay", "up", "stop"], "named": 0})["result"]["decisions"]
        assert first == ["Dose 1, 0 of 3", "go up", "go up", "go up"]

    @pytest.mark.parametrize(("drug", "best"), [("a", 4), ("b", 2), ("c", 0)])
    def test_the_drugs_differ_in_their_best_dose(self, drug: str, best: int) -> None:
        assert trial_dose.best_dose(drug) == best

    @pytest.mark.parametrize(
        "part", [{"named": 2}, {"moves": ["stay", "stop"], "named": 3}, {"drug": "z"}, {"run": 0}, {"moves": ["stop"]}]
    )
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            trial_dose.picture({**DOSE, **part})


class TestPhaseTwo:
    def test_the_design_is_simons(self) -> None:
        assert trial_two_stage.picture(RATES)["design"] == {"first": 13, "stop": 3, "all": 43, "more": 12}
        minimax = trial_two_stage.picture({**RATES, "design": "minimax"})["design"]
        assert minimax == {"first": 18, "stop": 4, "all": 33, "more": 10}

    def test_the_cost_of_a_false_hope_is_said(self) -> None:
        words = " ".join(" ".join(fact) for fact in trial_two_stage.picture(RATES)["facts"])
        assert "20.6 people on average" in words
        assert "75 of 100 such trials stop early" in words

    def test_the_sentence_follows_the_drug(self) -> None:
        picture = trial_two_stage.picture({**RATES, "true": 40})
        exact = two_stage.operating_characteristics(two_stage.TwoStageDesign(3, 13, 12, 43), 0.4)
        assert f"{100 * exact.prob_declare_promising:.0f} of 100 call it promising" in picture["sentence"]
        counts = dict(picture["many"])
        assert sum(counts.values()) == 1000
        assert counts["Called promising"] / 1000 == pytest.approx(exact.prob_declare_promising, abs=0.05)

    def test_one_trial_ends_as_its_responses_say(self) -> None:
        endings = set()
        for run in range(1, 25):
            one = trial_two_stage.picture({**RATES, "true": 30, "run": run})["one"]
            first, total = sum(one["responded"][:13]), sum(one["responded"])
            assert len(one["responded"]) == (13 if first <= 3 else 43)
            ending = "stops here" if first <= 3 else ": promising" if total > 12 else "not promising"
            assert ending in one["sentence"]
            endings.add(ending)
        assert len(endings) == 3

    def test_every_place_of_the_sliders_has_a_design(self) -> None:
        low, high = trial_two_stage.LOW, trial_two_stage.HIGH
        for below in range(low["min"], low["max"] + 1, low["step"]):
            above = max(below + trial_two_stage.LEAST_GAP, high["min"])
            assert trial_two_stage.design(below, above, "optimal").n <= 60

    @pytest.mark.parametrize("part", [{"low": 30}, {"true": 95}, {"design": "best"}, {"high": 80}, {"run": -1}])
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            trial_two_stage.picture({**RATES, **part})


class TestPhaseThree:
    def test_nobody_has_joined_in_month_0(self) -> None:
        picture = trial_survival.picture(CURVES)
        assert [arm["joined"] for arm in picture["arms"]] == [0, 0]
        assert picture["estimate"] is None
        assert set("".join(arm["states"] for arm in picture["arms"])) == {"w"}

    def test_counts_curves_and_signs_agree_in_every_month(self) -> None:
        for month in range(0, trial_survival.END + 1, 4):
            for arm in trial_survival.picture({**CURVES, "month": month})["arms"]:
                assert arm["states"].count("e") == arm["events"]
                assert len(arm["states"]) - arm["states"].count("w") == arm["joined"]
                heights = [height for _, height in arm["curve"]]
                assert heights == sorted(heights, reverse=True)
                assert heights[0] == 100

    def test_the_end_gives_an_interval_around_the_ratio_and_a_verdict(self) -> None:
        picture = trial_survival.picture({**CURVES, "month": 36})
        estimate = picture["estimate"]
        assert estimate["low"] < estimate["ratio"] < estimate["high"]
        assert f"{estimate['ratio']:.2f}" in picture["sentence"]
        assert (estimate["high"] < 1) == ("new treatment did better" in picture["verdict"])
        assert [row[0] for row in picture["numbers"]["rows"]] == ["0", "6", "12", "18", "24", "30", "36"]

    def test_an_early_look_stops_the_trial_only_beyond_its_limit(self) -> None:
        outcomes = set()
        for run in range(1, 12):
            look = trial_survival.early_look(50, 300, run)
            picture = trial_survival.picture({**CURVES, "ratio": 50, "look": True, "run": run, "month": 35})
            assert picture["over"] == look.stops == (abs(look.z) >= look.bound)
            assert (picture["month"] < 35) == look.stops
            outcomes.add(look.stops)
            before = trial_survival.picture({**CURVES, "ratio": 50, "look": True, "run": run, "month": 2})
            assert not before["over"]
            assert "is planned" in before["look"]
        assert outcomes == {True, False}

    def test_a_thousand_trials_show_the_power(self) -> None:
        many: dict[str, Any] = {}
        while many.get("done", 0) < trial_survival.TRIALS:
            many = trial_survival.batch(CURVES, many)
        expected = survival_trial.expectation(trial_survival.trial(70, 300)).power
        assert many["counts"]["Benefit shown"] / 1000 == pytest.approx(expected, abs=0.05)
        assert sum(count for _, count in many["bars"]) == 1000
        assert trial_survival.batch(CURVES, many) == many

    def test_looking_early_ends_some_trials_early(self) -> None:
        many = trial_survival.batch({**CURVES, "ratio": 60, "look": True}, {})
        assert sum(many["counts"].values()) == trial_survival.BATCH
        assert many["counts"]["Benefit, at the early look"] > 0
        assert many["months"] / many["done"] < trial_survival.END

    @pytest.mark.parametrize(
        "part", [{"ratio": 40}, {"people": 90}, {"month": 37}, {"look": 1}, {"run": 0}, {"month": 1.5}]
    )
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            trial_survival.picture({**CURVES, **part})


class TestEligibility:
    def test_who_may_join_and_why_not(self) -> None:
        found = {
            person.key: {trial.key: {rule.key for rule in unmet(person, trial)} for trial in TRIALS}
            for person in PEOPLE
        }
        assert found == EXPECTED

    def test_leaving_out_ibc_rests_on_the_fact_about_real_trials(self, course: Course) -> None:
        desk = eligibility_desk(course)
        assert desk.content["unmet"]["ben/hormone"] == ["not-ibc"]
        [rule] = [rule for rule in desk.content["trials"][2]["rules"] if rule["key"] == "not-ibc"]
        assert any("MONALEESA-2" in source["text"] for source in rule["sources"])

    def test_every_reason_has_a_source(self, course: Course) -> None:
        for trial in eligibility_desk(course).content["trials"]:
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
