"""The lines simulator: two clones of cells under up to three lines of treatment, with switch times to choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ibc_edu.figures.clone_curves import clone_curves
from ibc_edu.figures.theme import PlotlyFigure
from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.plot.chart import link_chart
from ibc_edu.views.trial.simulator import TrialSimulator


class TreatmentLines(TrialSimulator):
    """How long each line is given, and what becomes of the cells that it kills and of those that resist it."""

    _esm, _css = link_chart(__file__, "view.js")

    def chart(self, content: Mapping[str, Any]) -> PlotlyFigure:
        """Both clones of cells, under the lines of treatment."""
        return clone_curves(content["axis"], content["last_month"], content["start"])

    def text_form(self) -> str:
        """What the simulator offers, and how to start it."""
        return (
            "Lines of treatment: choose when a first and a second line of treatment end and how many cells resist the "
            "first one, and see why treatment changes; a model with made-up drugs, no prediction for anybody. "
            f"{START_HINT}"
        )
