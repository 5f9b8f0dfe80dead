"""Side effects by therapy class as a grid: what is common, what can happen, what is rare."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from ibc_edu.figures.described import Described, broken, listed, plain, require_columns
from ibc_edu.figures.theme import (
    CLEAR,
    GRID,
    INK,
    NARROW_FONT_SIZE,
    THERAPY_COLORS,
    figure,
    known,
    parent_class,
    text_width,
    therapy_color,
)

ROW_HEIGHT = 27  # px
NARROW_ROW_HEIGHT = 34  # px, where names break into two lines
SLANT = 50  # degrees, of the names of the classes
KEY_ROWS = 1.6  # rows below the grid, for the key
NARROW_KEY_ROWS = 3.6  # where its three words stand below each other
FEW_CLASSES = 3  # so many are told one by one in the sentence


class WordingLook(NamedTuple):
    """How often a source's word says that an effect happens: its name, symbol, size, and shade of the cell."""

    name: str
    symbol: str
    size: float
    shade: str


class Cell(NamedTuple):
    """A cell of the grid that is not empty."""

    row: int
    column: int
    wording: str


WORDINGS = {
    "common": WordingLook("common", "circle", 15, "a6"),
    "can": WordingLook("can happen", "circle-open", 13, "40"),
    "rare": WordingLook("rare", "triangle-up-open", 10, "1f"),
}
"""Words of the sources, from often to rare. A symbol and a shade each, so that color is never alone."""


def side_effect_grid(
    frame: pd.DataFrame,
    *,
    title: str = "Side effects by therapy class",
    names: Mapping[str, str] | None = None,
) -> Described:
    """One row an effect, one column a class; effects that more classes share come first.

    An empty cell means that the sources used here do not name the effect for the class, not that it never happens.

    Parameters
    ----------
    frame : DataFrame, one row per effect and class
        effect (text shown), therapy_class (an id), wording ("common", "can" or "rare"). If an effect has several rows
        in a class, the most frequent wording counts.
    names : mapping, optional
        Id of a class to the name shown.

    Raises
    ------
    ParameterError
        If a column is missing or the table has no rows.
    UnknownNameError
        If there is no such wording or class.
    """
    require_columns(frame, ["effect", "therapy_class", "wording"], "side_effect_grid")
    for word in frame["wording"].unique():
        known(word, WORDINGS, "wording")
    words = _words(frame)
    effects, ids = [str(effect) for effect in words.index], [str(each) for each in words.columns]
    classes = [(names or {}).get(each, each) for each in ids]
    cells = [
        Cell(row, column, word)
        for row, line in enumerate(words.to_numpy(dtype=str).tolist())
        for column, word in enumerate(line)
        if word
    ]
    shapes = [_head(column, therapy_color(each)) for column, each in enumerate(ids)]
    shapes += [_shade(cell, therapy_color(ids[cell.column])) for cell in cells]
    data = [_marks(word, [cell for cell in cells if cell.wording == word], effects, classes) for word in WORDINGS]
    data.append(_key(len(effects), len(classes)))
    layout = {"shapes": shapes} | _frame(effects, classes)
    made = figure(title, data, layout, narrow=_narrow(effects, classes))
    return Described(made, _sentence(words, classes), _table(words, classes))


def _words(frame: pd.DataFrame) -> pd.DataFrame:
    """Wording by effect (most shared first) and class (kinds of therapy beside their class), "" where there is none."""
    ranked = frame.assign(rank=frame["wording"].map(list(WORDINGS).index)).sort_values("rank", kind="stable")
    first = ranked.drop_duplicates(["effect", "therapy_class"])
    words = first.pivot(index="effect", columns="therapy_class", values="wording").fillna("")
    order = list(THERAPY_COLORS)
    classes = sorted(
        frame["therapy_class"].unique(), key=lambda each: (order.index(parent_class(each)), each not in order)
    )
    words = words.loc[frame["effect"].drop_duplicates(), classes]
    shared = (words != "").sum(axis=1).sort_values(ascending=False, kind="stable")
    return words.loc[shared.index]


def _frame(effects: list[str], classes: list[str]) -> dict[str, Any]:
    """Axes, height and margin: names of few classes are level, of more slanted, with room above and on the right."""
    angle = 0 if len(classes) <= FEW_CLASSES else SLANT
    above = 30 + text_width(classes) * math.sin(math.radians(angle))
    right = text_width(classes[-1:]) * math.cos(math.radians(angle)) if angle else 0
    names = {"side": "top", "tickangle": -angle, "ticklabeloverflow": "allow", "ticklabelstandoff": 5}
    return {
        "height": above + ROW_HEIGHT * (len(effects) + KEY_ROWS),
        "margin": {"r": 8 + right},
        "xaxis": _axis(classes, [-0.5, len(classes) - 0.5]) | names,
        "yaxis": _axis(effects, [len(effects) - 0.5 + KEY_ROWS, -0.5]) | {"showgrid": True, "gridcolor": GRID},
    }


def _narrow(effects: list[str], classes: list[str]) -> dict[str, Any]:
    """On a phone: upright or two-line names, smaller symbols, the words of the key below each other."""
    small = [{"marker": {"size": look.size * 0.75}} for look in WORDINGS.values()]
    key = {
        "x": [0.0] * len(WORDINGS),
        "y": [len(effects) + row for row in range(len(WORDINGS))],
        "marker": {"size": [look.size * 0.75 for look in WORDINGS.values()]},
    }
    rows = len(effects) + NARROW_KEY_ROWS
    few = len(classes) <= FEW_CLASSES
    above = 50 if few else 30 + text_width(classes, NARROW_FONT_SIZE)
    return {
        "data": [*small, key],
        "layout": {
            "height": above + NARROW_ROW_HEIGHT * rows,
            "margin": {"r": 8},
            "xaxis": {"ticktext": _two_lines(classes, 11)} if few else {"tickangle": -90},
            "yaxis": {"ticktext": _two_lines(effects, 16), "range": [rows - 0.5, -0.5]},
        },
    }


def _two_lines(texts: list[str], longer_than: int) -> list[str]:
    return ["<br>".join(plain(part) for part in broken(text, longer_than).split("<br>")) for text in texts]


def _marks(word: str, cells: list[Cell], effects: list[str], classes: list[str]) -> dict[str, Any]:
    look = WORDINGS[word]
    told = [(effects[cell.row], classes[cell.column]) for cell in cells]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.name,
        "x": [cell.column for cell in cells],
        "y": [cell.row for cell in cells],
        "marker": {"symbol": look.symbol, "size": look.size, "color": INK, "line": {"color": INK, "width": 2}},
        "customdata": [list(pair) for pair in told],
        "hovertext": [f"{plain(effect)}<br>{plain(name)}: {look.name}" for effect, name in told],
        "hoverinfo": "text",
    }


def _key(effects: int, classes: int) -> dict[str, Any]:
    """The three symbols with their words, in a row of their own below the grid."""
    looks = WORDINGS.values()
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [-0.5 + classes * (0.03 + 0.34 * place) for place in range(len(WORDINGS))],
        "y": [effects - 0.5 + KEY_ROWS / 2] * len(WORDINGS),
        "text": [f" {look.name}" for look in looks],
        "textposition": "middle right",
        "marker": {
            "symbol": [look.symbol for look in looks],
            "size": [look.size for look in looks],
            "color": INK,
            "line": {"color": INK, "width": 2},
            "opacity": 1,
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _axis(texts: list[str], ends: list[float]) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(texts))),
        "ticktext": [plain(text) for text in texts],
        "tickfont": {"color": INK},
        "range": ends,
        "ticks": "",
        "showline": False,
    }


def _head(column: int, color: str) -> dict[str, Any]:
    """A bar in the class's color under its name."""
    place = {"x0": column - 0.44, "x1": column + 0.44, "yref": "paper", "y0": 1, "y1": 1}
    return {"type": "line", **place, "line": {"color": color, "width": 6}}


def _shade(cell: Cell, color: str) -> dict[str, Any]:
    place = {"x0": cell.column - 0.44, "x1": cell.column + 0.44, "y0": cell.row - 0.42, "y1": cell.row + 0.42}
    fill = f"{color}{WORDINGS[cell.wording].shade}"
    return {"type": "rect", **place, "fillcolor": fill, "line": {"color": CLEAR, "width": 0}, "layer": "between"}


def _sentence(words: pd.DataFrame, classes: list[str]) -> str:
    named = (words != "").sum()
    told = [f"{len(words)} side effects in {len(classes)} therapy class{'' if len(classes) == 1 else 'es'}."]
    if len(classes) <= FEW_CLASSES:
        told += [_class_sentence(name, column) for name, (_, column) in zip(classes, words.items(), strict=True)]
    else:
        most = int(named.to_numpy().argmax())
        common = int((words.iloc[:, most] == "common").sum())
        told.append(f"Most are named for {classes[most]} ({named.iloc[most]}, of which {common} are common).")
    if len(classes) > 1:
        told.append(_shared_sentence(words))
    told.append("An empty cell means that these sources do not name the effect for that class.")
    return " ".join(told)


def _class_sentence(name: str, column: pd.Series) -> str:
    parts = []
    for word, look in WORDINGS.items():
        effects = [str(effect).lower() for effect in column.index[column == word]]
        if effects:
            parts.append(f"{look.name}: {listed(effects)}")
    return f"{name}, {'; '.join(parts)}."


def _shared_sentence(words: pd.DataFrame) -> str:
    counts = (words != "").sum(axis=1)
    if counts.max() == 1:
        return "No effect is named for more than one of them."
    shared = [f"{str(effect).lower()} ({count} classes)" for effect, count in counts.items() if count > 1]
    return f"Named for more than one: {listed(shared)}."


def _table(words: pd.DataFrame, classes: list[str]) -> pd.DataFrame:
    table = words.replace({word: look.name for word, look in WORDINGS.items()} | {"": "not named"})
    table.columns = pd.Index(classes)
    return table.rename_axis("Side effect").reset_index()
