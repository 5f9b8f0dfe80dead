"""Chemotherapy and blood counts: closed forms, invariants, variability, edges."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import blood_count_rates as rates
from oracles.blood_counts import cycle_summaries, plateau_without_feedback, simulate
from oracles.compartments import OneCompartment, TwoCompartment, auc, peak_of_first_dose
from scipy.integrate import solve_ivp
from simulator_checks import refuse_all, refused, within_four_standard_errors

from ibc_edu.simulators import blood_count_variability as variability
from ibc_edu.simulators.marrow_model import DOCETAXEL, Marrow
from ibc_edu.simulators.pharmacokinetics import Regimen, ThreeCompartment, concentration

MARROW, PK = DOCETAXEL.marrow, DOCETAXEL.pk
ONE_CYCLE = DOCETAXEL.cycles(100, count=1)
PK_MODELS = [OneCompartment(10, 50), TwoCompartment(285, 290, 204, 1000), PK, ThreeCompartment(1, 2, 3, 2, 3, 5)]


def integrated(pk: object, regimen: Regimen, times: np.ndarray) -> np.ndarray:
    """Concentration by integrating the compartments, one stretch of constant infusion after another."""
    volume, out = pk.central
    ways = pk.peripheral
    starts, length = np.array(regimen.dose_times_h), regimen.infusion_h

    def change(t: float, a: np.ndarray, running: float) -> np.ndarray:
        back = [k_back * amount for (_, k_back), amount in zip(ways, a[1:], strict=True)]
        there = [k_out * a[0] for k_out, _ in ways]
        central = running / length - out * a[0] - sum(there) + sum(back)
        return np.array([central, *np.subtract(there, back)])

    edges = np.unique(np.concatenate([[0.0, regimen.horizon_h], starts, starts + length]))
    edges = edges[edges <= regimen.horizon_h]
    state, result = np.zeros(1 + len(ways)), np.zeros_like(times)
    for start, end in pairwise(edges):
        running = float(regimen.doses[(starts <= start) & (start < starts + length)].sum())
        here = (times >= start) & (times <= end)
        part = solve_ivp(
            change,
            (start, end),
            state,
            "LSODA",
            times[here],
            rtol=1e-10,
            atol=1e-12,
            args=(running,),
            dense_output=True,
        )
        result[here], state = part.sol(times[here])[0] / volume, part.sol(end)
    return result


@pytest.mark.parametrize("pk", PK_MODELS, ids=lambda pk: type(pk).__name__)
def test_the_closed_form_is_the_integrated_concentration(pk: object) -> None:
    regimen = Regimen([100, 60, 20], 3.0, [2, 4, 30], 60)  # the second infusion begins before the first has ended
    times = np.linspace(0, 60, 121)
    assert concentration(pk, regimen, times) == pytest.approx(integrated(pk, regimen, times), abs=1e-7)


@pytest.mark.parametrize("pk", PK_MODELS, ids=lambda pk: type(pk).__name__)
@pytest.mark.parametrize("infusion_h", [0.0, 0.5])
def test_the_area_under_the_curve_is_dose_over_clearance(pk: object, infusion_h: float) -> None:
    weights, rates = pk.disposition()
    assert weights.sum() == pytest.approx(1)
    times = np.concatenate([[0.0], np.geomspace(1e-5, 40 / rates[0], 20_001)])
    levels = concentration(pk, Regimen(50, infusion_h, [0], 1000), times)
    assert np.trapezoid(levels, times) == pytest.approx(auc(pk, 50), rel=1e-3)
    assert peak_of_first_dose(pk, Regimen(50, infusion_h, [0], 1000)) == pytest.approx(levels.max(), rel=1e-3)


@pytest.mark.parametrize("marrow", [MARROW, Marrow(5.05, 89.3, 0.163, emax=83.9, ec50=7.17)])
def test_without_drug_the_count_stays(marrow: Marrow) -> None:
    regimen = Regimen(0, 1, [0, 504], 1008)
    course = simulate(marrow, PK, regimen)
    assert course["circ"].to_numpy() == pytest.approx(marrow.circ0, abs=1e-9)
    first = cycle_summaries(marrow, PK, regimen)[0]
    assert (first.nadir, first.nadir_time_after_dose_h, first.hours_below) == (pytest.approx(5.05), 0, (0, 0))
    untouched = simulate(replace(MARROW, slope=0.0), PK, ONE_CYCLE)
    assert untouched["circ"].to_numpy() == pytest.approx(MARROW.circ0, abs=1e-9)


@settings(max_examples=5)
@given(st.floats(0.5, 10), st.floats(40, 200), st.integers(1, 2))
def test_without_feedback_every_dose_leaves_its_mark_for_good(slope: float, mtt: float, doses: int) -> None:
    marrow = Marrow(5, mtt, 0.0, slope=slope)
    regimen = Regimen(100, 1.0, [100.0 * dose for dose in range(doses)], 3000)
    pk = OneCompartment(30, 20)
    plateau = plateau_without_feedback(marrow, doses * auc(pk, 100))
    assert simulate(marrow, pk, regimen, times_h=[3000])["circ"][0] == pytest.approx(plateau, rel=1e-4)


def test_the_course_is_that_of_a_plain_integration() -> None:
    """Bolus in one compartment, the five equations as printed, integrated by another method."""
    marrow, pk, regimen = Marrow(5, 110, 0.17, slope=3.0), OneCompartment(10, 50), Regimen(100, 0, [0], 600)
    ktr, k = 4 / 110, 10 / 50

    def change(t: float, y: np.ndarray) -> list[float]:
        drug = 3.0 * 2.0 * math.exp(-k * t)
        prol, t1, t2, t3, circ = y
        grown = ktr * prol * (1 - drug) * (5 / circ) ** 0.17 - ktr * prol
        return [grown, ktr * (prol - t1), ktr * (t1 - t2), ktr * (t2 - t3), ktr * (t3 - circ)]

    times = np.arange(0, 601, 25.0)
    plain = solve_ivp(change, (0, 600), [5.0] * 5, "LSODA", times, rtol=1e-10, atol=1e-12).y[4]
    assert simulate(marrow, pk, regimen, times_h=times)["circ"].to_numpy() == pytest.approx(plain, rel=1e-5)


def test_a_larger_dose_means_a_lower_nadir_and_a_shorter_rest_less_recovery() -> None:
    nadirs = [cycle_summaries(MARROW, PK, DOCETAXEL.cycles(dose, count=1))[0].nadir for dose in (50, 75, 100)]
    assert nadirs == sorted(nadirs, reverse=True)
    short, long = (cycle_summaries(MARROW, PK, DOCETAXEL.cycles(75, every_days=days, count=2))[1] for days in (10, 21))
    assert short.pre_dose < long.pre_dose
    assert short.nadir < long.nadir


def plainly(regimen: Regimen, times: np.ndarray) -> np.ndarray:
    """Docetaxel's course from the printed equations alone: eight amounts, stretch by stretch of constant infusion."""
    starts, length = np.array(regimen.dose_times_h), regimen.infusion_h
    ktr = 4 / MARROW.mtt_h

    def change(t: float, y: np.ndarray, running: float) -> list[float]:
        a1, a2, a3, prol, t1, t2, t3, circ = y
        drug = MARROW.slope * a1 / PK.v1
        central = running - (PK.k10 + PK.k12 + PK.k13) * a1 + PK.k21 * a2 + PK.k31 * a3
        sides = [PK.k12 * a1 - PK.k21 * a2, PK.k13 * a1 - PK.k31 * a3]
        grown = ktr * prol * (1 - drug) * (MARROW.circ0 / circ) ** MARROW.gamma - ktr * prol
        return [central, *sides, grown, ktr * (prol - t1), ktr * (t1 - t2), ktr * (t2 - t3), ktr * (t3 - circ)]

    state, counts = np.array([0.0] * 3 + [MARROW.circ0] * 5), np.full(times.size, np.nan)
    for start, end in pairwise(np.unique([*starts, *(starts + length), regimen.horizon_h])):
        running = float(regimen.doses[(starts <= start) & (start < starts + length)].sum()) / length
        part = solve_ivp(change, (start, end), state, "LSODA", rtol=1e-9, atol=1e-9, args=(running,), dense_output=True)
        here = (times >= start) & (times <= end)
        counts[here], state = part.sol(times[here])[7], part.sol(end)
    return counts


def test_each_cycle_can_have_its_own_dose() -> None:
    """100 mg twice, then 75 mg, as after a count that fell too low."""
    reduced = DOCETAXEL.cycles([100, 100, 75])
    times = np.arange(0, reduced.horizon_h, 12.0)
    course = simulate(MARROW, PK, reduced, times_h=times)["circ"].to_numpy()
    assert course == pytest.approx(plainly(reduced, times), rel=1e-4)
    first, second, third = (cycle.nadir for cycle in cycle_summaries(MARROW, PK, reduced))
    full = cycle_summaries(MARROW, PK, DOCETAXEL.cycles(100, count=3))
    assert [first, second] == pytest.approx([cycle.nadir for cycle in full[:2]], rel=1e-6)
    assert third > 1.3 * full[2].nadir


def test_equal_doses_given_one_by_one_are_the_same_regimen() -> None:
    one, each = DOCETAXEL.cycles(75, count=2), DOCETAXEL.cycles([75, 75])
    times = np.array([0.5, 1.0, 200.0, 504.5, 700.0])
    assert concentration(PK, one, times) == pytest.approx(concentration(PK, each, times))
    assert peak_of_first_dose(PK, each) == pytest.approx(peak_of_first_dose(PK, one))
    assert peak_of_first_dose(PK, DOCETAXEL.cycles([150, 75])) == pytest.approx(2 * peak_of_first_dose(PK, one))


def test_windows_include_both_ends() -> None:
    """With three days to the next dose the count still falls: the lowest one is at the window's end."""
    first, second = cycle_summaries(MARROW, PK, DOCETAXEL.cycles(75, every_days=3, count=2))
    assert first.nadir_time_after_dose_h == pytest.approx(72)
    assert first.nadir == first.end_of_cycle == second.pre_dose
    assert second.nadir < first.nadir


def test_hours_below_are_read_off_the_course() -> None:
    summary = cycle_summaries(MARROW, PK, ONE_CYCLE, thresholds=[1.0, 2.0, 100.0])[0]
    course = simulate(MARROW, PK, ONE_CYCLE, times_h=np.arange(0, 504, 0.5))
    counted = [0.5 * (course["circ"] < level).sum() for level in (1.0, 2.0)]
    assert summary.hours_below[:2] == pytest.approx(counted, abs=1.0)
    assert summary.hours_below[2] == pytest.approx(504)


def test_nothing_happens_before_a_late_first_dose() -> None:
    late = simulate(MARROW, PK, Regimen(200, 1, [100], 700), times_h=[50, 100, 300, 604])
    early = simulate(MARROW, PK, Regimen(200, 1, [0], 700), times_h=[0, 200, 504])
    assert late["circ"][:2].tolist() == pytest.approx([5.05, 5.05])
    assert late["circ"][1:].tolist() == pytest.approx(early["circ"].tolist(), rel=1e-5)


def test_very_short_and_long_infusions_are_followed() -> None:
    dose = DOCETAXEL.umol(75)
    bolus, short, long = (
        cycle_summaries(MARROW, PK, Regimen(dose, hours, [0], 504))[0].nadir for hours in (0, 0.001, 96)
    )
    assert bolus == pytest.approx(short, rel=1e-3)
    assert long == pytest.approx(short, rel=0.2)
    assert len(simulate(MARROW, PK, Regimen(dose, 600, [0], 504))) > 0  # an infusion longer than the watch


def test_people_differ_as_often_as_the_exact_chance_says() -> None:
    regimen = DOCETAXEL.cycles(100, count=2)
    people = rates.simulate(MARROW, PK, regimen, people=1000, rng=12)
    chances = rates.chance_of_nadir_below(0.5, MARROW, PK, regimen)
    for cycle, chance in enumerate(chances, start=1):
        share = (people.loc[people["cycle"] == cycle, "nadir"] < 0.5).mean()
        assert within_four_standard_errors(share, chance, 1000)
    first = people[people["cycle"] == 1]
    sd_circ0, sd_effect = variability.Variability().log_sd
    assert abs(np.log(first["circ0"] / 5.05).mean()) <= 4 * sd_circ0 / math.sqrt(1000)
    assert abs(np.log(first["effect"]).mean()) <= 4 * sd_effect / math.sqrt(1000)


@pytest.mark.parametrize("rate", rates.DOCETAXEL_IN_BREAST_CANCER, ids=lambda rate: f"below {rate.threshold}")
def test_docetaxel_as_in_trials_meets_the_published_rates(rate: rates.PublishedRate) -> None:
    """Fitted to the first; the second, which the fit has not seen, is met within two of 100 people."""
    regimen = DOCETAXEL.cycles(rate.mg_per_m2, every_days=rate.every_days, count=3)
    chance = rates.chance_of_ever_below(rate.threshold, MARROW, PK, regimen, variability.AS_IN_TRIALS)
    assert 100 * chance == pytest.approx(rate.percent, abs=0.5 if rate.threshold == 0.5 else 2)


def test_no_spread_around_the_typical_values_could_meet_the_published_rate() -> None:
    regimen = DOCETAXEL.cycles(100, count=3)
    for cv in (0.4, 1.0, 2.0):
        widest = variability.Variability(cv_circ0=cv, cv_effect=cv)
        assert rates.chance_of_ever_below(0.5, MARROW, PK, regimen, widest) < 0.5


def test_ever_below_is_at_least_as_often_as_in_any_one_cycle() -> None:
    reduced = DOCETAXEL.cycles([100, 60])
    each = rates.chance_of_nadir_below(0.5, MARROW, PK, reduced)
    assert rates.chance_of_ever_below(0.5, MARROW, PK, reduced) >= max(each)
    people = rates.simulate(MARROW, PK, reduced, people=2000, rng=5)
    share = (people.groupby("person")["nadir"].min() < 0.5).mean()
    ever = rates.chance_of_ever_below(0.5, MARROW, PK, reduced)
    assert within_four_standard_errors(share, ever, 2000)


def test_without_differences_everybody_is_typical() -> None:
    same = variability.Variability(0, 0)
    people = rates.simulate(MARROW, PK, ONE_CYCLE, same, people=3, rng=1)
    typical = cycle_summaries(MARROW, PK, ONE_CYCLE)[0].nadir
    assert people["nadir"].to_numpy() == pytest.approx(typical, rel=1e-3)
    assert rates.chance_of_nadir_below(typical + 0.1, MARROW, PK, ONE_CYCLE, same) == pytest.approx((1,))


def test_doses_are_converted_by_molar_mass() -> None:
    assert DOCETAXEL.umol(100) == pytest.approx(222.77227722772275)


def test_impossible_marrow_and_doses_are_refused() -> None:
    refuse_all(lambda circ0: Marrow(circ0, 88.7, 0.161, 8.58), "circ0", [0, -1])
    refuse_all(lambda gamma: Marrow(5, 88.7, gamma, 8.58), "gamma", [-0.1, 1.1])
    for effect in ({}, {"slope": 1, "emax": 1, "ec50": 1}, {"emax": 1}, {"slope": 1, "ec50": 1}, {"slope": -1}):
        with refused("slope"):
            Marrow(5, 88.7, 0.161, **effect)
    with refused("ec50"):
        Marrow(5, 88.7, 0.161, emax=1, ec50=0)
    refuse_all(lambda dose: Regimen(dose, 1, [0, 5], 10), "dose_umol", [-1, [1, -1], [1, 1, 1], "11"])
    with refused("count"):
        DOCETAXEL.cycles([100, 75], count=3)
    with refused("mg_per_m2 (number of doses)"):
        DOCETAXEL.cycles([])
    refuse_all(lambda hours: Regimen(1, hours, [0], 10), "infusion_h", [-1, 1e-9])
    for times in ([], [0, 0], [5, 1], [-1], [10]):
        with refused("dose_times_h"):
            Regimen(1, 1, times, 10)
    refuse_all(lambda rate: OneCompartment(rate, 1), "clearance", [0, -1])
    with refused("times_h"):
        simulate(MARROW, PK, ONE_CYCLE, times_h=[505])
    with refused("people"):
        rates.simulate(MARROW, PK, ONE_CYCLE, people=0, rng=1)
    with refused("gamma"):
        plateau_without_feedback(MARROW, 1.0)


def test_parameters_too_extreme_to_follow_are_refused_and_not_followed_for_hours() -> None:
    with refused("marrow"):
        simulate(Marrow(5, 88.7, 1.0, slope=1e6), PK, DOCETAXEL.cycles(1e5, count=8))
