"""The signs to call about: choose the treatments that one has, see their signs by urgency, print them."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.parts.shared.call_signs import URGENCIES, ShownSign, ShownUrgency
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class Treatment(TypedDict):
    """A drug, or another drug of a class (then without a name); `signs` are keys of the content's signs."""

    key: str
    name: str
    brand: str
    signs: list[str]


class TreatmentGroup(TypedDict):
    """A therapy class and the treatments to choose from it."""

    name: str
    color: dict[str, str]
    treatments: list[Treatment]


class SignsContent(TypedDict):
    """All that is shown; `everyone` are keys of signs, and sources stand once in `sources`.

    `print` holds the labels of the page to print, `not_listed` what it means that a sign is not listed.
    """

    groups: list[TreatmentGroup]
    everyone: list[str]
    everyone_name: str
    signs: dict[str, ShownSign]
    urgencies: list[ShownUrgency]
    not_listed: str
    print: dict[str, str]
    sources: dict[str, Source]


class SignsToCall(BaseWidget):
    """Treatments to choose, their signs by urgency, and a page to print with room for one's own numbers.

    Names and numbers that are typed stay on the page: they are neither sent nor kept.

    Parameters
    ----------
    content : SignsContent
    chosen : list of str
        Keys of the chosen treatments.

    Raises
    ------
    ParameterError
        If there is no such treatment.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="Treatments and their signs.").tag(sync=True)
    chosen = traitlets.List(traitlets.Unicode(), help="Keys of the chosen treatments.").tag(sync=True)

    def __init__(self, content: SignsContent, **values: Any) -> None:
        super().__init__(content=content, **values)

    @property
    def shown(self) -> list[ShownSign]:
        """The signs that are shown: those of everybody and of the chosen treatments, the most urgent first."""
        signs: dict[str, ShownSign] = self.content["signs"]
        of = self._treatments()
        keys = dict.fromkeys([*self.content["everyone"], *(key for name in self.chosen for key in of[name]["signs"])])
        return sorted((signs[key] for key in keys), key=lambda sign: URGENCIES.index(sign["urgency"]))

    def text_form(self) -> str:
        """What the page offers, and how to start it."""
        groups = ", ".join(group["name"] for group in self.content["groups"])
        urgencies = "; ".join(urgency["name"] for urgency in self.content["urgencies"])
        return (
            f"When to call: choose the treatments that you have ({groups}) and see their signs by how soon they need "
            f"help ({urgencies}); {len(self.content['signs'])} signs, each with its reason and source, and a page to "
            f"print. {START_HINT}"
        )

    def _treatments(self) -> dict[str, Treatment]:
        return {each["key"]: each for group in self.content["groups"] for each in group["treatments"]}

    @traitlets.validate("chosen")
    def _known_treatments(self, proposal: Any) -> list[str]:
        known = self._treatments()
        return [known_choice(key, known, "chosen") for key in dict.fromkeys(proposal["value"])]
