"""Charts whose values the page fills in: plotly accepts them, and every line looks as what it stands for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

from ibc_edu.figures import theme
from ibc_edu.figures.clone_curves import clone_curves
from ibc_edu.figures.count_curves import count_curves
from ibc_edu.figures.operating_curves import operating_curves
from ibc_edu.figures.ratio_bars import ratio_bars
from ibc_edu.figures.survival_steps import STROKE, survival_steps

GROUPS = ("Standard treatment", "New treatment")
CHARTS: dict[str, Callable[[], theme.PlotlyFigure]] = {
    "survival": lambda: survival_steps(GROUPS, 36),
    "two stages": operating_curves,
    "clones": lambda: clone_curves((4, 12), 24.8, 10.0),
    "counts": lambda: count_curves(70, 0.5, 3),
    "ratios": ratio_bars,
}


def traces(figure: theme.PlotlyFigure) -> dict[str, Any]:
    found = {trace["name"]: trace for trace in figure["data"]}
    assert len(found) == len(figure["data"]), "two traces have one name, so the page cannot tell them apart"
    return found


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest) -> theme.PlotlyFigure:
    return CHARTS[request.param]()


def test_plotly_accepts_it_and_a_reader_may_zoom(chart: theme.PlotlyFigure) -> None:
    go.Figure(chart)
    assert chart["layout"]["title"]["text"]
    assert chart["layout"]["meta"]["zoom"]
    for axis in ("xaxis", "yaxis"):
        low, high = chart["layout"][axis]["range"]
        assert low < high


def test_every_color_has_one_of_its_own_in_the_dark(chart: theme.PlotlyFigure) -> None:
    drawn = json.dumps({"data": chart["data"], "layout": {**chart["layout"], "template": None}})
    colors = {color.lower() for color in re.findall(r"#[0-9a-fA-F]{6}", drawn)}
    assert colors
    assert colors <= set(theme.DARK)


def test_axes_are_named_and_the_name_stays_where_it_is_narrow(chart: theme.PlotlyFigure) -> None:
    upward, along = chart["layout"]["annotations"][:2]
    assert (upward["x"], upward["y"], upward["xanchor"]) == (0, 1, "left")
    assert (along["x"], along["y"], along["xanchor"]) == (1, 0, "right")
    assert upward["text"] != along["text"]


def test_survival_curves_are_steps_and_told_apart_by_color_and_dash() -> None:
    found = traces(survival_steps(GROUPS, 36))
    standard, new = (found[name]["line"] for name in GROUPS)
    assert standard["shape"] == new["shape"] == "hv"
    assert new == {"color": theme.LINES[0].color, "dash": "solid", "width": 3, "shape": "hv"}
    assert (standard["color"], standard["dash"]) == (theme.LINES[1].color, "8px,5px")
    for name in GROUPS:
        stroke = found[STROKE + name]
        assert (stroke["line"]["color"], stroke["line"]["dash"]) == (found[name]["line"]["color"], "solid")
        assert not stroke["showlegend"]


def test_the_two_chances_are_told_apart_and_the_limits_are_dotted() -> None:
    found = traces(operating_curves())
    assert found["Stops early"]["line"]["dash"] == "solid"
    assert found["Calls the drug promising"]["line"]["dash"] == "8px,5px"
    assert found["Stops early"]["line"]["color"] != found["Calls the drug promising"]["line"]["color"]
    assert found["Your two limits"]["line"]["dash"] == "2px,5px"


def test_all_cells_lie_wide_behind_both_clones() -> None:
    made = clone_curves((4, 12), 24.8, 10.0)
    order = [trace["name"] for trace in made["data"]]
    assert order.index("all cells") < order.index("cells that the first line works on")
    assert traces(made)["all cells"]["line"]["width"] == 9
    assert made["layout"]["yaxis"]["range"] == [4, 13]
    assert made["layout"]["yaxis"]["tickprefix"] == "10<sup>"
    assert made["layout"]["shapes"][0]["y0"] == 10.0
    assert [traces(made)[f"line {number}"]["fillcolor"] for number in (1, 2, 3)] == [
        theme.PANEL,
        theme.ACCENT_TINT,
        theme.PARTIAL_TINT,
    ]


def test_counts_below_the_limit_are_tinted_and_every_dose_has_a_mark() -> None:
    made = count_curves(70, 0.5, 3)
    [zone] = made["layout"]["shapes"]
    assert (zone["y0"], zone["y1"], zone["fillcolor"]) == (0, 0.5, theme.WRONG_TINT)
    assert [each["text"] for each in made["layout"]["annotations"] if each.get("name") == "dose"] == [
        "▲ 1",
        "▲ 2",
        "▲ 3",
    ]
    band = traces(made)["8 of 10 people"]
    assert band["fill"] == "tonexty"
    assert made["data"][made["data"].index(band) - 1]["name"] == "low"


def test_a_chart_is_made_without_libraries_that_take_long_to_import() -> None:
    code = (
        "import sys\n"
        "from ibc_edu.figures import clone_curves, count_curves, operating_curves, ratio_bars, survival_steps\n"
        "from ibc_edu.views.plot.plot_view import PlotView\n"
        "from ibc_edu.views.trial.simulator import TrialSimulator\n"
        "ratio_bars.ratio_bars()\n"
        "heavy = {'numpy', 'pandas', 'plotly', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
