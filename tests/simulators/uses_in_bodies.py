"""What the parameters of the models of the body do: blood counts, drug levels, radiation, clones, response."""

from __future__ import annotations

from typing import Any

import numpy as np
from oracles import blood_count_rates, blood_counts, compartments
from parameter_use import Use

from ibc_edu.simulators import (
    binomial,
    blood_count_variability,
    marrow_model,
    pharmacokinetics,
    radiation,
    resistance,
    response,
)

MARROW, PK = marrow_model.DOCETAXEL.marrow, marrow_model.DOCETAXEL.pk
TWO_DOSES = pharmacokinetics.Regimen(150.0, 1.0, [0, 504], 1008)
MODEL = {"marrow": MARROW, "pk": PK, "regimen": TWO_DOSES}
OTHER_MODEL = {
    "marrow": marrow_model.Marrow(4.0, 88.7, 0.161, 8.58),
    "pk": compartments.OneCompartment(38.5, 7.4),
    "regimen": pharmacokinetics.Regimen([100.0, 150.0], 1.0, [0, 504], 1008),
}


def course_of(regimen: pharmacokinetics.Regimen) -> Any:
    return blood_counts.simulate(MARROW, PK, regimen, times_h=[1, 100, 200, 700])


def levels(pk: pharmacokinetics.Pharmacokinetics) -> Any:
    return pharmacokinetics.concentration(pk, TWO_DOSES, [0.5, 2, 30, 505])


def nadirs(marrow: marrow_model.Marrow) -> Any:
    return blood_counts.cycle_summaries(marrow, PK, TWO_DOSES)


BODIES = [
    Use(binomial.binomial_pmf, {"k": 2, "n": 5, "p": 0.3}, {"k": 1, "n": 6, "p": 0.4}),
    # blood counts
    Use(
        blood_count_variability.Variability,
        {},
        {"cv_circ0": 0.2, "cv_effect": 0.2, "median_effect": 2.0},
        (
            lambda v: blood_count_rates.simulate(MARROW, PK, TWO_DOSES, v, people=3, rng=1),
            lambda v: blood_count_rates.chance_of_nadir_below(0.5, MARROW, PK, TWO_DOSES, v),
            lambda v: blood_count_rates.chance_of_ever_below(0.5, MARROW, PK, TWO_DOSES, v),
        ),
    ),
    Use(
        marrow_model.Marrow,
        {"circ0": 5.0, "mtt_h": 88.0, "gamma": 0.16, "slope": 8.0},
        {"circ0": 6.0, "mtt_h": 99.0, "gamma": 0.2, "slope": 9.0},
        (nadirs,),
    ),
    Use(
        marrow_model.Marrow,
        {"circ0": 5.0, "mtt_h": 88.0, "gamma": 0.16, "emax": 80.0, "ec50": 7.0},
        {"emax": 90.0, "ec50": 8.0},
        (nadirs,),
    ),
    Use(
        marrow_model.Drug,
        {"marrow": MARROW, "pk": PK, "molar_mass": 800.0, "infusion_h": 1.0},
        {"marrow": OTHER_MODEL["marrow"], "pk": OTHER_MODEL["pk"], "molar_mass": 700.0, "infusion_h": 2.0},
        (lambda drug: blood_counts.simulate(drug.marrow, drug.pk, drug.cycles(75, count=1), times_h=[1, 100]),),
    ),
    Use(marrow_model.DOCETAXEL.umol, {"mg_per_m2": 75}, {"mg_per_m2": 100, "surface_m2": 1.7}),
    Use(marrow_model.DOCETAXEL.cycles, {"mg_per_m2": 75}, {"mg_per_m2": 100, "every_days": 14, "count": 3}),
    Use(
        pharmacokinetics.ThreeCompartment,
        {"k10": 5, "k12": 1, "k21": 1.5, "k13": 1.2, "k31": 0.1, "v1": 7},
        {"k10": 4, "k12": 2, "k21": 1.6, "k13": 1.3, "k31": 0.2, "v1": 8},
        (levels,),
    ),
    Use(
        pharmacokinetics.Regimen,
        {"dose_umol": 150.0, "infusion_h": 1.0, "dose_times_h": [0, 504], "horizon_h": 1008},
        {"dose_umol": [150.0, 75.0], "infusion_h": 2.0, "dose_times_h": [0, 400]},
        (course_of,),
    ),
    Use(
        pharmacokinetics.Regimen,
        {"dose_umol": 150.0, "infusion_h": 1.0, "dose_times_h": [0, 504], "horizon_h": 1008},
        {"horizon_h": 800},
        (lambda regimen: blood_counts.cycle_summaries(MARROW, PK, regimen)[-1],),
    ),
    Use(
        pharmacokinetics.exposure,
        {"pk": PK, "regimen": TWO_DOSES},
        {"pk": OTHER_MODEL["pk"], "regimen": OTHER_MODEL["regimen"]},
    ),
    Use(
        pharmacokinetics.concentration,
        {"pk": PK, "regimen": TWO_DOSES, "time_h": [30]},
        {"pk": OTHER_MODEL["pk"], "regimen": OTHER_MODEL["regimen"], "time_h": [3]},
    ),
    # radiation, resistance, response
    Use(
        radiation.Fractionation,
        {"n": 10, "d": 3.0},
        {"n": 5, "d": 4.0, "alpha_beta": 3.0},
        (lambda course: course.bed, lambda course: course.eqd2),
    ),
    Use(
        resistance.Clones,
        {},
        {"sensitive": 1e9, "resistant": 1e6, "capacity": 1e13, "rho": 0.01, "mu": 1e-4},
        (lambda clones: resistance.simulate(clones, [10, 100], [resistance.Pulse(5, 0.1, 0.9)]),),
    ),
    Use(
        resistance.Pulse,
        {"day": 5, "surviving_sensitive": 0.1, "surviving_resistant": 0.9},
        {"day": 7, "surviving_sensitive": 0.2, "surviving_resistant": 0.8},
        (lambda pulse: resistance.simulate(resistance.Clones(), [6, 100], [pulse]),),
    ),
    Use(
        resistance.Line,
        {},
        {"surviving_sensitive": 0.5, "surviving_resistant": 0.5, "every_days": 14},
        (lambda line: resistance.pulses_of_lines([line], [0], 100),),
    ),
    Use(
        resistance.pulses_of_lines,
        {"lines": [resistance.Line()], "start_days": [0], "last_day": 100},
        {"lines": [resistance.Line(every_days=30)], "start_days": [5], "last_day": 60},
    ),
    Use(
        resistance.simulate,
        {"clones": resistance.Clones(), "times": [10]},
        {"clones": resistance.Clones(1e9), "times": [20], "pulses": [resistance.Pulse(5, 0.1, 0.9)]},
    ),
    Use(
        resistance.path_frame,
        {"days": np.ones(1), "sensitive": np.ones(1), "resistant": np.ones(1)},
        {"days": np.zeros(1), "sensitive": np.full(1, 2.0), "resistant": np.full(1, 3.0)},
    ),
    Use(
        resistance.check_total,
        {"sensitive": 1.0, "resistant": 1.0, "capacity": 3.0},
        {"sensitive": 4.0, "resistant": 4.0, "capacity": 1.0},
    ),
    Use(
        response.TargetLesions,
        {"baseline_sum": 100.0, "nadir_sum": 60.0, "current_sum": 65.0, "nodal_short_axes": (12.0,)},
        {
            "baseline_sum": 80.0,
            "nadir_sum": 50.0,
            "current_sum": 80.0,
            "evaluable": False,
        },
        (response.assess,),
    ),
    Use(
        response.TargetLesions,
        {
            "baseline_sum": 100.0,
            "nadir_sum": 9.0,
            "current_sum": 9.0,
            "nonnodal_all_absent": True,
            "nodal_short_axes": (9.0,),
        },
        {"nonnodal_all_absent": False, "nodal_short_axes": (10.0,)},
        (response.target_response,),
    ),
    Use(
        response.Lesion,
        {"name": "liver", "mm": 50.0},
        {"name": "lung", "mm": 40.0},
        (lambda lesion: response.simulate([lesion], [response.Visit(6, {"liver": 30.0})]),),
    ),
    Use(
        response.Lesion,
        {"name": "node", "mm": 20.0},
        {"node": True},
        (lambda lesion: response.simulate([lesion], [response.Visit(6, {"node": 8.0})]),),
    ),
    Use(
        response.Visit,
        {"week": 6, "mm": {"liver": 30.0}},
        {"week": 7, "mm": {"liver": 60.0}, "nontarget": "PD", "new_lesion": True},
        (lambda visit: response.simulate([response.Lesion("liver", 50.0)], [visit]),),
    ),
    Use(
        response.target_response,
        {"lesions": response.TargetLesions(100, 60, 65)},
        {"lesions": response.TargetLesions(100, 60, 80)},
    ),
    Use(
        response.assess,
        {"lesions": response.TargetLesions(100, 60, 65)},
        {"lesions": response.TargetLesions(100, 60, 80), "nontarget": "PD", "new_lesion": True},
    ),
    Use(
        response.simulate,
        {"baseline": [response.Lesion("liver", 50.0)], "visits": [response.Visit(6, {"liver": 30.0})]},
        {"baseline": [response.Lesion("liver", 40.0)], "visits": [response.Visit(6, {"liver": 20.0})]},
    ),
    Use(response.best_overall_response, {"overall": ["SD"]}, {"overall": ["PR"]}),
]
