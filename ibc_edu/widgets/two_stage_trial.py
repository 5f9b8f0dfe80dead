"""The phase II simulator: set the response rates, and see the two-stage design and what it costs."""

from __future__ import annotations

from ibc_edu.widgets.base import START_HINT, css, esm
from ibc_edu.widgets.trial_simulator import TrialSimulator


class TwoStageTrial(TrialSimulator):
    """Response rates to move; the design, the chance of stopping early, and one trial or a thousand of them."""

    _esm = esm("choices", "trial_chart", "two_stage_trial")
    _css = css("choices", "plot_view", "trial_simulator", "two_stage_trial")

    def text_form(self) -> str:
        """What the simulator offers, and how to start it."""
        return (
            "Phase II simulator: move the response rates; it shows a trial in two stages, how often it stops early, "
            f"how often it is wrong, and how many people it needs. {START_HINT}"
        )
