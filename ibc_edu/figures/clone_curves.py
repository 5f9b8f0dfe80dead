"""Two clones of cells over time, with the lines of treatment as a strip above them."""

from __future__ import annotations

from ibc_edu.figures.chart import DASHES, Axis, Trace, chart, line
from ibc_edu.figures.theme import ACCENT_TINT, CONTROL, INK, LINES, MUTED, PANEL, PARTIAL_TINT, SUM, PlotlyFigure

HEIGHT = 368  # px
NARROW_CELLS = "Cells (one step up:<br>100 times as many)"


def clone_curves(powers: tuple[int, int], months: float, start: float) -> PlotlyFigure:
    """Months against the number of cells, as powers of ten.

    The page fills the traces "all cells", "cells that the first line works on", "cells that resist the first line",
    "changes" (upright where a line of treatment begins), "line 1" to "line 3", the outlines of the strip's boxes, and
    "lines", their names. All are lines and words in the plane, so that they move without the axes being drawn anew.

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
        *(_box(f"line {number}", color) for number, color in enumerate((PANEL, ACCENT_TINT, PARTIAL_TINT), 1)),
        {
            "type": "scatter",
            "mode": "text",
            "name": "lines",
            "x": [],
            "y": [],
            "text": [],
            "textfont": {"color": INK, "weight": 650},
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
            "shapes": [level | {"line": {"color": CONTROL, "dash": "2px,4px", "width": 1.5}, "layer": "below"}],
        },
        narrow={"layout": {"annotations": [{"text": NARROW_CELLS}], "margin": {"t": 44}}},
    )


def _box(name: str, color: str) -> Trace:
    return line(name, CONTROL, line={"width": 1}, fill="toself", fillcolor=color, hoverinfo="skip", showlegend=False)
