"""From the numbers of a pathology report to a subtype: every threshold, on both sides."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import ParameterError
from ibc_edu.rules.pathology_report import (
    Er,
    Her2,
    Hormones,
    Ihc,
    Ish,
    er,
    her2,
    hormones,
    pr_positive,
    subtype,
)

PERCENT = st.floats(min_value=0, max_value=100)


@pytest.mark.parametrize(
    ("percent", "reading"),
    [(0, Er.NEGATIVE), (0.9, Er.NEGATIVE), (1, Er.LOW), (10, Er.LOW), (10.5, Er.POSITIVE), (11, Er.POSITIVE)],
)
def test_er_is_read_by_its_two_thresholds(percent: float, reading: Er) -> None:
    assert er(percent) is reading


@given(PERCENT)
def test_er_and_pr_share_the_threshold_of_positive(percent: float) -> None:
    assert pr_positive(percent) == (er(percent) is not Er.NEGATIVE) == (percent >= 1)


@pytest.mark.parametrize("percent", [-1, 100.5, float("nan")])
def test_what_is_no_percentage_is_refused(percent: float) -> None:
    with pytest.raises(ParameterError, match="0 to 100"):
        er(percent)


@pytest.mark.parametrize(
    ("ihc", "faint", "ish", "reading"),
    [
        (Ihc.ZERO, False, Ish.WAITING, Her2.NONE),
        (Ihc.ZERO, True, Ish.WAITING, Her2.ULTRALOW),
        (Ihc.ONE, False, Ish.WAITING, Her2.LOW),
        (Ihc.TWO, False, Ish.WAITING, Her2.EQUIVOCAL),
        (Ihc.TWO, False, Ish.NEGATIVE, Her2.LOW),
        (Ihc.TWO, False, Ish.POSITIVE, Her2.POSITIVE),
        (Ihc.THREE, False, Ish.WAITING, Her2.POSITIVE),
    ],
)
def test_her2_follows_stain_and_gene_test(ihc: Ihc, faint: bool, ish: Ish, reading: Her2) -> None:
    assert her2(ihc, faint_staining=faint, ish=ish) is reading


@given(st.sampled_from([Ihc.ZERO, Ihc.ONE, Ihc.THREE]), st.booleans())
def test_the_gene_test_decides_nothing_unless_the_stain_is_two_plus(ihc: Ihc, faint: bool) -> None:
    assert len({her2(ihc, faint_staining=faint, ish=ish) for ish in Ish}) == 1


@given(PERCENT, PERCENT)
def test_one_hormone_receptor_is_enough(er_percent: float, pr_percent: float) -> None:
    found = hormones(er(er_percent), pr_positive(pr_percent))
    assert (found is not Hormones.NEGATIVE) == (max(er_percent, pr_percent) >= 1)
    assert (found is Hormones.ER) == (er_percent >= 1)


@pytest.mark.parametrize(
    ("hormone_receptors", "level", "subtype_id"),
    [
        (True, Her2.POSITIVE, "hr-positive-her2-positive"),
        (False, Her2.POSITIVE, "hr-negative-her2-positive"),
        (True, Her2.NONE, "hr-positive-her2-negative"),
        (False, Her2.NONE, "triple-negative"),
    ],
)
def test_two_answers_name_the_subtype(hormone_receptors: bool, level: Her2, subtype_id: str) -> None:
    assert subtype(hormone_receptors, level) == subtype_id


@pytest.mark.parametrize(("hormone_receptors", "level"), list(product([True, False], [Her2.LOW, Her2.ULTRALOW])))
def test_a_little_her2_is_her2_negative(hormone_receptors: bool, level: Her2) -> None:
    assert subtype(hormone_receptors, level) == subtype(hormone_receptors, Her2.NONE)


@pytest.mark.parametrize("hormone_receptors", [True, False])
def test_there_is_no_subtype_while_her2_is_equivocal(hormone_receptors: bool) -> None:
    assert subtype(hormone_receptors, Her2.EQUIVOCAL) is None
