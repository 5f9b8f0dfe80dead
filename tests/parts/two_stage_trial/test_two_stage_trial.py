"""The phase II simulator's widget: a slider of the page becomes the picture."""

from __future__ import annotations

from ibc_edu.course import trial_two_stage
from ibc_edu.parts.two_stage_trial.widget import TwoStageTrial


def test_a_slider_of_the_page_changes_the_picture() -> None:
    trial = TwoStageTrial(trial_two_stage.CONTENT, trial_two_stage.picture, trial_two_stage.START)
    before = trial.picture["design"]
    trial.set_state({"settings": {**trial_two_stage.START, "low": 10, "high": 30}})
    assert trial.picture["design"] != before
    assert trial.picture["settings"]["low"] == 10


def test_rates_too_close_are_told_to_the_learner() -> None:
    trial = TwoStageTrial(trial_two_stage.CONTENT, trial_two_stage.picture, trial_two_stage.START)
    trial.set_state({"settings": {**trial_two_stage.START, "low": 30}})
    assert "too close" in trial.problem
    assert trial.picture["settings"]["low"] == 20


def test_the_text_form_is_the_same_whatever_was_chosen() -> None:
    trial = TwoStageTrial(trial_two_stage.CONTENT, trial_two_stage.picture, trial_two_stage.START)
    before = repr(trial)
    trial.settings = {**trial_two_stage.START, "run": 3}
    assert repr(trial) == before
    assert "Phase II" in before
