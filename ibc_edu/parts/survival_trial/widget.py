"""The phase III simulator: two groups join, are followed, and are compared; once, or a thousand times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from ibc_edu.figures.ratio_bars import ratio_bars
from ibc_edu.figures.survival_steps import survival_steps
from ibc_edu.figures.theme import PlotlyFigure
from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.plot.chart import link_chart
from ibc_edu.views.trial.simulator import Picture, Settings, TrialSimulator


class SurvivalTrial(TrialSimulator):
    """Two survival curves that grow month by month, the hazard ratio with its interval, and a planned early look.

    A thousand trials are run in batches: the page asks for the next one, so that it can show how far they are and the
    learner can stop them.

    Parameters
    ----------
    content, picture, settings
        As for `TrialSimulator`.
    batch : callable
        Runs one more batch: takes the settings and the picture of the trials run before (empty at first), gives the
        new picture, with the number of trials `done`.
    """

    _esm, _css = link_chart(__file__, "view.js")

    histogram = traitlets.Dict(help="The chart of many trials, without values.").tag(sync=True)
    many = traitlets.Dict(help="The trials run so far with these settings; empty before the first.").tag(sync=True)

    def __init__(
        self,
        content: Mapping[str, Any],
        picture: Callable[[Settings], Picture],
        settings: Settings,
        *,
        batch: Callable[[Settings, Picture], Picture],
    ) -> None:
        self._batch = batch
        super().__init__(content, picture, settings, histogram=ratio_bars())

    def chart(self, content: Mapping[str, Any]) -> PlotlyFigure:
        """The curves of both groups."""
        return survival_steps(content["arms"], content["months"])

    def text_form(self) -> str:
        """What the simulator offers, and how to start it."""
        return (
            "Phase III simulator: choose the true effect and the number of people, watch two groups join and their "
            f"curves grow, with or without an early look, then run the trial 1,000 times. {START_HINT}"
        )

    def receive(self, message: Mapping[str, Any]) -> None:
        """Run one more batch of trials, or begin anew.

        A page that asks for one more while the settings change asks for trials that nobody wants any more.
        """
        if message.get("type") == "batch":
            if message.get("anew") or self.many:
                self.many = self._batch(self.settings, {} if message.get("anew") else self.many)
        else:
            super().receive(message)

    @traitlets.observe("settings")
    def _forget(self, change: Any) -> None:
        """Trials run with other settings say nothing about these; the month looked at does not matter."""
        old, new = ({**value, "month": None, "run": None} for value in (change["old"] or {}, change["new"]))
        if old != new:
            self.many = {}
