"""The plot view: what it sends to the page, what it hears from it, and what it refuses."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from ibc_edu.errors import ParameterError
from ibc_edu.views.plot.chart import BASIC_SCRIPT, as_module, plotly_script
from ibc_edu.views.plot.plot_view import PlotView, Point

TABLE = pd.DataFrame({"When": ["now"], "How many": [1]})


def figure(title: str = "Bars", **layout: Any) -> dict[str, Any]:
    return {"data": [{"type": "bar", "y": [1, 2]}], "layout": {"title": {"text": title}, **layout}}


@pytest.fixture
def view() -> PlotView:
    return PlotView(figure(), "Two bars.", TABLE)


@pytest.fixture
def states(view: PlotView, monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    sent: list[set[str]] = []
    monkeypatch.setattr(view, "_send", lambda message, **_: sent.append(set(message["state"])))
    monkeypatch.setattr(type(view), "comm", property(lambda _: object()), raising=False)
    return sent


def test_the_text_form_does_not_change_with_the_figure(view: PlotView) -> None:
    before = repr(view)
    view.update(figure("Other bars"), "Three bars.", TABLE)
    assert repr(view) == before == "Figure: Bars. You can use it here as soon as the lesson has started."


def test_figure_sentence_and_numbers_change_in_one_message(view: PlotView, states: list[set[str]]) -> None:
    view.update(figure(height=300), "Still two bars.", TABLE.assign(When="then"))
    assert states == [{"figure", "sentence", "numbers"}]


@pytest.mark.parametrize("wrong", [5, {"layout": {}}, {"data": []}, {"data": [], "layout": {"title": {"text": ""}}}])
def test_what_is_no_figure_or_has_no_title_changes_nothing(view: PlotView, wrong: Any) -> None:
    with pytest.raises(ParameterError, match="figure"):
        view.update(wrong, "New.", TABLE)
    assert view.sentence == "Two bars."


def test_a_title_may_be_words_alone() -> None:
    """The page names a saved picture after the words, and could save none where it found no place for them."""
    view = PlotView({"data": [], "layout": {"title": "Two bars"}}, "", TABLE)
    assert view.figure["layout"]["title"] == {"text": "Two bars"}
    assert repr(view).startswith("Figure: Two bars.")


def test_arrays_travel_in_base64() -> None:
    sent = PlotView(figure() | {"data": [{"x": np.arange(3), "y": np.array([1.0, np.nan])}]}, "", TABLE).figure
    assert sent["data"][0]["x"] == {"dtype": "f4", "bdata": "AAAAAAAAgD8AAABA"}


def test_a_plotly_object_is_a_figure_too_and_its_template_stays_here() -> None:
    made = go.Figure(go.Scatter(x=np.arange(3), y=np.array([1.0, np.nan, 2.0])), layout={"title": "Points"})
    sent = PlotView(made, "", TABLE).figure
    assert sent["layout"] == {"title": {"text": "Points"}}
    assert sent["data"][0]["x"] == {"dtype": "i1", "bdata": "AAEC"}
    assert sent["data"][0]["type"] == "scatter"


def test_whatever_a_figure_holds_becomes_json() -> None:
    odd = [np.int64(3), float("nan"), float("inf"), pd.NA, date(2026, 1, 2), (1, 2), pd.Series(["a"]), np.eye(1), True]
    sent = PlotView(figure() | {"data": [{"customdata": odd}]}, "", TABLE).figure["data"][0]["customdata"]
    assert sent == [3, None, None, None, "2026-01-02", [1, 2], ["a"], [{"dtype": "f4", "bdata": "AACAPw=="}], True]
    json.dumps(sent, allow_nan=False)


def test_numbers_are_readable() -> None:
    columns = ["n", "share", "tiny", "drug", "lit"]
    rows = [(1234, 0.5, 0.00012345, "a", True), (5, np.nan, 1.23456, None, False)]
    table = pd.DataFrame(rows, columns=columns)
    numbers = PlotView(figure(), "", table).numbers
    assert numbers["columns"] == columns
    assert numbers["numeric"] == [True, True, True, False, False]
    assert numbers["rows"] == [["1,234", "0.5", "0.00012", "a", "yes"], ["5", "", "1.235", "", "no"]]


def test_the_page_gets_the_script_of_the_installed_plotly(view: PlotView, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(view, "send", lambda content, buffers: sent.append((content, buffers)))
    view.receive({"type": "plotly", "full": True})
    [(content, [packed])] = sent
    assert content == {"type": "plotly", "full": True}
    module = gzip.decompress(packed)
    assert b"plotly.js v" in module[:100]
    assert b"var Plotly=" in module[:300]
    assert module.endswith(b"\nexport default Plotly;\n")
    assert b"window.Plotly =" not in module
    assert len(packed) < 1_700_000


def test_the_basic_bundle_is_small_and_of_the_installed_version(
    view: PlotView, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(view, "send", lambda content, buffers: sent.append((content, buffers)))
    view.receive({"type": "plotly", "full": False})
    [(content, [packed])] = sent
    assert content == {"type": "plotly", "full": False}
    assert len(packed) < 450_000
    head = r"plotly\.js (?:\(basic - minified\) )?v([\d.]+)"
    heads = [gzip.decompress(part)[:100].decode() for part in (packed, plotly_script(full=True))]
    [basic], [whole] = (re.findall(head, text) for text in heads)
    assert basic == whole
    assert gzip.decompress(packed).endswith(b"\nexport default Plotly;\n")


def test_the_basic_bundle_is_as_its_authors_publish_it() -> None:
    script = gzip.decompress(BASIC_SCRIPT.read_bytes())
    assert hashlib.sha256(script).hexdigest() == "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"


def test_a_script_of_another_form_is_a_module_too() -> None:
    made = as_module("module.exports = 1;")
    assert made.startswith("const others = window.Plotly;\n")
    assert made.endswith("module.exports = 1;\nwindow.Plotly = others;\nexport default module.exports;\n")


def test_the_packed_script_is_the_same_each_time() -> None:
    assert plotly_script() == plotly_script()


def test_clicks_and_hovers_reach_who_listens() -> None:
    clicked: list[Point] = []
    view = PlotView(figure(), "", TABLE, on_click=clicked.append)
    assert view.listens == ["click"]
    view.receive({"type": "click", "trace": "a", "index": 1, "x": 2, "y": 3.5, "key": "k"})
    view.receive({"type": "click", "key": "box"})
    assert clicked == [Point("a", 1, 2, 3.5, "k"), Point(None, None, None, None, "box")]


def test_what_nobody_listens_to_is_refused(view: PlotView) -> None:
    with pytest.raises(ParameterError, match="hover"):
        view.receive({"type": "hover"})


def test_a_misspelled_keyword_is_refused() -> None:
    with pytest.raises(ParameterError, match="'large'"):
        PlotView(figure(), "", TABLE, larg=True)


def test_the_page_knows_every_color_of_the_dark_theme() -> None:
    script = str(PlotView._esm)
    assert script.startswith("const FIGURE_THEME = {")
    head = json.loads(script.split("\n", 1)[0].removeprefix("const FIGURE_THEME = ").removesuffix(";"))
    assert head["dark"]["#ffffff"] == "#212121"
    assert head["template"]["layout"]["dragmode"] is False
