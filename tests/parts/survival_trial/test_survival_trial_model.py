"""The phase III simulator: counts, curves and verdicts agree."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.survival_trial import model
from ibc_edu.simulators import survival_trial

CURVES = model.START


class TestPhaseThree:
    def test_nobody_has_joined_in_month_0(self) -> None:
        picture = model.picture(CURVES)
        assert [arm["joined"] for arm in picture["arms"]] == [0, 0]
        assert picture["estimate"] is None
        assert set("".join(arm["states"] for arm in picture["arms"])) == {"w"}

    def test_counts_curves_and_signs_agree_in_every_month(self) -> None:
        for month in range(0, model.END + 1, 4):
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
        while many.get("done", 0) < model.TRIALS:
            many = model.batch(CURVES, many)
        expected = survival_trial.expectation(model.trial(70, 300)).power
        assert many["counts"]["Benefit shown"] / 1000 == pytest.approx(expected, abs=0.05)
        assert sum(count for _, count in many["bars"]) == 1000
        assert model.batch(CURVES, many) == many

    def test_looking_early_ends_some_trials_early(self) -> None:
        many = model.batch({**CURVES, "ratio": 60, "look": True}, {})
        assert sum(many["counts"].values()) == model.BATCH
        assert many["counts"]["Benefit, at the early look"] > 0
        assert many["months"] / many["done"] < model.END

    @pytest.mark.parametrize(
        "part", [{"ratio": 40}, {"people": 90}, {"month": 37}, {"look": 1}, {"run": 0}, {"month": 1.5}]
    )
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            model.picture({**CURVES, **part})
