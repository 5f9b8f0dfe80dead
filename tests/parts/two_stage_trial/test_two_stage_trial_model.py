"""The phase II simulator follows Simon's designs."""

from __future__ import annotations

from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.two_stage_trial import model
from ibc_edu.simulators import two_stage

RATES = model.START


class TestPhaseTwo:
    def test_the_design_is_simons(self) -> None:
        assert model.picture(RATES)["design"] == {"first": 13, "stop": 3, "all": 43, "more": 12}
        minimax = model.picture({**RATES, "design": "minimax"})["design"]
        assert minimax == {"first": 18, "stop": 4, "all": 33, "more": 10}

    def test_the_cost_of_a_false_hope_is_said(self) -> None:
        words = " ".join(" ".join(fact) for fact in model.picture(RATES)["facts"])
        assert "20.6 people on average" in words
        assert "75 of 100 such trials stop early" in words

    def test_the_sentence_follows_the_drug(self) -> None:
        picture = model.picture({**RATES, "true": 40})
        exact = two_stage.operating_characteristics(two_stage.TwoStageDesign(3, 13, 12, 43), 0.4)
        assert f"{100 * exact.prob_declare_promising:.0f} of 100 call it promising" in picture["sentence"]
        counts = dict(picture["many"])
        assert sum(counts.values()) == 1000
        assert counts["Called promising"] / 1000 == pytest.approx(exact.prob_declare_promising, abs=0.05)

    def test_one_trial_ends_as_its_responses_say(self) -> None:
        endings = set()
        for run in range(1, 25):
            one = model.picture({**RATES, "true": 30, "run": run})["one"]
            first, total = sum(one["responded"][:13]), sum(one["responded"])
            assert len(one["responded"]) == (13 if first <= 3 else 43)
            ending = "stops here" if first <= 3 else ": promising" if total > 12 else "not promising"
            assert ending in one["sentence"]
            endings.add(ending)
        assert len(endings) == 3

    def test_every_place_of_the_sliders_has_a_design(self) -> None:
        low, high = model.LOW, model.HIGH
        for below in range(low["min"], low["max"] + 1, low["step"]):
            above = max(below + model.LEAST_GAP, high["min"])
            assert model.design(below, above, "optimal").n <= 60

    @pytest.mark.parametrize("part", [{"low": 30}, {"true": 95}, {"design": "best"}, {"high": 80}, {"run": -1}])
    def test_impossible_settings_are_refused(self, part: dict[str, Any]) -> None:
        with pytest.raises(ParameterError):
            model.picture({**RATES, **part})
