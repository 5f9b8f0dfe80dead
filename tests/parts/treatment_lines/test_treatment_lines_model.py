"""What the lines of treatment do to the cells, and how the picture says it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ibc_edu.parts.treatment_lines.model import CONTENT, CYCLE, CYCLES, MONTH, RESISTANT, START_CELLS, picture


def settings(first: int = CYCLES, second: int = CYCLES, resistant: str = "few") -> dict[str, Any]:
    return {"first": first, "second": second, "resistant": resistant}


def test_under_one_line_the_resistant_cells_take_over() -> None:
    shown = picture(settings())
    assert shown["sentence"].startswith("First line, months 0 to 25: the number of cells falls until month 3")
    assert "nearly all cells resist the first line" in shown["sentence"]
    assert shown["total"][-1] > np.log10(START_CELLS)
    assert shown["sensitive"][-1] is None  # below the axis


def test_without_resistant_cells_the_first_line_keeps_working() -> None:
    shown = picture(settings(resistant="none"))
    assert "the number of cells falls. At its end no cell resists the first line" in shown["sentence"]
    assert set(shown["resistant"]) == {None}
    assert shown["numbers"]["rows"][-1][3] == "0"


def test_a_second_line_after_the_rise_brings_the_cells_down_again() -> None:
    after, before = picture(settings(first=14)), picture(settings(first=4))
    assert "Second line, months 10 to 25: the number of cells falls" in after["sentence"]
    assert "Second line, months 3 to 25: the number of cells rises" in before["sentence"]


@pytest.mark.parametrize(("first", "second", "names"), [(36, 1, 1), (35, 36, 2), (12, 24, 2), (1, 1, 3)])
def test_lines_follow_each_other_up_to_the_end(first: int, second: int, names: int) -> None:
    lines = picture(settings(first, second))["lines"]
    assert len(lines) == names
    assert lines[0]["from"] == 0
    assert lines[-1]["to"] == pytest.approx(CONTENT["last_month"])
    assert [each["to"] for each in lines[:-1]] == [each["from"] for each in lines[1:]]


def test_the_picture_begins_before_the_first_dose() -> None:
    shown = picture(settings(resistant="more"))
    assert shown["months"][:3] == [0.0, 0.0, pytest.approx(3 / MONTH, abs=0.01)]
    assert 10 ** shown["total"][0] == pytest.approx(START_CELLS, rel=0.01)
    assert 10 ** shown["resistant"][0] == pytest.approx(RESISTANT["more"], rel=0.01)
    assert shown["total"][1] < shown["total"][0]
    assert shown["numbers"]["rows"][0] == ["0.0", "before treatment", "9.99 × 10⁹", "1 × 10⁷", "1 × 10¹⁰"]
    assert len(shown["months"]) == len(shown["total"]) == CYCLES * CYCLE // 3 + 2
