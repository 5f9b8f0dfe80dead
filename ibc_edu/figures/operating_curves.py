"""What a trial in two stages does at every response rate: how often it stops early, and how often it is convinced."""

from __future__ import annotations

from ibc_edu.figures.chart import DASHES, DOTS, Axis, chart, dots, line
from ibc_edu.figures.theme import INK, LINES, MUTED, PlotlyFigure

HEIGHT = 304  # px
CHANCE = Axis("Chance", (-1, 101.5), 25, after="%")
RATE = Axis("Response rate of the drug", (0, 90), 15, after="%")


def operating_curves() -> PlotlyFigure:
    """Response rate in percent against chance in percent.

    The page fills the traces "Stops early", "Calls the drug promising", "Your two limits", "This drug" (both upright)
    and "now", the two chances at the drug's own response rate.
    """
    told = "%{x:.0f} of 100 respond: %{y:.0f} of 100 trials<extra>%{fullData.name}</extra>"
    traces = [
        line("Your two limits", MUTED, DOTS, line={"width": 2}, hoverinfo="skip"),
        line("Stops early", LINES[0].color, hovertemplate=told),
        line("Calls the drug promising", LINES[1].color, DASHES, hovertemplate=told),
        line("This drug", INK, line={"width": 2}, hoverinfo="skip"),
        dots("now", showlegend=False, hovertemplate="%{y:.0f} of 100 trials<extra>This drug</extra>"),
    ]
    fewer = {"layout": {"xaxis": {"dtick": 2 * RATE.step}}}
    return chart("Chances of a trial in two stages", traces, RATE, CHANCE, height=HEIGHT, narrow=fewer)
