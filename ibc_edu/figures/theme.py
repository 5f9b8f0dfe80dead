"""One look for every figure: colors with fixed meanings, and a template that is readable from the back of a room.

Colors are after Okabe and Ito (Color Universal Design, 2008), shifted in lightness until every mark has at least 3:1
against the background, in the light and in the dark theme, and until any two therapy classes stay apart in simulated
color blindness. A figure is drawn in the light colors; `DARK` says what each becomes in the dark theme, so the page can
change the theme of a figure that is already there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from ibc_edu.errors import UnknownNameError, did_you_mean

T = TypeVar("T")
PlotlyFigure = dict[str, Any]
"""A figure as plotly's JSON, `data` and `layout`; ``plotly.graph_objects.Figure(figure)`` makes an object of it."""

INK = "#1f2328"  # text, and the reader's own value
MUTED = "#555c65"  # axes, secondary text
BAR = "#7c838b"  # marks without a meaning of their own
FAINT = "#b9bfc6"  # what is there but not in question; never the only carrier of a meaning
GRID = "#dfe3e7"
PAPER = "#ffffff"
CONTROL = "#6f767f"  # lines of axes, edges of boxes
SUM = "#8d949c"  # a line that is the sum of the others, behind them
PANEL = "#f6f7f9"
ACCENT_TINT = "#e9f1f8"
PARTIAL_TINT = "#fbf3df"
WRONG_TINT = "#fdf0e8"
CLEAR = "rgba(0,0,0,0)"

HORMONE_RECEPTORS = "#00558c"
HER2 = "#b54389"

THERAPY_COLORS = {
    "chemotherapy": "#c08000",
    "hormone-therapy": "#2b95cf",
    "targeted-therapy": "#bf4a00",
    "immunotherapy": "#00916a",
    "radiation-therapy": "#5e5000",
    "surgery": "#33383f",
    "bone-strengthening-drugs": "#868c94",
}
"""One color a therapy class in every figure; a kind of therapy inside a class takes the color of the class."""

PARENT_CLASSES = {
    "taxanes": "chemotherapy",
    "anthracyclines": "chemotherapy",
    "antimetabolites": "chemotherapy",
    "estrogen-receptor-blockers": "hormone-therapy",
    "aromatase-inhibitors": "hormone-therapy",
    "estrogen-receptor-degraders": "hormone-therapy",
    "ovarian-suppression": "hormone-therapy",
    "her2-antibodies": "targeted-therapy",
    "her2-kinase-inhibitors": "targeted-therapy",
    "antibody-drug-conjugates": "targeted-therapy",
    "cdk4-6-inhibitors": "targeted-therapy",
    "parp-inhibitors": "targeted-therapy",
    "pi3k-pathway-inhibitors": "targeted-therapy",
    "checkpoint-inhibitors": "immunotherapy",
}
"""The class that each kind of therapy belongs to; a test compares it with the table ``therapy_classes``."""


class SubtypeLook(NamedTuple):
    """How people of a subtype are drawn: colors of their left and right half and edge, square-shouldered or not."""

    label: str
    name: str
    left: str
    right: str
    edge: str
    square: bool


SUBTYPES = {
    "hr-positive-her2-negative": SubtypeLook(
        "HR+/HER2−", "HR-positive/HER2-negative", HORMONE_RECEPTORS, HORMONE_RECEPTORS, HORMONE_RECEPTORS, False
    ),
    "hr-positive-her2-positive": SubtypeLook(
        "HR+/HER2+", "HR-positive/HER2-positive", HORMONE_RECEPTORS, HER2, CLEAR, True
    ),
    "hr-negative-her2-positive": SubtypeLook("HR−/HER2+", "HR-negative/HER2-positive", HER2, HER2, HER2, True),
    "triple-negative": SubtypeLook("Triple-negative", "triple-negative", CLEAR, CLEAR, INK, False),
    "unknown": SubtypeLook("Not known", "not known", GRID, GRID, BAR, False),
}
"""Blue for hormone receptors, purple and square shoulders for HER2, half and half for both, hollow for neither."""


class LineLook(NamedTuple):
    """Color and dash of a line that stands for nothing with a fixed color."""

    color: str
    dash: str


LINES = (
    LineLook("#005a92", "solid"),
    LineLook("#a0570a", "dash"),
    LineLook("#01786f", "dot"),
    LineLook("#8a5fb0", "dashdot"),
    LineLook("#6b7178", "longdash"),
)

DARK = {
    INK: "#ffffff",
    MUTED: "#c3c8ce",
    BAR: "#9299a1",
    FAINT: "#666d75",
    GRID: "#41464c",
    PAPER: "#212121",
    CONTROL: "#9aa0a7",
    SUM: "#73797f",
    PANEL: "#2b2d30",
    ACCENT_TINT: "#1c3346",
    PARTIAL_TINT: "#3b3218",
    WRONG_TINT: "#43291a",
    HORMONE_RECEPTORS: "#3f87d6",
    HER2: "#e0a0c8",
    "#c08000": "#f0a81c",
    "#2b95cf": "#6cc3f5",
    "#bf4a00": "#e2641a",
    "#00916a": "#12b886",
    "#5e5000": "#f5ec5b",
    "#33383f": "#f2f4f6",
    "#868c94": "#9298a0",
    "#005a92": "#85c6f3",
    "#a0570a": "#e0a458",
    "#01786f": "#2fb5a9",
    "#8a5fb0": "#bd9ae0",
    "#6b7178": "#a9afb6",
}
"""What each color of a figure becomes in the dark theme. Boxes and tints are those of the page's own style sheet."""

FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif'
FONT_SIZE = 15  # px at the usual size of text; the page scales the whole figure with its text
NARROW_FONT_SIZE = 13  # px where the page is narrow; the page knows it too
NARROW_BELOW = 528  # px, as wide as a large phone held upright
CHARACTER = 0.56  # mean width of a character in this font, as a part of its size


def therapy_color(therapy_class: str) -> str:
    """Color of a therapy class or of a kind of therapy inside one, by its id in ``therapy_classes``.

    Raises
    ------
    UnknownNameError
        If there is no such class.
    """
    return THERAPY_COLORS[parent_class(therapy_class)]


def color_by_theme(therapy_class: str) -> dict[str, str]:
    """Color of a therapy class, or of a kind of therapy inside one, in the light and in the dark theme.

    Raises
    ------
    UnknownNameError
        If there is no such class.
    """
    color = therapy_color(therapy_class)
    return {"light": color, "dark": DARK[color]}


def parent_class(therapy_class: str) -> str:
    """The class that a kind of therapy belongs to; a class is its own.

    Raises
    ------
    UnknownNameError
        If there is no such class.
    """
    if therapy_class in THERAPY_COLORS:
        return therapy_class
    return known(therapy_class, PARENT_CLASSES, "therapy class")


def known(name: str, names: dict[str, T], what: str) -> T:
    """What `names` holds under a name.

    Raises
    ------
    UnknownNameError
        With the nearest name, if there is no such one.
    """
    if name not in names:
        cure = did_you_mean(name, names)
        raise UnknownNameError(f"there is no {what} {name!r}.", where="figures.theme", cure=cure)
    return names[name]


def text_width(texts: Iterable[str], size: float = FONT_SIZE) -> float:
    """Estimated width in px of the widest line of the texts; a figure reserves margins by it."""
    return max((len(line) for text in texts for line in text.split("<br>")), default=0) * CHARACTER * size


def template() -> dict[str, Any]:
    """The plotly template of every figure, in the light colors: no legend, nothing that drags or zooms by accident."""
    axis = {
        "automargin": True,
        "color": MUTED,
        "fixedrange": True,
        "gridcolor": GRID,
        "linecolor": MUTED,
        "showgrid": False,
        "tickcolor": MUTED,
        "title": {"font": {"color": INK}, "standoff": 10},
        "zeroline": False,
    }
    return {
        "layout": {
            "annotationdefaults": {"font": {"color": INK}, "showarrow": False},
            "colorway": [look.color for look in LINES],
            "dragmode": False,
            "font": {"color": INK, "family": FONT, "size": FONT_SIZE},
            "hoverlabel": {"align": "left", "bgcolor": PAPER, "bordercolor": MUTED, "font": {"color": INK}},
            "hovermode": "closest",
            "margin": {"b": 8, "l": 8, "r": 8, "t": 8},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "showlegend": False,
            "title": {"automargin": True, "font": {"color": INK}, "x": 0, "xanchor": "left", "yref": "container"},
            "xaxis": {**axis, "showline": True, "ticks": "outside"},
            "yaxis": {**axis, "showgrid": True},
        }
    }


def figure(
    title: str,
    data: list[dict[str, Any]],
    layout: dict[str, Any],
    *,
    narrow: dict[str, Any] | None = None,
    narrow_below: int = NARROW_BELOW,
) -> PlotlyFigure:
    """A plotly figure in the look of the course.

    Parameters
    ----------
    title : str
    data, layout : plotly's own, as plain dicts; the layout names its `height` in px
    narrow : dict, optional
        What changes where the figure is as narrow as on a phone: ``{"layout": {...}, "data": [{...}, ...]}``, laid over
        the wide figure key by key (lists of dicts too: first over first; lists of numbers or texts are exchanged). It
        travels in the layout's `meta`.
    narrow_below : int
        Width in px below which that holds.
    """
    extra = {"meta": {"narrow": narrow | {"below": narrow_below}}} if narrow else {}
    return {"data": data, "layout": {**layout, **extra, "template": template(), "title": {"text": title}}}
