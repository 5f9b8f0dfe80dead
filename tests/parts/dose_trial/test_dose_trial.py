"""The phase I simulator's widget: decisions of the page become the picture, and what is hidden stays hidden."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.parts.dose_trial import model
from ibc_edu.parts.dose_trial.widget import DoseTrial


def widget() -> DoseTrial:
    return DoseTrial(model.CONTENT, model.picture, model.START)


def test_a_decision_of_the_page_changes_the_picture() -> None:
    trial = widget()
    trial.set_state({"settings": {**model.START, "moves": ["stay", "up"]}})
    assert [len(dose["outcomes"]) for dose in trial.picture["doses"]] == [3, 3, 0, 0, 0]
    assert trial.problem == ""


def test_an_impossible_decision_is_told_to_the_learner_and_the_picture_stays() -> None:
    trial = widget()
    before = trial.picture
    trial.set_state({"settings": {**model.START, "moves": ["up"]}})
    assert "First treat three people" in trial.problem
    assert trial.picture == before


def test_an_impossible_decision_from_python_is_refused() -> None:
    trial = widget()
    with pytest.raises(ParameterError, match="moves"):
        trial.settings = {**model.START, "moves": ["sideways"]}
    assert trial.settings == model.START


def test_the_risks_do_not_reach_the_page_before_a_dose_is_named() -> None:
    trial = widget()
    trial.settings = {**model.START, "moves": ["stay", "up", "stop"]}
    sent = json.dumps([trial.content, trial.picture, trial.settings])
    assert trial.picture["result"] is None
    assert "risks" not in sent
    trial.settings = {**trial.settings, "named": 2}
    named: dict[str, Any] = trial.picture
    assert named["result"]["risks"] == [3, 8, 16, 30, 50]


def test_the_text_form_is_the_same_whatever_was_done() -> None:
    trial = widget()
    before = repr(trial)
    trial.settings = {**model.START, "drug": "b", "moves": ["stay"]}
    assert repr(trial) == before
    assert "Drug A, Drug B, Drug C" in before
