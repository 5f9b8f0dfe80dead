"""The phase I simulator: choose the next dose, three people at a time, against a hidden risk of side effects."""

from __future__ import annotations

from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.trial.simulator import TrialSimulator


class DoseTrial(TrialSimulator):
    """Escalate, stay, go back or stop; afterward the learner's trial stands beside a thousand run by fixed rules.

    The risks of the drug are not part of the picture until the trial has ended.
    """

    _esm, _css = link(__file__, "view.js")

    def text_form(self) -> str:
        """What the simulator offers, and how to start it."""
        drugs = ", ".join(drug["label"] for drug in self.content["drugs"])
        return (
            f"Phase I simulator: choose a drug ({drugs}; all made up) and decide after every three people whether to "
            f"go up, stay, go back or stop; then see 1,000 trials by fixed rules beside your own. {START_HINT}"
        )
