"""The phase II simulator: set the response rates, and see the two-stage design and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ibc_edu.figures.operating_curves import operating_curves
from ibc_edu.figures.theme import PlotlyFigure
from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.plot.chart import link_chart
from ibc_edu.views.trial.simulator import TrialSimulator


class TwoStageTrial(TrialSimulator):
    """Response rates to move; the design, the chance of stopping early, and one trial or a thousand of them."""

    _esm, _css = link_chart(__file__, "view.js")

    def chart(self, content: Mapping[str, Any]) -> PlotlyFigure:
        """The chances of a design."""
        return operating_curves()

    def text_form(self) -> str:
        """What the simulator offers, and how to start it."""
        return (
            "Phase II simulator: move the response rates; it shows a trial in two stages, how often it stops early, "
            f"how often it is wrong, and how many people it needs. {START_HINT}"
        )
