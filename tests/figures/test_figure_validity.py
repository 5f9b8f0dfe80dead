"""Every figure is one that plotly accepts, names its title, and survives the way to the page."""

from __future__ import annotations

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from ibc_edu.figures.described import Described
from ibc_edu.figures.icon_array import icon_array
from ibc_edu.figures.side_effect_grid import side_effect_grid
from ibc_edu.views.plot.plot_view import PlotView

KINDS = ["icons", "grid"]


@pytest.fixture
def described(request: pytest.FixtureRequest, shares: pd.DataFrame, effects: pd.DataFrame) -> Described:
    return {"icons": lambda: icon_array(shares), "grid": lambda: side_effect_grid(effects)}[request.param]()


@pytest.mark.parametrize("described", KINDS, indirect=True)
def test_plotly_accepts_it_and_so_does_its_narrow_form(described: Described) -> None:
    figure = go.Figure(described.figure)
    narrow = (described.figure["layout"].get("meta") or {"narrow": {}})["narrow"]
    go.Layout({name: value for name, value in narrow.get("layout", {}).items() if name != "annotations"})
    assert len(narrow.get("data", [])) <= len(figure.data)
    assert len(narrow.get("layout", {}).get("annotations", [])) <= len(figure.layout.annotations)
    assert figure.layout.title.text
    assert figure.layout.template.layout.dragmode is False


@pytest.mark.parametrize("described", KINDS, indirect=True)
def test_it_goes_to_the_page_as_json_with_words_and_numbers(described: Described) -> None:
    view = PlotView(*described)
    sent = json.dumps([view.figure, view.numbers], allow_nan=False)
    assert "template" not in view.figure["layout"]
    assert len(sent) < 80_000
    assert described.sentence.endswith(".")
    assert len(described.table)
    assert view.numbers["columns"] == list(described.table.columns)
