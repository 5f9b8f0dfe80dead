"""The course's models against others that answer the same question (growth: `test_tumors_and_resistance`)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import crm, response_rate

from ibc_edu.classroom.results.item_statistics import share
from ibc_edu.simulators import boin

TOXIC = (0.03, 0.08, 0.16, 0.30, 0.50)


@given(st.integers(10, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_class_has_the_interval_of_a_response_rate(count: tuple[int, int]) -> None:
    right, n = count
    low, high = response_rate.interval(right, n, method="wilson")
    found = share(float(right), n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


def test_boin_and_the_crm_find_nearly_the_same_dose_from_the_same_people() -> None:
    """Two designs that share the target and nothing else: they differ by at most one dose in nearly all trials."""
    trials = boin.simulate(boin.BoinTrial(TOXIC, rule=boin.BoinRule(0.3)), replicates=200, rng=8)
    model = crm.CrmModel([0.05, 0.12, 0.2, 0.3, 0.42], target=0.3)
    apart = []
    for row in trials.itertuples():
        people = [(dose, getattr(row, f"people_{dose}"), getattr(row, f"dlts_{dose}")) for dose in range(1, 6)]
        levels = [dose for dose, treated, _ in people for _ in range(treated)]
        toxic = [int(place < dlts) for _, treated, dlts in people for place in range(treated)]
        apart.append(abs(crm.posterior(model, levels, toxic).recommended_dose - row.mtd))
    assert np.mean(np.array(apart) <= 1) >= 0.95
    assert np.mean(apart) < 0.6
