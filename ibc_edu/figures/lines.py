"""Lines over time with direct labels at their ends: blood counts, clones, survival steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ibc_edu.errors import ParameterError
from ibc_edu.figures.described import Described, broken, plain, require_columns, spoken
from ibc_edu.figures.placement import spread
from ibc_edu.figures.theme import FONT_SIZE, LINES, MUTED, NARROW_FONT_SIZE, LineLook, figure, text_width

HEIGHT = 400  # px
PLOT_HEIGHT = HEIGHT - 70  # px left for the curves, below which are the axis's numbers and title
LABEL_GAP = 1.35  # heights of a line of text between the middles of two labels
LEADER = 18  # px from a line's end to its label
TABLE_TIMES = 25  # so many times at most are listed in the table

Values = NDArray[np.float64]


class Line(NamedTuple):
    """One line to draw: its name, look, and values in order of x; empty where the table has no such column."""

    name: str
    look: LineLook
    x: Values
    y: Values
    low: Values
    high: Values
    ticks: Values


def lines_over_time(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    title: str,
    x_title: str,
    y_title: str,
    line: str | None = None,
    low: str | None = None,
    high: str | None = None,
    ticks: str | None = None,
    shape: Literal["linear", "hv"] = "linear",
    colors: Mapping[str, str] | None = None,
    limits: Mapping[str, float] | None = None,
    y_range: tuple[float, float] | None = None,
    log: bool = False,
) -> Described:
    """One line a value of the column `line`, each labeled with it at its end; at most five.

    Parameters
    ----------
    frame : DataFrame, one row per time (and line); rows without a time or value are left out
    x, y, line, low, high : columns of time, value, what tells the lines apart, and the limits of a band around each
    x_title, y_title : what the axes show, with units, as in "Time (days)"
    ticks : column that is above 0 where the line gets a short upright stroke (people censored, on a survival curve)
    shape : "hv" draws steps: the value holds until the next time
    colors : value of `line` to a color of ``figures.theme``, for what has a fixed one
    limits : label to height of a level line
    y_range : ends of the y axis, in its units; the data's own if left out
    log : whether the y axis is logarithmic; values of 0 and below are then left out

    Raises
    ------
    ParameterError
        If a column is missing, nothing is left to draw, there are more than five lines, only one of low and high is
        given, or the y axis cannot have these ends or levels.
    """
    require_columns(frame, [name for name in (x, y, line, low, high, ticks) if name], "lines_over_time")
    if (low is None) != (high is None):
        raise ParameterError("a band needs both low and high.", where="lines_over_time")
    columns = [_values(frame, name) for name in (x, y, low, high, ticks)]
    lines = _lines(columns, frame[line].to_numpy() if line else np.full(len(frame), ""), colors or {}, log)
    levels = dict(limits or {})
    scale = _Scale(y_range or _range(lines, levels, log), log, levels)
    layout, narrow = _layout(lines, levels, scale, x_title, y_title)
    data = [trace for each in lines for trace in _traces(each, shape)]
    made = figure(title, data, layout, narrow={"layout": narrow})
    return Described(made, _sentence(lines, x_title, y_title), _table(lines, x_title, y_title))


def _layout(
    lines: list[Line], limits: dict[str, float], scale: _Scale, x_title: str, y_title: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The layout, and what changes in it on a phone: names in two lines, so that more room is left for the curves."""
    named = [each for each in lines if each.name]
    labels = _end_labels(named, scale, FONT_SIZE)
    small = _end_labels([each._replace(name=broken(each.name)) for each in named], scale, NARROW_FONT_SIZE)
    y_axis = {"title": {"text": plain(y_title)}, "range": scale.ends, "type": "log" if scale.log else "linear"}
    layout = {
        "annotations": labels + [_limit_label(label, at, scale) for label, at in limits.items()],
        "height": HEIGHT,
        "margin": {"r": _right_margin(labels, FONT_SIZE)},
        "shapes": [_limit_line(at) for at in limits.values()],
        "xaxis": {"title": {"text": plain(x_title)}, "range": _ends(each.x for each in lines)},
        "yaxis": y_axis | ({"exponentformat": "power", "dtick": _decades(scale)} if scale.log else {}),
    }
    return layout, {"annotations": small, "margin": {"r": _right_margin(small, NARROW_FONT_SIZE)}}


class _Scale:
    """From a value to its height on the plot, in px from the bottom."""

    def __init__(self, ends: tuple[float, float], log: bool, limits: Mapping[str, float]) -> None:
        if ends[0] >= ends[1] or (log and min(*ends, *limits.values()) <= 0):
            cure = "Give a lower end below the upper one; on a logarithmic axis all must be above 0."
            raise ParameterError("the y axis cannot have these ends or levels.", where="lines_over_time", cure=cure)
        self.log = log
        self.ends = [self.along(end) for end in ends]  # of the axis, as plotly wants them

    def along(self, value: float) -> float:
        return float(np.log10(value)) if self.log else float(value)

    def height(self, value: float) -> float:
        bottom, top = self.ends
        return (self.along(value) - bottom) / (top - bottom) * PLOT_HEIGHT


def _values(frame: pd.DataFrame, column: str | None) -> Values:
    """A column as numbers; without one, no numbers."""
    return frame[column].to_numpy(dtype=float, na_value=np.nan) if column else np.empty(0)


def _lines(columns: list[Values], keys: np.ndarray, colors: Mapping[str, str], log: bool) -> list[Line]:
    x, y = columns[:2]
    drawable = np.isfinite(x) & np.isfinite(y) & (y > 0 if log else True) & pd.notna(keys)
    present = pd.unique(keys[drawable])
    if not len(present):
        raise ParameterError("no row has a time and a value that can be drawn.", where="lines_over_time")
    if len(present) > len(LINES):
        cure = f"Show at most {len(LINES)}, or the others as a band."
        raise ParameterError(f"{len(present)} lines cannot be told apart.", where="lines_over_time", cure=cure)
    lines = []
    for key, look in zip(present, LINES, strict=False):
        mine = np.flatnonzero(drawable & (keys == key))
        mine = mine[np.argsort(x[mine], kind="stable")]
        own = [column[mine] if column.size else column for column in columns]
        lines.append(Line(str(key), look._replace(color=colors.get(key, look.color)), *own))
    return lines


def _ends(parts: Iterable[Values]) -> list[float]:
    together = np.concatenate(list(parts))
    return [float(together.min()), float(together.max())]


def _range(lines: list[Line], limits: Mapping[str, float], log: bool) -> tuple[float, float]:
    """Ends of the y axis, with all that is drawn between them; a linear axis starts at 0 or below."""
    drawn = [part for each in lines for part in (each.y, each.low, each.high)]
    drawn.append(np.array([*limits.values()], dtype=float))
    low, high = _ends(part[np.isfinite(part) & (part > 0 if log else True)] for part in drawn)
    if log:
        return low / 1.5, high * 1.5
    bottom = min(low, 0.0)
    return (bottom * 1.05 if bottom else 0.0), (high + (high - bottom) * 0.05 or 1.0)


def _decades(scale: _Scale) -> float:
    """Decades between two numbers of a log axis, so that there are at most six or so."""
    bottom, top = scale.ends
    return float(max(1, int(np.ceil((top - bottom) / 6))))


def _traces(each: Line, shape: str) -> list[dict[str, Any]]:
    line = {"shape": shape, "color": each.look.color, "dash": each.look.dash, "width": 3}
    traces: list[dict[str, Any]] = []
    if each.low.size:
        edge = {"type": "scatter", "mode": "lines", "x": each.x, "line": line | {"width": 0}, "hoverinfo": "skip"}
        traces.append(edge | {"y": each.low})
        traces.append(edge | {"y": each.high, "fill": "tonexty", "fillcolor": f"{each.look.color}2e"})
    told = f"{plain(each.name)}<br>" if each.name else ""
    hover = f"{told}%{{x:.3~g}}: %{{y:.3~g}}<extra></extra>"
    curve = {"type": "scatter", "mode": "lines", "name": each.name, "x": each.x, "y": each.y, "line": line}
    traces.append(curve | {"hovertemplate": hover})
    if each.ticks.size:
        ticked = each.ticks > 0
        marker = {"symbol": "line-ns", "size": 11, "line": {"color": each.look.color, "width": 2}}
        points = {"type": "scatter", "mode": "markers", "x": each.x[ticked], "y": each.y[ticked], "marker": marker}
        traces.append(points | {"hoverinfo": "skip"})
    return traces


def _end_labels(lines: list[Line], scale: _Scale, size: float) -> list[dict[str, Any]]:
    """A label at each line's end, moved apart where lines end close together, with a leader in the line's color."""
    heights = np.clip([scale.height(each.y[-1]) for each in lines], 0, PLOT_HEIGHT)
    rows = max((each.name.count("<br>") + 1 for each in lines), default=1)
    moved = spread(heights.tolist(), LABEL_GAP * size * rows, 0, PLOT_HEIGHT)
    return [
        {
            "text": "<br>".join(plain(part) for part in each.name.split("<br>")),
            "x": float(each.x[-1]),
            "y": scale.along(each.y[-1]),
            "ax": LEADER,
            "ay": float(height - target),
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 2,
            "arrowcolor": each.look.color,
            "xanchor": "left",
            "align": "left",
        }
        for each, height, target in zip(lines, heights, moved, strict=True)
    ]


def _right_margin(labels: list[dict[str, Any]], size: float) -> float:
    return LEADER + 12 + text_width((label["text"] for label in labels), size)


def _limit_line(at: float) -> dict[str, Any]:
    line = {"color": MUTED, "dash": "dot", "width": 1.5}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": line, "layer": "below"}


def _limit_label(label: str, at: float, scale: _Scale) -> dict[str, Any]:
    place = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": 4, "y": scale.along(at), "yanchor": "bottom"}
    return place | {"text": plain(label), "font": {"color": MUTED}, "showarrow": False}


def _sentence(lines: list[Line], x_title: str, y_title: str) -> str:
    told = [f"{f'{each.name}: ' if each.name else ''}{_course(each)}." for each in lines]
    return f"{y_title} against {x_title[:1].lower()}{x_title[1:]}. {' '.join(told)}"


def _course(each: Line) -> str:
    """Where a line starts, its extremes if they lie between, and where it ends."""
    told = [f"{spoken(each.y[0])} at {spoken(each.x[0])}"]
    inner = [
        (int(place), word)
        for place, word in ((each.y.argmin(), "lowest"), (each.y.argmax(), "highest"))
        if each.y[place] not in (each.y[0], each.y[-1])
    ]
    told += [f"{word} {spoken(each.y[place])} at {spoken(each.x[place])}" for place, word in sorted(inner)]
    if len(each.x) > 1:
        told.append(f"{spoken(each.y[-1])} at {spoken(each.x[-1])}")
    return ", ".join(told)


def _table(lines: list[Line], x_title: str, y_title: str) -> pd.DataFrame:
    """The numbers at up to 25 times, evenly chosen, with each line's lowest and highest point among them."""
    chosen = []
    for each in lines:
        evenly = np.linspace(0, len(each.y) - 1, min(len(each.y), TABLE_TIMES)).round().astype(int)
        chosen.append(np.unique([*evenly, each.y.argmin(), each.y.argmax()]))
    columns: dict[str, Any] = {}
    if lines[0].name:
        columns["Line"] = np.repeat([each.name for each in lines], [len(places) for places in chosen])
    for name, part in ((x_title, "x"), (y_title, "y"), ("Low", "low"), ("High", "high")):
        if getattr(lines[0], part).size:
            parts = zip(lines, chosen, strict=True)
            columns[name] = np.concatenate([getattr(each, part)[places] for each, places in parts])
    return pd.DataFrame(columns)
