"""Many results as bars, with the reader's own beside them: a thousand simulated trials and mine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ibc_edu.errors import ParameterError
from ibc_edu.figures.described import Described, plain, spoken
from ibc_edu.figures.theme import BAR, INK, PAPER, figure

HEIGHT = 340  # px
WHOLE_BARS = 40  # up to so many whole numbers get a bar each
BINS = 24


class Bars(NamedTuple):
    """Bars from left to right, `low` and `high` their ends (equal for a whole number), `own` the highlighted one."""

    low: np.ndarray
    high: np.ndarray
    counts: np.ndarray
    own: int | None


def distribution(
    values: Iterable[float],
    own: float | None = None,
    *,
    title: str,
    x_title: str,
    counted: str = "trials",
    own_name: str = "Yours",
) -> Described:
    """How often each result came up, as bars; the bar that holds the reader's own result is dark and labeled.

    Parameters
    ----------
    values : numbers
        One result each; missing ones are counted and said, not drawn.
    own : float, optional
        The reader's own result.
    x_title : str
        What the results are, with their unit.
    counted : str
        What there are many of, in the plural.
    own_name : str
        How the reader's own result is called.

    Raises
    ------
    ParameterError
        If there is no result to draw, or one is infinite.
    """
    given = np.asarray(pd.Series(list(values), dtype="float64"))
    results = given[~np.isnan(given)]
    if not results.size or not np.isfinite(results).all():
        raise ParameterError("there is no finite result to draw.", where="distribution")
    bars = _bars(results, own)
    shown = _tops(bars, results.size)
    top = float(bars.counts.max()) * 1.2
    data = [
        {
            "type": "bar",
            "x": ((bars.low + bars.high) / 2).tolist(),
            "y": bars.counts.tolist(),
            "width": _width(bars),
            "marker": {
                "color": [INK if index == bars.own else BAR for index in range(len(bars.counts))],
                "line": {"width": 0},
            },
            "hovertext": shown,
            "hoverinfo": "text",
            "textposition": "none",
        }
    ]
    layout = {
        "annotations": [] if own is None else [_own_label(bars, own, own_name, top)],
        "height": HEIGHT,
        "xaxis": {"title": {"text": plain(x_title)}},
        "yaxis": {"title": {"text": f"Number of {plain(counted)}"}, "range": [0, top]},
    }
    words = _sentence(results, given.size, own, x_title, counted, own_name)
    return Described(figure(title, data, layout), words, _table(bars, x_title, counted))


def _bars(results: np.ndarray, own: float | None) -> Bars:
    drawn = results if own is None else np.append(results, own)
    low, high = float(drawn.min()), float(drawn.max())
    if (drawn == np.round(drawn)).all() and high - low < WHOLE_BARS:
        places = np.arange(low, high + 1)
        counts = np.array([(results == place).sum() for place in places])
        return Bars(places, places, counts, None if own is None else int(own - low))
    step = _round_step((high - low) / BINS)
    edges = np.arange(np.floor(low / step), np.floor(high / step) + 2) * step
    counts, _ = np.histogram(results, edges)
    mine = None if own is None else int(np.searchsorted(edges, own, side="right")) - 1
    return Bars(edges[:-1], edges[1:], counts, mine)


def _round_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is at least this; 1 if there is no spread."""
    if least <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(least))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least))


def _width(bars: Bars) -> float:
    step = float(bars.high[0] - bars.low[0])
    return step * 0.94 if step else 0.86


def _name(bars: Bars, index: int) -> str:
    low, high = float(bars.low[index]), float(bars.high[index])
    return spoken(low) if low == high else f"{spoken(low)} to {spoken(high)}"


def _tops(bars: Bars, size: int) -> list[str]:
    return [f"{_name(bars, index)}: {count:,} ({count / size:.0%})" for index, count in enumerate(bars.counts)]


def _own_label(bars: Bars, own: float, own_name: str, top: float) -> dict[str, Any]:
    """The reader's own result above all bars, with an arrow down to its bar."""
    return {
        "text": f"<b>{plain(own_name)}: {spoken(own)}</b>",
        "x": float(bars.low[bars.own] + bars.high[bars.own]) / 2,
        "y": int(bars.counts[bars.own]),
        "ax": 0,
        "ay": top,
        "ayref": "y",
        "yanchor": "top",
        "showarrow": True,
        "arrowhead": 2,
        "arrowwidth": 2,
        "arrowcolor": INK,
        "bgcolor": PAPER,
    }


def _sentence(results: np.ndarray, given: int, own: float | None, x_title: str, counted: str, own_name: str) -> str:
    quarter, half, three = (spoken(value) for value in np.percentile(results, [25, 50, 75]))
    ends = f"from {spoken(results.min())} to {spoken(results.max())}"
    middle = f"the middle half from {quarter} to {three}, the median {half}"
    told = [f"{x_title} in {results.size:,} {counted}: {ends}, {middle}."]
    if given > results.size:
        told.append(f"{given - results.size:,} more {counted} had no such result.")
    if own is not None:
        below, same = int((results < own).sum()), int((results == own).sum())
        equal = f", {same:,} the same" if same else ""
        told.append(
            f"{own_name}: {spoken(own)}; {below:,} of {results.size:,} ({below / results.size:.0%}) had less{equal}."
        )
    return " ".join(told)


def _table(bars: Bars, x_title: str, counted: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            x_title: [_name(bars, index) for index in range(len(bars.counts))],
            f"Number of {counted}": bars.counts,
            "Percent": (bars.counts / bars.counts.sum() * 100).round(1),
        }
    )
