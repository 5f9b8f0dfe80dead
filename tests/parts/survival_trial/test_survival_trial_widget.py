"""The phase III simulator's widget: a thousand trials in batches, and what makes them obsolete."""

from __future__ import annotations

from ibc_edu.parts.survival_trial import many as many_trials
from ibc_edu.parts.survival_trial import model
from ibc_edu.parts.survival_trial.widget import SurvivalTrial

START = model.START


def widget() -> SurvivalTrial:
    return SurvivalTrial(model.CONTENT, model.picture, START, batch=many_trials.batch)


def ask_for_a_batch(trial: SurvivalTrial, *, anew: bool = False) -> None:
    trial._receive(trial, {"type": "batch", "anew": anew}, [])


def test_each_message_runs_one_more_batch() -> None:
    trial = widget()
    ask_for_a_batch(trial, anew=True)
    ask_for_a_batch(trial)
    assert trial.many["done"] == 2 * many_trials.BATCH
    ask_for_a_batch(trial, anew=True)
    assert trial.many["done"] == many_trials.BATCH


def test_other_settings_make_trials_obsolete_and_another_month_does_not() -> None:
    trial = widget()
    ask_for_a_batch(trial, anew=True)
    trial.settings = {**START, "month": 12}
    trial.settings = {**START, "month": 12, "run": 2}
    assert trial.many["done"] == many_trials.BATCH
    trial.settings = {**START, "ratio": 80}
    assert trial.many == {}


def test_a_batch_asked_for_before_the_settings_changed_is_not_run_with_the_new_ones() -> None:
    trial = widget()
    ask_for_a_batch(trial, anew=True)
    trial.settings = {**START, "ratio": 130}
    ask_for_a_batch(trial)
    assert trial.many == {}


def test_an_unknown_message_is_told() -> None:
    trial = widget()
    trial._receive(trial, {"type": "dance"}, [])
    assert "unknown message" in trial.problem


def test_the_text_form_is_the_same_whatever_was_chosen() -> None:
    trial = widget()
    before = repr(trial)
    trial.settings = {**START, "month": 30, "look": True}
    assert repr(trial) == before
    assert "Phase III" in before
