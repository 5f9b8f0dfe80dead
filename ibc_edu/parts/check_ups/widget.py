"""The list of check-ups: what is watched with a treatment, how, how often, and why."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.parts.shared.call_signs import ShownSign, ShownUrgency
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class CheckUp(TypedDict):
    """One check-up; `group` is a key of the content's groups, `who` a drug or class, empty for everyone."""

    group: str
    what: str
    who: str
    how: str
    how_often: str
    why: str
    sources: list[Source]


class Group(TypedDict):
    """A choice of the list."""

    key: str
    label: str


class CheckUpContent(TypedDict):
    """All the list shows; the first group is the one of check-ups for everyone.

    `signs` are the signs to call about, by group, with the headings `urgencies`; their sources stand once in
    `sign_sources`.
    """

    groups: list[Group]
    check_ups: list[CheckUp]
    signs: dict[str, list[ShownSign]]
    urgencies: list[ShownUrgency]
    sign_sources: dict[str, Source]


class CheckUps(BaseWidget):
    """Check-ups of one treatment at a time; the choice follows the page, and setting it here moves the page.

    Parameters
    ----------
    content : CheckUpContent
    group : str
        Key of the chosen group; the first one if left out.

    Raises
    ------
    ParameterError
        If there is no such group.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="Groups and their check-ups.").tag(sync=True)
    group = traitlets.Unicode(help="Key of the chosen group.").tag(sync=True)

    def __init__(self, content: CheckUpContent, **values: Any) -> None:
        super().__init__(content=content, **({"group": content["groups"][0]["key"]} | values))

    @property
    def shown(self) -> list[CheckUp]:
        """The check-ups of the chosen group."""
        return [each for each in self.content["check_ups"] if each["group"] == self.group]

    def text_form(self) -> str:
        """What the list offers, and how to start it."""
        groups = ", ".join(group["label"] for group in self.content["groups"])
        return (
            f"Check-ups: choose a treatment ({groups}) and see what is watched, how, how often and why; "
            f"{len(self.content['check_ups'])} check-ups, each with its source. {START_HINT}"
        )

    @traitlets.validate("group")
    def _known_group(self, proposal: Any) -> str:
        return known_choice(proposal["value"], [group["key"] for group in self.content["groups"]], "group")
