"""The view of a course of radiation: dose a day and days to move, and what they add up to."""

from __future__ import annotations

from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.trial.simulator import TrialSimulator


class RadiationCourse(TrialSimulator):
    """A course of radiation; its total, and how much it weighs on the cancer and on normal tissue."""

    _esm, _css = link(__file__, "view.js")

    def text_form(self) -> str:
        """What the view offers, and how to start it."""
        compared = ", ".join(each["label"] for each in self.content["compared"])
        return (
            "A course of radiation: choose the dose a day and the number of days, or a course that trials compared "
            f"({compared}), and see what it adds up to for the cancer and for normal tissue. {START_HINT}"
        )
