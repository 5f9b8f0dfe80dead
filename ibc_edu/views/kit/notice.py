"""One sentence, shown where there is nothing to do."""

from __future__ import annotations

import traitlets

from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link


class Notice(BaseWidget):
    """A sentence in place of a part that has nothing to show now.

    Parameters
    ----------
    text : str
        What the learner reads.
    description : str
        What the part is for; it stands in the text form, which is the same for everybody.
    """

    _esm, _css = link(__file__, "notice.js")

    text = traitlets.Unicode(help="What the learner reads.").tag(sync=True)

    def __init__(self, text: str, *, description: str) -> None:
        self._description = description
        super().__init__(text=text)

    @property
    def is_outdated(self) -> bool:
        """Always: what there was nothing to show of may have come meanwhile."""
        return True

    def text_form(self) -> str:
        """What the part is for."""
        return f"{self._description} {START_HINT}"
