"""The count of neutrophils over cycles of chemotherapy, with the band of most people and the day that is looked at."""

from __future__ import annotations

from typing import Any

from ibc_edu.figures.chart import Axis, chart, dots, line
from ibc_edu.figures.theme import CLEAR, INK, LINES, PAPER, WRONG_TINT, PlotlyFigure

HEIGHT = 350  # px
TOP = 14  # 1e9/L at the upper edge
DAYS_A_TICK = 7
BELOW = 62  # px for the days, the doses and the name of the axis


def count_curves(days: int, very_low: float, doses: int) -> PlotlyFigure:
    """Days since the first dose against the count (1e9/L).

    The page fills the traces "low" and "8 of 10 people" (the edges of the band), "typical count", "day" (upright) and
    "count on this day"; and the days `x` of the annotations "dose".

    Parameters
    ----------
    days : end of the time axis
    very_low : count below which it is very low
    doses : how many doses are marked
    """
    accent = LINES[0].color
    time = Axis("Days since the first dose", (0, days), DAYS_A_TICK)
    count = Axis("Neutrophils, billion per liter", (0, TOP), 2)
    edge: dict[str, Any] = {"hoverinfo": "skip", "line": {"width": 0}}
    told = "Day %{x:.0f}: %{y:.1f}<extra>%{fullData.name}</extra>"
    traces = [
        line("low", CLEAR, showlegend=False, **edge),
        line("8 of 10 people", CLEAR, fill="tonexty", fillcolor=f"{accent}38", **edge),
        line("typical count", accent, line={"width": 3.5}, hovertemplate=told),
        line("day", INK, "3px,4px", line={"width": 1.5}, hoverinfo="skip", showlegend=False),
        dots(
            "count on this day",
            marker={"color": PAPER, "size": 13, "line": {"color": INK, "width": 3}},
            cliponaxis=False,
            hovertemplate=told,
        ),
    ]
    below = {"yref": "paper", "y": 0, "yanchor": "top", "yshift": -20, "xanchor": "left", "font": {"size": 14}}
    named = below | {"text": "doses", "xref": "paper", "x": 0, "xanchor": "right", "xshift": -8}
    given = [below | {"name": "dose", "text": f"▲ {dose}", "x": 0, "xshift": -7} for dose in range(1, doses + 1)]
    zone = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": very_low, "layer": "below"}
    return chart(
        "Neutrophils over cycles of chemotherapy",
        traces,
        time,
        count,
        height=HEIGHT,
        layout={
            "annotations": [named, *given],
            "shapes": [zone | {"fillcolor": WRONG_TINT, "line": {"width": 0}}],
        },
        margin={"b": BELOW},
        narrow={"layout": {"xaxis": {"dtick": 2 * DAYS_A_TICK}}},
    )
