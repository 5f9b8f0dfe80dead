"""Growth and two clones: closed forms against integration, invariants, edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.continuous_treatment import GrowingClones, Window
from oracles.continuous_treatment import simulate as simulate_continuous
from oracles.tumor_growth import Treatment, TumorGrowth
from oracles.tumor_growth import simulate as grow
from scipy.integrate import solve_ivp
from simulator_checks import refuse_all, refused

from ibc_edu.simulators.resistance import (
    Clones,
    Line,
    Pulse,
    pulses_of_lines,
    simulate,
)

SENSITIVE_LINE, SECOND_LINE = Line(0.02, 0.9), Line(0.6, 0.05)


@given(st.floats(1, 1e11), st.floats(0.001, 0.05), st.floats(0, 3))
def test_treated_growth_is_the_integrated_equation(n0: float, rho: float, effect: float) -> None:
    growth, treatments = TumorGrowth(n0, 1e12, rho), [Treatment(20, 50, effect)]
    times = np.array([10.0, 35.0, 50.0, 80.0])
    state, expected = math.log(n0), []
    for (start, stop), e in zip([(0, 20), (20, 50), (50, 80)], [0, effect, 0], strict=True):
        wanted = times[(times > start) & (times <= stop)]
        part = solve_ivp(
            lambda _, log, e=e: rho * (math.log(1e12) - log) * (1 - e),
            (start, stop),
            [state],
            rtol=1e-9,
            atol=1e-9,
            dense_output=True,
        )
        expected += part.sol(wanted)[0].tolist()
        state = part.sol(stop)[0]
    assert np.log(grow(growth, times, treatments)["cells"]).to_numpy() == pytest.approx(expected, abs=1e-5)


def test_growth_never_passes_capacity_and_is_fastest_at_the_inflection() -> None:
    growth = TumorGrowth(1e6, 1e12, 0.01)
    course = grow(growth, np.arange(0, 3000.0))
    assert course["cells"].is_monotonic_increasing
    assert (course["cells"] <= 1e12).all()
    assert course["cells"].diff().idxmax() == pytest.approx(growth.inflection_time, abs=1.5)
    assert TumorGrowth(9e11, 1e12, 0.01).inflection_time < 0


def test_an_effect_of_1_freezes_the_tumor() -> None:
    frozen = grow(TumorGrowth(1e9, 1e12, 0.01), [0, 30, 60], [Treatment(0, 60, 1.0)])
    assert frozen["cells"].to_numpy() == pytest.approx(1e9)


clone_sizes = st.floats(0, 1e10)


@given(clone_sizes, st.floats(1, 1e9), st.floats(0, 0.3))
def test_untreated_clones_share_one_gompertz_growth(sensitive: float, resistant: float, mu: float) -> None:
    times = [0, 10, 200, 2000]
    course = simulate(Clones(sensitive, resistant, 1e12, 0.01, mu), times)
    whole = grow(TumorGrowth(sensitive + resistant, 1e12, 0.01), times)
    assert course["total"].to_numpy() == pytest.approx(whole["cells"].to_numpy(), rel=1e-9)
    assert (np.diff(course["fraction_resistant"]) >= -1e-12).all()
    if mu == 0:
        assert course["fraction_resistant"].to_numpy() == pytest.approx(resistant / (sensitive + resistant))


def test_a_few_resistant_cells_among_many_are_not_lost() -> None:
    course = simulate(Clones(1e11, 1e-6, 1e12, 0.01), [100])
    assert course["resistant"][0] == pytest.approx(1e-6 * course["total"][0] / 1e11, rel=1e-9)


def test_mutation_is_that_of_the_integrated_equations() -> None:
    clones = Clones(1e9, 10.0, 2e12, 0.01, 1e-3)

    def change(_: float, y: np.ndarray) -> list[float]:
        pull = math.log(2e12 / y.sum())
        return [(1 - 1e-3) * 0.01 * y[0] * pull, 0.01 * y[1] * pull + 1e-3 * 0.01 * y[0] * pull]

    expected = solve_ivp(change, (0, 300), [1e9, 10.0], "LSODA", [300], rtol=1e-10, atol=1e-3).y[:, 0]
    got = simulate(clones, [300])
    assert [got["sensitive"][0], got["resistant"][0]] == pytest.approx(expected, rel=1e-6)


def test_a_pulse_acts_before_its_day_is_read_whatever_the_order() -> None:
    pulses = [Pulse(10, 0.5, 1), Pulse(0, 0.1, 1), Pulse(10, 0.5, 0.5)]
    course = simulate(Clones(1e9, 1e9, 1e12, 0.01), [10, 0, 9.999999], pulses)
    assert course["day"].tolist() == [10, 0, 9.999999]
    assert course["sensitive"][1] == pytest.approx(1e8)
    assert course["sensitive"][0] == pytest.approx(course["sensitive"][2] / 4, rel=1e-5)
    assert course["resistant"][0] == pytest.approx(course["resistant"][2] / 2, rel=1e-5)


def test_a_clone_that_is_gone_stays_gone() -> None:
    course = simulate(Clones(1e9, 0.0, 1e12, 0.01), [5, 50, 500], [Pulse(10, 0.0, 1.0)])
    assert course["total"].tolist()[1:] == [0, 0]
    assert course["fraction_resistant"].isna().tolist() == [False, True, True]


def test_lines_give_their_pulses_and_changing_helps_when_the_first_stops_working() -> None:
    pulses = pulses_of_lines([SENSITIVE_LINE, SECOND_LINE], [0, 126], 252)
    assert [pulse.day for pulse in pulses] == [21.0 * index for index in range(13)]
    assert [pulse.surviving_sensitive for pulse in pulses] == [0.02] * 6 + [0.6] * 7
    stay = pulses_of_lines([SENSITIVE_LINE], [0], 252)
    assert [pulse.day for pulse in stay] == [pulse.day for pulse in pulses]
    changed, stayed = (simulate(Clones(), [252], schedule)["total"][0] for schedule in (pulses, stay))
    assert changed < stayed
    assert pulses_of_lines([SENSITIVE_LINE, SECOND_LINE], [0, 300], 100)[-1].day == 84


@given(st.floats(0, 3), st.floats(0, 3))
def test_with_equal_rates_continuous_clones_untreated_are_those_of_the_closed_form(rho: float, extra: float) -> None:
    clones = GrowingClones(1e9, 1e7 * (1 + extra), 1e12, 0.01 + rho / 100, 0.01 + rho / 100)
    closed = simulate(Clones(1e9, clones.resistant, 1e12, clones.rho_sensitive), [0, 50, 100])
    got = simulate_continuous(clones, [0, 50, 100])
    for column in ("sensitive", "resistant", "total"):
        assert got[column].to_numpy() == pytest.approx(closed[column].to_numpy(), rel=1e-6)


def test_continuous_treatment_at_its_edges() -> None:
    alone = simulate_continuous(GrowingClones(1e9, 0.0), [100, 0, 100], [Window(0, 50, 1.0, 1.0)])
    assert alone["day"].tolist() == [100, 0, 100]
    assert alone["resistant"].tolist() == [0, 0, 0]
    assert alone["sensitive"][0] == alone["sensitive"][2] > alone["sensitive"][1] == pytest.approx(1e9)
    same = grow(TumorGrowth(1e9, 1e12, 0.02), [100], [Treatment(0, 50, 1.0)])
    assert alone["sensitive"][0] == pytest.approx(same["cells"][0], rel=1e-6)
    assert simulate_continuous(GrowingClones(), [0])["total"][0] == pytest.approx(1e10 + 1e6)


def test_impossible_tumors_are_refused() -> None:
    refuse_all(lambda n0: TumorGrowth(n0, 1e12, 0.01), "n0", [0, -1, 1e12])
    refuse_all(lambda rho: TumorGrowth(1e9, 1e12, rho), "rho", [0, -1])
    refuse_all(lambda mu: Clones(mu=mu), "mu", [-0.1, 1.1])
    refuse_all(lambda share: Pulse(1, share, 1), "surviving_sensitive", [-0.1, 1.1])
    refuse_all(lambda effect: Treatment(0, 1, effect), "effect", [-1])
    refuse_all(lambda stop: Window(5, stop, 1, 1), "stop", [5, 4])
    for clones in ((0, 0), (1e12, 1)):
        with refused("sensitive"):
            Clones(*clones)
        with refused("sensitive"):
            GrowingClones(*clones)
    with refused("treatments"):
        grow(TumorGrowth(), [1], [Treatment(0, 5, 1), Treatment(4, 6, 1)])
    with refused("windows"):
        simulate_continuous(GrowingClones(), [1], [Window(4, 6, 1, 1), Window(0, 5, 1, 1)])
    with refused("windows"):
        simulate_continuous(GrowingClones(), [5000], [Window(0, 5000, 100, 100)])
    with refused("start_days"):
        pulses_of_lines([Line(), Line()], [5, 5], 100)
    for times in ([-1], [math.nan], "12"):
        with refused("times"):
            simulate(Clones(), times)
