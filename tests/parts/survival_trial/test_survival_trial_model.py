"""The phase III simulator: counts, curves and verdicts agree."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_checks import within_four_standard_errors

from ibc_edu.errors import ParameterError
from ibc_edu.parts.survival_trial import design, model
from ibc_edu.parts.survival_trial import many as many_trials
from ibc_edu.simulators import survival_trial

CURVES = model.START


def benefits_and_harms(many: dict[str, Any]) -> tuple[int, int]:
    counts = many["counts"]
    return sum(number for name, number in counts.items() if name.startswith("Benefit")), counts["Harm shown"]


class TestPhaseThree:
    def test_nobody_has_joined_in_month_0(self) -> None:
        picture = model.picture(CURVES)
        assert [arm["joined"] for arm in picture["arms"]] == [0, 0]
        assert picture["estimate"] is None
        assert set("".join(arm["states"] for arm in picture["arms"])) == {"w"}

    def test_counts_curves_and_signs_agree_in_every_month(self) -> None:
        for month in range(0, design.END + 1, 4):
            for arm in model.picture({**CURVES, "month": month})["arms"]:
                assert arm["states"].count("e") == arm["events"]
                assert len(arm["states"]) - arm["states"].count("w") == arm["joined"]
                heights = [height for _, height in arm["curve"]]
                assert heights == sorted(heights, reverse=True)
                assert heights[0] == 100

    def test_the_end_gives_an_interval_around_the_ratio_and_a_verdict(self) -> None:
        picture = model.picture({**CURVES, "month": 36})
        estimate = picture["estimate"]
        assert estimate["low"] < estimate["ratio"] < estimate["high"]
        assert f"{estimate['ratio']:.2f}" in picture["sentence"]
        assert (estimate["high"] < 1) == ("new treatment did better" in picture["verdict"])
        assert [row[0] for row in picture["numbers"]["rows"]] == ["0", "6", "12", "18", "24", "30", "36"]

    def test_an_early_look_stops_the_trial_only_beyond_its_limit(self) -> None:
        outcomes = set()
        for run in range(1, 12):
            look = model.early_look(50, 300, run)
            picture = model.picture({**CURVES, "ratio": 50, "look": True, "run": run, "month": 35})
            assert picture["over"] == look.stops == (abs(look.z) >= look.bound)
            assert (picture["month"] < 35) == look.stops
            outcomes.add(look.stops)
            before = model.picture({**CURVES, "ratio": 50, "look": True, "run": run, "month": 2})
            assert not before["over"]
            assert "is planned" in before["look"]
        assert outcomes == {True, False}

    def test_a_thousand_trials_show_the_power(self) -> None:
        many: dict[str, Any] = {}
        while many.get("done", 0) < many_trials.TRIALS:
            many = many_trials.batch(CURVES, many)
        expected = survival_trial.expectation(design.trial(70, 300)).power
        assert many["counts"]["Benefit shown"] / 1000 == pytest.approx(expected, abs=0.05)
        assert sum(count for _, count in many["bars"]) == 1000
        assert many_trials.batch(CURVES, many) == many
        assert f"{many['counts']['Benefit shown']} showed a benefit" in many["sentence"]
        assert "in 100: the power)" in many["sentence"]
        assert "false" not in many["sentence"]

    def test_looking_early_ends_some_trials_early(self) -> None:
        many = many_trials.batch({**CURVES, "ratio": 60, "look": True}, {})
        assert sum(many["counts"].values()) == many_trials.BATCH
        assert many["counts"]["Benefit, at the early look"] > 0
        assert many["months"] / many["done"] < design.END

    @pytest.mark.parametrize("look", [False, True])
    def test_of_treatments_that_are_alike_whatever_is_shown_is_a_false_alarm(self, look: bool) -> None:
        many: dict[str, Any] = {}
        while many.get("done", 0) < many_trials.TRIALS:
            many = many_trials.batch({**CURVES, "ratio": 100, "look": look}, many)
        benefit, harm = benefits_and_harms(many)
        assert "power" not in many["sentence"]
        assert f"{benefit} showed a benefit and {harm} showed harm" in many["sentence"]
        assert f"({100 * (benefit + harm) / 1000:.0f} in 100: the false-alarm rate)" in many["sentence"]
        assert within_four_standard_errors((benefit + harm) / 1000, 0.05, 1000)
        assert within_four_standard_errors(benefit / 1000, 0.025, 1000)

    @pytest.mark.parametrize("look", [False, True])
    def test_of_a_treatment_that_harms_the_power_is_the_share_that_shows_harm(self, look: bool) -> None:
        many = many_trials.batch({**CURVES, "ratio": 130, "look": look}, {})
        benefit, harm = benefits_and_harms(many)
        assert harm > 20 > benefit
        assert (
            f"{harm} showed harm ({harm} in 100: the power), and {benefit or 'none'} showed a benefit"
            in many["sentence"]
        )

    def test_power_and_false_alarms_are_said_at_each_limit_of_the_numbers(self) -> None:
        assert many_trials._shown(50, 100, 0, 100) == (
            "Of 100 trials, 100 showed a benefit (100 in 100: the power), and none showed harm."
        )
        assert many_trials._shown(95, 0, 3, 1000).endswith(
            "0 showed a benefit (0 in 100: the power), and 3 showed harm."
        )
        assert many_trials._shown(105, 2, 8, 100) == (
            "Of 100 trials, 8 showed harm (8 in 100: the power), and 2 showed a benefit."
        )
        assert "0 showed a benefit and 0 showed harm (0 in 100: the false-alarm rate)" in many_trials._shown(
            100, 0, 0, 100
        )

    @pytest.mark.parametrize(
        ("ratio", "z", "words"),
        [
            (70, -3.0, "stopped for benefit in month 18."),
            (70, 3.0, "stopped for harm in month 18. Here the truth is the other way round"),
            (100, -3.0, "stopped for benefit in month 18. Here both treatments are alike, so this is a false alarm."),
            (100, 3.0, "stopped for harm in month 18. Here both treatments are alike, so this is a false alarm."),
            (130, 3.0, "stopped for harm in month 18."),
            (130, -3.0, "stopped for benefit in month 18. Here the truth is the other way round"),
        ],
    )
    def test_a_trial_stops_for_benefit_or_harm_by_the_sign_of_z(self, ratio: int, z: float, words: str) -> None:
        look = model.EarlyLook(18.2, 70, z, 2.8, True)
        verdict = model._verdict({**CURVES, "ratio": ratio, "month": 36}, None, look)
        assert words in verdict
        assert verdict.endswith(words) or words.endswith("round")

    @pytest.mark.parametrize(
        ("ratio", "z", "words"),
        [
            (70, -1.97, "the new treatment did better."),
            (70, -1.95, "shows no clear difference. That does not prove that there is none."),
            (70, 1.97, "the standard treatment did better. Here the truth is the other way round"),
            (100, -1.97, "the new treatment did better. Here both treatments are alike, so this is a false alarm."),
            (100, 1.97, "the standard treatment did better. Here both treatments are alike"),
            (100, 0.0, "shows no clear difference"),
            (130, 1.97, "the standard treatment did better."),
        ],
    )
    def test_the_verdict_at_the_end_follows_the_bound_and_the_sign(self, ratio: int, z: float, words: str) -> None:
        settings = {**CURVES, "ratio": ratio, "month": 36}
        assert words in model._verdict(settings, model.Estimate(0.9, 0.8, 1.0, z), None)

    def test_with_an_early_look_the_last_one_needs_more(self) -> None:
        went_on = model.EarlyLook(18.2, 70, -1.0, 2.8, False)
        settings = {**CURVES, "month": 36}
        assert design.SINGLE_BOUND < design.looks().z_bounds[1] < 1.99
        verdict = model._verdict(settings, model.Estimate(0.9, 0.8, 1.0, -1.965), went_on)
        assert "no clear difference" in verdict
        assert "no clear difference" in model._verdict(settings, None, went_on)

    def test_an_early_look_is_told_by_the_side_it_saw(self) -> None:
        """Real looks of both kinds, at a benefit and at a harm."""
        for ratio, side in ((50, "benefit"), (130, "harm")):
            for run in range(1, 40):
                look = model.early_look(ratio, 600, run)
                if look.stops and (look.z < 0) == (side == "benefit"):
                    break
            else:
                raise AssertionError(f"no early stop for {side}")
            picture = model.picture({**CURVES, "ratio": ratio, "people": 600, "look": True, "run": run, "month": 36})
            assert f"stopped for {side} in month" in picture["verdict"]

    @pytest.mark.parametrize(
        "part", [{"ratio": 40}, {"ratio": 131}, {"people": 90}, {"month": 37}, {"look": 1}, {"run": 0}, {"month": 1.5}]
    )
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            model.picture({**CURVES, **part})
