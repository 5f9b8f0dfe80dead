"""Boundaries and crossing chances: the normal integral, simulated paths, and edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.sequential_trials import SPENDING_KINDS, inflation, simulate, spending_boundary
from scipy.stats import multivariate_normal, norm
from simulator_checks import refuse_all, refused, within_four_standard_errors

from ibc_edu.simulators.group_sequential import (
    CONSTANT_KINDS,
    ConstantPlan,
    Looks,
    constant_boundary,
    crossing,
)

REPLICATES = 20_000


@pytest.mark.parametrize("drift", [-1.0, 0.0, 2.5])
def test_two_looks_are_the_bivariate_normal_integral(drift: float) -> None:
    t, z = (0.3, 1.0), (2.4, 2.0)
    exits = crossing(Looks(z, t, two_sided=False), drift)
    mean = [drift * math.sqrt(share) for share in t]
    normal = multivariate_normal(mean, [[1, math.sqrt(0.3)], [math.sqrt(0.3), 1]])
    assert exits.upper_exit[0] == pytest.approx(norm.sf(z[0] - mean[0]), abs=1e-12)
    assert 1 - exits.total == pytest.approx(float(normal.cdf(z)), abs=1e-6)
    assert exits.lower_exit == (0, 0)


@given(st.sampled_from(CONSTANT_KINDS), st.integers(1, 8), st.floats(0.001, 0.5))
def test_a_boundary_spends_alpha_and_no_more(kind: str, looks: int, alpha: float) -> None:
    constant, plan = constant_boundary(ConstantPlan(kind, looks, alpha))
    exits = crossing(plan)
    assert exits.total == pytest.approx(alpha, abs=1e-9)
    assert exits.upper_exit == pytest.approx(exits.lower_exit, abs=1e-12)
    assert plan.z_bounds[-1] == pytest.approx(constant)
    assert constant >= norm.isf(alpha / 2) - 1e-9


def test_one_look_is_the_fixed_trial() -> None:
    for kind in CONSTANT_KINDS:
        assert constant_boundary(ConstantPlan(kind, 1))[0] == pytest.approx(1.959963984540054)
        assert inflation(ConstantPlan(kind, 1)).inflation_factor == pytest.approx(1)
    assert spending_boundary("lan_demets_obf", [1.0]).z_bounds[0] == pytest.approx(1.959963984540054)


@given(st.sampled_from(SPENDING_KINDS), st.lists(st.integers(1, 50), min_size=1, max_size=5, unique=True))
def test_spending_follows_its_function_at_any_fractions(kind: str, fiftieths: list[int]) -> None:
    fractions = [count / 50 for count in sorted(fiftieths)]
    looks = spending_boundary(kind, fractions)
    t = np.array(fractions)
    wanted = 2 * norm.sf(norm.isf(0.0125) / np.sqrt(t)) if "obf" in kind else 0.025 * np.log1p((math.e - 1) * t)
    assert np.cumsum(crossing(looks).upper_exit) == pytest.approx(wanted, abs=1e-9)


def test_later_bounds_of_obrien_fleming_fall_and_pocock_stays() -> None:
    falling = constant_boundary(ConstantPlan("obrien_fleming", 4))[1].z_bounds
    assert list(falling) == sorted(falling, reverse=True)
    assert len(set(constant_boundary(ConstantPlan("pocock", 4))[1].z_bounds)) == 1


@pytest.mark.parametrize("two_sided", [True, False])
@pytest.mark.parametrize("drift", [0.0, 3.0, -3.0])
def test_simulated_paths_agree_with_the_exact_chances(drift: float, two_sided: bool) -> None:
    looks = Looks((3.0, 2.5, 2.0), (0.2, 0.7, 1.0), two_sided)
    paths, exits = simulate(looks, drift, replicates=REPLICATES, rng=9), crossing(looks, drift)
    for crossed, chances in (("upper", exits.upper_exit), ("lower", exits.lower_exit)):
        for look, chance in enumerate(chances, start=1):
            share = ((paths["look"] == look) & (paths["crossed"] == crossed)).mean()
            assert within_four_standard_errors(share, chance, REPLICATES)


def test_more_power_costs_more_and_a_strong_effect_stops_early() -> None:
    plan = ConstantPlan("obrien_fleming", 3)
    costs = [inflation(plan, power) for power in (0.1, 0.8, 0.99)]
    assert [cost.drift for cost in costs] == sorted(cost.drift for cost in costs)
    assert all(cost.inflation_factor > 1 for cost in costs)
    strong = crossing(constant_boundary(plan)[1], drift=40.0)
    assert strong.upper_exit[0] == pytest.approx(1)


def test_looks_close_together_are_still_exact() -> None:
    near = crossing(Looks((2.0, 2.0), (0.999, 1.0)))
    assert near.total == pytest.approx(2 * norm.sf(2.0), rel=0.1)
    assert near.total > 2 * norm.sf(2.0)


def test_impossible_plans_are_refused() -> None:
    for fractions in ([0.5, 0.5], [0.5, 0.4], [0, 1], [0.5, 1.1], [], [0.9995, 1.0], [0.5, math.nan]):
        with refused("information_fractions"):
            Looks([2.0] * len(fractions), fractions)
    for bounds in ([2.0], [0.0, 2.0], [-1.0, 2.0], [math.inf, 2.0], [2000.0, 2.0]):
        with refused("z_bounds"):
            Looks(bounds, [0.5, 1.0])
    refuse_all(lambda looks: ConstantPlan("pocock", looks), "looks", [0, 21, 2.5])
    refuse_all(lambda alpha: ConstantPlan("pocock", 2, alpha), "alpha_two_sided", [0, 1])
    refuse_all(lambda power: inflation(ConstantPlan("pocock", 2), power), "power", [0.025, 1, 0])
    for kind in ("pocok", "lan_demets_obf"):
        with refused("kind"):
            ConstantPlan(kind, 2)
    with refused("kind"):
        spending_boundary("pocock", [1.0])
