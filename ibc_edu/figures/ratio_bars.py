"""How often trials found each hazard ratio, with the reader's own trial among them."""

from __future__ import annotations

from typing import Any

from ibc_edu.figures.chart import Axis, Trace, chart
from ibc_edu.figures.theme import INK, LINES, PlotlyFigure

HEIGHT = 290  # px
STEP = 0.1
WIDTH = 0.086  # of a bar, which stands for a tenth


def ratio_bars() -> PlotlyFigure:
    """Hazard ratio, to the nearest tenth, against the number of trials that found it.

    The page fills the traces "Trials" and "Your trial" (at most one bar) with `x`, `y` and the `text` above each bar,
    and the ranges of both axes.
    """
    found = Axis("Hazard ratio", (0.35, 1.35), STEP)
    trials = Axis("Trials", (0, 400), 100)
    traces = [_bars("Trials", LINES[0].color), _bars("Your trial", INK)]
    layout: dict[str, Any] = {
        "barmode": "overlay",
        "xaxis": {"tickangle": 0, "tickformat": ".1f"},
        "yaxis": {"dtick": None, "nticks": 5},
    }
    fewer = {"layout": {"xaxis": {"dtick": 2 * STEP}}}
    title = "Hazard ratios that simulated trials found"
    return chart(title, traces, found, trials, height=HEIGHT, layout=layout, narrow=fewer)


def _bars(name: str, color: str) -> Trace:
    return {
        "type": "bar",
        "name": name,
        "x": [],
        "y": [],
        "width": WIDTH,
        "marker": {"color": color, "line": {"width": 0}},
        "text": [],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": INK},
        "hovertemplate": "Hazard ratio %{x:.1f}: %{y:,} trials<extra></extra>",
    }
