"""A plotly figure in a notebook: small, in the notebook's theme, with its sentence and its numbers."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.plot.chart import ChartWidget, link_chart

# numpy and pandas are imported when a value or table of theirs comes: the page before the first figure needs neither.
if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class Point:
    """What was clicked or pointed at: a point of a trace, or a box of the figure (then only `key` is set).

    trace : name of the trace. index : number of the point in its trace. x, y : its place.
    key : the point's `customdata`, or the box's `name`.
    """

    trace: str | None
    index: int | None
    x: Any
    y: Any
    key: Any


class PlotView(ChartWidget):
    """A plotly figure that redraws when it is changed from Python, and tells Python what was clicked.

    The figure follows the notebook's light or dark theme and the width of its cell. The colors that change with the
    theme are those of ``ibc_edu.figures.theme``; the figure's own template gives way to the course's. The page asks
    for plotly.js once, however many views it shows.

    Parameters
    ----------
    figure : plotly Figure, or a mapping with its ``data`` and ``layout``
        Needs a title, which is shown above it. ``PlotView(*described)`` takes what a function of ``ibc_edu.figures``
        returns.
    sentence : str
        What the figure shows, in words; shown below it, and its description for who cannot see it.
    table : DataFrame
        The figure's numbers, folded under "Show the numbers".
    on_click, on_hover : callable, optional
        Called with a `Point`. A picture cannot be clicked by keyboard: offer the same choice by a control beside it.
    large : bool
        Enlarged, for a projector.
    announce : bool
        Whether a changed sentence is read out by a screen reader; switch it off where several views change at once.

    Raises
    ------
    ParameterError
        If the figure is not one, or has no title.
    """

    _esm, _css = link_chart(__file__, "plot_view.js")

    figure = traitlets.Dict(help="The plotly figure, as JSON: data and layout.").tag(sync=True)
    sentence = traitlets.Unicode(help="What the figure shows, in words.").tag(sync=True)
    numbers = traitlets.Dict(help="The figure's table: columns, numeric, rows.").tag(sync=True)
    listens = traitlets.List(traitlets.Unicode(), help="What Python wants to hear of: click, hover.").tag(sync=True)
    large = traitlets.Bool(False, help="Whether it is enlarged for a projector.").tag(sync=True)
    announce = traitlets.Bool(True, help="Whether a changed sentence is read out.").tag(sync=True)

    def __init__(
        self,
        figure: Figure | Mapping[str, Any],
        sentence: str,
        table: pd.DataFrame,
        *,
        on_click: Callable[[Point], object] | None = None,
        on_hover: Callable[[Point], object] | None = None,
        **values: Any,
    ) -> None:
        drawn = _as_json(figure)
        self._name = _title(drawn)
        self._on = {name: act for name, act in (("click", on_click), ("hover", on_hover)) if act}
        super().__init__(figure=drawn, sentence=sentence, numbers=_numbers(table), listens=list(self._on), **values)

    def update(self, figure: Figure | Mapping[str, Any], sentence: str, table: pd.DataFrame) -> None:
        """Show another figure with its sentence and table, all at once.

        Raises
        ------
        ParameterError
            If the figure is not one, or has no title; then nothing is changed.
        """
        drawn, numbers = _as_json(figure), _numbers(table)
        _title(drawn)
        with self.hold_sync():
            self.figure, self.sentence, self.numbers = drawn, sentence, numbers

    def text_form(self) -> str:
        """The figure's first title, and how to see it."""
        return f"Figure: {self._name}. {START_HINT}"

    def receive(self, message: Mapping[str, Any]) -> None:
        """Hand what was clicked or pointed at to who listens."""
        kind = message.get("type")
        if kind in self._on:
            self._on[kind](Point(**{field.name: message.get(field.name) for field in fields(Point)}))
        else:
            super().receive(message)


def _as_json(figure: Figure | Mapping[str, Any]) -> dict[str, Any]:
    """Data and layout as plain JSON, without the template: the page has the course's own."""
    if hasattr(figure, "to_plotly_json"):
        figure = figure.to_plotly_json()
    if not isinstance(figure, Mapping) or "data" not in figure:
        cure = "Give a plotly Figure, or a mapping with its data and layout."
        raise ParameterError(f"a {type(figure).__name__} is no figure.", where="PlotView", cure=cure)
    layout = {name: value for name, value in figure.get("layout", {}).items() if name != "template"}
    title = layout.get("title")
    if title and not isinstance(title, Mapping):
        layout["title"] = {"text": str(title)}  # plotly takes words alone, too
    drawn: dict[str, Any] = _plain({"data": figure["data"], "layout": layout})
    return drawn


def _plain(value: Any) -> Any:
    """A value of a figure as JSON; arrays of numbers as plotly.js reads them in base64, precise to seven digits."""
    if value is None or isinstance(value, (str, bool)) or type(value) is int:
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return _plain_of_libraries(value)


def _plain_of_libraries(value: Any) -> Any:
    """A value of numpy or pandas, or a date, as JSON."""
    import numpy as np
    import pandas as pd

    if isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "fiu":
        return {"dtype": "f4", "bdata": b64encode(value.astype("<f4").tobytes()).decode("ascii")}
    if isinstance(value, (np.ndarray, pd.Series, pd.Index)):
        return [_plain(part) for part in value]
    if value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        return _plain(value.item())
    return value.isoformat() if hasattr(value, "isoformat") else value


def _title(figure: Mapping[str, Any]) -> str:
    text = (figure["layout"].get("title") or {}).get("text")
    if not text:
        raise ParameterError(
            "the figure has no title.", where="PlotView", cure='Set one: figure.update_layout(title="...").'
        )
    return str(text)


def _numbers(table: pd.DataFrame) -> dict[str, Any]:
    """A table as the page shows it: all cells are text; `numeric` says which columns hold numbers."""
    import pandas as pd

    numeric = [pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind) for kind in table.dtypes]
    listed = table.itertuples(index=False, name=None)
    rows = [["" if value is pd.NA else _cell(value) for value in row] for row in listed]
    return {"columns": [str(name) for name in table.columns], "numeric": numeric, "rows": rows}


def _cell(value: Any) -> str:
    """A cell as text: missing is empty, numbers are grouped, with three decimals or, if tiny, two digits that count."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value and abs(value) < 0.01:
            return f"{value:.2g}"
        return f"{value:,.3f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)
