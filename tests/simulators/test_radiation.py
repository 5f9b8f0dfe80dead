"""Radiation: the linear-quadratic sums, their inverse, and edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.isoeffect import dose_per_fraction
from simulator_checks import refuse_all

from ibc_edu.simulators.radiation import Fractionation

courses = st.builds(Fractionation, st.integers(1, 60), st.floats(0.1, 20), st.floats(0.5, 30))


@given(courses)
def test_the_dose_per_fraction_gives_back_the_effect(course: Fractionation) -> None:
    assert dose_per_fraction(course.bed, course.n, course.alpha_beta) == pytest.approx(course.d)
    assert course.bed > course.total_dose
    in_2_gy = Fractionation(100, 2.0, course.alpha_beta)
    assert in_2_gy.eqd2 == pytest.approx(200)
    assert course.eqd2 == pytest.approx(course.bed * in_2_gy.total_dose / in_2_gy.bed)


@given(courses)
def test_late_effects_weigh_large_fractions_more(course: Fractionation) -> None:
    late = Fractionation(course.n, course.d, course.alpha_beta / 2)
    assert late.bed > course.bed


def test_impossible_courses_are_refused() -> None:
    refuse_all(lambda n: Fractionation(n, 2.0), "n", [0, -1, 2.5])
    refuse_all(lambda d: Fractionation(1, d), "d", [0, -1])
    refuse_all(lambda ratio: Fractionation(1, 2.0, ratio), "alpha_beta", [0, -1])
    refuse_all(lambda bed: dose_per_fraction(bed, 1), "bed", [0, -1])
