"""Two clones of cells over time, with the lines of treatment as a strip above them."""

from __future__ import annotations

from ibc_edu.figures.chart import DASHES, Axis, chart, line
from ibc_edu.figures.theme import ACCENT_TINT, CONTROL, INK, LINES, MUTED, PANEL, PARTIAL_TINT, SUM, PlotlyFigure

HEIGHT = 368  # px
NARROW_CELLS = "Cells (one step up:<br>100 times as many)"
STRIP = 0.9  # height of the strip, in powers of ten


def clone_curves(powers: tuple[int, int], months: float, start: float) -> PlotlyFigure:
    """Months against the number of cells, as powers of ten.

    The page fills the traces "all cells", "cells that the first line works on", "cells that resist the first line",
    "changes" (upright where a line of treatment begins) and "lines", bars from `base` of length `x` with a `text`.

    Parameters
    ----------
    powers : lowest and highest power of ten that is shown
    months : end of the time axis
    start : power of ten of the number of cells at the start, which has a level line
    """
    low, high = powers
    time = Axis("Months", (0, months), 6)
    cells = Axis(NARROW_CELLS.replace("<br>", " "), (low, high + 1), 2, "10<sup>", "</sup>")
    told = "Month %{x:.1f}: 10<sup>%{y:.1f}</sup> cells<extra>%{fullData.name}</extra>"
    traces = [
        line("changes", CONTROL, line={"width": 1.5}, hoverinfo="skip", showlegend=False),
        line("all cells", SUM, line={"width": 9}, hovertemplate=told),
        line("cells that the first line works on", LINES[0].color, hovertemplate=told),
        line("cells that resist the first line", LINES[1].color, DASHES, hovertemplate=told),
        {
            "type": "bar",
            "name": "lines",
            "orientation": "h",
            "base": [],
            "x": [],
            "y": [],
            "width": STRIP,
            "marker": {
                "color": [PANEL, ACCENT_TINT, PARTIAL_TINT],
                "cornerradius": 4,
                "line": {"color": CONTROL, "width": 1},
            },
            "text": [],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"color": INK, "weight": 650},
            "textangle": 0,
            "constraintext": "none",
            "hovertemplate": "%{customdata}<extra></extra>",
            "customdata": [],
            "showlegend": False,
        },
    ]
    level = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": start, "y1": start}
    note = {"text": "as many as at the start", "xref": "paper", "x": 1, "xanchor": "right", "y": start}
    return chart(
        "Cells under one line of treatment after the other",
        traces,
        time,
        cells,
        height=HEIGHT,
        layout={
            "annotations": [note | {"yanchor": "bottom", "font": {"color": MUTED, "size": 13.5}}],
            "barmode": "overlay",
            "shapes": [level | {"line": {"color": CONTROL, "dash": "2px,4px", "width": 1.5}, "layer": "below"}],
        },
        narrow={"layout": {"annotations": [{"text": NARROW_CELLS}], "margin": {"t": 44}}},
    )
