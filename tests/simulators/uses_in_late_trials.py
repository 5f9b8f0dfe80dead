"""What the parameters of the simulators of phase III and of survival analysis do."""

from __future__ import annotations

from typing import Any

import numpy as np
from oracles import sequential_trials
from oracles.weibull import Weibull
from parameter_use import Use

from ibc_edu.simulators import (
    cox,
    group_sequential,
    kaplan_meier,
    log_rank,
    replicated_tests,
    sample_size,
    survival_curves,
    survival_trial,
)

TIMES, EVENTS, ARMS = [1.0, 2, 3, 4, 5, 6, 7, 9], [1, 1, 0, 1, 1, 1, 0, 1], [0, 1, 0, 1, 0, 1, 0, 1]
OTHER_TIMES = [8.0, 2, 3, 4, 5, 6, 7, 9]
EXPONENTIAL, WEIBULL = survival_curves.Exponential(0.05), Weibull(1.4, 20)
SMALL = {"n_control": 40, "n_treatment": 50, "dropout_rate": 0.01}
LOOKS = group_sequential.Looks([2.0, 1.9], [0.5, 1.0])
PLAN = group_sequential.ConstantPlan("pocock", 2)


def several_times(trial: survival_trial.SurvivalTrial) -> Any:
    return survival_trial.replicate(trial, replicates=20, rng=1, with_hazard_ratio=True)


def several_times_with_looks(trial: survival_trial.SurvivalTrial) -> Any:
    return survival_trial.replicate_with_looks(trial, LOOKS, planned_events=60, replicates=20, rng=1)


def one_trial(trial: survival_trial.SurvivalTrial) -> Any:
    return survival_trial.simulate(trial, rng=1)


LATE_TRIALS = [
    # phase III
    Use(
        survival_curves.Exponential,
        {"rate": 0.1},
        {"rate": 0.2},
        (lambda curve: curve.survival([1, 5]), lambda curve: curve.hazard([1, 5])),
    ),
    Use(survival_curves.Exponential.with_median, {"median": 12}, {"median": 10}),
    Use(WEIBULL.survival, {"time": [1]}, {"time": [2]}),
    Use(WEIBULL.hazard, {"time": [1]}, {"time": [2]}),
    Use(WEIBULL.time_at, {"cumulative_hazard": 0.5}, {"cumulative_hazard": 1.0}),
    Use(
        survival_trial.SurvivalTrial,
        SMALL,
        {
            "control": EXPONENTIAL,
            "treatment": WEIBULL,
            "n_control": 45,
            "n_treatment": 60,
            "accrual_time": 12.0,
            "follow_up": 6.0,
            "dropout_rate": 0.05,
        },
        (survival_trial.expectation, one_trial, several_times, several_times_with_looks),
    ),
    Use(
        survival_trial.expectation,
        {"trial": survival_trial.SurvivalTrial()},
        {"trial": survival_trial.SurvivalTrial(n_control=9), "alpha": 0.1},
    ),
    Use(
        survival_trial.hazard_ratio,
        {"trial": survival_trial.SurvivalTrial()},
        {"trial": survival_trial.SurvivalTrial(EXPONENTIAL, WEIBULL)},
    ),
    Use(
        survival_trial.simulate,
        {"trial": survival_trial.SurvivalTrial(**SMALL), "rng": 1},
        {"trial": survival_trial.SurvivalTrial(), "rng": 2},
    ),
    Use(
        survival_trial.as_of,
        {"people": one_trial(survival_trial.SurvivalTrial(**SMALL)), "month": 10},
        {"people": one_trial(survival_trial.SurvivalTrial()), "month": 20},
    ),
    Use(
        survival_trial.known_by,
        {"entry": np.array([0.0, 5]), "time": np.array([3.0, 9]), "event": np.array([1, 1]), "month": 4},
        {"entry": np.array([1.0, 3]), "time": np.array([0.5, 0.5]), "event": np.array([0, 1]), "month": 8},
    ),
    Use(
        survival_trial.replicate,
        {"trial": survival_trial.SurvivalTrial(**SMALL), "replicates": 20, "rng": 1},
        {
            "trial": survival_trial.SurvivalTrial(),
            "replicates": 21,
            "rng": 2,
            "alpha": 0.5,
            "with_hazard_ratio": True,
        },
    ),
    Use(
        survival_trial.replicate_with_looks,
        {
            "trial": survival_trial.SurvivalTrial(**SMALL),
            "looks": LOOKS,
            "planned_events": 40,
            "replicates": 20,
            "rng": 1,
        },
        {
            "trial": survival_trial.SurvivalTrial(),
            "looks": group_sequential.Looks([0.1, 1.9], [0.5, 1.0]),
            "planned_events": 30,
            "replicates": 21,
            "rng": 2,
        },
    ),
    Use(
        sample_size.expected_power,
        {"events": 100, "hr": 0.7},
        {"events": 200, "hr": 0.8, "alpha": 0.1, "sides": 1, "allocation_fraction": 0.3},
    ),
    Use(
        sample_size.event_probability,
        {"curve": EXPONENTIAL, "accrual_time": 24, "follow_up": 12, "dropout_rate": 0.01},
        {"curve": WEIBULL, "accrual_time": 12, "follow_up": 6, "dropout_rate": 0.05},
    ),
    Use(
        group_sequential.Looks,
        {"z_bounds": [2.0, 1.9], "information_fractions": [0.5, 1.0]},
        {"z_bounds": [2.5, 1.9], "information_fractions": [0.4, 1.0], "two_sided": False},
        (
            lambda looks: group_sequential.crossing(looks, 1.0),
            lambda looks: sequential_trials.simulate(looks, 0.0, replicates=500, rng=1),
        ),
    ),
    Use(
        group_sequential.ConstantPlan,
        {"kind": "pocock", "looks": 2},
        {"kind": "obrien_fleming", "looks": 3, "alpha_two_sided": 0.01},
        (group_sequential.constant_boundary, lambda plan: sequential_trials.inflation(plan, 0.8)),
    ),
    Use(
        group_sequential.crossing,
        {"looks": LOOKS, "drift": 1.0},
        {"looks": group_sequential.Looks([3.0, 2.0], [0.5, 1.0]), "drift": 2.0},
    ),
    Use(group_sequential.constant_boundary, {"plan": PLAN}, {"plan": group_sequential.ConstantPlan("pocock", 3)}),
    Use(
        cox.cox,
        {"time": TIMES, "event": EVENTS, "covariates": {"arm": ARMS}},
        {"time": OTHER_TIMES, "event": [1] * 8, "covariates": {"arm": ARMS[::-1]}, "level": 0.9},
    ),
    Use(
        cox.cox,
        {"time": [1.0, 2, 2, 4, 5, 5, 7, 9], "event": [1] * 8, "covariates": {"arm": ARMS}},
        {"ties": "breslow"},
    ),
    Use(kaplan_meier.curve_steps, {"time": TIMES, "event": EVENTS}, {"time": OTHER_TIMES, "event": [1] * 8}),
    Use(kaplan_meier.two_sided_quantile, {"level": 0.95}, {"level": 0.9}),
    Use(kaplan_meier.follow_up_data, {"time": TIMES, "event": EVENTS}, {"time": OTHER_TIMES, "event": [1] * 8}),
    Use(kaplan_meier.number_list, {"name": "time", "values": [1.0]}, {"values": [2.0]}),
    Use(kaplan_meier.number_list, {"name": "time", "values": ["x"]}, {"name": "event"}, refused=True),
    Use(
        log_rank.log_rank,
        {"time": TIMES, "event": EVENTS, "arm": ARMS},
        {"time": OTHER_TIMES, "event": [1] * 8, "arm": [0, 0, 0, 0, 1, 1, 1, 1]},
    ),
    Use(
        replicated_tests.risk_sets,
        {"time": np.array([TIMES]), "event": np.array([EVENTS], dtype=bool), "n_control": 4},
        {"time": np.array([OTHER_TIMES]), "event": np.ones((1, 8), dtype=bool), "n_control": 5},
    ),
    Use(
        replicated_tests.z_scores,
        {
            "events_treatment": np.array([2.0]),
            "event": np.ones((1, 4), dtype=bool),
            "share": np.array([[0.5, 0.4, 0.6, 0.5]]),
        },
        {
            "events_treatment": np.array([1.0]),
            "event": np.array([[True, True, True, False]]),
            "share": np.full((1, 4), 0.3),
        },
    ),
    Use(
        replicated_tests.hazard_ratios,
        {
            "events_control": np.array([2]),
            "events_treatment": np.array([2]),
            "event": np.ones((1, 4), dtype=bool),
            "share": np.array([[0.5, 0.4, 0.6, 0.5]]),
        },
        {
            "events_control": np.array([0]),
            "events_treatment": np.array([1]),
            "event": np.array([[True, True, True, False]]),
            "share": np.full((1, 4), 0.3),
        },
    ),
]
