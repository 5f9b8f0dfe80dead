"""What the parameters of the simulators of phase I and II do."""

from __future__ import annotations

import numpy as np
from oracles.boin_table import decision_table
from parameter_use import Use

from ibc_edu.simulators import boin, dose_escalation, phase_one_rules, two_stage

DESIGN = two_stage.TwoStageDesign(1, 10, 5, 29)
OUTCOMES = [[False] * 3, [False] * 3, [False] * 3]

EARLY_TRIALS = [
    # phase I
    Use(
        boin.BoinRule,
        {},
        {"target": 0.2, "phi1": 0.1, "phi2": 0.5, "cutoff_eli": 0.8},
        (lambda rule: decision_table(rule, range(1, 31)),),
    ),
    Use(
        boin.BoinTrial,
        {"p_true": (0.1, 0.3)},
        {"p_true": (0.1, 0.4), "n_cohorts": 5, "cohort_size": 2, "rule": boin.BoinRule(0.2)},
        (boin.exact, lambda trial: boin.simulate(trial, replicates=20, rng=1)),
    ),
    Use(
        boin.select_mtd,
        {"rule": boin.BoinRule(), "n": [6, 6], "y": [0, 2]},
        {"rule": boin.BoinRule(0.1), "n": [6, 9], "y": [0, 3]},
    ),
    Use(
        boin.next_doses,
        {
            "rule": boin.BoinRule(),
            "dose": np.array([1]),
            "people": np.array([[3, 6, 0]]),
            "dlts": np.array([[0, 1, 0]]),
        },
        {
            "rule": boin.BoinRule(0.1),
            "dose": np.array([0]),
            "people": np.array([[3, 3, 0]]),
            "dlts": np.array([[0, 3, 0]]),
        },
    ),
    Use(boin.exact, {"trial": boin.BoinTrial((0.1, 0.3))}, {"trial": boin.BoinTrial((0.1, 0.4))}),
    Use(
        boin.simulate,
        {"trial": boin.BoinTrial((0.1, 0.3)), "replicates": 5, "rng": 1},
        {"trial": boin.BoinTrial((0.9, 0.9)), "replicates": 6, "rng": 2},
    ),
    Use(
        dose_escalation.ThreePlusThree,
        {"p_true": (0.1, 0.3)},
        {"p_true": (0.1, 0.4), "variant": "confirm6"},
        (dose_escalation.exact, lambda trial: dose_escalation.simulate(trial, replicates=50, rng=1)),
    ),
    Use(dose_escalation.advice, {"n": 3, "dlt": 1}, {"n": 6, "dlt": 0}),
    Use(
        dose_escalation.exact,
        {"trial": dose_escalation.ThreePlusThree((0.1,))},
        {"trial": dose_escalation.ThreePlusThree((0.2,))},
    ),
    Use(
        dose_escalation.simulate,
        {"trial": dose_escalation.ThreePlusThree((0.1, 0.5)), "replicates": 20, "rng": 1},
        {"trial": dose_escalation.ThreePlusThree((0.5, 0.5)), "replicates": 21, "rng": 2},
    ),
    Use(
        dose_escalation.trial_frame,
        {"mtd": np.array([1]), "people": np.array([[3]]), "dlts": np.array([[0]])},
        {"mtd": np.array([0]), "people": np.array([[6]]), "dlts": np.array([[1]])},
    ),
    Use(
        dose_escalation.summarize,
        {"p": np.array([0.1]), "p_none": 0.2, "select": np.array([0.8]), "people": np.array([3.0])},
        {"p": np.array([0.2]), "p_none": 0.3, "select": np.array([0.7]), "people": np.array([4.0])},
    ),
    Use(
        phase_one_rules.three_plus_three,
        {"outcomes": OUTCOMES, "dose": 3},
        {"outcomes": [*OUTCOMES[:2], [True, True, False]], "dose": 2, "variant": "confirm6"},
    ),
    Use(phase_one_rules.three_plus_three, {"outcomes": OUTCOMES, "dose": 2}, {"room": False}),
    Use(
        phase_one_rules.bayesian_interval,
        {"rule": boin.BoinRule(), "outcomes": OUTCOMES, "dose": 3},
        {"outcomes": [*OUTCOMES[:2], [True, True, False]], "dose": 2, "room": False},
    ),
    Use(
        phase_one_rules.bayesian_interval,
        {"rule": boin.BoinRule(), "outcomes": [[False, False, True], []], "dose": 1},
        {"rule": boin.BoinRule(0.5)},
    ),
    # phase II
    Use(
        two_stage.TwoStageGoal,
        {"p0": 0.2, "p1": 0.4},
        {"p0": 0.1, "p1": 0.5, "alpha": 0.1, "beta": 0.1},
        (two_stage.search,),
    ),
    Use(
        two_stage.TwoStageDesign,
        {"r1": 1, "n1": 10, "r": 5, "n": 29},
        {"r1": 2, "n1": 12, "r": 6, "n": 30},
        (
            lambda design: two_stage.operating_characteristics(design, 0.2),
            lambda design: two_stage.simulate(design, 0.2, replicates=50, rng=1),
        ),
    ),
    Use(
        two_stage.operating_characteristics,
        {"design": DESIGN, "p": 0.2},
        {"design": two_stage.TwoStageDesign(2, 10, 5, 29), "p": 0.3},
    ),
    Use(
        two_stage.simulate,
        {"design": DESIGN, "p_true": 0.2, "replicates": 20, "rng": 1},
        {"design": two_stage.TwoStageDesign(3, 10, 5, 29), "p_true": 0.5, "replicates": 21, "rng": 2},
    ),
    Use(two_stage.search, {"goal": two_stage.TwoStageGoal(0.1, 0.4)}, {"goal": two_stage.TwoStageGoal(0.1, 0.5)}),
]
