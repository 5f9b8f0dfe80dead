"""A certificate of completion that says what was done and claims no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import traitlets

from ibc_edu.widgets.base import START_HINT, BaseWidget, css, esm


class CertificateState(TypedDict):
    """What the certificate says. `missing` lists what is still to do; while it does, there is no certificate."""

    course: str
    date: str
    done: list[str]
    limits: str
    missing: list[str]


class Certificate(BaseWidget):
    """A page to print or to save as HTML, with a name that the learner types and that is kept nowhere.

    Parameters
    ----------
    state : callable
        Returns a fresh `CertificateState`; called whenever the cell is run and whenever the page asks.
    """

    _esm = esm("certificate")
    _css = css("certificate")

    state = traitlets.Dict(help="What the certificate says, and what is still to do.").tag(sync=True)

    def __init__(self, state: Callable[[], CertificateState]) -> None:
        self._read_state = state
        super().__init__(state=state())

    def receive(self, message: Mapping[str, Any]) -> None:
        """Read the state anew when the page asks for it.

        Raises
        ------
        ParameterError
            If the page asks for something else.
        """
        if message.get("type") != "refresh":
            super().receive(message)
        self.state = self._read_state()

    def text_form(self) -> str:
        """What the certificate is, whoever has earned it."""
        return (
            "Certificate of completion: what you did in this course, to print or to save; "
            f"it says nothing about skill with patients. {START_HINT}"
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        self.state = self._read_state()  # running the cell again shows what happened since
        return super()._repr_mimebundle_(**kwargs)
