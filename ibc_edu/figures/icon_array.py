"""Icon arrays: 100 people a group, each drawn as what their cancer's receptors are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ibc_edu.errors import ParameterError
from ibc_edu.figures.described import Described, listed, plain, require_columns
from ibc_edu.figures.placement import spread
from ibc_edu.figures.theme import SUBTYPES, SubtypeLook, figure, known

PEOPLE = 100
ROW = 10  # people side by side
LABEL_ROOM = 7.5  # people's widths beside each array, for its labels
LABEL_GAP = 1.1  # rows between two labels
HEAD_ROOM = 1.5  # people's heights above each array, for its group

# One person in a square of side 1, y downward: the head as curves, the body with round shoulders. `w` is left or right.
WHOLE = (
    "M{l},{h1} C{l},{k0} {cl},{h0} {m},{h0} C{cr},{h0} {r},{k0} {r},{h1} C{r},{k1} {cr},{h2} {m},{h2} "
    "C{cl},{h2} {l},{k1} {l},{h1} Z "
    "M{bl},{f} L{bl},{s} C{bl},{t} {bl},{t} {m},{t} C{br},{t} {br},{t} {br},{s} L{br},{f} Z"
)
HALF = (
    "M{m},{h0} C{cw},{h0} {w},{k0} {w},{h1} C{w},{k1} {cw},{h2} {m},{h2} Z "
    "M{m},{t} C{bw},{t} {bw},{t} {bw},{s} L{bw},{f} L{m},{f} Z"
)
LEFT, RIGHT = (HALF.replace("w}", f"{side}}}") for side in "lr")


def icon_array(frame: pd.DataFrame, *, title: str = "Receptor subtypes of 100 people") -> Described:
    """100 people a group, side by side (one above the other where it is narrow), with direct labels.

    Blue: hormone receptors are there. Purple with square shoulders: HER2 is. Half and half: both. Hollow: neither.

    Parameters
    ----------
    frame : DataFrame, one row per group and subtype
        group (text shown), subtype (an id of ``figures.theme.SUBTYPES``), percent (0 to 100). The percents of a group
        add up to 100, give or take 1 for rounding. Groups and subtypes are drawn in the order of their first rows.
    title : str

    Returns
    -------
    Described
        The table adds `people`, the percents as whole people (see `whole_people`).

    Raises
    ------
    ParameterError
        If a column is missing, a percent is not from 0 to 100, or a group does not add up to 100.
    UnknownNameError
        If a subtype has no look.
    """
    require_columns(frame, ["group", "subtype", "percent"], "icon_array")
    looks = {subtype: known(subtype, SUBTYPES, "subtype") for subtype in frame["subtype"].unique()}
    groups = {str(name): rows for name, rows in frame.groupby("group", sort=False)}
    counts = {name: _counts(name, rows) for name, rows in groups.items()}
    shapes: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    traces: list[dict[str, Any]] = []
    for index, (name, count) in enumerate(counts.items()):
        axis = str(index + 1) if index else ""
        subtypes = np.repeat(list(count), list(count.values()))
        where = np.arange(PEOPLE)
        x, y = where % ROW, where // ROW
        annotations.append(_text(f"<b>{plain(name)}</b>", 0, -HEAD_ROOM / 2, axis))
        for subtype, label_y in _label_rows(count).items():
            look = looks[subtype]
            here = np.flatnonzero(subtypes == subtype)
            places = [*zip(x[here].tolist(), y[here].tolist(), strict=True), (ROW + 0.3, label_y - 0.5)]
            shapes += _people(places, look, axis)
            annotations.append(_text(f"{count[subtype]} {look.label}", ROW + 1.5, label_y, axis))
        traces.append(_targets(x, y, subtypes, count, looks, axis))
    made = figure(
        title,
        traces,
        {"annotations": annotations, "height": 360, "shapes": shapes, **_axes(len(counts), side_by_side=True)},
        narrow={"layout": {"height": 240 * len(counts), **_axes(len(counts), side_by_side=False)}},
        narrow_below=400 * len(counts),
    )
    return Described(made, _sentence(counts, looks), _table(groups, counts, looks))


def whole_people(percents: Sequence[float], people: int = PEOPLE) -> list[int]:
    """Shares as whole people that add up to `people`: largest remainders (Hamilton's method), the first of equals."""
    quotas = np.asarray(percents, dtype=float) / np.sum(percents) * people
    # Rounded first: 0.3 and 0.30000000000000004 are the same remainder.
    quotas = quotas.round(9)
    counts = np.floor(quotas).astype(int)
    order = np.argsort(-(quotas - counts).round(9), kind="stable")
    counts[order[: people - counts.sum()]] += 1
    return [int(count) for count in counts]


def _counts(name: str, rows: pd.DataFrame) -> dict[str, int]:
    """People by subtype of one group; a subtype without anybody is left out."""
    where = f"icon_array, group {name!r}"
    percents = rows["percent"].to_numpy(dtype=float)
    if not ((percents >= 0) & (percents <= 100)).all():
        raise ParameterError("a percent is not from 0 to 100.", where=where)
    if abs(percents.sum() - 100) > 1:
        cure = "Give every subtype a row; people who were not tested are 'unknown'."
        raise ParameterError(
            f"the percents add up to {percents.sum():g}.", where=f"icon_array, group {name!r}", cure=cure
        )
    if rows["subtype"].duplicated().any():
        raise ParameterError("a subtype has two rows.", where=f"icon_array, group {name!r}")
    people = zip(rows["subtype"], whole_people(percents.tolist()), strict=True)
    return {subtype: count for subtype, count in people if count}


def _label_rows(count: dict[str, int]) -> dict[str, float]:
    """Height of each label: the middle of its people, but apart from the others and inside the array."""
    ends = np.cumsum(list(count.values()))
    middles = (ends - np.array(list(count.values())) / 2) / ROW
    return dict(zip(count, spread(middles.tolist(), LABEL_GAP, 0.5, ROW - 0.5), strict=True))


def _people(places: Sequence[tuple[float, float]], look: SubtypeLook, axis: str) -> list[dict[str, Any]]:
    """All people of one subtype, as one path or, if their halves differ, as one path a half."""
    if look.left == look.right:
        return [_path([_person(WHOLE, *place, look.square) for place in places], look.left, look.edge, axis)]
    halves = ((LEFT, look.left), (RIGHT, look.right))
    return [_path([_person(half, *place, look.square) for place in places], fill, fill, axis) for half, fill in halves]


def _path(people: list[str], fill: str, edge: str, axis: str) -> dict[str, Any]:
    look = {"fillcolor": fill, "line": {"color": edge, "width": 1.5}}
    return {"type": "path", "path": " ".join(people), "xref": f"x{axis}", "yref": f"y{axis}", **look}


def _person(outline: str, left: float, top: float, square: bool) -> str:
    radius, middle, neck = 0.2, left + 0.5, top + 0.52
    head = top + 0.08 + radius
    bow = radius * 0.5523  # makes a circle of four cubic curves
    points = {
        "l": middle - radius, "m": middle, "r": middle + radius, "cl": middle - bow, "cr": middle + bow,
        "h0": head - radius, "h1": head, "h2": head + radius, "k0": head - bow, "k1": head + bow,
        "bl": left + 0.18, "br": left + 0.82, "t": neck, "s": neck if square else neck + 0.22, "f": top + 0.92,
    }  # fmt: skip
    return outline.format(**{name: f"{value:.3g}" for name, value in points.items()})


def _targets(
    x: np.ndarray, y: np.ndarray, subtypes: np.ndarray, count: dict[str, int], looks: dict[str, SubtypeLook], axis: str
) -> dict[str, Any]:
    """Unseen points over the people, which say what they are when pointed at and can be clicked."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": (x + 0.5).tolist(),
        "y": (y + 0.5).tolist(),
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "marker": {"opacity": 0, "size": 20},
        "customdata": subtypes.tolist(),
        "hovertext": [f"{looks[subtype].name}: {count[subtype]} of {PEOPLE}" for subtype in subtypes],
        "hoverinfo": "text",
    }


def _text(text: str, x: float, y: float, axis: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": f"x{axis}",
        "yref": f"y{axis}",
        "xanchor": "left",
        "yanchor": "middle",
    }


def _axes(groups: int, *, side_by_side: bool) -> dict[str, Any]:
    """One pair of unseen axes a group, with square cells."""
    axes: dict[str, Any] = {}
    full = [0.0, 1.0]
    for index in range(groups):
        axis = str(index + 1) if index else ""
        part = [index / groups, (index + 1) / groups]
        shared = {"visible": False, "constrain": "domain"}
        axes[f"xaxis{axis}"] = shared | {
            "range": [0, ROW + LABEL_ROOM],
            "domain": part if side_by_side else full,
            "constraintoward": "left",
            "anchor": f"y{axis}",
        }
        axes[f"yaxis{axis}"] = shared | {
            "range": [ROW, -HEAD_ROOM],
            "domain": full if side_by_side else [1 - part[1], 1 - part[0]],
            "constraintoward": "top",
            "anchor": f"x{axis}",
            "scaleanchor": f"x{axis}",
        }
    return axes


def _sentence(counts: dict[str, dict[str, int]], looks: dict[str, SubtypeLook]) -> str:
    parts = [
        f"{name}: of {PEOPLE} people, {listed(f'{people} {looks[subtype].name}' for subtype, people in count.items())}."
        for name, count in counts.items()
    ]
    if len(counts) == 2:
        (first, ours), (second, theirs) = counts.items()
        widest = max(looks, key=lambda subtype: abs(ours.get(subtype, 0) - theirs.get(subtype, 0)))
        pair = f"{ours.get(widest, 0)} ({first}) against {theirs.get(widest, 0)} ({second})"
        parts.append(f"They differ most in {looks[widest].name}: {pair}.")
    return " ".join(parts)


def _table(
    groups: dict[str, pd.DataFrame], counts: dict[str, dict[str, int]], looks: dict[str, SubtypeLook]
) -> pd.DataFrame:
    rows = [
        (name, looks[subtype].name, float(percent), counts[name].get(subtype, 0))
        for name, group in groups.items()
        for subtype, percent in zip(group["subtype"], group["percent"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["Group", "Subtype", "Percent", "People of 100"])
