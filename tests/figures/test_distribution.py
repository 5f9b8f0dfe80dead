"""Bars of many results: every one is counted once, and the reader's own is in the right bar."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import ParameterError
from ibc_edu.figures.distribution import distribution
from ibc_edu.figures.theme import INK

TITLES: Any = {"title": "Trials", "x_title": "Responses"}


def test_whole_numbers_get_a_bar_each() -> None:
    described = distribution([3, 5, 5, 6], 5, **TITLES)
    bars = described.figure["data"][0]
    assert (bars["x"], bars["y"]) == ([3, 4, 5, 6], [1, 0, 2, 1])
    assert [color == INK for color in bars["marker"]["color"]] == [False, False, True, False]
    assert described.table["Responses"].tolist() == ["3", "4", "5", "6"]
    assert described.table["Percent"].tolist() == [25.0, 0.0, 50.0, 25.0]


def test_the_sentence_says_where_the_own_result_lies() -> None:
    sentence = distribution([3, 5, 5, 6], 5, **TITLES).sentence
    assert sentence == (
        "Responses in 4 trials: from 3 to 6, the middle half from 4.5 to 5.25, the median 5. "
        "Yours: 5; 1 of 4 (25%) had less, 2 the same."
    )


def test_an_own_result_outside_all_others_has_its_bar() -> None:
    figure = distribution([3, 4], 9, own_name="Mine", **TITLES).figure
    assert figure["data"][0]["marker"]["color"][-1] == INK
    assert figure["layout"]["annotations"][0]["x"] == 9
    assert figure["layout"]["annotations"][0]["text"] == "<b>Mine: 9</b>"


def test_missing_results_are_said_and_not_drawn() -> None:
    described = distribution([1.5, float("nan"), float("nan")], **TITLES)
    assert "2 more trials had no such result." in described.sentence
    assert sum(described.figure["data"][0]["y"]) == 1
    assert described.figure["layout"]["annotations"] == []


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.data())
def test_every_result_is_in_one_bar(values: list[float], data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(values))
    figure = distribution(values, own, **TITLES).figure
    bars = figure["data"][0]
    assert sum(bars["y"]) == len(values)
    assert len(bars["x"]) <= 50
    mine = bars["marker"]["color"].index(INK)
    assert abs(bars["x"][mine] - own) <= bars["width"] * 0.55 + 1e-6
    assert bars["y"][mine] >= 1


def test_bars_have_round_ends() -> None:
    table = distribution([0.402, 0.55, 0.7, 1.01], **TITLES).table
    assert table["Responses"].tolist()[:2] == ["0.4 to 0.45", "0.45 to 0.5"]


@pytest.mark.parametrize("values", [[], [float("nan")], [float("inf")]])
def test_nothing_to_draw_is_refused(values: list[float]) -> None:
    with pytest.raises(ParameterError, match="no finite result"):
        distribution(values, **TITLES)
