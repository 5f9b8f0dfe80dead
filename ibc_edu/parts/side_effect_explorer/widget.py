"""The side effect explorer: two therapy classes side by side, what they share and what only one has."""

from __future__ import annotations

from typing import Any, TypedDict

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.parts.shared.call_signs import ShownSign, ShownUrgency
from ibc_edu.quiz.sources import Source
from ibc_edu.views.kit.base import START_HINT, BaseWidget
from ibc_edu.views.kit.link import link


class EffectNote(TypedDict):
    """What one row of the table says.

    `who` is a drug or kind of therapy, empty for the whole class; `named` is the row's own name if it is another one.
    """

    who: str
    named: str
    plain: str
    wording: str


class Effect(TypedDict):
    """A side effect of one class.

    `wording`: common, can or rare; `lasting` is None if the sources don't say; `calls` are the signs that it can have.
    """

    name: str
    wording: str
    notes: list[EffectNote]
    lasting: bool | None
    calls: list[ShownSign]
    sources: list[str]


class SideEffectClass(TypedDict):
    """A therapy class; `notes` are keys of the content's sources, to show beside it."""

    key: str
    name: str
    color: dict[str, str]
    in_article: bool
    notes: list[str]


class SideEffectContent(TypedDict):
    """All the explorer shows; sources stand once in `sources` and are named by key elsewhere.

    `not_named` says what it means that an effect is not named. `signs` are the signs to call about, by class, with the
    headings `urgencies`.
    """

    classes: list[SideEffectClass]
    effects: dict[str, list[Effect]]
    pairs: list[list[str]]
    not_named: str
    signs: dict[str, list[ShownSign]]
    urgencies: list[ShownUrgency]
    sources: dict[str, Source]


class SideEffectExplorer(BaseWidget):
    """Two therapy classes to choose, the effects that only one or both have, and each effect in plain words.

    The whole table travels to the page once, so a choice answers without waiting for the kernel; the traits follow the
    page, and setting them here moves the page.

    Parameters
    ----------
    content : SideEffectContent
    pair : list of two str
        Keys of the two classes; the first pair of the content if left out.
    effect : str
        Name of the effect that is unfolded; empty for none.

    Raises
    ------
    ParameterError
        If the pair is not two different classes, or no class has the effect.
    """

    _esm, _css = link(__file__, "view.js")

    content = traitlets.Dict(help="The classes, their effects and what they rest on.").tag(sync=True)
    pair = traitlets.List(traitlets.Unicode(), help="Keys of the two classes compared.").tag(sync=True)
    effect = traitlets.Unicode("", help="Name of the unfolded effect; empty for none.").tag(sync=True)

    def __init__(self, content: SideEffectContent, **values: Any) -> None:
        super().__init__(content=content, **({"pair": content["pairs"][0]} | values))

    @property
    def shared(self) -> list[str]:
        """Names of the effects that both classes have, in the order of the first."""
        first, second = (self._names(key) for key in self.pair)
        return [name for name in first if name in second]

    def only(self, place: int) -> list[str]:
        """Names of the effects that only the first (0) or the second (1) class has."""
        return [name for name in self._names(self.pair[place]) if name not in self._names(self.pair[1 - place])]

    def text_form(self) -> str:
        """What the explorer offers, and how to start it."""
        classes = ", ".join(each["name"] for each in self.content["classes"])
        effects = {effect["name"] for found in self.content["effects"].values() for effect in found}
        return (
            f"Side effect explorer: choose two therapy classes ({classes}) and see which of {len(effects)} side "
            "effects both share and which only one has; each with plain words, whether it may last, when to call the "
            f"care team, and its source. {START_HINT}"
        )

    @traitlets.validate("pair")
    def _two_classes(self, proposal: Any) -> list[str]:
        pair: list[str] = list(proposal["value"])
        known = list(self.content["effects"])
        if len(pair) != 2 or len(set(pair)) != 2 or not set(pair) <= set(known):
            raise ParameterError(
                f"{pair} are not two different classes.", where="pair", cure=f"Choose two of {', '.join(known)}."
            )
        return pair

    @traitlets.validate("effect")
    def _known_effect(self, proposal: Any) -> str:
        name: str = proposal["value"]
        if name and not any(name in self._names(key) for key in self.content["effects"]):
            raise ParameterError(f"no class has the effect {name!r}.", where="effect", cure="Leave it empty for none.")
        return name

    def _names(self, key: str) -> list[str]:
        return [effect["name"] for effect in self.content["effects"][key]]
