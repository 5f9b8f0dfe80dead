"""A certificate of completion that says what was done and claims no more."""

from __future__ import annotations

from typing import TypedDict

from ibc_edu.views.kit.base import START_HINT
from ibc_edu.views.kit.link import link
from ibc_edu.views.kit.state_panel import StatePanel


class CertificateState(TypedDict):
    """What the certificate says. `missing` lists what is still to do; while it does, there is no certificate.

    `date` is that of the kernel's computer; `at` is the time, ISO 8601, from which the page says its own date: the
    kernel may run on a server in another part of the world.
    """

    course: str
    date: str
    at: str
    done: list[str]
    limits: str
    missing: list[str]


class Certificate(StatePanel):
    """A page to print or to save as HTML, with a name that the learner types and that is kept nowhere.

    Its state is a `CertificateState`.
    """

    _esm, _css = link(__file__, "view.js")

    def text_form(self) -> str:
        """What the certificate is, whoever has earned it."""
        return (
            "Certificate of completion: what you did in this course, to print or to save; "
            f"it says what was done, and no more. {START_HINT}"
        )
