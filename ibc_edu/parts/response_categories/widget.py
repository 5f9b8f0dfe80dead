"""The view of response categories: sizes of three tumors on two scans to move, and what the rules call them."""

from __future__ import annotations

from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.trial.simulator import TrialSimulator


class ResponseCategories(TrialSimulator):
    """Tumors of a made-up person on two scans; each change is called by the rules at once."""

    _esm, _css = link(__file__, "view.js")

    def text_form(self) -> str:
        """What the view offers, and how to start it."""
        examples = "; ".join(example["label"] for example in self.content["examples"])
        return (
            "What counts as a response: change the size of three tumors on two scans, or choose an example "
            f"({examples}), and see how the rules call it. {START_HINT}"
        )
