"""Lines over time: what is drawn, labeled, told and listed."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.figures.described import Described
from ibc_edu.figures.lines import lines_over_time
from ibc_edu.figures.theme import HER2
from ibc_edu.views.plot.plot_view import PlotView


def draw(frame: pd.DataFrame, **options: Any) -> Described:
    given_options = {"x": "day", "y": "count", "title": "Counts", "x_title": "Time (days)", "y_title": "Cells"}
    return lines_over_time(frame, **(given_options | options))


def test_each_line_is_in_order_of_time_and_lacks_what_is_missing(counts: pd.DataFrame) -> None:
    first, second = draw(counts, line="plan").figure["data"]
    assert first["x"].tolist() == [0, 7, 14, 21]
    assert first["y"].tolist() == [5.0, 0.9, 3.0, 5.2]
    assert second["x"].tolist() == [0, 7, 21]
    assert first["line"]["dash"] != second["line"]["dash"]


def test_the_page_gets_the_same_numbers(counts: pd.DataFrame) -> None:
    sent = PlotView(*draw(counts, line="plan")).figure["data"][0]["y"]
    assert np.frombuffer(b64decode(sent["bdata"]), "<f4").tolist() == pytest.approx([5.0, 0.9, 3.0, 5.2], rel=1e-6)


def test_the_sentence_tells_the_course_of_each_line(counts: pd.DataFrame) -> None:
    assert draw(counts, line="plan").sentence == (
        "Cells against time (days). every 3 weeks: 5 at 0, lowest 0.9 at 7, 5.2 at 21. "
        "weekly: 4 at 0, lowest 3.5 at 7, 3.9 at 21."
    )


def test_each_line_is_labeled_and_may_have_a_fixed_color(counts: pd.DataFrame) -> None:
    described = draw(counts, line="plan", colors={"weekly": HER2})
    assert described.figure["data"][1]["line"]["color"] == HER2
    assert [label["text"] for label in described.figure["layout"]["annotations"]] == ["every 3 weeks", "weekly"]
    narrow = described.figure["layout"]["meta"]["narrow"]["layout"]
    assert [label["text"] for label in narrow["annotations"]] == ["every<br>3 weeks", "weekly"]


def test_lines_may_be_told_apart_by_numbers(counts: pd.DataFrame) -> None:
    described = draw(counts.assign(plan=[1] * 4 + [2] * 4), line="plan")
    assert [label["text"] for label in described.figure["layout"]["annotations"]] == ["1", "2"]
    assert "1: 5 at 0" in described.sentence


def test_steps_bands_ticks_and_levels_are_drawn(counts: pd.DataFrame) -> None:
    figure = draw(
        counts.assign(left=[0, 0, 1, 0, 0, 0, 0, 1]),
        line="plan",
        shape="hv",
        low="low",
        high="high",
        ticks="left",
        limits={"Very low": 0.5},
    ).figure
    lower, upper, curve, ticks = figure["data"][:4]
    assert upper["fill"] == "tonexty"
    assert upper["y"].tolist() == [6.0, 1.5, 4.0, 6.0]
    assert lower["y"].tolist() == [4.0, 0.5, 2.0, 4.0]
    assert curve["line"]["shape"] == "hv"
    assert (ticks["x"].tolist(), ticks["y"].tolist()) == ([7], [0.9])
    assert figure["layout"]["shapes"][0]["y0"] == 0.5
    assert figure["layout"]["annotations"][-1]["text"] == "Very low"


def test_a_single_line_needs_no_label(counts: pd.DataFrame) -> None:
    described = draw(counts.iloc[:4])
    assert described.figure["layout"]["annotations"] == []
    assert described.sentence == "Cells against time (days). 5 at 0, lowest 0.9 at 7, 5.2 at 21."
    assert list(described.table.columns) == ["Time (days)", "Cells"]


def test_a_log_axis_leaves_out_what_it_cannot_show() -> None:
    frame = pd.DataFrame({"day": [0, 1, 2, 3], "count": [0.0, 10.0, 1e6, 1e12]})
    layout = draw(frame, log=True).figure["layout"]
    low, high = layout["yaxis"]["range"]
    assert low == pytest.approx(1 - np.log10(1.5))
    assert high == pytest.approx(12 + np.log10(1.5))
    assert layout["xaxis"]["range"] == [1, 3]


def test_the_table_is_short_and_holds_the_lowest_point() -> None:
    day = np.arange(1000.0)
    table = draw(pd.DataFrame({"day": day, "count": np.where(day == 501, 0.0, 5.0)})).table
    assert len(table) <= 27
    assert table["Time (days)"].iloc[[0, -1]].tolist() == [0, 999]
    assert 501 in table["Time (days)"].tolist()


def test_what_cannot_be_drawn_is_refused(counts: pd.DataFrame) -> None:
    with pytest.raises(ParameterError, match="both low and high"):
        draw(counts, low="low")
    with pytest.raises(ParameterError, match="no row"):
        draw(counts.assign(count=np.nan))
    with pytest.raises(ParameterError, match="8 lines cannot be told apart"):
        draw(counts.assign(count=1.0, plan=range(8)), line="plan")
    with pytest.raises(ParameterError, match="these ends"):
        draw(counts, y_range=(0, 6), log=True)
    with pytest.raises(ParameterError, match="these ends"):
        draw(counts, limits={"none": 0}, log=True)
    with pytest.raises(ParameterError, match="these ends"):
        draw(counts, y_range=(6, 0))
    with pytest.raises(ParameterError, match="no column 'when'"):
        draw(counts, x="when")
