"""Blood counts: the courses are the integrated ones, and a rate stands only where a published one stands beside it."""

from __future__ import annotations

import numpy as np
import pytest
from oracles.blood_count_rates import (
    DOCETAXEL_IN_ANY_TUMOR,
    DOCETAXEL_IN_BREAST_CANCER,
    WITH_CYCLOPHOSPHAMIDE,
    PublishedRate,
    chance_of_ever_below,
)
from oracles.blood_counts import simulate

from ibc_edu.course.course import Course
from ibc_edu.parts import PARTS
from ibc_edu.parts.blood_counts import content
from ibc_edu.parts.blood_counts.texts import NAME, Texts
from ibc_edu.parts.blood_counts.widget import BloodCountContent, BloodCounts
from ibc_edu.quiz.kinds.single import Single
from ibc_edu.simulators.blood_count_variability import AS_IN_TRIALS
from ibc_edu.simulators.marrow_model import DOCETAXEL
from ibc_edu.simulators.pharmacokinetics import Regimen

COURSE = Course(parts=PARTS, record="memory")


@pytest.fixture(scope="module")
def counts() -> BloodCountContent:
    return content.blood_count_content(COURSE)


@pytest.mark.parametrize(("plan", "every"), [("75", 21), ("75", 7), ("100", 14), ("100-75", 21), ("100-75", 28)])
def test_a_typical_course_is_that_of_the_integrated_equations(plan: str, every: int) -> None:
    doses = content.PLANS[plan]
    starts = [24 * every * dose for dose in range(content.DOSES)]
    regimen = Regimen([DOCETAXEL.umol(mg) for mg in doses], DOCETAXEL.infusion_h, starts, content.DAYS * 24)
    times = np.arange(0, content.DAYS * 24 + 1, content.STEP_H)
    expected = simulate(DOCETAXEL.marrow, DOCETAXEL.pk, regimen, times_h=times.tolist())["circ"]
    counts = content.relative_counts(DOCETAXEL, [(doses, every)], np.ones(1))[:, 0, 0]
    np.testing.assert_allclose(DOCETAXEL.marrow.circ0 * counts, expected, rtol=0.01)


@pytest.mark.parametrize("mg", [75, 100])
def test_as_many_people_fall_very_low_as_the_exact_chance_says(counts: BloodCountContent, mg: int) -> None:
    regimen = DOCETAXEL.cycles(mg, every_days=content.USUAL, count=content.DOSES)
    exact = chance_of_ever_below(content.VERY_LOW, DOCETAXEL.marrow, DOCETAXEL.pk, regimen, AS_IN_TRIALS)
    shown = counts["courses"][f"{mg}-{content.USUAL}"]
    assert shown["very_low_of_100"] == pytest.approx(100 * exact, abs=2)
    assert f"about {shown['very_low_of_100']} of 100 people" in shown["sentence"]


def said(rate: PublishedRate) -> str:
    return f"{rate.percent}% of {rate.people:,} people"


def test_the_model_meets_the_published_rate_that_stands_beside_it(counts: BloodCountContent) -> None:
    shown, published = counts["courses"]["100-21"], DOCETAXEL_IN_BREAST_CANCER[0]
    assert shown["very_low_of_100"] == pytest.approx(published.percent, abs=1)
    assert f"{said(published)} with breast cancer" in shown["sentence"]
    assert said(DOCETAXEL_IN_ANY_TUMOR) in shown["sentence"]
    other = counts["courses"]["75-21"]["sentence"]
    assert f"{said(WITH_CYCLOPHOSPHAMIDE)}, in their first cycle and with a second drug" in other


def test_each_published_rate_belongs_to_a_plan(counts: BloodCountContent) -> None:
    assert set(COURSE.texts(NAME, Texts).published) <= set(counts["courses"])


def test_where_no_rate_was_published_none_is_given(counts: BloodCountContent) -> None:
    given = {key for key, course in counts["courses"].items() if course["very_low_of_100"] is not None}
    assert given == {"75-21", "100-21"}
    for key, course in counts["courses"].items():
        assert (" of 100 people" in course["sentence"]) == (key in given)
        assert ("knows no published rate" in course["sentence"]) == (key not in given)


def test_the_facts_behind_the_rates_are_among_the_sources(counts: BloodCountContent) -> None:
    told = " ".join(source["text"] for source in counts["sources"])
    for rate in ("85.9% of 965", "75.4% of 2,045", "62.8% of 304"):
        assert rate in told


def test_a_full_rest_lets_the_count_recover_and_a_short_one_does_not(counts: BloodCountContent) -> None:
    view = BloodCounts(counts)
    assert "every cycle looks much like the first" in view.course["sentence"]
    view.every = 7
    assert "still near its lowest point" in view.course["sentence"]
    assert "falls further, to below 0.1" in view.course["sentence"]
    assert 0 < min(view.course["typical"]) < 0.1


def test_a_smaller_dose_after_the_first_keeps_the_count_higher(counts: BloodCountContent) -> None:
    full, reduced = (counts["courses"][f"{plan}-21"] for plan in ("100", "100-75"))
    second_cycle = slice(21 * 2, 42 * 2)
    assert min(reduced["typical"][second_cycle]) > 1.5 * min(full["typical"][second_cycle])
    assert reduced["typical"][: 21 * 2] == full["typical"][: 21 * 2]
    assert "With the smaller dose it falls to 0.4." in reduced["sentence"]
    assert "much like the first" not in reduced["sentence"]


def test_most_people_are_in_the_band_and_the_typical_one_is_too(counts: BloodCountContent) -> None:
    for found in counts["courses"].values():
        typical, low, high = (np.array(found[name]) for name in ("typical", "low", "high"))
        assert (low <= typical).all()
        assert (typical < high).all()


def test_the_question_about_a_short_rest_says_what_the_picture_shows(counts: BloodCountContent) -> None:
    question = COURSE.bank["therapies-cut-the-rest"]
    assert isinstance(question, Single)
    (right,) = [answer.feedback for answer in question.answers if answer.correct]
    sentence = counts["courses"]["75-7"]["sentence"]
    assert right == "From 0.5 to below 0.1 in the model."
    assert "falls to 0.5" in sentence
    assert "to below 0.1" in sentence
