"""The phase II simulator's widget: a slider of the page becomes the picture."""

from __future__ import annotations

from ibc_edu.parts.two_stage_trial import model
from ibc_edu.parts.two_stage_trial.widget import TwoStageTrial


def test_a_slider_of_the_page_changes_the_picture() -> None:
    trial = TwoStageTrial(model.CONTENT, model.picture, model.START)
    before = trial.picture["design"]
    trial.set_state({"settings": {**model.START, "low": 10, "high": 30}})
    assert trial.picture["design"] != before
    assert trial.picture["settings"]["low"] == 10


def test_rates_too_close_are_told_to_the_learner() -> None:
    trial = TwoStageTrial(model.CONTENT, model.picture, model.START)
    trial.set_state({"settings": {**model.START, "low": 30}})
    assert "too close" in trial.problem
    assert trial.picture["settings"]["low"] == 20


def test_the_text_form_is_the_same_whatever_was_chosen() -> None:
    trial = TwoStageTrial(model.CONTENT, model.picture, model.START)
    before = repr(trial)
    trial.settings = {**model.START, "run": 3}
    assert repr(trial) == before
    assert "Phase II" in before
