"""Icon arrays: whole people that add up, drawn and told as they are."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.errors import ParameterError, UnknownNameError
from ibc_edu.figures.icon_array import icon_array, whole_people
from ibc_edu.figures.theme import INK


@pytest.mark.parametrize(
    ("percents", "people"),
    [
        ([39.0, 16.5, 18.9, 25.6], [39, 16, 19, 26]),
        ([69.5, 9.6, 4.0, 10.5, 6.1], [70, 10, 4, 10, 6]),
        ([100 / 3] * 3, [34, 33, 33]),
        ([0.0, 100.0], [0, 100]),
    ],
)
def test_shares_become_whole_people_by_the_largest_remainder(percents: list[float], people: list[int]) -> None:
    assert whole_people(percents) == people


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=8))
def test_people_always_add_up_and_are_never_a_whole_person_off(percents: list[float]) -> None:
    people = whole_people(percents)
    assert sum(people) == 100
    for count, percent in zip(people, percents, strict=True):
        assert abs(count - percent / sum(percents) * 100) < 1 + 1e-6


def test_each_person_is_drawn_and_can_be_pointed_at(shares: pd.DataFrame) -> None:
    figure = icon_array(shares).figure
    targets = figure["data"][0]
    assert len(targets["x"]) == len(set(zip(targets["x"], targets["y"], strict=True))) == 100
    assert targets["customdata"].count("triple-negative") == 26
    hollow = next(shape for shape in figure["layout"]["shapes"] if shape["line"]["color"] == INK)
    assert hollow["path"].count("M") == 2 * (26 + 1)  # a head and a body each, and one in the label


def test_labels_keep_apart_and_inside(shares: pd.DataFrame) -> None:
    figure = icon_array(shares).figure
    labels = [each for each in figure["layout"]["annotations"] if each["xref"] == "x2" and each["y"] > 0]
    heights = [label["y"] for label in labels]
    assert [label["text"] for label in labels][-2:] == ["10 Triple-negative", "6 Not known"]
    assert all(low - high >= 1.09 for high, low in pairwise(heights))
    assert max(heights) <= 9.5


def test_the_sentence_and_the_table_tell_the_same_people(shares: pd.DataFrame) -> None:
    _, sentence, table = icon_array(shares)
    assert "Inflammatory: of 100 people, 39 HR-positive/HER2-negative" in sentence
    assert "differ most in HR-positive/HER2-negative: 39 (Inflammatory) against 70 (Any)" in sentence
    assert table.groupby("Group")["People of 100"].sum().tolist() == [100, 100]
    assert table["Percent"].tolist() == shares["percent"].tolist()


def test_a_subtype_without_anybody_is_listed_but_not_drawn() -> None:
    rows = pd.DataFrame({"group": "A", "subtype": ["triple-negative", "unknown"], "percent": [99.8, 0.2]})
    figure, sentence, table = icon_array(rows)
    assert "not known" not in sentence
    assert table["People of 100"].tolist() == [100, 0]
    assert len(figure["layout"]["shapes"]) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"percent": [50.0, 20.0]}, "add up to 70"),
        ({"percent": [-1.0, 101.0]}, "from 0 to 100"),
        ({"percent": [float("nan"), 100.0]}, "from 0 to 100"),
        ({"subtype": ["unknown", "unknown"]}, "two rows"),
    ],
)
def test_impossible_shares_are_refused(change: dict[str, list[object]], words: str) -> None:
    good = {"group": ["A", "A"], "subtype": ["triple-negative", "unknown"], "percent": [60.0, 40.0]}
    with pytest.raises(ParameterError, match=words):
        icon_array(pd.DataFrame(good | change))


def test_an_unknown_subtype_is_refused_with_the_nearest_one(shares: pd.DataFrame) -> None:
    with pytest.raises(UnknownNameError, match="triple-negative"):
        icon_array(shares.replace("triple-negative", "tripel-negative"))
