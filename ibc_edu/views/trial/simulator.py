"""What the three trial simulators share: settings that the learner moves, and the picture that Python makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from ibc_edu.figures.theme import PlotlyFigure
from ibc_edu.views.plot.chart import ChartWidget

Settings = Mapping[str, Any]
Picture = dict[str, Any]


class TrialSimulator(ChartWidget):
    """A simulated trial: the page changes `settings`, Python answers with `picture`, and the page draws it.

    All of a change travels in one trait, so that while a slider moves faster than the kernel answers, only its last
    place is computed.

    Parameters
    ----------
    content : dict
        What stays the same: choices, ends of the sliders, what the model leaves out.
    picture : callable
        Makes the picture of settings; what it raises is shown to the learner, and the picture before it stays.
    settings : mapping
        Where the learner starts.

    Raises
    ------
    IbcEduError
        If the first settings have no picture.
    """

    content = traitlets.Dict(help="Choices, ends of sliders and words that stay the same.").tag(sync=True)
    figure = traitlets.Dict(help="The chart, whose values the page takes from each picture.").tag(sync=True)
    settings = traitlets.Dict(help="What the learner has chosen.").tag(sync=True)
    picture = traitlets.Dict(help="What the chosen settings lead to, in numbers and words.").tag(sync=True)

    def __init__(
        self, content: Mapping[str, Any], picture: Callable[[Settings], Picture], settings: Settings, **values: Any
    ) -> None:
        self._picture = picture
        self._drawn = picture(settings)
        super().__init__(
            content=dict(content),
            figure=self.chart(content),
            settings=dict(settings),
            picture=self._drawn,
            **values,
        )

    def chart(self, content: Mapping[str, Any]) -> PlotlyFigure:
        """The simulator's chart without values; a simulator that has one overrides this."""
        return {}

    @traitlets.validate("settings")
    def _has_a_picture(self, proposal: Any) -> dict[str, Any]:
        settings: dict[str, Any] = proposal["value"]
        self._drawn = self._picture(settings)  # raises before anything is changed
        return settings

    @traitlets.observe("settings")
    def _show(self, _change: object) -> None:
        self.picture = self._drawn
