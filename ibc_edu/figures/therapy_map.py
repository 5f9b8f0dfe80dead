"""The therapy map: from receptors to therapy classes to drugs, with the chosen way lit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from ibc_edu.errors import UnknownNameError
from ibc_edu.figures.described import Described, broken, listed, plain, require_columns
from ibc_edu.figures.placement import spread
from ibc_edu.figures.theme import CLEAR, FAINT, GRID, INK, MUTED, PAPER, figure, therapy_color

COLUMNS = ("subtype", "therapy_class", "drug")
HEADS = ("Receptors", "Therapy class", "Drugs")
PLACES = (0.0, 0.46, 1.0)  # of the columns, across
ANCHORS = ("left", "center", "right")
BOX = 0.1  # so far from its place a link runs straight, behind the box
ROW_HEIGHT = 31  # px for each drug
NARROW_ROW_HEIGHT = 42  # px, where names break into two lines
NARROW_BELOW = 640  # px
NARROW_FONT = 11  # px
HEAD_HEIGHT = 60  # px for the heads of the columns and the lower edge


class Node(NamedTuple):
    """One box of the map; `y` is 0 at the top and 1 at the bottom, `lit` is None if nothing is chosen."""

    key: str
    name: str
    column: int
    y: float
    color: str
    lit: bool | None


def therapy_map(
    paths: pd.DataFrame,
    chosen: str | None = None,
    *,
    title: str = "From receptors to drugs",
    names: Mapping[str, str] | None = None,
) -> Described:
    """Three columns of boxes and the links between them; what belongs to the chosen box is lit.

    A path is a whole row, so lighting a subtype lights only the drugs that are for it, not every drug of a class that
    it shares with others. Lit boxes are bold with a thick edge and their links thick; the others are pale. A click on a
    box tells its id as `key`.

    Parameters
    ----------
    paths : DataFrame, one row per way
        subtype (id), therapy_class (id), drug (id; missing for a class without a named drug).
    chosen : str, optional
        An id of any of the three columns; nothing is lit without one.
    names : mapping, optional
        Id to the name shown.

    Raises
    ------
    ParameterError
        If a column is missing or there is no row.
    UnknownNameError
        If a therapy class is unknown, or nothing of this id is on the map.
    """
    require_columns(paths, COLUMNS, "therapy_map")
    called = {key: (names or {}).get(key, key) for column in COLUMNS for key in paths[column].dropna().unique()}
    if chosen is not None and chosen not in called:
        cure = f"There are {listed(called)}."
        raise UnknownNameError(f"nothing on the map is called {chosen!r}.", where="therapy_map", cure=cure)
    is_lit = (paths[list(COLUMNS)] == chosen).any(axis=1)
    lit = paths[is_lit]
    bright = {key for column in COLUMNS for key in lit[column].dropna()}
    nodes = _nodes(paths, called, None if chosen is None else bright)
    rows = paths["drug"].nunique()
    links = _links(paths, nodes, FAINT if chosen is None else GRID, 1.5)
    layout = {
        "annotations": [_head(index) for index in range(len(HEADS))] + [_box(node) for node in nodes.values()],
        "height": rows * ROW_HEIGHT + HEAD_HEIGHT,
        "margin": {"t": 36, "b": 20},
        "shapes": [links, *_lit_links(lit, nodes)],
        "xaxis": {"visible": False, "range": [0, 1]},
        "yaxis": {"visible": False, "range": [1, 0]},
    }
    narrow = {
        "height": rows * NARROW_ROW_HEIGHT + HEAD_HEIGHT,
        "annotations": [{} for _ in HEADS] + [_narrow_box(node) for node in nodes.values()],
    }
    made = figure(title, [_nothing()], layout, narrow={"layout": narrow}, narrow_below=NARROW_BELOW)
    return Described(made, _sentence(paths, lit, chosen, called), _table(paths, is_lit, chosen, called))


def _nodes(paths: pd.DataFrame, called: dict[str, str], lit: set[str] | None) -> dict[str, Node]:
    """Boxes with their places: drugs below each other by class, each class beside its drugs, subtypes evenly."""
    classes = list(paths["therapy_class"].drop_duplicates())
    drugs = paths.dropna(subset=["drug"]).drop_duplicates("drug")
    drugs = drugs.sort_values("therapy_class", key=lambda column: column.map(classes.index), kind="stable")
    class_of = dict(zip(drugs["drug"], drugs["therapy_class"], strict=True))
    drug_y = dict(zip(class_of, _evenly(len(class_of)), strict=True))
    middle = paths.assign(y=paths["drug"].map(drug_y)).groupby("therapy_class", sort=False)["y"].mean().fillna(1.0)
    classes = sorted(classes, key=lambda key: float(middle[key]))
    gap = 0.9 / max(len(class_of), len(classes))
    class_y = spread([float(middle[key]) for key in classes], gap, gap / 2, 1 - gap / 2)
    subtypes = list(paths["subtype"].drop_duplicates())
    places: list[tuple[str, int, float, str]] = [
        *((key, 0, y, INK) for key, y in zip(subtypes, _evenly(len(subtypes)), strict=True)),
        *((key, 1, y, therapy_color(key)) for key, y in zip(classes, class_y, strict=True)),
        *((key, 2, y, therapy_color(class_of[key])) for key, y in drug_y.items()),
    ]
    return {
        key: Node(key, called[key], column, y, color, None if lit is None else key in lit)
        for key, column, y, color in places
    }


def _evenly(count: int) -> list[float]:
    return [(place + 0.5) / count for place in range(count)]


def _box(node: Node) -> dict[str, Any]:
    pale = node.lit is False
    return {
        "text": _text(node.name, bool(node.lit)),
        "name": node.key,
        "x": PLACES[node.column],
        "y": node.y,
        "xanchor": ANCHORS[node.column],
        "yanchor": "middle",
        "bgcolor": PAPER,
        "bordercolor": FAINT if pale else node.color,
        "borderwidth": 3 if node.lit else 1.5,
        "borderpad": 3,
        "font": {"color": MUTED if pale else INK},
        "captureevents": True,
    }


def _narrow_box(node: Node) -> dict[str, Any]:
    return {"text": _text(broken(node.name), bool(node.lit)), "font": {"size": NARROW_FONT}, "borderpad": 2}


def _text(name: str, bold: bool) -> str:
    text = "<br>".join(plain(part) for part in name.split("<br>"))
    return f"<b>{text}</b>" if bold else text


def _head(index: int) -> dict[str, Any]:
    place = {"x": PLACES[index], "xanchor": ANCHORS[index], "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 10}
    return place | {"text": HEADS[index], "font": {"color": MUTED}}


def _links(paths: pd.DataFrame, nodes: dict[str, Node], color: str, width: float) -> dict[str, Any]:
    """All links between the boxes of these paths as one path, below everything."""
    left = paths[["subtype", "therapy_class"]].drop_duplicates()
    right = paths[["therapy_class", "drug"]].dropna().drop_duplicates()
    pairs = [*left.itertuples(index=False, name=None), *right.itertuples(index=False, name=None)]
    curves = [_curve(nodes[start], nodes[end]) for start, end in pairs]
    line = {"color": color, "width": width}
    return {"type": "path", "path": " ".join(curves), "line": line, "fillcolor": CLEAR, "layer": "below"}


def _lit_links(lit: pd.DataFrame, nodes: dict[str, Node]) -> list[dict[str, Any]]:
    """The lit links, one path a color."""
    color = lit["therapy_class"].map(therapy_color)
    return [_links(lit[color == each], nodes, each, 3) for each in color.unique()]


def _curve(left: Node, right: Node) -> str:
    start, end = PLACES[left.column] + BOX, PLACES[right.column] - BOX
    bend = f"{(start + end) / 2:.3g}"
    high, low = f"{left.y:.4g}", f"{right.y:.4g}"
    curve = f"C{bend},{high} {bend},{low} {end:.3g},{low}"
    return f"M{PLACES[left.column]},{high} H{start:.3g} {curve} H{PLACES[right.column]}"


def _nothing() -> dict[str, Any]:
    """A point nobody sees: plotly draws no axes, and so no shapes, for a figure without data."""
    return {"type": "scatter", "x": [0.5], "y": [0.5], "mode": "markers", "marker": {"opacity": 0}, "hoverinfo": "skip"}


def _sentence(paths: pd.DataFrame, lit: pd.DataFrame, chosen: str | None, called: dict[str, str]) -> str:
    if chosen is None:
        subtypes, classes, drugs = (paths[column].nunique() for column in COLUMNS)
        return f"{subtypes} subtypes lead to {classes} therapy classes and {drugs} drugs. Nothing is chosen."
    if chosen in set(paths["subtype"]):
        classes = lit["therapy_class"].nunique()
        told = _drugs_by(lit, "therapy_class", called)
        return f"{called[chosen]} leads to {classes} therapy {'class' if classes == 1 else 'classes'}: {told}."
    if chosen in set(paths["therapy_class"]):
        return f"{called[chosen]}, by subtype: {_drugs_by(lit, 'subtype', called)}."
    start, way = (listed(called[key] for key in lit[column].unique()) for column in ("subtype", "therapy_class"))
    return f"{called[chosen]} ({way}) is reached from {start}."


def _drugs_by(lit: pd.DataFrame, column: str, called: dict[str, str]) -> str:
    """Each value of the column with the drugs of its paths in brackets."""
    told = []
    for key, drugs in lit.groupby(column, sort=False)["drug"]:
        names = [called[drug] for drug in drugs.dropna().unique()]
        told.append(f"{called[str(key)]}{f' ({listed(names)})' if names else ''}")
    return "; ".join(told)


def _table(paths: pd.DataFrame, is_lit: pd.Series, chosen: str | None, called: dict[str, str]) -> pd.DataFrame:
    table = paths[list(COLUMNS)].apply(lambda column: column.map(called)).fillna("")
    table.columns = pd.Index(HEADS)
    if chosen is not None:
        table["Lit"] = is_lit.map({True: "yes", False: "no"})
    return table.reset_index(drop=True)
