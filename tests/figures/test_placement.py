"""Labels are moved apart, and no further than needed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibc_edu.figures.placement import spread


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12))
def test_places_keep_their_order_their_gap_and_the_room(places: list[float]) -> None:
    moved = np.array(spread(places, 20, 0, 300))
    order = np.argsort(places, kind="stable")
    assert (np.diff(moved[order]) >= 20 - 1e-9).all()
    assert moved.min() >= -1e-9
    assert moved.max() <= 300 + 1e-9


def test_what_is_apart_stays() -> None:
    assert spread([100.0, 10.0, 50.0], 20, 0, 300) == [100, 10, 50]


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([100, 100], [90, 110]),
        ([100, 100, 106], [82, 102, 122]),
        ([0, 0, 50], [0, 20, 50]),
        ([], []),
        ([300, 299], [300, 280]),
        ([100, 105, 200, 205], [92.5, 112.5, 192.5, 212.5]),
    ],
)
def test_those_too_close_give_way_evenly(places: list[float], moved: list[float]) -> None:
    assert spread(places, 20, 0, 300) == pytest.approx(moved)


def test_without_enough_room_they_begin_at_the_lower_end() -> None:
    assert spread([5, 5, 5], 20, 0, 30) == [0, 20, 40]
