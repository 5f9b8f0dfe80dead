"""Charts with two axes whose values the page fills in: axes, lines and words now, numbers by the name of each trace.

Their parts move as fast as a slider, so the look travels to the page once, and after that numbers only. `views/plot`
draws both together.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ibc_edu.figures.theme import CONTROL, INK, PlotlyFigure, figure

MARGIN = {"l": 51, "r": 22, "t": 30, "b": 46}  # px; fixed, so that a drawing need not measure its own text
TICK_SIZE = 13.5  # px
LINE_WIDTH = 3
DASHES = "8px,5px"
DOTS = "2px,5px"

Trace = dict[str, Any]


class Axis(NamedTuple):
    """One axis: what it shows, its ends, the distance of the numbers written at it, and what stands around them."""

    title: str
    ends: tuple[float, float]
    step: float
    before: str = ""
    after: str = ""

    def dressed(self) -> dict[str, Any]:
        """The axis as plotly wants it; its title is an annotation of the chart."""
        return {
            "automargin": False,
            "dtick": self.step,
            "linecolor": CONTROL,
            "linewidth": 1.5,
            "range": list(self.ends),
            "tick0": 0,
            "tickcolor": CONTROL,
            "ticklabeloverflow": "allow",  # asking whether a text is cut off costs a tenth of a drawing
            "tickfont": {"size": TICK_SIZE},
            "tickprefix": self.before,
            "ticksuffix": self.after,
        }


def chart(
    title: str,
    traces: list[Trace],
    x: Axis,
    y: Axis,
    *,
    height: int,
    layout: dict[str, Any] | None = None,
    margin: dict[str, int] | None = None,
    narrow: dict[str, Any] | None = None,
) -> PlotlyFigure:
    """A chart in the look of the course, that a reader may zoom and whose saved picture has a legend.

    Parameters
    ----------
    title : str
        What the chart shows; the head of its saved picture.
    traces : list of plotly's traces
        Each with a `name` by which the page gives it values.
    x, y : Axis
        The name of `y` stands above it, that of `x` at the right below it.
    height : int
        In px at the usual size of text.
    layout : dict, optional
        More of the layout; its `annotations` follow those of the two axes.
    margin : dict, optional
        Instead of parts of `MARGIN`.
    narrow : dict, optional
        What changes on a phone, see `theme.figure`.
    """
    more = dict(layout or {})
    room = {**MARGIN, **(margin or {})}
    names = [
        {"text": y.title, **_at(0, 1), "xanchor": "left", "yanchor": "bottom", "xshift": -room["l"], "yshift": 5},
        {"text": x.title, **_at(1, 0), "xanchor": "right", "yanchor": "bottom", "yshift": -room["b"]},
    ]
    made = figure(
        title,
        traces,
        {
            "height": height,
            "margin": room,
            "xaxis": {**x.dressed(), **more.pop("xaxis", {})},
            "yaxis": {**y.dressed(), "showline": False, "ticks": "", "ticklabelstandoff": 5, **more.pop("yaxis", {})},
            "annotations": names + more.pop("annotations", []),
            **more,
        },
        narrow=narrow,
    )
    made["layout"]["meta"] = {**made["layout"].get("meta", {}), "legend": True, "zoom": True}
    return made


def line(name: str, color: str, dash: str = "solid", **more: Any) -> Trace:
    """A line without values."""
    look = {"color": color, "dash": dash, "width": LINE_WIDTH, **more.pop("line", {})}
    return {"type": "scatter", "mode": "lines", "name": name, "x": [], "y": [], "line": look, **more}


def dots(name: str, **more: Any) -> Trace:
    """Points without values."""
    marker = {"color": INK, "size": 11, **more.pop("marker", {})}
    return {"type": "scatter", "mode": "markers", "name": name, "x": [], "y": [], "marker": marker, **more}


def _at(x: float, y: float) -> dict[str, Any]:
    return {"xref": "paper", "yref": "paper", "x": x, "y": y}
