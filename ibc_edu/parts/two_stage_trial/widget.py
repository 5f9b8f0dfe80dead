"""The phase II simulator: set the response rates, and see the two-stage design and what it costs."""

from __future__ import annotations

from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.trial.simulator import TrialSimulator


class TwoStageTrial(TrialSimulator):
    """Response rates to move; the design, the chance of stopping early, and one trial or a thousand of them."""

    _esm, _css = link(__file__, "view.js")

    def text_form(self) -> str:
        """What the simulator offers, and how to start it."""
        return (
            "Phase II simulator: move the response rates; it shows a trial in two stages, how often it stops early, "
            f"how often it is wrong, and how many people it needs. {START_HINT}"
        )
