"""What each kind of reference case calls, and how its answer is compared."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from oracles import (
    blood_counts,
    boin_table,
    compartments,
    continuous_treatment,
    crm,
    isoeffect,
    kaplan_meier,
    response_rate,
    sequential_trials,
    trial_size,
    tumor_growth,
    weibull,
)

from ibc_edu.simulators import (
    boin,
    cox,
    dose_escalation,
    group_sequential,
    log_rank,
    marrow_model,
    pharmacokinetics,
    radiation,
    resistance,
    response,
    sample_size,
    survival_curves,
    survival_trial,
    two_stage,
)

CASES = json.loads(Path(__file__).with_name("simulator-cases.json").read_text(encoding="utf-8"))
REPLICATES = 4000

Inputs = dict[str, Any]


def data_set(name: str) -> dict[str, np.ndarray]:
    """The columns of one of the file's data sets."""
    return {column: np.array(values) for column, values in CASES["datasets"][name]["columns"].items()}


def curve(description: Inputs) -> survival_curves.SurvivalCurve:
    if description["type"] == "exponential":
        return survival_curves.Exponential(description["rate"])
    return weibull.Weibull(description["shape"], description["scale"])


def simon_search(goal: Inputs) -> Inputs:
    found = two_stage.search(two_stage.TwoStageGoal(**goal))

    def described(design: two_stage.TwoStageDesign) -> Inputs:
        null, alternative = (two_stage.operating_characteristics(design, goal[p]) for p in ("p0", "p1"))
        numbers = {"en_p0": null.en, "pet_p0": null.pet, "actual_alpha": null.prob_declare_promising}
        return {**asdict(design), **numbers, "actual_power": alternative.prob_declare_promising}

    return {"optimal": described(found.optimal), "minimax": described(found.minimax)}


def simon_oc(i: Inputs) -> Inputs:
    p = i.pop("p")
    return asdict(two_stage.operating_characteristics(two_stage.TwoStageDesign(**i), p))


def binomial_ci(i: Inputs) -> Inputs:
    limits = {method: response_rate.interval(**i, method=method) for method in response_rate.METHODS}
    return {"estimate": i["x"] / i["n"], **limits}


def escalation(summary: dose_escalation.EscalationSummary) -> Inputs:
    return {**asdict(summary), "expected_n": summary.expected_n, "expected_dlt": sum(summary.expected_dlt_per_dose)}


def three_plus_three(i: Inputs) -> Inputs:
    return escalation(dose_escalation.exact(dose_escalation.ThreePlusThree(**i)))


def boin_boundaries(i: Inputs) -> Inputs:
    lambda_e, lambda_d = boin.BoinRule(**i).boundaries
    return {"lambda_e": lambda_e, "lambda_d": lambda_d}


def boin_decision_table(i: Inputs) -> Inputs:
    table = boin_table.decision_table(boin.BoinRule(i["target"], cutoff_eli=i["cutoff_eli"]), i["n"])
    columns = {name: table[name].astype("object").where(table[name].notna(), None).tolist() for name in table}
    columns.pop("n")
    return columns


def boin_select(i: Inputs) -> Inputs:
    return boin.select_mtd(boin.BoinRule(i["target"]), i["n"], i["y"])._asdict()


def boin_exact(i: Inputs) -> Inputs:
    rule = boin.BoinRule(i.pop("target"))
    return escalation(boin.exact(boin.BoinTrial(**i, rule=rule)))


def crm_posterior(i: Inputs) -> Inputs:
    model = crm.CrmModel(i["skeleton"], i["target"], i["prior_variance"])
    return crm.posterior(model, i["levels"], i["dlt"])._asdict()


def schoenfeld(i: Inputs) -> Inputs:
    events = trial_size.required_events(trial_size.ComparisonGoal(**i))
    return {"events_exact": events, "events": trial_size.whole_number(events)}


def accrual(i: Inputs) -> Inputs:
    entry = {"accrual_time": i["accrual_time"], "follow_up": i["follow_up"], "dropout_rate": i.get("dropout_rate", 0)}
    control, treatment = (sample_size.event_probability(curve(i[arm]), **entry) for arm in ("control", "treatment"))
    events = i["n_control"] * control, i["n_treatment"] * treatment
    answer = {"p_event_control": control, "p_event_treatment": treatment, "expected_events": sum(events)}
    answer |= {"expected_events_control": events[0], "expected_events_treatment": events[1]}
    if "design" in i:
        goal = trial_size.ComparisonGoal(**i["design"])
        people = trial_size.required_people(goal, control, treatment)
        needed = trial_size.required_events(goal)
        answer |= {"events_exact": needed, "average_p_event": needed / people, "n_total_exact": people}
        answer["n_total"] = trial_size.whole_number(people)
    return answer


def gs_constant(i: Inputs) -> Inputs:
    plan = group_sequential.ConstantPlan(i["boundary"], i["K"], i["alpha_two_sided"])
    constant, looks = group_sequential.constant_boundary(plan)
    return {"constant": constant, "z_bounds": looks.z_bounds, "nominal_p_two_sided": nominal(looks, sides=2)}


def gs_spending(i: Inputs) -> Inputs:
    fractions, alpha = i["information_fractions"], i["alpha_one_sided"]
    looks = sequential_trials.spending_boundary(i["boundary"], fractions, alpha_one_sided=alpha)
    return {"z_bounds": looks.z_bounds, "nominal_p_one_sided": nominal(looks, sides=1)}


def nominal(looks: group_sequential.Looks, sides: int) -> list[float]:
    return [sides / 2 * math.erfc(z / math.sqrt(2)) for z in looks.z_bounds]


def gs_inflation(i: Inputs) -> Inputs:
    plan = group_sequential.ConstantPlan(i["boundary"], i["K"], i["alpha_two_sided"])
    return asdict(sequential_trials.inflation(plan, i["power"]))


def gs_crossing(i: Inputs) -> Inputs:
    looks = group_sequential.Looks(i["z_bounds"], i["information_fractions"], i["two_sided"])
    crossing = group_sequential.crossing(looks, i["drift"])
    return {**asdict(crossing), "total": crossing.total}


def km(i: Inputs) -> Inputs:
    data = data_set(i["dataset"])
    group = i["group"]
    kept = data[group["column"]] == group["value"] if group else np.ones(data["time"].size, dtype=bool)
    estimate = kaplan_meier.kaplan_meier(data["time"][kept], data["event"][kept])
    rows = [
        {
            "t": row.time,
            "at_risk": row.at_risk,
            "survival": row.survival,
            "se": row.se,
            "ci_loglog": [row.low, row.high],
        }
        for row in estimate.at(i["times"]).itertuples()
    ]
    counts = {"n": int(kept.sum()), "events": int(data["event"][kept].sum())}
    return {**counts, "at": rows, "median": estimate.median, "median_ci_loglog": estimate.median_ci}


def logrank(i: Inputs) -> Inputs:
    data = data_set(i["dataset"])
    return asdict(log_rank.log_rank(data["time"], data["event"], data[i["column"]]))


def cox_fit(i: Inputs) -> Inputs:
    data = data_set(i["dataset"])
    covariates = {name: data[name] for name in i["covariates"]}
    answer = asdict(cox.cox(data["time"], data["event"], covariates, ties=i["ties"]))
    answer["hr_ci95"] = answer.pop("hr_ci")
    return answer


def survival_curve(i: Inputs) -> Inputs:
    shape = curve(i["curve"])
    numbers = {"survival": shape.survival(i["times"]).tolist(), "hazard": shape.hazard(i["times"]).tolist()}
    return {**numbers, "median": shape.median, "mean": shape.mean}


def phase3(i: Inputs) -> Inputs:
    people = {name: i[name] for name in ("n_control", "n_treatment", "accrual_time", "follow_up")}
    people["dropout_rate"] = i.get("dropout_rate", 0)
    trial = survival_trial.SurvivalTrial(curve(i["control"]), curve(i["treatment"]), **people)
    alpha = i["alpha_two_sided"]
    trials = survival_trial.replicate(trial, replicates=REPLICATES, rng=20240501, alpha=alpha)
    events = trials["events_control"] + trials["events_treatment"]
    return {"power": trials["significant"].mean(), "mean_events": events.mean(), "sd_events": events.std()}


def marrow(pd: Inputs) -> marrow_model.Marrow:
    names = {"Circ0": "circ0", "MTT": "mtt_h", "Emax": "emax", "EC50": "ec50"}
    return marrow_model.Marrow(**{names.get(name, name): value for name, value in pd.items()})


def pk_model(pk: Inputs) -> pharmacokinetics.Pharmacokinetics:
    names = {"CL": "clearance", "V1": "v1", "Q": "q", "V2": "v2"}
    kinds = {
        "one_compartment": compartments.OneCompartment,
        "two_compartment": compartments.TwoCompartment,
        "three_compartment": pharmacokinetics.ThreeCompartment,
    }
    return kinds[pk["type"]](**{names.get(name, name): value for name, value in pk.items() if name != "type"})


def regimen(i: Inputs) -> pharmacokinetics.Regimen:
    return pharmacokinetics.Regimen(i["dose_umol"], i["infusion_h"], i["dose_times_h"], i["horizon_h"])


def friberg(i: Inputs) -> Inputs:
    model = marrow(i["pd"]), pk_model(i["pk"]), regimen(i)
    cycles = blood_counts.cycle_summaries(*model, thresholds=i.get("thresholds", ()))
    course = blood_counts.simulate(*model, times_h=i.get("report_times_h", ()))
    answer = {
        "cycles": [{**asdict(cycle), "nadir_day": cycle.nadir_time_after_dose_h / 24} for cycle in cycles],
        "auc_inf_first_dose": compartments.auc(model[1], float(model[2].doses[0])),
        "cmax_first_dose": compartments.peak_of_first_dose(*model[1:]),
        "at_h": [{"t": row.time_h, "circ": row.circ} for row in course.itertuples()],
    }
    if i.get("report_rebound"):
        answer["rebound"] = rebound(model, cycles[0].nadir_time_after_dose_h)
    return answer


def rebound(model: Any, nadir_h: float) -> Inputs:
    """The highest count after the nadir, to the nearest hundredth of an hour, and its time."""
    after = np.arange(nadir_h, model[2].horizon_h, 0.01)
    course = blood_counts.simulate(*model, times_h=after.tolist())
    best = course.loc[course["circ"].idxmax()]
    return {"value": best["circ"], "time_h": best["time_h"]}


def friberg_gamma0(i: Inputs) -> Inputs:
    total = compartments.auc(pk_model(i["pk"]), i["dose_umol"]) * len(i["dose_times_h"])
    return {"total_auc": total, "plateau": blood_counts.plateau_without_feedback(marrow(i["pd"]), total)}


def growth(i: Inputs) -> tumor_growth.TumorGrowth:
    return tumor_growth.TumorGrowth(i["N0"], i["K"], i["rho"])


def gompertz(i: Inputs) -> Inputs:
    tumor = growth(i)
    path = tumor_growth.simulate(tumor, i["times"])
    numbers = {"N": path["cells"].tolist(), "instantaneous_doubling_time": path["doubling_days"].tolist()}
    return {**numbers, "inflection_size": tumor.inflection_size, "inflection_time": tumor.inflection_time}


def norton_simon(i: Inputs) -> Inputs:
    treatments = [tumor_growth.Treatment(*row) for row in i["therapy"]]
    return {"N": tumor_growth.simulate(growth(i), i["times"], treatments)["cells"].tolist()}


def clone_path(frame: Any) -> Inputs:
    names = {"day": "t", "sensitive": "S", "resistant": "R", "total": "N", "fraction_resistant": "fraction_R"}
    return {"path": frame.rename(columns=names).to_dict("records")}


def two_clone_pulsed(i: Inputs) -> Inputs:
    clones = resistance.Clones(i["S0"], i["R0"], i["K"], i["rho"], i["mu"])
    pulses = [resistance.Pulse(pulse["t"], pulse["surv_S"], pulse["surv_R"]) for pulse in i["pulses"]]
    return clone_path(resistance.simulate(clones, i["times"], pulses))


def two_clone_ode(i: Inputs) -> Inputs:
    clones = continuous_treatment.GrowingClones(i["S0"], i["R0"], i["K"], i["rho_S"], i["rho_R"])
    windows = [continuous_treatment.Window(w["start"], w["stop"], w["E_S"], w["E_R"]) for w in i["therapy"]]
    return clone_path(continuous_treatment.simulate(clones, i["times"], windows))


def bed(i: Inputs) -> Inputs:
    course = radiation.Fractionation(**i)
    return {"total_dose": course.total_dose, "bed": course.bed, "eqd2": course.eqd2}


def bed_isoeffect(i: Inputs) -> Inputs:
    dose = isoeffect.dose_per_fraction(**i)
    return {"d": dose, "total_dose": dose * i["n"]}


def recist(i: Inputs) -> Inputs:
    lesions = response.TargetLesions(**i["target"]) if i["target"] else None
    answer = asdict(response.assess(lesions, i["nontarget"], i["new_lesion"]))
    if lesions is not None:
        answer["change_from_baseline_pct"] = lesions.change_from_baseline_pct
    return answer


def recist_course(i: Inputs) -> Inputs:
    baseline = [response.Lesion(lesion["id"], lesion["mm"], lesion["site"] == "node") for lesion in i["baseline"]]
    course = response.simulate(baseline, [response.Visit(**visit) for visit in i["visits"]])
    names = {"sum_mm": "sum", "nadir_mm": "nadir_so_far"}
    return {
        "baseline_sum": sum(lesion.mm for lesion in baseline),
        "visits": course.rename(columns=names).to_dict("records"),
        "best_overall_unconfirmed": response.best_overall_response(course["overall_response"]),
    }


RUNNERS: dict[str, Callable[[Inputs], Inputs]] = {
    "simon_search": simon_search,
    "simon_oc": simon_oc,
    "binomial_ci": binomial_ci,
    "three_plus_three_exact": three_plus_three,
    "boin_boundaries": boin_boundaries,
    "boin_decision_table": boin_decision_table,
    "boin_select_mtd": boin_select,
    "boin_exact_oc": boin_exact,
    "crm_posterior": crm_posterior,
    "schoenfeld_events": schoenfeld,
    "accrual_events": accrual,
    "gs_constant": gs_constant,
    "gs_spending": gs_spending,
    "gs_inflation": gs_inflation,
    "gs_crossing": gs_crossing,
    "kaplan_meier": km,
    "logrank": logrank,
    "cox": cox_fit,
    "survival_curve": survival_curve,
    "phase3_power": phase3,
    "friberg": friberg,
    "friberg_gamma0": friberg_gamma0,
    "gompertz": gompertz,
    "norton_simon": norton_simon,
    "two_clone_pulsed": two_clone_pulsed,
    "two_clone_ode": two_clone_ode,
    "bed": bed,
    "bed_isoeffect": bed_isoeffect,
    "recist": recist,
    "recist_course": recist_course,
}


def differences(got: Any, expected: Any, tolerance: Inputs, name: str = "") -> list[str]:
    """Where the answer is further from the expected one than its tolerance; `by_key` overrides by the nearest name."""
    if isinstance(expected, dict):
        return [line for key in expected for line in differences(got[key], expected[key], tolerance, key)]
    if isinstance(expected, list):
        if len(got) != len(expected):
            return [f"{name}: {len(got)} values instead of {len(expected)}"]
        return [line for g, e in zip(got, expected, strict=True) for line in differences(g, e, tolerance, name)]
    if isinstance(expected, float):
        limits = {**tolerance, **tolerance.get("by_key", {}).get(name, {})}
        close = got is not None and abs(got - expected) <= limits.get("abs", 0) + limits.get("rel", 0) * abs(expected)
        return [] if close else [f"{name}: {got} instead of {expected}"]
    return [] if got == expected else [f"{name}: {got!r} instead of {expected!r}"]
