"""BOIN: exact against simulated, selection against pool-adjacent-violators. CRM: against plain quadrature."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import crm
from oracles.boin_table import decision_table
from scipy.integrate import quad
from simulator_checks import refuse_all, refused, within_four_standard_errors

from ibc_edu.errors import ParameterError
from ibc_edu.simulators import boin

REPLICATES = 20_000
MODEL = crm.CrmModel([0.05, 0.15, 0.3, 0.5], target=0.25)


@pytest.mark.parametrize(
    "trial",
    [
        boin.BoinTrial((0.1, 0.3, 0.5), n_cohorts=6),
        boin.BoinTrial((0.6, 0.8), n_cohorts=5, rule=boin.BoinRule(0.25)),
        boin.BoinTrial((0.3,), n_cohorts=4, cohort_size=1),
        boin.BoinTrial((1.0, 1.0), n_cohorts=4),
    ],
)
def test_simulated_boin_agrees_with_the_exact_answer(trial: boin.BoinTrial) -> None:
    summary, trials = boin.exact(trial), boin.simulate(trial, replicates=REPLICATES, rng=11)
    assert summary.p_none + sum(summary.p_select) == pytest.approx(1)
    for mtd, chance in enumerate([summary.p_none, *summary.p_select]):
        assert within_four_standard_errors((trials["mtd"] == mtd).mean(), chance, REPLICATES)
    for dose, expected in enumerate(summary.expected_n_per_dose, start=1):
        people = trials[f"people_{dose}"]
        assert abs(people.mean() - expected) <= 4 * people.std() / math.sqrt(REPLICATES) + 1e-9


def test_a_toxic_first_dose_stops_the_trial_without_a_dose() -> None:
    trials = boin.simulate(boin.BoinTrial((1.0, 1.0), n_cohorts=4), replicates=50, rng=1)
    assert (trials["mtd"] == 0).all()
    assert (trials["people"] == 3).all()


def test_a_harmless_drug_ends_at_the_top_dose() -> None:
    summary = boin.exact(boin.BoinTrial((0.0, 0.0), n_cohorts=3))
    assert summary.p_select == pytest.approx((0, 1))
    assert summary.expected_n_per_dose == pytest.approx((3, 6))


def pooled(rate: list[float], weight: list[float]) -> list[float]:
    """Pool adjacent violators, the textbook way."""
    blocks: list[tuple[float, float, int]] = []
    for value, heft in zip(rate, weight, strict=True):
        blocks.append((value, heft, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (v1, w1, n1), (v2, w2, n2) = blocks[-2:]
            blocks[-2:] = [((v1 * w1 + v2 * w2) / (w1 + w2), w1 + w2, n1 + n2)]
    return [value for value, _, count in blocks for _ in range(count)]


@given(st.lists(st.integers(0, 15).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=1, max_size=6))
def test_the_dose_is_selected_by_isotonic_regression(counts: list[tuple[int, int]]) -> None:
    rule = boin.BoinRule(0.3)
    selection = boin.select_mtd(rule, [n for n, _ in counts], [y for _, y in counts])
    assert all(counts[dose - 1][0] > 0 for dose in selection.admissible_doses)
    used = [counts[dose - 1] for dose in selection.admissible_doses]
    rate = [(y + 0.05) / (n + 0.1) for n, y in used]
    weight = [(n + 0.1) ** 2 * (n + 1.1) / ((y + 0.05) * (n - y + 0.05)) for n, y in used]
    assert selection.isotonic_estimates == pytest.approx(pooled(rate, weight))
    assert (selection.mtd == 0) == (not used)
    if used:
        distance = [abs(estimate - 0.3) for estimate in selection.isotonic_estimates]
        chosen = distance[selection.admissible_doses.index(selection.mtd)]
        assert chosen == pytest.approx(min(distance), abs=1e-8)


def test_on_a_tie_below_the_target_the_higher_dose_wins_and_above_it_the_lower() -> None:
    rule = boin.BoinRule(0.3)
    assert boin.select_mtd(rule, [6, 6], [1, 1]).mtd == 2
    assert boin.select_mtd(rule, [6, 6], [3, 3]).mtd == 1
    assert boin.select_mtd(rule, [6, 0, 6], [0, 0, 2]).admissible_doses == (1, 3)


def test_custom_bounds_and_small_numbers_of_people() -> None:
    table = decision_table(boin.BoinRule(0.3, phi1=0.15, phi2=0.5), [1, 2, 3])
    assert table["eliminate_if_dlt_ge"].isna().tolist() == [True, True, False]
    assert (table["escalate_if_dlt_le"] < table["deescalate_if_dlt_ge"]).all()


def test_impossible_boin_rules_and_trials_are_refused() -> None:
    refuse_all(lambda target: boin.BoinRule(target), "target", [0, 1, -0.1])
    for arguments, name in [({"target": 0.8}, "phi2"), ({"phi1": 0.3}, "phi1"), ({"phi2": 0.2}, "phi2")]:
        with refused(name):
            boin.BoinRule(**arguments)
    for arguments, name in [({"n_cohorts": 0}, "n_cohorts"), ({"cohort_size": 2.5}, "cohort_size")]:
        with refused(name):
            boin.BoinTrial((0.1,), **arguments)
    with refused("y"):
        boin.select_mtd(boin.BoinRule(), [3], [4])
    with refused("y"):
        boin.select_mtd(boin.BoinRule(), [3, 3], [1])


def test_too_large_an_exact_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boin, "MAX_STATES", 10)
    with refused("n_cohorts"):
        boin.exact(boin.BoinTrial((0.1, 0.2, 0.3), n_cohorts=8))


def by_quadrature(levels: list[int], dlt: list[int]) -> float:
    """The posterior mean of beta by adaptive quadrature."""

    def density(beta: float) -> float:
        p = [MODEL.skeleton[level - 1] ** math.exp(beta) for level in levels]
        chances = [q if toxic else 1 - q for q, toxic in zip(p, dlt, strict=True)]
        return math.prod(chances) * math.exp(-(beta**2) / (2 * MODEL.prior_variance))

    mean, mass = (quad(lambda b, k=k: b**k * density(b), -8, 8, points=[-2, 0, 2])[0] for k in (1, 0))
    return mean / mass


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 1)), min_size=1, max_size=12))
def test_the_crm_learns_as_quadrature_says(people: list[tuple[int, int]]) -> None:
    levels, dlt = [level for level, _ in people], [toxic for _, toxic in people]
    posterior = crm.posterior(MODEL, levels, dlt)
    assert posterior.beta_mean == pytest.approx(by_quadrature(levels, dlt), abs=1e-6)
    assert 0 < posterior.beta_variance <= MODEL.prior_variance
    assert list(posterior.p_tox) == sorted(posterior.p_tox)


def test_a_dlt_makes_the_crm_more_careful() -> None:
    course = crm.simulate(MODEL, [3, 3, 3], [0, 0, 1])
    assert course["recommended_dose"].tolist()[0] == 3
    assert course["beta_mean"].iloc[2] > course["beta_mean"].iloc[3]
    assert len(crm.simulate(MODEL, [], [])) == 1


def test_of_two_equally_close_doses_the_crm_recommends_the_lower() -> None:
    assert crm.posterior(crm.CrmModel([0.1, 0.3], target=0.2), [], []).recommended_dose == 1


def test_impossible_crm_input_is_refused() -> None:
    for skeleton in ([0.2, 0.1], [0.1, 0.1], [0.0, 0.5], []):
        with refused("skeleton"):
            crm.CrmModel(skeleton, 0.25)
    refuse_all(lambda variance: crm.CrmModel([0.1], 0.25, variance), "prior_variance", [0, -1, 100])
    for levels, dlt, name in [([5], [0], "levels"), ([1], [2], "dlt"), ([1, 1], [0], "dlt")]:
        with refused(name):
            crm.posterior(MODEL, levels, dlt)


def test_messages_name_the_range() -> None:
    with pytest.raises(
        ParameterError, match=re.escape("n_cohorts: 0 is not possible. Give a whole number of at least 1")
    ):
        boin.BoinTrial((0.1,), n_cohorts=0)
