"""Survival curves of two groups, as steps, with a stroke for everybody who was not followed longer."""

from __future__ import annotations

from collections.abc import Sequence

from ibc_edu.figures.chart import DASHES, Axis, chart, line
from ibc_edu.figures.theme import LINES, PlotlyFigure

HEIGHT = 336  # px
PERCENT = Axis("People without an event", (-1, 101.5), 25, after="%")
LOOKS = ((LINES[1].color, DASHES), (LINES[0].color, "solid"))  # the standard treatment dashed, the new one solid
STROKE_HALF = 2.2  # percent
STROKE = "censored: "
"""In front of a group's name: the trace of its people who were not followed longer."""


def survival_steps(groups: Sequence[str], months: int) -> PlotlyFigure:
    """Months since joining against the percent of people without an event.

    Parameters
    ----------
    groups : two names
        Each has a trace of this name, whose points are the steps, and one with `STROKE` in front, whose lines are as
        long as two of the layout's ``meta["stroke"]``, in percent.
    months : int
        The end of the time axis.
    """
    strokes, steps = [], []
    for name, (color, dash) in zip(groups, LOOKS, strict=True):
        # One line in pieces for all strokes: as points of their own, they take most of the time of a drawing.
        told = f"{name}<br>%{{x:.0f}} months: not followed longer yet<extra></extra>"
        strokes.append(line(STROKE + name, color, line={"width": 1.5}, hovertemplate=told, showlegend=False))
        told = f"{name}<br>%{{x:.1f}} months: %{{y:.0f}}% without an event<extra></extra>"
        steps.append(line(name, color, dash, line={"shape": "hv"}, hovertemplate=told))
    time = Axis("Months since joining", (0, months), 6)
    made = chart("People without an event in each group", [*strokes, *steps], time, PERCENT, height=HEIGHT)
    made["layout"]["meta"]["stroke"] = STROKE_HALF
    return made
