"""The therapy map: from what a test shows to a therapy class to a drug, with a card for whatever is chosen."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.parts.shared.call_signs import ShownSign, ShownUrgency
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class Caveat(TypedDict):
    """What the article says, in its words, and what is to be known today."""

    said: str
    now: str
    as_of: str


class LabelWarning(TypedDict):
    """A warning of a drug's label, `boxed` or `serious`, or what it means that one is `not listed`."""

    kind: str
    text: str
    sources: list[str]


class Card(TypedDict):
    """What is shown of one finding, class or drug.

    `picture` is a key of the content's pictures; `lit` are the keys of all that lights up with it, and `links` the
    findings from which lines lead to a class. Of `signs` and `warnings` the sources are keys of the content's sources.
    """

    title: str
    kind: str
    color: dict[str, str] | None
    summary: str
    picture: str | None
    lines: list[dict[str, str]]
    caveats: list[Caveat]
    effects: list[dict[str, str]]
    signs: list[ShownSign]
    warnings: list[LabelWarning]
    lit: list[str]
    links: dict[str, list[str]]
    sources: list[Source]


class TherapyMapContent(TypedDict):
    """All that the map shows. `cards` is keyed by finding, class and drug; `pictures` says what each one shows.

    `caution` is said before anything is chosen; `urgencies` are the headings of signs to call about.
    """

    findings: list[dict[str, str]]
    classes: list[dict[str, Any]]
    cards: dict[str, Card]
    caution: str
    pictures: dict[str, str]
    urgencies: list[ShownUrgency]
    sources: dict[str, Source]


class TherapyMap(BaseWidget):
    """Findings, classes and drugs to choose from; the way through the chosen one lights up, and its card says more.

    Everything travels to the page once, so that a choice shows without waiting for the kernel; `chosen` follows the
    page, and setting it here moves the page.

    Parameters
    ----------
    content : TherapyMapContent
    chosen : str
        Key of a card; empty for none.

    Raises
    ------
    ParameterError
        If something on the map has no card, or a card a picture that is not there.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="What there is to choose, and the card of each.").tag(sync=True)
    chosen = traitlets.Unicode("", help="Key of the chosen finding, class or drug; empty for none.").tag(sync=True)

    def __init__(self, content: TherapyMapContent, **values: Any) -> None:
        _check(content)
        super().__init__(content=content, **values)

    @property
    def card(self) -> Card | None:
        """The card that is shown at present."""
        card: Card | None = self.content["cards"].get(self.chosen)
        return card

    def text_form(self) -> str:
        """What the map offers, and how to start it."""
        findings = ", ".join(found["name"] for found in self.content["findings"])
        classes = ", ".join(known["name"] for known in self.content["classes"])
        drugs = sum(len(known["drugs"]) for known in self.content["classes"])
        return (
            f"Therapy map: what a test can show ({findings}) leads to therapy classes ({classes}) and {drugs} drugs; "
            f"choose one for its card: how it works, how it is given, side effects, dates and sources. {START_HINT}"
        )

    @traitlets.validate("chosen")
    def _known_card(self, proposal: Any) -> str:
        key: str = proposal["value"]
        return known_choice(key, self.content["cards"], "chosen") if key else key


def _check(content: TherapyMapContent) -> None:
    drugs = [drug["key"] for known in content["classes"] for drug in known["drugs"]]
    for key in [*(found["key"] for found in content["findings"]), *(c["key"] for c in content["classes"]), *drugs]:
        if key not in content["cards"]:
            raise ParameterError("this has no card.", where=f"cards[{key!r}]")
    for key, card in content["cards"].items():
        if card["picture"] is not None and card["picture"] not in content["pictures"]:
            raise ParameterError(f"there is no picture {card['picture']!r}.", where=f"cards[{key!r}]")
