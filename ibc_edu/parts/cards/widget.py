"""Flash cards: one at a time, turned over and graded by the learner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from ibc_edu.errors import ParameterError
from ibc_edu.learner.cards import Grade
from ibc_edu.parts.cards.sitting import Sitting
from ibc_edu.views.kit.base import START_HINT, BaseWidget, known_choice
from ibc_edu.views.kit.link import link


class Cards(BaseWidget):
    """Flash cards. The page sends `grade` (with `card` and `grade`, 1 to 4), `choose` (with `deck`) and `more`.

    Parameters
    ----------
    sitting : Sitting
        What there is, and where the learner stands.
    """

    _esm, _css = link(__file__, "view.js")

    decks: traitlets.List[dict[str, str]] = traitlets.List(help="Keys and titles of the decks.").tag(sync=True)
    deck = traitlets.Unicode("", help="Key of the chosen deck; empty for all.").tag(sync=True)
    card: Any = traitlets.Dict(None, allow_none=True, help="The card to show; None if there is none.").tag(sync=True)
    number = traitlets.Int(0, help="Counts the cards shown, so that one that comes again begins anew.").tag(sync=True)
    counts = traitlets.Unicode("", help="How many cards are due and how many were seen.").tag(sync=True)
    nothing = traitlets.Unicode("", help="Why no card is shown.").tag(sync=True)
    has_new = traitlets.Bool(False, help="Whether there are cards never shown.").tag(sync=True)

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        super().__init__(decks=sitting.decks)
        self._show()

    def text_form(self) -> str:
        """Which decks there are: the same for everybody and at any progress."""
        decks = ", ".join(deck["title"].lower() for deck in self.decks)
        return (
            f"Flash cards: {len(self._sitting.cards)} cards ({decks}), to turn over and to grade oneself. {START_HINT}"
        )

    @property
    def is_outdated(self) -> bool:
        """Whether a card may have become due since it said that none is."""
        return self.card is None

    def receive(self, message: Mapping[str, Any]) -> None:
        """Do what the page asks.

        Raises
        ------
        ParameterError
            If it asks for something else, or names a deck or a grade that does not exist.
        """
        match message.get("type"):
            case "grade":
                self._grade(message.get("card"), message.get("grade"))
            case "choose":
                self.deck = known_choice(message.get("deck"), ["", *(deck["key"] for deck in self.decks)], "deck")
                self._show()
            case "more":
                self._sitting.more()
                self._show()
            case _:
                super().receive(message)

    def _grade(self, card: Any, grade: Any) -> None:
        if self.card is None or card != self.card["key"]:
            return  # a second click on a card that is gone
        if type(grade) is not int or grade not in [int(each) for each in Grade]:
            raise ParameterError(f"{grade!r} is no grade.", cure="Grades are 1 to 4.")
        keep = self._sitting.grade(card, Grade(grade))
        self.after_reply(keep)  # also where no next card can be shown
        self._show()

    def _show(self) -> None:
        look = self._sitting.look(self.deck)
        with self.hold_sync():
            self.card = None if look["card"] is None else dict(look["card"])
            self.number += 1
            self.counts = look["counts"]
            self.nothing = look["nothing"]
            self.has_new = look["has_new"]
